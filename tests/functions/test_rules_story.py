"""A rule is written, tried on the past, approved by another officer; a flight comes, it hits, the result teaches."""

from typing import Any

import pytest

from offing.cases.store import CaseStore
from offing.travel.store import MovementStore
from tests.functions.flow import pump
from tests.functions.rule_work import RULE, demo, done, flown, put_live, step, tried, work, written
from tests.functions.test_officer_api import officer
from tests.functions.world import World

PAST, COMING = "2026-11-20", "2026-11-24"
TRUTH = {"result": {"outcome": "positive", "code": "drugs", "quantity": 2, "unit": "kg"}}


def hits(world: World, day: Any) -> dict[str, float]:
    """Travellers of a day's flights that the rule has hit, with their scores."""
    found = {}
    for plan in day.plans:
        manifest = MovementStore(world.tables).manifest(plan.flight.movement)
        for identity, (_, assessment) in manifest.assessments.items():
            if any(hit.rule == RULE for hit in assessment.rule_hits):
                found[identity] = assessment.score.probability
    return found


def statistics() -> dict[str, Any]:
    rows = officer("GET", "/statistics/rules").body
    return next(row for row in rows if row["rule"] == RULE)


def referred_and_found(world: World, traveller: str) -> None:
    """The case of a traveller, taken from the queue to a positive result."""
    case, _ = CaseStore(world.tables).of_traveller(traveller)
    assert case is not None
    path = f"/cases/{case.id}"
    assert any(why["code"] == RULE for why in officer("GET", path).body["why"])
    rev = officer("POST", f"{path}/claim", {}, rev=case.rev).body["rev"]
    refer = {"reason": "risk_indicators", "office": "NTC"}
    rev = done(officer("POST", f"{path}/refer", refer, rev=rev))["rev"]
    done(officer("POST", f"{path}/result", TRUTH, rev=rev, by="examining_officer"))
    pump(world)


@pytest.fixture
def past(world: World) -> World:
    """A day of the demo that is over."""
    flown(world, demo(7, PAST))
    return world


def test_from_the_first_word_to_what_it_taught(past: World) -> None:
    world, coming = past, demo(11, COMING)
    assert written()["state"] == "draft"
    run = tried(world, PAST, PAST)
    assert (run["state"], run["done"], run["total"]) == ("done", 1, 1)
    assert 0 < run["outlook"]["hits"] < run["outlook"]["subjects"]
    rule = put_live(world, PAST, PAST)
    assert (rule["state"], rule["live"], rule["approver"]) == ("live", 1, "u-supervisor")

    flown(world, coming)
    before = hits(world, coming)
    assert before
    assert statistics()["hits"] >= len(before)
    assert statistics()["precision"] is None
    someone = min(before)
    referred_and_found(world, someone)
    learned = statistics()
    assert (learned["examined"], learned["positive"], learned["precision"]) == (1, 1, 1.0)
    assert learned["title"] == "Travels alone"

    world.queues.send("score", [{"movement": plan.flight.movement} for plan in coming.plans])
    pump(world)
    after = hits(world, coming)
    assert all(after[identity] > before[identity] for identity in before)


def test_a_run_counts_what_came_of_those_whom_it_hits(past: World) -> None:
    written()
    put_live(past, PAST, PAST)
    flown(past, demo(11, COMING))
    referred_and_found(past, min(hits(past, demo(11, COMING))))
    run = tried(past, COMING, COMING)
    assert (run["outlook"]["results"]["positive"], run["outlook"]["results"]["examined"]) == (1, 1)
    assert {row["rule"] for row in run["outlook"]["overlap"]} >= {RULE}


def test_publishing_scores_what_is_still_to_come_and_matches_nobody(world: World) -> None:
    coming = demo(11, COMING)
    flown(world, coming)
    assert hits(world, coming) == {}
    written()
    matched = _versions(world, coming)
    put_live(world, COMING, COMING)
    assert hits(world, coming)
    assert _versions(world, coming) == matched


def _versions(world: World, day: Any) -> dict[str, int]:
    store = MovementStore(world.tables)
    return {p.flight.movement: store.head(p.flight.movement).matched_seq for p in day.plans}


def test_a_shadow_is_counted_and_raises_nothing(world: World) -> None:
    coming = demo(11, COMING)
    flown(world, coming)
    cases = len(CaseStore(world.tables).queue("opened", 500)[0])
    written()
    done(step("justify", {"justification": "Tried out beside the others for a month."}))
    run = tried(world, COMING, COMING)
    done(step("test", {"run": run["id"]}))
    assert done(step("shadow"))["shadow"] == 1
    work(world)
    assert hits(world, coming)
    assert len(CaseStore(world.tables).queue("opened", 500)[0]) == cases
