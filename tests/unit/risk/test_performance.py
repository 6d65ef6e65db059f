"""Proposals follow from the figures."""

import pytest

from offing.risk.performance import report
from offing.risk.statistics import RuleStatistics


def rule(name: str, examined: int, positive: int, **more: int) -> RuleStatistics:
    return RuleStatistics(rule=name, version="1", examined=examined, positive=positive, **more)


@pytest.mark.parametrize(
    ("examined", "positive", "kind"),
    [
        (0, 0, None),
        (40, 0, None),
        (60, 0, "retire"),
        (300, 6, "retire"),
        (300, 15, None),
        (100, 30, None),
    ],
)
def test_what_never_was_worth_an_examination_goes(
    examined: int, positive: int, kind: str | None
) -> None:
    (row,) = report([rule("r", examined, positive)], {}, {"r": "A rule"})
    assert (row["proposal"] or {}).get("kind") == kind
    assert row["title"] == "A rule"


@pytest.mark.parametrize(("together", "merged"), [(45, True), (38, False)])
def test_rules_that_find_the_same_are_one(together: int, merged: bool) -> None:
    rows = [rule("a", 50, 10, waited=90, decided=3), rule("b", 48, 9)]
    pairs = {"a#1": {"b#1": (together, 8)}, "b#1": {"a#1": (together, 8)}}
    one, other = sorted(report(rows, pairs, {}), key=lambda row: row["rule"])
    assert one["overlap"] == [{"rule": "b", "version": "1", "examined": together, "positive": 8}]
    assert one["decision_minutes"] == 30
    assert (one["proposal"] or {}).get("with") == ("b#1" if merged else None)
    assert bool(other["proposal"]) == merged


def test_lists_and_the_draw_are_not_proposed_for_anything() -> None:
    rows = [rule("match:wanted:weak", 900, 0), rule("random:passenger", 900, 0)]
    assert [row["proposal"] for row in report(rows, {}, {})] == [None, None]
    assert {row["kind"] for row in report(rows, {}, {})} == {"match", "random"}
