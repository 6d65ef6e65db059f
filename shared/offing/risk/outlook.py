"""The outlook of a rule: what its run on the past means for work, for results and for people."""

from collections.abc import Mapping
from typing import Any

from offing.risk.fields import TRAVELLER
from offing.risk.past import NEGATIVE, POSITIVE
from offing.risk.reading import about
from offing.risk.rules import Rule
from offing.risk.statistics import interval
from offing.risk.what_if import DIMENSIONS, Part, added_pairs

REVIEW_MINUTES = 12.0


def outlook(rule: Rule, part: Part, review_minutes: float = REVIEW_MINUTES) -> dict[str, Any]:
    """What officers read: hits, work, overlap, results with exact intervals, who is borne on, a sample."""
    days = len(part.days)
    daily = part.hits / days if days else 0.0
    return {
        "rule": rule.id,
        "version": rule.version,
        "subjects": part.subjects,
        "days": days,
        "hits": part.hits,
        "share": part.hits / part.subjects if part.subjects else None,
        "hits_a_day": {"mean": round(daily, 2), "most": max(part.days.values(), default=0)},
        "officer_hours_a_day": round(daily * review_minutes / 60, 2),
        "review_minutes": review_minutes,
        "alone": part.alone,
        "overlap": _overlap(part),
        "results": _results(part.results),
        "results_of_draws": _results(part.drawn),
        "disparity": _disparity(part, DIMENSIONS[about(rule.streams) or TRAVELLER]),
        "sample": [identity for _lot, identity in part.sample],
    }


def _overlap(part: Part) -> list[dict[str, Any]]:
    """By live rule: how many both hit, as a share of either."""
    rows = [
        {
            "rule": rule,
            "both": both,
            "of_this": both / part.hits,
            "of_that": both / part.live[rule],
        }
        for rule, both in part.overlap.items()
    ]
    return sorted(rows, key=lambda row: (-int(row["both"]), str(row["rule"])))


def _results(outcomes: Mapping[str, int]) -> dict[str, Any]:
    positive = outcomes.get(POSITIVE, 0)
    examined = positive + outcomes.get(NEGATIVE, 0)
    low, high = interval(positive, examined)
    return {
        "examined": examined,
        "positive": positive,
        "not_examined": outcomes.get("not_examined", 0),
        "precision": positive / examined if examined else None,
        "interval": [low, high],
    }


def _disparity(part: Part, dimensions: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    """By dimension and group: its rate of hits beside everybody else's, and whether the exact intervals part."""
    found: dict[str, list[dict[str, Any]]] = {}
    for place, name in enumerate(dimensions):
        cells = ((key.split("|")[place], counts) for key, counts in part.groups.items())
        groups = added_pairs(cells)
        rows = [_bearing(value, n, hits, part) for value, (n, hits) in groups.items()]
        found[name] = sorted(rows, key=lambda row: (-row["hits"], row["group"]))
    return found


def _bearing(value: str, subjects: int, hits: int, part: Part) -> dict[str, Any]:
    others, other_hits = part.subjects - subjects, part.hits - hits
    low, high = interval(hits, subjects)
    other_low, other_high = interval(other_hits, others)
    rate, other = hits / subjects, other_hits / others if others else None
    return {
        "group": value,
        "subjects": subjects,
        "hits": hits,
        "rate": rate,
        "interval": [low, high],
        "ratio": rate / other if other else None,
        "uneven": low > other_high or high < other_low,
    }
