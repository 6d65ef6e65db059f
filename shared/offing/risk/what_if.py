"""What a rule would have done: counted in parts that add up in any order; `outlook` tells the sum.

A part is a plain value, so that many workers may each count a share of the past. Overlaps with live rules are
counts of subjects; of results only those of examined subjects count, and those drawn by the machine apart, for
what officers choose to examine says little about the rest.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from offing.risk.compile import compile_node
from offing.risk.fields import CONSIGNMENT, TRAVELLER
from offing.risk.operators import Row
from offing.risk.past import Past
from offing.risk.reading import about
from offing.risk.rules import Rule

SAMPLE = 20
_AGES = ((0, "0-17"), (18, "18-29"), (30, "30-39"), (40, "40-49"), (50, "50-64"), (65, "65-"))
_UNKNOWN = "unknown"
_MOST_LOTS = 50 * SAMPLE
# Along which lines a rule may bear on some more than on others: a field, and how its values are put in groups.
DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    TRAVELLER: ("nationality", "sex", "age"),
    CONSIGNMENT: ("consignor_country", "loading_country"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Counts over a share of the past. `groups` has subjects and hits by the joined values of the dimensions.

    `overlap` and `live` count by rule the subjects hit by both, and by that rule; `alone` those that no rule had hit.
    `results` counts hits by outcome, `drawn` those among them that the machine had drawn. `sample` has the lots
    and ids of some hits.
    """

    subjects: int = 0
    hits: int = 0
    alone: int = 0
    days: Mapping[str, int] = field(default_factory=dict)
    live: Mapping[str, int] = field(default_factory=dict)
    overlap: Mapping[str, int] = field(default_factory=dict)
    results: Mapping[str, int] = field(default_factory=dict)
    drawn: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    sample: tuple[tuple[str, str], ...] = ()


def age_band(age: Any) -> str:
    """The band of an age in years."""
    if not isinstance(age, int | float):
        return _UNKNOWN
    return next(band for least, band in reversed(_AGES) if age >= least or least == 0)


def _group(row: Row, dimensions: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(age_band(row[name]) if name == "age" else row[name] for name in dimensions)


def _lot(identity: str) -> str:
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


class _Tally:
    """Counts that grow with each subject; hits are not kept."""

    def __init__(self) -> None:
        self.hits = self.alone = 0
        self.days, self.live, self.overlap = Counter[str](), Counter[str](), Counter[str]()
        self.results, self.drawn = Counter[str](), Counter[str]()
        self.everybody, self.hit = Counter[tuple[Any, ...]](), Counter[tuple[Any, ...]]()
        self.lots: list[tuple[str, str]] = []

    def add(self, one: Past, group: tuple[Any, ...]) -> None:
        """Count one hit."""
        self.hits += 1
        self.days[one.day] += 1
        self.hit[group] += 1
        self.overlap.update(one.hits)
        self.alone += not one.hits
        if one.outcome:
            self.results[one.outcome] += 1
            self.drawn[one.outcome] += one.random
        self.lots.append((_lot(one.id), one.id))
        if len(self.lots) > _MOST_LOTS:
            self.lots = list(_lowest(self.lots))

    def part(self) -> Part:
        """The counts as a plain value."""
        return Part(
            subjects=self.everybody.total(),
            hits=self.hits,
            alone=self.alone,
            days=dict(self.days),
            live=dict(self.live),
            overlap=dict(self.overlap),
            results=dict(self.results),
            drawn=dict(+self.drawn),
            groups={_joined(group): (n, self.hit[group]) for group, n in self.everybody.items()},
            sample=_lowest(self.lots),
        )


def count(rule: Rule, past: Iterable[Past]) -> Part:
    """Try a rule on a share of the past; only subjects of the rule's streams count."""
    test, streams = compile_node(rule.when), frozenset(rule.streams)
    dimensions = DIMENSIONS[about(rule.streams) or TRAVELLER]
    tally = _Tally()
    days, live, everybody = tally.days, tally.live, tally.everybody
    for one in past:
        if one.stream not in streams:
            continue
        group = _group(one.row, dimensions)
        everybody[group] += 1
        days[one.day] += 0  # a day without hits counts as one
        if one.hits:
            live.update(one.hits)
        if test(one.row):
            tally.add(one, group)
    return tally.part()


def _joined(group: tuple[Any, ...]) -> str:
    return "|".join(str(value or _UNKNOWN).replace("|", " ") for value in group)


def _lowest(lots: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(set(lots))[:SAMPLE])


def _added(a: Mapping[str, int], b: Mapping[str, int]) -> dict[str, int]:
    return {key: a.get(key, 0) + b.get(key, 0) for key in (*a, *(k for k in b if k not in a))}


def added_pairs(
    pairs: Iterable[tuple[str, tuple[int, int]]],
) -> dict[str, tuple[int, int]]:
    """Pairs of counts, those of one key added up."""
    both: dict[str, tuple[int, int]] = {}
    for key, (subjects, hits) in pairs:
        known = both.get(key, (0, 0))
        both[key] = (known[0] + subjects, known[1] + hits)
    return both


def merge(a: Part, b: Part) -> Part:
    """Two shares of the past as one."""
    return Part(
        subjects=a.subjects + b.subjects,
        hits=a.hits + b.hits,
        alone=a.alone + b.alone,
        days=_added(a.days, b.days),
        live=_added(a.live, b.live),
        overlap=_added(a.overlap, b.overlap),
        results=_added(a.results, b.results),
        drawn=_added(a.drawn, b.drawn),
        groups=added_pairs((*a.groups.items(), *b.groups.items())),
        sample=_lowest((*map(_pair, a.sample), *map(_pair, b.sample))),
    )


def _pair(lot: Iterable[str]) -> tuple[str, str]:
    """JSON gives lists back."""
    number, identity = lot
    return number, identity


def merged(parts: Iterable[Part]) -> Part:
    """All shares as one."""
    return reduce(merge, parts, Part())
