"""One rule of thirteen conditions over the same travellers: our closures, zen-engine and cel-python in one run.

Each engine is given what it likes best: the rule compiled beforehand, the values as a ready dictionary (cel-python's
already turned into its own types). Engines that are not installed are left out and said so.
"""

import importlib
from collections.abc import Callable, Mapping
from time import process_time
from typing import Any

from offing.risk.compile import compile_node
from offing.risk.tree import asked, read
from offing.risk.values import Values
from tests.unit.risk.traffic import subjects

type Row = dict[str, Any]
type Judge = Callable[[list[Row]], list[bool]]
SEED, TRAVELLERS, ROUNDS = 7, 800, 5
SLOW = 200  # travellers for an engine that takes milliseconds
TREE = {"combinator": "and", "rules": [
    {"field": "nationality", "operator": "in", "value": ["DEU", "USA", "KEN", "NGA", "IND", "TUR"]},
    {"field": "age", "operator": ">=", "value": 18},
    {"field": "age", "operator": "<=", "value": 65},
    {"combinator": "or", "rules": [
        {"field": "cash", "operator": "=", "value": True},
        {"field": "one_way", "operator": "=", "value": True},
        {"field": "lead_days", "operator": "<=", "value": 12},
    ]},
    {"field": "booking_size", "operator": ">=", "value": 1},
    {"field": "distance_km", "operator": ">", "value": 2000},
    {"field": "origin", "operator": "=", "value": "FRA"},
    {"field": "surname", "operator": "matches", "value": "[A-Z]+"},
    {"field": "destination", "operator": "in", "value": ["IAD", "JFK"]},
    {"field": "document_issuer", "operator": "!=", "value": "XXX"},
    {"field": "bag_count", "operator": "<=", "value": 9},
]}  # fmt: skip
_ZEN = (
    "nationality in ['DEU','USA','KEN','NGA','IND','TUR'] and age >= 18 and age <= 65"
    " and (cash == true or one_way == true or lead_days <= 12) and booking_size >= 1 and distance_km > 2000"
    " and origin == 'FRA' and matches(surname, '^[A-Z]+$') and destination in ['IAD','JFK']"
    " and document_issuer != 'XXX' and bag_count <= 9"
)
_CEL = (
    _ZEN.replace(" and ", " && ").replace(" or ", " || ").replace("matches(surname, ", "surname.matches(")
)  # fmt: skip


def rows() -> list[Row]:
    """Values of travellers of whom everything that the rule asks is known."""
    wanted = sorted(asked(read(TREE)))
    some = ({name: Values(s)[name] for name in wanted} for s in subjects(SEED, TRAVELLERS))
    return [row for row in some if None not in row.values()]


def ours() -> Judge:
    """Closures compiled from the tree."""
    test = compile_node(read(TREE))
    return lambda some: [test(row) for row in some]


def zen() -> Judge:
    """zen-engine's compiled expression."""
    compiled = importlib.import_module("zen").compile_expression(_ZEN)
    return lambda some: [compiled.evaluate(row) for row in some]


def cel() -> Judge:
    """cel-python's program; its values are made before the clock starts."""
    celpy: Any = importlib.import_module("celpy")
    environment = celpy.Environment()
    program = environment.program(environment.compile(_CEL))
    made: dict[int, Any] = {}

    def judge(some: list[Row]) -> list[bool]:
        for row in some:
            if id(row) not in made:
                made[id(row)] = {name: celpy.json_to_cel(value) for name, value in row.items()}
        return [bool(program.evaluate(made[id(row)])) for row in some]

    return judge


ENGINES: Mapping[str, tuple[Callable[[], Judge], str]] = {
    "offing closures": (ours, ""),
    "zen-engine": (zen, "zen"),
    "cel-python": (cel, "celpy"),
}


def measured() -> dict[str, float | None]:
    """Microseconds a traveller by engine; None where it is not installed. All must give the same answers."""
    everybody = rows()
    truth = ours()(everybody)
    found: dict[str, float | None] = {}
    for name, (make, module) in ENGINES.items():
        try:
            judge = make()
        except ImportError:
            found[name] = None
            continue
        some = everybody[:SLOW] if module == "celpy" else everybody
        if judge(some) != truth[: len(some)]:
            raise AssertionError(f"{name} answers otherwise")
        times = []
        for _ in range(1 if module == "celpy" else ROUNDS):
            started = process_time()
            judge(some)
            times.append(process_time() - started)
        found[name] = min(times) / len(some) * 1e6
    return found


def show() -> None:
    """Print the times and how many times as long each takes."""
    found = measured()
    own = found["offing closures"] or 1.0
    print(f"\nOne rule of 13 conditions, {len(rows())} travellers, ready values:")
    for name, took in found.items():
        if took is None:
            print(f"{name:34} not installed: pip install {name}")
        else:
            print(f"{name:34} {took:10.2f} µs   x{took / own:,.1f}")
