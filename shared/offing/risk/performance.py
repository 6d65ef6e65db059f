"""How rules do: what was hit, examined and found, with whom they overlap, whether they drift, and what to do about it.

A proposal is only that: figures and a sentence for the person who decides.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from offing.risk.drift import Drift, Month, drift
from offing.risk.statistics import RuleStatistics, interval

# A rule is worth keeping when at least one examination in twenty may find something.
WORTH = 0.05
# Rules are one when nearly all whom either leads to, both lead to.
ALIKE, FEWEST_TOGETHER = 0.8, 30
_MOST_SHOWN = 10
# Whether a rate is too low is asked on one side: the upper end of a 90 % interval is passed by one in twenty.
_ONE_SIDED = 0.90

type Pairs = Mapping[str, Mapping[str, tuple[int, int]]]


def report(
    rows: Iterable[RuleStatistics], pairs: Pairs, titles: Mapping[str, str]
) -> list[dict[str, Any]]:
    """One row for each rule's version, list and band, and stream of the random arm; most hits first."""
    known = {f"{row.rule}#{row.version}": row for row in rows}
    shown = [
        row.row(titles.get(row.rule, "")) | _besides(row, known, pairs.get(name, {}))
        for name, row in known.items()
    ]
    return sorted(shown, key=lambda row: (-row["hits"], row["rule"], row["version"]))


def kind_of(rule: str) -> str:
    """Whether the counts are those of a rule, of matches, or of the random arm."""
    head, colon, _ = rule.partition(":")
    return head if colon else "rule"


def _besides(
    row: RuleStatistics, known: Mapping[str, RuleStatistics], others: Mapping[str, tuple[int, int]]
) -> dict[str, Any]:
    moved = drift(Month(*month) for month in row.months)
    return {
        "kind": kind_of(row.rule),
        "alone": row.alone,
        "decided": row.decided,
        "decision_minutes": round(row.waited / row.decided) if row.decided else None,
        "overlap": _overlap(others),
        "drift": _drift(moved),
        "proposal": proposal(row, moved, known, others),
    }


def _overlap(others: Mapping[str, tuple[int, int]]) -> list[dict[str, Any]]:
    most = sorted(others.items(), key=lambda item: (-item[1][0], item[0]))[:_MOST_SHOWN]
    return [
        {
            "rule": name.rpartition("#")[0],
            "version": name.rpartition("#")[2],
            "examined": examined,
            "positive": positive,
        }
        for name, (examined, positive) in most
    ]


def _drift(moved: Drift | None) -> dict[str, Any] | None:
    if moved is None:
        return None
    halves = {
        half: {"examined": n, "positive": k}
        for half, (k, n) in (("first", moved.first), ("second", moved.second))
    }
    p = min(moved.p, moved.p_fall)
    return {"since": moved.since, **halves, "p": round(p, 6), "direction": moved.direction}


def proposal(
    row: RuleStatistics,
    moved: Drift | None,
    known: Mapping[str, RuleStatistics],
    others: Mapping[str, tuple[int, int]],
) -> dict[str, Any] | None:
    """What the figures propose for a rule: to retire it, to merge it with one that finds the same, or nothing."""
    if kind_of(row.rule) != "rule":
        return None
    return _retire(row, moved) or _merge(row, known, others)


def _retire(row: RuleStatistics, moved: Drift | None) -> dict[str, Any] | None:
    """A rule that fell to less than half and under what is worth an examination, or that never was worth one."""
    if moved is not None and moved.direction == "falling":
        (before, of), (k, n) = moved.first, moved.second
        high = interval(k, n, _ONE_SIDED)[1]
        worse = high < interval(before, of, _ONE_SIDED)[0] / 2
        if worse and k / n < WORTH:
            why = f"Since {moved.since} {k} finds in {n} examinations, before {before} in {of}"
            return {"kind": "retire", "why": why, "with": None}
    k, n = min(row.positive, row.examined), row.examined
    high = interval(k, n, _ONE_SIDED)[1]
    if high >= WORTH:
        return None
    why = f"{k} finds in {n} examinations: at most {high:.1%}, under {WORTH:.0%}"
    return {"kind": "retire", "why": why, "with": None}


def _merge(
    row: RuleStatistics, known: Mapping[str, RuleStatistics], others: Mapping[str, tuple[int, int]]
) -> dict[str, Any] | None:
    for name, (together, _) in sorted(others.items(), key=lambda item: (-item[1][0], item[0])):
        other = known.get(name)
        if other is None or other.rule == row.rule or together < FEWEST_TOGETHER:
            continue
        either = row.examined + other.examined - together
        if either and together / either >= ALIKE:
            why = f"{together} of {either} examined travellers met both"
            return {"kind": "merge", "why": why, "with": name}
    return None
