"""The one table of operators: for which types, with what words, comparing what, tested how.

Names are react-querybuilder's where it has them. An unknown value meets no condition but `null`: neither
`=` nor `!=` holds of what nobody has told us.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from offing.risk import wanted
from offing.risk.calendar import day
from offing.risk.fields import FieldValue
from offing.risk.places import distance_km
from offing.risk.resemblance import resembles
from offing.risk.wanted import Circle, Lists

type Row = Mapping[str, FieldValue]
type Test = Callable[[Row], bool]
type Make = Callable[[str, Any], Test]
type Read = Callable[[str, Any, Lists], Any]

_ALL = ("text", "port", "number", "date", "boolean", "set", "route", "list")
_ORDERED = ("number", "date")
_SCALAR = ("text", "port", "number", "date", "boolean")
_TEXT = ("text", "port")
_SET = ("set", "route")
_ROUTE = ("route",)
_PORT = ("port",)
_DATE = ("date",)


@dataclass(frozen=True, slots=True)
class Operator:
    """One row: `read` checks and normalises the wanted value, `make` gives the test of a row of values.

    `compare` serves conditions between two fields, the other of type `against` or of the same. `probe` tells
    that the test depends on equality and order alone, so that rules can be indexed by it. `reference` is the field
    of the same subject from which days are counted.
    """

    name: str
    label: str
    types: tuple[str, ...]
    read: Read
    make: Make
    compare: Callable[[Any, Any], bool] | None = None
    probe: bool = False
    against: str = ""
    reference: str = ""


def _overlap(a: Iterable[str], b: Iterable[str]) -> bool:
    return not set(a).isdisjoint(b)


def _apart(a: Iterable[str], b: Iterable[str]) -> bool:
    return set(a).isdisjoint(b)


def _covers(a: Iterable[str], b: Iterable[str]) -> bool:
    return set(a).issuperset(b)


def _on(compare: Callable[[Any, Any], bool]) -> Make:
    """A test that compares a known value with the wanted one."""

    def make(name: str, want: Any) -> Test:
        def test(row: Row) -> bool:
            value = row[name]
            return value is not None and compare(value, want)

        return test

    return make


def _equal(name: str, want: Any) -> Test:
    return lambda row: row[name] == want


def _among(name: str, want: Any) -> Test:
    return lambda row: row[name] in want  # None is in no wanted set


def _below(name: str, want: Any) -> Test:
    return lambda row: (value := row[name]) is not None and value < want


def _above(name: str, want: Any) -> Test:
    return lambda row: (value := row[name]) is not None and value > want


def _at_most(name: str, want: Any) -> Test:
    return lambda row: (value := row[name]) is not None and value <= want


def _at_least(name: str, want: Any) -> Test:
    return lambda row: (value := row[name]) is not None and value >= want


def _unknown(name: str, _want: Any) -> Test:
    return lambda row: row[name] is None


def _known(name: str, _want: Any) -> Test:
    return lambda row: row[name] is not None


def _within(days: int, most: int) -> bool:
    return 0 <= days <= most


def _beyond(days: int, most: int) -> bool:
    return days > most


def _relative(
    name: str, label: str, holds: Callable[[int, int], bool], reference: str, sign: int
) -> Operator:
    """A row that counts days from another field's date, after it (sign 1) or before it (sign -1)."""

    def make(field: str, want: Any) -> Test:
        def test(row: Row) -> bool:
            value, start = day(_as_text(row[field])), day(_as_text(row[reference]))
            return value is not None and start is not None and holds((value - start) * sign, want)

        return test

    return Operator(name, label, _DATE, wanted.days, make, reference=reference)


def _passes(route: Sequence[str], way: Sequence[str]) -> bool:
    """Whether the places of the way come in its order, whatever lies between them."""
    left = iter(route)
    return all(place in left for place in way)


def _directly(route: Sequence[str], way: Sequence[str]) -> bool:
    """Whether the places of the way follow one another with nothing between them."""
    length = len(way)
    return any(tuple(route[n : n + length]) == way for n in range(len(route) - length + 1))


def _starts(route: Sequence[str], way: Sequence[str]) -> bool:
    return tuple(route[: len(way)]) == way


def _ends(route: Sequence[str], way: Sequence[str]) -> bool:
    return tuple(route[-len(way) :]) == way


def _near(port: str, circle: Circle) -> bool:
    distance = distance_km(port, circle.place)
    return distance is not None and distance <= circle.km


def _far(port: str, circle: Circle) -> bool:
    distance = distance_km(port, circle.place)
    return distance is not None and distance > circle.km


def _as_text(value: FieldValue) -> str | None:
    return value if isinstance(value, str) else None


def _rows(*rows: Operator) -> dict[tuple[str, str], Operator]:
    table: dict[tuple[str, str], Operator] = {}
    for row in rows:
        for field_type in row.types:
            if (row.name, field_type) in table:
                raise ValueError(f"operator {row.name} is there twice for {field_type}")
            table[row.name, field_type] = row
    return table


