"""A simulated year with known truth and a drift in its middle: the figures must find out both."""

import pytest

from offing.risk.calibration import error, error_of_all
from offing.risk.estimates import share_caught, stratified
from offing.risk.performance import report
from offing.risk.simulation import Simulation, Year
from offing.risk.statistics import interval

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def years() -> list[Year]:
    return [Simulation(seed).run() for seed in SEEDS]


def test_equal_seeds_give_equal_years() -> None:
    one, other = (Simulation(7, travellers=300).run() for _ in range(2))
    assert one == other
    assert one != Simulation(8, travellers=300).run()


def test_scores_come_true(years: list[Year]) -> None:
    for year in years:
        bins = year.calibration
        assert sum(b.examined for b in bins) > 1_500
        over_all, over_examined = error_of_all(bins), error(bins)
        assert over_all is not None
        assert over_examined is not None
        assert over_all <= 0.03
        assert over_examined <= 0.03


def test_intervals_cover_the_truth_at_their_level(years: list[Year]) -> None:
    told = [t for year in years for t in year.told.values() if t.examined]
    covered = [
        low <= t.expected / t.examined <= high
        for t in told
        for low, high in [interval(t.positive, t.examined)]
    ]
    assert len(covered) > 250
    assert sum(covered) / len(covered) >= 0.95


def test_the_random_arm_tells_the_base_rate_and_the_catch_rate(years: list[Year]) -> None:
    for year in years:
        base = stratified(year.arm)
        truth = sum(year.arm_truth) / len(year.arm_truth)
        assert base.rate.low <= truth <= base.rate.high
        caught, _ = share_caught(year.caught, base)
        assert caught.low <= year.caught / year.carried <= caught.high


def test_a_stale_rule_is_proposed_for_retirement_and_no_good_one(years: list[Year]) -> None:
    for year in years:
        rows = {row["rule"]: row for row in report(year.rows, year.pairs, {})}
        assert rows["stale"]["drift"]["direction"] == "falling"
        assert rows["stale"]["drift"]["since"] in ("2026-06", "2026-07", "2026-08")
        assert rows["stale"]["proposal"]["kind"] == "retire"
        assert rows["stale"]["proposal"]["why"].startswith("Since 2026-0")
        for name in ("strong", "steady", "underrated", "rising"):
            assert rows[name]["proposal"] is None
            assert rows[name]["drift"]["direction"] in ("steady", "rising")
