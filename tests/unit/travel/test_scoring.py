"""Scoring a movement over the tables."""

import json
from dataclasses import replace

from offing.adapters.memory import MemoryQueues, MemoryTables
from offing.risk.random_draw import period_key
from offing.risk.rules import load, shipped
from offing.risk.shares import lot
from offing.risk.store import StatisticsStore
from offing.travel.matching import Matching, match_movement
from offing.travel.model import Scored
from offing.travel.reconcile import reconcile
from offing.travel.scoring import Assessed, Scoring, score_movement
from offing.travel.store import MovementStore
from tests.builders import NameIndex, api, matched, passport, reported, taken_in

NOW = "2026-11-21T03:00:00Z"


def scoring(tables: MemoryTables, opened: list[str] | None = None, share: float = 0.0) -> Scoring:
    def opens(a: Assessed) -> bool:
        if a.assessment.lane == "red" and opened is not None:
            opened.append(a.traveller.surname or "")
        return a.assessment.lane == "red"

    return Scoring(
        tables=tables, rules=shipped(), draw_key=b"k" * 32, random_share=share, opens=opens
    )


def test_everyone_is_assessed_and_the_listed_open_a_case() -> None:
    tables, opened = MemoryTables(), list[str]()
    at = Matching(tables, MemoryQueues(), NameIndex(WANTED="E1"))
    movement = matched(at, api("m1.0", reported("WANTED"), reported("OTHER", "BOB")))
    assert score_movement(scoring(tables, opened), movement, NOW) == 2
    manifest = MovementStore(tables).manifest(movement)
    assert set(manifest.assessments) == set(manifest.travellers)
    assert manifest.head.scored.assessed == 2
    assert manifest.head.scored.matched == 1
    assert opened == ["WANTED"]
    assert reconcile(tables, ["2026-11-21"]).travellers == {
        "received": 2, "assessed": 2, "matched": 1, "hits": manifest.head.scored.hits,
    }  # fmt: skip


def test_scoring_again_writes_nothing_and_counts_nothing_twice() -> None:
    tables = MemoryTables()
    at = Matching(tables, MemoryQueues(), NameIndex(WANTED="E1"))
    movement = matched(at, api("m1.0", reported("WANTED"), reported("OTHER", "BOB")))
    score_movement(scoring(tables), movement, NOW)
    before = StatisticsStore(tables).rows()
    assert score_movement(scoring(tables), movement, "2026-11-21T04:00:00Z") == 0
    assert StatisticsStore(tables).rows() == before


def test_lines_of_each_score_add_up() -> None:
    tables = MemoryTables()
    at = Matching(tables, MemoryQueues(), NameIndex(WANTED="E1"))
    movement = matched(at, api("m1.0", reported("WANTED"), reported("OTHER", "BOB")))
    score_movement(scoring(tables), movement, NOW)
    for _, assessment in MovementStore(tables).manifest(movement).assessments.values():
        total = sum(line.points for line in assessment.score.lines)
        assert round(total, 4) == assessment.score.points


def test_more_rules_hit_than_a_transaction_counts_and_each_is_counted_once() -> None:
    tables = MemoryTables()
    at = Matching(tables, MemoryQueues(), NameIndex())
    movement = matched(at, api("m1.0", reported("A"), reported("B", "BOB")))
    row = {
        "version": "1", "title": "Named", "words": "Named.", "author": "A", "agency": "customs",
        "streams": ["passenger"], "weight": 0.02, "severity": 1, "shadow": True,
    }  # fmt: skip
    asked = {name: "A" if n < 60 else "B" for n, name in enumerate(f"r{n}" for n in range(120))}
    rows = [
        row
        | {"id": name}
        | {
            "when": {
                "combinator": "and",
                "rules": [{"field": "surname", "operator": "=", "value": who}],
            }
        }
        for name, who in asked.items()
    ]
    rules = load(json.dumps({"rules": rows}).encode())
    for _ in range(2):
        score_movement(replace(scoring(tables, share=1.0), rules=rules), movement, NOW)
    hits = {row.rule: row.hits for row in StatisticsStore(tables).rows()}
    assert {name: hits.get(name) for name in asked} == dict.fromkeys(asked, 1)


def test_everyone_is_drawn_when_the_share_is_one_and_nobody_when_it_is_none() -> None:
    for share, expected in ((1.0, 2), (0.0, 0)):
        tables = MemoryTables()
        at = Matching(tables, MemoryQueues(), NameIndex())
        movement = matched(at, api("m1.0", reported("A"), reported("B", "BOB")))
        score_movement(scoring(tables, share=share), movement, NOW)
        drawn = [a.random for _, a in MovementStore(tables).manifest(movement).assessments.values()]
        assert sum(drawn) == expected


def test_a_message_that_comes_while_scoring_is_scored_too() -> None:
    tables = MemoryTables()
    at = Matching(tables, MemoryQueues(), NameIndex())
    movement = matched(at, api("m1.0", reported("A")))

    def late(a: Assessed) -> bool:
        if a.traveller.surname == "A":
            taken_in(tables, api("m2.0", reported("LATE", "BOB")))
            match_movement(at, movement)
        return False

    score_movement(replace(scoring(tables), opens=late), movement, NOW)
    head = MovementStore(tables).head(movement)
    assert head.scored.assessed == head.described.travellers
    assert isinstance(head.scored, Scored)


def test_nobody_has_more_than_one_lot_however_many_ids_they_had() -> None:
    """The id from the first thing ever sent draws, whatever joins up later: the chance is the share, exactly."""
    seen = 0
    for surname in (f"N{letter}" for letter in "ABCDEFGHIJKL"):
        tables = MemoryTables()
        at = Matching(tables, MemoryQueues(), NameIndex())
        early = reported(surname, documents=(passport("1"),))
        late = reported(surname, documents=(passport("1"),), date_of_birth="1980-01-02")
        movement = matched(at, api("m1.0", early), api("m2.0", late, sent_at="2026-11-21T09:00Z"))
        (person,) = (
            m.traveller for m in MovementStore(tables).manifest(movement).travellers.values()
        )
        key = period_key(b"k" * 32, "2026-11")
        first, *others = (lot(key, i) for i in (person.id, *person.formerly))
        if not others or min(others) >= first:
            continue
        seen += 1
        for share, drawn in ((first * 0.999, False), (first * 1.001, True)):
            score_movement(scoring(tables, share=share), movement, NOW)
            (one,) = (a for _, a in MovementStore(tables).manifest(movement).assessments.values())
            assert (one.random, one.chance) == (drawn, share)
    assert seen


def test_strata_are_counted_with_the_movement_and_only_once() -> None:
    tables = MemoryTables()
    at = Matching(tables, MemoryQueues(), NameIndex())
    movement = matched(at, api("m1.0", reported("A"), reported("B", "BOB")))
    score_movement(scoring(tables, share=1.0), movement, NOW)
    score_movement(scoring(tables, share=1.0), movement, "2026-11-21T04:00:00Z")
    ((name, counts),) = StatisticsStore(tables).strata().items()
    assert name.startswith("2026-11/passenger/air-")
    assert counts == {"population": 2, "drawn": 2}
    score_movement(scoring(tables, share=0.0), movement, "2026-11-21T05:00:00Z")
    assert StatisticsStore(tables).strata()[name] == {"population": 2, "drawn": 0}
