"""Rule files: their papers, their hits, and how much ordinary traffic they disturb."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from offing.kernel.errors import InvalidInputError
from offing.records.bookings import Booking, Payment
from offing.records.movements import Movement
from offing.records.travellers import Traveller
from offing.risk.problems import RuleError
from offing.risk.rules import RuleSet, failing_examples, load, shipped
from offing.risk.scoring import score
from offing.risk.subject import Subject, subjects_of
from tests.unit.risk.cargo_traffic import cargo
from tests.unit.risk.traffic import flight, subjects

HERE = flight()
RULE: dict[str, Any] = {
    "id": "grown-ups", "version": "1", "title": "Grown-ups", "words": "Older than 17.", "author": "A",
    "approver": "B", "expires": "2027-01-01", "justification": "Written for a test and for nothing else.",
    "agency": "customs", "streams": ["passenger"], "weight": 0.02, "severity": 1,
    "when": {"combinator": "and", "rules": [{"field": "age", "operator": ">", "value": 17}]},
}  # fmt: skip


def rules(*changes: dict[str, Any]) -> RuleSet:
    return load(json.dumps({"rules": [{**RULE, **change} for change in changes]}).encode())


def someone(born: str = "1990-01-01", role: str = "passenger") -> Traveller:
    return Traveller(
        id="t", movement=HERE.id, surname="ARDEN", given_names="P", date_of_birth=born, role=role
    )


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"justification": ""}, "rules[0].justification"),
    ({"justification": "Because."}, "rules[0].justification"),
    ({"approver": ""}, "rules[0].approver"),
    ({"approver": "A"}, "rules[0].approver"),
    ({"expires": ""}, "rules[0].expires"),
    ({"expires": "soon"}, "rules[0].expires"),
    ({"weight": 0}, "rules[0].weight"),
    ({"weight": True}, "rules[0].weight"),
    ({"severity": 9}, "rules[0].severity"),
    ({"streams": ["cargo"]}, "rules[0].streams"),
    ({"streams": []}, "rules[0].streams"),
    ({"streams": ["passenger", "import"]}, "rules[0].streams"),
    ({"streams": ["import"]}, "rules[0].when.rules[0].field"),
    ({"status": "famous"}, "rules[0].status"),
    ({"status": "sample", "source": "", "tests": []}, "rules[0].source"),
    ({"tests": [{"values": {"trips": [3]}, "hit": True}]}, "rules[0].tests[0].values.trips"),
    (
        {"tests": [{"values": {"trips": [{"days_ago": "3"}]}, "hit": True}]},
        "rules[0].tests[0].values.trips",
    ),
    (
        {"tests": [{"values": {"trips": [{"colour": 3}]}, "hit": True}]},
        "rules[0].tests[0].values.trips",
    ),
    ({"tests": [{"values": {"route": [3]}, "hit": True}]}, "rules[0].tests[0].values.route"),
    ({"id": "Not An Id"}, "rules[0].id"),
    ({"colour": "red"}, "rules[0].colour"),
    ({"when": {"combinator": "and", "rules": []}}, "rules[0].when.rules"),
    ({"tests": [{"values": {"age": 1}}]}, "rules[0].tests[0]"),
    ({"tests": [{"values": {"shoe": 1}, "hit": True}]}, "rules[0].tests[0].values.shoe"),
    ({"tests": [{"values": {"surname": 1}, "hit": True}]}, "rules[0].tests[0].values.surname"),
]


@pytest.mark.parametrize(("change", "where"), FAULTS)
def test_a_rule_with_a_fault_is_refused_at_its_place(change: dict[str, Any], where: str) -> None:
    with pytest.raises(RuleError) as caught:
        rules(change)
    assert where in {p.where for p in caught.value.problems}


@pytest.mark.parametrize("paper", ["justification", "approver", "expires"])
def test_only_a_shadow_rule_may_lack_papers(paper: str) -> None:
    without = {key: value for key, value in RULE.items() if key != paper}
    with pytest.raises(RuleError, match=f"a live rule needs its {paper}"):
        load(json.dumps({"rules": [without]}).encode())
    (hit,) = load(json.dumps({"rules": [{**without, "shadow": True}]}).encode()).hits(
        Subject(someone(), HERE)
    )
    assert hit.shadow


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"rules": {}}', b'{"rules": [1]}'])
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(InvalidInputError):
        load(content)


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(RuleError, match="there twice"):
        rules({}, {})


def test_a_hit_carries_its_reasons() -> None:
    (hit,) = rules({}).hits(Subject(someone(), HERE))
    assert (hit.rule, hit.version, hit.weight, hit.agency) == ("grown-ups", "1", 0.02, "customs")
    (reason,) = hit.reasons
    assert (reason.label, reason.operator, reason.wanted, reason.value) == (
        "Age",
        "more than",
        "17",
        "36",
    )


def test_streams_expiry_and_age_decide() -> None:
    both = rules({}, {"id": "crew", "streams": ["crew"]})
    assert [h.rule for h in both.hits(Subject(someone(), HERE))] == ["grown-ups"]
    assert [h.rule for h in both.hits(Subject(someone(role="transit_crew"), HERE))] == ["crew"]
    assert both.hits(Subject(someone(role="transit"), HERE)) == ()
    assert both.hits(Subject(someone(born="2015-01-01"), HERE)) == ()
    on_last_day = Subject(someone(), HERE, today="2027-01-01")
    assert both.hits(on_last_day)
    assert both.hits(replace(on_last_day, today="2027-01-02")) == ()


def test_travellers_and_cargo_have_rules_of_their_own_in_one_file() -> None:
    boxes = {"combinator": "and", "rules": [{"field": "house", "operator": "=", "value": True}]}
    both = rules({}, {"id": "boxes", "title": "Boxes", "streams": ["import"], "when": boxes})
    assert [h.rule for h in both.hits(cargo(1, 1)[0])] == ["boxes"]
    assert [h.rule for h in both.hits(Subject(someone(), HERE))] == ["grown-ups"]
    assert both.asked == {"age", "house"}


def test_the_version_is_the_content() -> None:
    spaced = json.dumps({"rules": [RULE]}, indent=4).encode()
    assert load(spaced).version == rules({}).version
    assert rules({"weight": 0.03}).version != rules({}).version


def test_shipped_rules_pass_their_own_rows_and_have_all_papers() -> None:
    found = shipped()
    assert len(found.rules) >= 10
    assert failing_examples(found.rules) == []
    for rule in found.rules:
        assert {example.hit for example in rule.tests} == {True, False}
        assert not rule.shadow
        assert rule.words.endswith(".")


def test_ordinary_traffic_is_left_in_peace() -> None:
    found, bands, count = shipped(), Counter[str](), 0
    for seed in range(12):
        for subject in subjects(seed, 250):
            bands[score((), found.hits(subject)).band] += 1
            count += 1
    assert (bands["red"] + bands["amber"]) / count <= 0.01


def _strangers(count: int) -> list[Subject]:
    card = Payment(form="CC", vendor="VI", card="411111XXXXXX1111")
    cash = Payment(form="CA", amount="150.00")
    bookings = [
        Booking(
            locator=f"B{n}", carrier="XQ", created="2026-11-21T04:00", segments=(HERE,),
            phones=(f"+57 1 {n % 3}",), payments=(cash, card),
        )
        for n in range(count)
    ]  # fmt: skip
    people = [
        replace(someone(), id=f"t{n}", surname=f"S{n}", bookings=(b.id,))
        for n, b in enumerate(bookings)
    ]
    return list(subjects_of(HERE, people, bookings))


def test_strangers_on_one_card_come_to_the_top() -> None:
    for subject in _strangers(4):
        hits = shipped().hits(subject)
        shown = {reason.field for hit in hits for reason in hit.reasons}
        assert {"card_shared_phones", "cash", "lead_hours"} <= shown
        assert score((), hits).band == "red"


def test_broken_travel_paid_in_cash_comes_to_the_top() -> None:
    first = Movement(
        carrier="XQ", number="846", origin="BOG", destination="MAD",
        departure="2026-11-18T17:00", arrival="2026-11-19T09:00",
    )  # fmt: skip
    booking = Booking(
        locator="B", carrier="XQ", created="2026-11-19T04:00", segments=(first, HERE),
        payments=(Payment(form="CA"),),
    )  # fmt: skip
    (subject,) = subjects_of(HERE, [replace(someone(), bookings=(booking.id,))], [booking])
    hits = shipped().hits(subject)
    assert {"broken_travel", "dwell_hours_before"} <= {r.field for h in hits for r in h.reasons}
    assert score((), hits).band == "red"