OPERATORS = _rows(
    Operator("=", "is", _SCALAR, wanted.one, _equal, lambda a, b: a == b, probe=True),
    Operator("!=", "is not", _SCALAR, wanted.one, _on(lambda a, b: a != b), lambda a, b: a != b, probe=True),
    Operator("<", "less than", _ORDERED, wanted.one, _below, lambda a, b: a < b, probe=True),
    Operator("<=", "at most", _ORDERED, wanted.one, _at_most, lambda a, b: a <= b, probe=True),
    Operator(">", "more than", _ORDERED, wanted.one, _above, lambda a, b: a > b, probe=True),
    Operator(">=", "at least", _ORDERED, wanted.one, _at_least, lambda a, b: a >= b, probe=True),
    Operator("between", "between", _ORDERED, wanted.pair, _on(lambda a, b: b[0] <= a <= b[1]), probe=True),
    Operator("notBetween", "not between", _ORDERED, wanted.pair, _on(lambda a, b: not b[0] <= a <= b[1]), probe=True),
    Operator("in", "is one of", _TEXT, wanted.many, _among, lambda a, b: a in b, probe=True, against="set"),
    Operator("notIn", "is none of", _TEXT, wanted.many, _on(lambda a, b: a not in b), lambda a, b: a not in b,
             probe=True, against="set"),
    Operator("in", "is one of", _ORDERED, wanted.many, _among, probe=True),
    Operator("notIn", "is none of", _ORDERED, wanted.many, _on(lambda a, b: a not in b), probe=True),
    Operator("in", "has any of", _SET, wanted.many, _on(_overlap), _overlap),
    Operator("notIn", "has none of", _SET, wanted.many, _on(_apart), _apart),
    Operator("hasAll", "has all of", _SET, wanted.many, _on(_covers), _covers),
    Operator("contains", "has", _SET, wanted.one, _on(lambda a, b: b in a)),
    Operator("doesNotContain", "does not have", _SET, wanted.one, _on(lambda a, b: b not in a)),
    Operator("contains", "contains", _TEXT, wanted.one, _on(lambda a, b: b in a)),
    Operator("doesNotContain", "does not contain", _TEXT, wanted.one, _on(lambda a, b: b not in a)),
    Operator("beginsWith", "begins with", _TEXT, wanted.one, _on(lambda a, b: a.startswith(b))),
    Operator("doesNotBeginWith", "does not begin with", _TEXT, wanted.one, _on(lambda a, b: not a.startswith(b))),
    Operator("endsWith", "ends with", _TEXT, wanted.one, _on(lambda a, b: a.endswith(b))),
    Operator("doesNotEndWith", "does not end with", _TEXT, wanted.one, _on(lambda a, b: not a.endswith(b))),
    Operator("matches", "matches", _TEXT, wanted.pattern, _on(lambda a, b: b(a))),
    Operator("matches", "has one that matches", _SET, wanted.pattern, _on(lambda a, b: any(map(b, a)))),
    Operator("inList", "is in the list", _TEXT, wanted.named_list, _among, probe=True),
    Operator("notInList", "is not in the list", _TEXT, wanted.named_list, _on(lambda a, b: a not in b), probe=True),
    Operator("inList", "has one in the list", _SET, wanted.named_list, _on(_overlap)),
    Operator("notInList", "has none in the list", _SET, wanted.named_list, _on(_apart)),
    Operator("resembles", "resembles", _TEXT, wanted.name, _on(lambda a, b: resembles(a, b.words))),
    Operator("resembles", "has one that resembles", ("set",), wanted.name,
             _on(lambda a, b: any(resembles(one, b.words) for one in a))),
    Operator("passes", "passes in this order", _ROUTE, wanted.way, _on(_passes)),
    Operator("passesDirectly", "passes one after the other", _ROUTE, wanted.way, _on(_directly)),
    Operator("doesNotPass", "does not pass in this order", _ROUTE, wanted.way, _on(lambda a, b: not _passes(a, b))),
    Operator("startsAt", "starts with", _ROUTE, wanted.way, _on(_starts)),
    Operator("endsAt", "ends with", _ROUTE, wanted.way, _on(_ends)),
    Operator("near", "is within so many km of", _PORT, wanted.circle, _on(_near)),
    Operator("far", "is more than so many km from", _PORT, wanted.circle, _on(_far)),
    _relative("moreThanDaysAhead", "more than so many days ahead", _beyond, "today", 1),
    _relative("moreThanDaysAgo", "more than so many days ago", _beyond, "today", -1),
    _relative("inNextDays", "within the next days", _within, "today", 1),
    _relative("inLastDays", "within the last days", _within, "today", -1),
    _relative("daysAfterTravel", "within days after travel", _within, "departure_date", 1),
    _relative("daysBeforeTravel", "within days before travel", _within, "departure_date", -1),
    Operator("null", "is unknown", _ALL, wanted.nothing, _unknown, probe=True),
    Operator("notNull", "is known", _ALL, wanted.nothing, _known, probe=True),
)  # fmt: skip
NAMES = frozenset(name for name, _type in OPERATORS)
# Ports are texts that have a place; whatever is asked of either may be compared with the other.
FAMILY = {"port": "text"}
