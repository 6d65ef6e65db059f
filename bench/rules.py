"""How long rules take: 500 over one traveller, a flight from bytes to scores, a million of the past; beside rivals.

    python -m bench rules

Rules are drawn at random over the fields that officers use most; every traveller is a fresh subject, so that
the values of the fields are worked out inside the measured time. Times are of the processor, not of the clock.
"""

import json
import sys
from collections.abc import Callable
from random import Random
from time import process_time
from typing import Any

from bench import rules_flow, rules_past, rules_rivals
from offing.risk.compile import compile_node
from offing.risk.fields import FIELDS, TRAVELLER
from offing.risk.rules import RuleSet, load, shipped
from offing.risk.subject import Subject
from offing.risk.tree import read
from offing.risk.values import Values
from tests.unit.risk.traffic import COUNTRIES, subjects

RULES, TRAVELLERS, ROUNDS, SEED = 500, 600, 9, 7
# Field, operator, values to draw from: what traveller rules are made of.
CONDITIONS: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("nationality", "in", tuple([a, b] for a in COUNTRIES for b in ("MEX", "GHA", "PAK"))),
    ("document_issuer", "=", (*COUNTRIES, "MLT", "DMA")),
    ("destination", "in", (["IAD", "JFK"], ["LHR", "MAN"], ["CDG"], ["DXB", "DOH"])),
    ("origin", "=", ("FRA", "BOG", "GRU", "LOS", "IST", "DOH")),
    ("age", "between", ([18, 30], [25, 40], [50, 65])),
    ("sex", "=", ("M", "F")),
    ("cash", "=", (True,)),
    ("one_way", "=", (True, False)),
    ("lead_days", "<=", (0, 1, 3, 7)),
    ("stay_days", "<=", (1, 2, 5)),
    ("booking_size", ">=", (2, 4, 6)),
    ("bag_count", ">=", (1, 3, 5)),
    ("third_party_payer", "=", (True,)),
    ("card_bookings", ">=", (2, 3)),
    ("phone_shared_by", ">", (0, 2)),
    ("document_expires_in", "<", (30, 180)),
    ("agency_country", "in", (["DEU"], ["NGA", "GHA"], ["PAN"])),
    ("agency_id", "beginsWith", ("202", "332", "999")),
    ("surname", "matches", ("B.{2,6}O", "[AEI].*EZ")),
    ("email_domains", "contains", ("EXAMPLE.ORG", "MAIL.TEST")),
    ("trip_type", "=", ("one_way", "broken", "round_trip")),
    ("distance_km", ">", (2000, 5000, 8000)),
)


def _condition(rng: Random) -> dict[str, Any]:
    field, operator, values = rng.choice(CONDITIONS)
    return {"field": field, "operator": operator, "value": rng.choice(values)}


def _rule(rng: Random, number: int) -> dict[str, Any]:
    members: list[dict[str, Any]] = [_condition(rng) for _ in range(rng.randrange(3, 7))]
    if rng.random() < 0.3:
        members.append({"combinator": "or", "rules": [_condition(rng) for _ in range(3)]})
    return {
        "id": f"bench-{number}", "version": "1", "title": f"Bench {number}", "words": "Drawn for the bench.",
        "author": "bench", "agency": "customs", "streams": ["passenger"], "weight": 0.01, "severity": 1,
        "shadow": True, "when": {"combinator": "and", "rules": members},
    }  # fmt: skip


def rule_set(count: int = RULES, seed: int = SEED) -> RuleSet:
    """Rules drawn at random."""
    rng = Random(seed)
    return load(json.dumps({"rules": [_rule(rng, n) for n in range(count)]}).encode())


def _fresh(people: list[Subject]) -> list[Subject]:
    return [
        Subject(p.traveller, p.movement, p.bookings, p.party, p.context, p.today) for p in people
    ]


def best(work: Callable[[list[Subject]], object], people: list[Subject]) -> float:
    """The best of some rounds, in microseconds a traveller."""
    times = []
    for _ in range(ROUNDS):
        fresh = _fresh(people)
        started = process_time()
        work(fresh)
        times.append(process_time() - started)
    return min(times) / len(people) * 1e6


def twelve_conditions(people: list[Subject]) -> float:
    """Microseconds a condition of a twelve-condition rule whose values are known and whose conditions all hold."""
    simple = ("text", "port", "number", "boolean")
    needed = [name for name, f in FIELDS.items() if f.type in simple and TRAVELLER in f.of]
    values = Values(people[0])
    known = [name for name in needed if values[name] is not None][:12]
    rules = [{"field": name, "operator": "=", "value": values[name]} for name in known]
    test = compile_node(read({"combinator": "and", "rules": rules}))
    started = process_time()
    for _ in range(20_000):
        test(values)
    return (process_time() - started) / 20_000 / len(known) * 1e6


def main() -> None:
    """Print the figures, with --json as one object."""
    people = subjects(SEED, TRAVELLERS)
    many, ten = rule_set(), shipped()
    found = sum(len(many.hits(p)) for p in people)
    figures = {
        "rules": RULES,
        "travellers": len(people),
        "hits_per_traveller": round(found / len(people), 2),
        "us_per_traveller_500_rules": round(
            best(lambda some: [many.hits(p) for p in some], people), 1
        ),
        "us_per_traveller_shipped_rules": round(
            best(lambda some: [ten.hits(p) for p in some], people), 1
        ),
        "us_per_condition": round(twelve_conditions(people), 3),
    }
    if "--json" in sys.argv:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:34} {value}")
    rules_rivals.show()
    rules_past.show(ten.rules[0])
    rules_flow.show(rule_set(rules_flow.RULES))


if __name__ == "__main__":
    main()
