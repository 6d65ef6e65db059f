"""What a movement adds to the counters of rules and of the random arm: differences, as changes of a transaction."""

from collections import Counter
from collections.abc import Iterable, Mapping

from offing.kernel.ports import Change
from offing.records.assessments import Assessment
from offing.risk.store import count, count_stratum


def steps(now: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    """By name, how far a counter moves; those that stay are left out."""
    moved = Counter(now)
    moved.subtract(before)
    return {name: n for name, n in moved.items() if n}


def strata_of(assessed: Iterable[Assessment]) -> dict[str, int]:
    """How many of each stratum are on the movement, and how many of them are drawn."""
    there = [a for a in assessed if a.stratum]
    named = [f"population#{a.stratum}" for a in there]
    return dict(Counter([*named, *(f"drawn#{a.stratum}" for a in there if a.random)]))


def of_rule(name: str, hits: int) -> Change:
    """The change of one rule's hits."""
    rule, _, version = name.rpartition("#")
    return count(rule, version, {"hits": hits})


def of_strata(moved: Mapping[str, int]) -> list[Change]:
    """One change for each stratum: a transaction may change an item only once."""
    named = [(*name.partition("#")[::2], n) for name, n in moved.items()]
    return [
        count_stratum(stratum, {kind: n for kind, at, n in named if at == stratum})
        for stratum in dict.fromkeys(at for _, at, _ in named)
    ]
