"""Opening, feedback and the officers' views."""

from dataclasses import replace

import pytest

from offing.cases import codes, feedback
from offing.cases.model import Indicator, ListedEntry, Result
from offing.cases.offices import posting
from offing.cases.opening import open_case
from offing.cases.views import case_file, case_row, dossier
from offing.kernel.plain import from_json, to_json
from offing.records.assessments import Assessment
from offing.records.bookings import Booking
from offing.records.movements import Movement
from offing.watchlists.model import Alias, Entry
from tests.unit.cases.builders import HERE, NOW, TRAVELLER, assessment, case, hit, match

OPENS = [
    (assessment("red", hits=(hit(),)), True),
    (assessment("amber", hits=(hit(),)), False),
    (assessment("green"), False),
    (assessment("amber", matches=(match(),)), True),
    (assessment("amber", matches=(match("review"),)), False),
    (assessment("green", random=True), True),
]


@pytest.mark.parametrize(("view", "opens"), OPENS)
def test_when_an_officer_must_look(view: Assessment, opens: bool) -> None:
    assert (open_case(view, TRAVELLER, HERE, at=NOW) is not None) is opens


def test_nobody_looks_at_who_does_not_travel() -> None:
    gone = replace(TRAVELLER, removed=True)
    assert open_case(assessment("red", matches=(match(),)), gone, HERE, at=NOW) is None


def test_a_case_says_whose_it_is_until_when_and_why() -> None:
    view = assessment(
        "red",
        (match("weak", 10.0, entity="W"), match()),
        (hit("light", weight=0.01), hit(), hit("hidden", shadow=True)),
        random=True,
    )
    opened = open_case(view, TRAVELLER, HERE, at=NOW)
    assert opened is not None
    assert (opened.agency, opened.office, opened.deadline) == (
        "police",
        "QNV",
        "2026-11-21T12:50:00Z",
    )
    assert [(w.kind, w.code) for w in opened.why] == [
        ("match", "wanted/WANTED-1"),
        ("rule", "broken-travel"),
        ("rule", "light"),
        ("random", "random_draw"),
    ]
    assert opened.summary == "1 match, 2 rules, drawn by the machine"
    assert opened.entries == (ListedEntry(list="wanted", entry="WANTED-1"),)
    assert Indicator(rule="match:wanted:strong") in opened.indicators
    assert Indicator(rule="random:passenger") in opened.indicators
    assert Indicator(rule="hidden", version="1") in opened.indicators
    again = open_case(view, TRAVELLER, HERE, at="2026-11-21T09:30:00Z")
    assert again is not None
    assert (again.id, again.reference) == (opened.id, opened.reference)


def test_a_case_survives_storage() -> None:
    opened = open_case(assessment("red", (match(),), (hit(),)), TRAVELLER, HERE, at=NOW)
    assert opened is not None
    full = replace(opened, result=Result(outcome="positive", code="drugs", quantity=1.0, unit="kg"))
    assert from_json(type(full), to_json(full)) == full


POSTS = [
    (
        "FRA",
        "QNV",
        "2026-11-21T10:05",
        "2026-11-21T14:50",
        "QNV",
        "inbound",
        "2026-11-21T12:50:00Z",
    ),
    (
        "QNS",
        "FRA",
        "2026-11-21T10:05",
        "2026-11-21T14:50",
        "QNS",
        "outbound",
        "2026-11-21T08:05:00Z",
    ),
    ("QNS", "QNV", "2026-11-21T10:05", None, "QNV", "inbound", "2026-11-21T08:05:00Z"),
    ("FRA", "LHR", "2026-11-21T10:05", None, "NTC", "other", "2026-11-21T10:05:00Z"),
    ("FRA", "QNV", None, "2026-11-21", "QNV", "inbound", "2026-11-21T22:00:00Z"),
    ("FRA", "QNV", None, None, "QNV", "inbound", NOW),
]


@pytest.mark.parametrize(
    ("origin", "destination", "departure", "arrival", "office", "direction", "deadline"), POSTS
)
def test_offices_and_deadlines(
    origin: str, destination: str, departure: str | None, arrival: str | None,
    office: str, direction: str, deadline: str,
) -> None:  # fmt: skip
    movement = Movement(
        carrier="XQ",
        number="1",
        origin=origin,
        destination=destination,
        departure=departure,
        arrival=arrival,
    )
    post = posting(movement, NOW)
    assert (post.office, post.direction, post.deadline) == (office, direction, deadline)


