"""What a rule would have done: the parts add up, and the outlook says what was counted."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.kernel.plain import from_json, to_json
from offing.risk.outlook import outlook
from offing.risk.past import Past, Stored, decode, decoded, encode, past_of
from offing.risk.rules import Rule, load
from offing.risk.what_if import SAMPLE, Part, age_band, count, merge, merged
from tests.unit.risk.cargo_traffic import cargo
from tests.unit.risk.traffic import subjects


def rule(*conditions: dict[str, Any], streams: tuple[str, ...] = ("passenger",)) -> Rule:
    row = {
        "id": "tried", "version": "1", "title": "Tried", "words": "Tried out.", "author": "A", "agency": "customs",
        "streams": list(streams), "weight": 0.02, "severity": 1, "shadow": True,
        "when": {"combinator": "and", "rules": list(conditions)},
    }  # fmt: skip
    return load(json.dumps({"rules": [row]}).encode()).rules[0]


GROWN_UP = rule({"field": "age", "operator": ">=", "value": 18})


def past(number: int = 0, day: str = "2026-11-21", **more: Any) -> Past:
    values = {"age": 30, "sex": "F", "nationality": "DEU", **more.pop("row", {})}
    return Past(
        id=f"t{number}", day=day, stream=more.pop("stream", "passenger"), row=Stored(values), **more
    )


somebody = st.builds(
    past,
    st.integers(0, 10**6),
    st.sampled_from(["2026-11-20", "2026-11-21", "2026-11-22"]),
    row=st.fixed_dictionaries(
        {
            "age": st.none() | st.integers(0, 90),
            "sex": st.sampled_from(["F", "M", None]),
            "nationality": st.sampled_from(["DEU", "KEN", "A|B", None]),
        }
    ),
    stream=st.sampled_from(["passenger", "crew"]),
    hits=st.lists(st.sampled_from(["r1", "r2"]), unique=True).map(tuple),
    outcome=st.sampled_from(["", "positive", "negative", "not_examined"]),
    random=st.booleans(),
)
everybody = st.lists(somebody, max_size=60, unique_by=lambda p: p.id)


@given(everybody, st.integers(1, 5), st.randoms(use_true_random=False))
def test_parts_add_up_to_the_whole_in_any_order(people: list[Past], workers: int, rng: Any) -> None:
    parts = [count(GROWN_UP, people[n::workers]) for n in range(workers)]
    rng.shuffle(parts)
    assert merged(parts) == count(GROWN_UP, people)


@given(everybody)
def test_parts_survive_the_way_between_workers(people: list[Past]) -> None:
    whole = count(GROWN_UP, people)
    sent = from_json(Part, to_json(whole))
    assert merge(Part(), sent) == merge(Part(), whole) == whole


@given(everybody)
def test_the_outlook_says_what_plain_counting_says(people: list[Past]) -> None:
    mine = [p for p in people if p.stream == "passenger"]
    hits = [p for p in mine if (p.row["age"] or 0) >= 18]
    told = outlook(GROWN_UP, count(GROWN_UP, people))
    assert (told["subjects"], told["hits"]) == (len(mine), len(hits))
    assert told["alone"] == sum(not p.hits for p in hits)
    assert told["results"]["positive"] == sum(p.outcome == "positive" for p in hits)
    assert told["results_of_draws"]["examined"] == sum(
        p.random and p.outcome in ("positive", "negative") for p in hits
    )
    for dimension in ("nationality", "sex", "age"):
        rows = told["disparity"][dimension]
        assert sum(row["subjects"] for row in rows) == len(mine)
        assert sum(row["hits"] for row in rows) == len(hits)
    assert set(told["sample"]) <= {p.id for p in hits}
    assert len(told["sample"]) == min(SAMPLE, len(hits))


def test_hours_overlap_and_precision() -> None:
    people = [
        past(1, hits=("old",), outcome="positive"),
        past(2, hits=("old",), outcome="negative"),
        past(3, day="2026-11-22"),
        past(4, day="2026-11-23", row={"age": 3}, hits=("old",)),
    ]
    told = outlook(GROWN_UP, count(GROWN_UP, people), review_minutes=30)
    assert told["hits_a_day"] == {"mean": 1.0, "most": 2}
    assert told["officer_hours_a_day"] == 0.5
    assert told["overlap"] == [{"rule": "old", "both": 2, "of_this": 2 / 3, "of_that": 2 / 3}]
    assert told["results"]["precision"] == 0.5
    assert told["results"]["interval"] == pytest.approx([0.0125791, 0.9874209], abs=1e-6)


def test_a_rule_that_bears_on_one_group_is_told() -> None:
    people = [past(n, row={"nationality": "KEN" if n % 2 else "DEU"}) for n in range(400)]
    told = outlook(
        kenyans := rule({"field": "nationality", "operator": "=", "value": "KEN"}), count(kenyans, people)
    )  # fmt: skip
    uneven = {row["group"] for row in told["disparity"]["nationality"] if row["uneven"]}
    assert uneven == {"KEN", "DEU"}
    assert not any(row["uneven"] for row in told["disparity"]["sex"])


def test_nothing_of_the_past_is_no_error() -> None:
    told = outlook(GROWN_UP, merged([]))
    assert (told["hits"], told["share"], told["overlap"], told["sample"]) == (0, None, [], [])
    assert told["results"]["interval"] == [0.0, 1.0]


BANDS = [(0, "0-17"), (17.9, "0-17"), (18, "18-29"), (64, "50-64"), (99, "65-"), (None, "unknown")]


@pytest.mark.parametrize(("age", "band"), BANDS)
def test_age_bands(age: Any, band: str) -> None:
    assert age_band(age) == band


def lines() -> Iterator[bytes]:
    for subject in subjects(5, 80):
        yield encode(past_of(subject, ("r1",), "negative", random=True))
    yield b"\n"


def test_what_is_stored_answers_as_what_was() -> None:
    tried = rule(
        {"field": "lead_days", "operator": "<=", "value": 5},
        {"field": "journey_countries", "operator": "contains", "value": "DEU"},
        {"field": "route", "operator": "startsAt", "value": ["FRA"]},
        {
            "field": "legs", "operator": "=", "match": {"mode": "atLeast", "threshold": 2},
            "value": {"combinator": "and", "rules": [{"field": "carrier", "operator": "=", "value": "XQ"}]},
        },
    )  # fmt: skip
    fresh = count(tried, (past_of(s, ("r1",), "negative", random=True) for s in subjects(5, 80)))
    assert fresh.hits > 0
    assert count(tried, decoded(lines())) == fresh


def test_cargo_is_tried_with_its_own_dimensions() -> None:
    told_of = rule({"field": "house", "operator": "=", "value": True}, streams=("import",))
    kept = [decode(encode(past_of(s), "consignment")) for s in cargo(3, 30)]
    told = outlook(told_of, count(told_of, kept))
    assert told["hits"] == 30
    assert [row["group"] for row in told["disparity"]["consignor_country"]] == ["CHN"]
