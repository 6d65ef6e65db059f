"""What rules see beyond the movement's own messages, through scoring over the tables."""

import json
from dataclasses import replace
from typing import Any

from offing.adapters.memory import MemoryQueues, MemoryTables
from offing.risk.rules import RuleSet, load, shipped
from offing.travel.matching import Matching, match_movement
from offing.travel.scoring import Scoring, score_movement
from offing.travel.store import MovementStore
from tests.builders import MOVEMENT, NameIndex, api, reported

NOW = "2026-11-21T03:00:00Z"


def rules(*conditions: dict[str, Any]) -> RuleSet:
    row = {
        "id": "asked", "version": "1", "title": "Asked", "words": "Asked.", "author": "A", "agency": "customs",
        "streams": ["passenger"], "weight": 0.02, "severity": 1, "shadow": True,
        "when": {"combinator": "and", "rules": list(conditions)},
    }  # fmt: skip
    return load(json.dumps({"rules": [row]}).encode())


def fly(tables: MemoryTables, found: RuleSet, day: str, *surnames: str) -> list[str]:
    """Score one flight; surnames of those whom the rule hits."""
    here = replace(MOVEMENT, departure=f"{day}T10:30", arrival=f"{day}T21:05")
    people = (reported(name, date_of_birth="1990-01-01") for name in surnames)
    report = replace(api(f"m{day}.0", *people), movement=here)
    store = MovementStore(tables)
    store.save_report(here.id, f"m{day}", [report], NOW)
    match_movement(Matching(tables, MemoryQueues(), NameIndex(WANTED="E1")), here.id)
    at = Scoring(
        tables=tables, rules=found, draw_key=b"k" * 32, random_share=0.0, opens=lambda _a: False
    )
    score_movement(at, here.id, NOW)
    manifest = store.manifest(here.id)
    return sorted(
        manifest.travellers[i].traveller.surname or ""
        for i, (_rev, a) in manifest.assessments.items()
        if a.rule_hits
    )


def test_the_third_trip_in_a_month_is_seen() -> None:
    tables = MemoryTables()
    often = rules(
        {
            "field": "trips", "operator": "=", "match": {"mode": "atLeast", "threshold": 2},
            "value": {"combinator": "and", "rules": [{"field": "days_ago", "operator": "<=", "value": 30}]},
        }
    )  # fmt: skip
    assert fly(tables, often, "2026-09-01", "ARDEN") == []
    assert fly(tables, often, "2026-11-01", "ARDEN", "BELLO") == []
    assert fly(tables, often, "2026-11-10", "ARDEN") == []
    assert fly(tables, often, "2026-11-21", "ARDEN", "BELLO", "CORTEZ") == ["ARDEN"]


def test_matches_are_seen_of_oneself() -> None:
    listed = rules({"field": "match_lists", "operator": "contains", "value": "wanted"})
    assert fly(MemoryTables(), listed, "2026-11-21", "WANTED", "ARDEN") == ["WANTED"]


def test_what_no_rule_asks_is_not_looked_up() -> None:
    assert not shipped().asks("history")
    asking = rules({"field": "first_time_seen", "operator": "=", "value": True})
    counted = {}
    for found in (shipped(), asking):
        tables = MemoryTables()
        fly(tables, found, "2026-11-21", "ARDEN")
        counted[found.version] = tables.requests
    assert counted[asking.version] == counted[shipped().version] + 1