INDICATORS = (Indicator(rule="broken-travel", version="1"), Indicator(rule="match:wanted:strong"))
FEEDBACK = [
    ({"decision": "cleared"}, {}),
    ({"decision": "expired"}, {}),
    (
        {"decision": "referred", "result": Result(outcome="not_examined", reason="no_capacity")},
        {"referred": {"referred": 1}},
    ),
    (
        {"decision": "referred", "result": Result(outcome="negative", code="nothing_found")},
        {"referred": {"referred": 1}, "result": {"examined": 1, "positive": 0}},
    ),
    (
        {"decision": "referred", "result": Result(outcome="positive", code="drugs")},
        {"referred": {"referred": 1}, "result": {"examined": 1, "positive": 1}},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "counts"), FEEDBACK)
def test_results_go_back_to_what_raised_the_case(
    changes: dict[str, object], counts: dict[str, dict[str, int]]
) -> None:
    found = feedback.feedback(case(indicators=INDICATORS, **changes))
    assert {kind: rows[0].counts for kind, rows in found.items()} == counts
    for rows in found.values():
        assert [(r.rule, r.version) for r in rows] == [
            ("broken-travel", "1"),
            ("match:wanted:strong", ""),
        ]


def test_hits_are_counted_for_shadow_rules_too() -> None:
    rows = feedback.of_assessment(assessment("green", (match(),), (hit("hidden", shadow=True),)))
    assert [(r.rule, dict(r.counts)) for r in rows] == [
        ("hidden", {"hits": 1}),
        ("match:wanted:strong", {"hits": 1}),
    ]


ROW_KEYS = {
    "id", "reference", "state", "band", "score", "stream", "random", "office", "agency", "name", "nationality",
    "movement", "movement_label", "route", "departure", "arrival", "deadline", "past", "why", "holder", "rev",
}  # fmt: skip


def test_rows_and_files_have_the_agreed_shape() -> None:
    assert set(case_row(case())) == ROW_KEYS
    event = {"action": "claim", "who": "ana", "at": NOW}
    shape = case_file(case(), [event], ["case:claim"])
    assert shape["actions"] == ["claim"]
    assert shape["events"] == [event]
    assert shape["dossier"] == "/api/travellers/trv_1"
    assert case_file(case(state="referred"), [], ["case:result"])["actions"] == ["result"]


def test_a_dossier_has_everything_on_one_page() -> None:
    entry = Entry(
        id="WANTED-1",
        list="wanted",
        kind="person",
        name="ARDEEN",
        aliases=(Alias("ARDIN"),),
        births=("1990",),
    )
    booking = Booking(locator="AAA", carrier="XQ", created="2026-11-20T10:00")
    me = replace(TRAVELLER, bookings=(booking.id,))
    friend = replace(me, id="trv_2", surname="BELLO")
    view = assessment("red", (match("review", 15.0, entity="X"), match()), (hit(),))
    page = dossier(
        me,
        HERE,
        [booking],
        [me, friend],
        view,
        {"wanted/WANTED-1": entry},
        case(),
        [{"id": "msg_1", "format": "PAXLST"}],
    )
    assert set(page) == {
        "traveller", "movement", "bookings", "party", "assessment", "case", "messages", "sources", "conflicts",
    }  # fmt: skip
    assert page["party"] == [{"id": "trv_2", "name": "BELLO/P", "same_booking": True}]
    first, second = page["assessment"]["matches"]
    assert (first["entry"]["dob"], first["entry"]["aliases"], second["entry"]) == (
        "1990",
        ["ARDIN"],
        None,
    )
    assert page["assessment"]["rule_hits"][0]["reasons"][0]["value"] == "yes"
    assert page["movement"]["label"] == "XQ417 FRA-QNV"
    assert page["bookings"][0]["id"] == booking.id
    assert page["case"]["id"] == "case_1"


def test_codes_are_told_once() -> None:
    table = codes.table()
    assert set(table) == {"reasons", "results", "outcomes", "offices"}
    for rows in (*table["reasons"].values(), table["results"], table["offices"]):
        assert len({row["code"] for row in rows}) == len(rows)
    assert codes.reason_text("clear", "explained").startswith("The indicators")
    assert codes.reason_text("clear", "unknown") == "unknown"


PAST = {
    "two hours ahead": ("2026-11-21T10:00", "2026-11-21T08:00:00Z", False),
    "yesterday": ("2026-11-20T10:00", "2026-11-21T08:00:00Z", False),
    "a month ago": ("2026-10-20T10:00", "2026-11-21T08:00:00Z", True),
    "no day known": (None, "2026-11-21T08:00:00Z", False),
}


@pytest.mark.parametrize("when", PAST)
def test_a_case_on_a_journey_long_over_says_so(when: str) -> None:
    time, at, past = PAST[when]
    flown = replace(HERE, departure=time, arrival=time)
    opened = open_case(assessment("red", matches=(match(),)), TRAVELLER, flown, at=at)
    assert opened is not None
    assert opened.past is past
