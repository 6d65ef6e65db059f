"""Calibration: bins, errors and the map that mends a score."""

import math
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.risk.calibration import (
    EDGES,
    NEUTRAL,
    Calibration,
    bin_of,
    bins_of,
    counts_of,
    error,
    error_of_all,
    fit,
    table,
)


def kept(rows: list[tuple[float, float, bool]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for p, chance, positive in rows:
        counts.update(counts_of(p, chance, positive=positive))
    return counts


@given(st.floats(0, 1))
def test_every_probability_has_one_bin(p: float) -> None:
    number = bin_of(p)
    assert EDGES[number] <= p <= (*EDGES, 1.0)[number + 1]


def test_a_drawn_examination_stands_for_those_who_were_not() -> None:
    bins = bins_of(kept([(0.25, 1.0, True), (0.25, 1.0, False), (0.0025, 0.01, False)]))
    assert [(b.examined, b.positive, b.weight) for b in bins] == [(1, 0, 100.0), (2, 1, 2.0)]
    assert error(bins) == pytest.approx((0.0025 + 0.5) / 3)
    assert error_of_all(bins) == pytest.approx((0.25 + 0.5) / 102, abs=1e-6)
    low, high = table(bins)
    assert (high["observed"], high["stands_for"], low["stands_for"]) == (0.5, 2.0, 100.0)


def test_nothing_examined_says_nothing() -> None:
    assert error(()) is None
    assert error_of_all(()) is None
    assert fit(()) is None
    assert fit(bins_of(kept([(0.2, 1.0, True)] * 50))) is None


@pytest.mark.parametrize(("a", "slope"), [(0.0, 1.0), (-1.0, 0.7), (0.5, 1.3), (-0.4, 0.5)])
def test_the_map_finds_back_what_the_score_gets_wrong(a: float, slope: float) -> None:
    rng = Random(5)
    rows = []
    for _ in range(20_000):
        x = rng.uniform(-4, 2)
        truth = 1 / (1 + math.exp(-(a + slope * x)))
        rows.append((1 / (1 + math.exp(-x)), 1.0, rng.random() < truth))
    found = fit(bins_of(kept(rows)))
    assert found is not None
    assert found.intercept == pytest.approx(a, abs=0.12)
    assert found.slope == pytest.approx(slope, abs=0.12)


maps = st.builds(Calibration, intercept=st.floats(-3, 3), slope=st.floats(0.05, 4))


@given(maps, maps, st.floats(-8, 8))
def test_maps_follow_each_other(first: Calibration, second: Calibration, x: float) -> None:
    one = x + first.step(x)
    both = second.after(first)
    assert x + both.step(x) == pytest.approx(one + second.step(one), abs=5e-3)
    assert NEUTRAL.after(first).intercept == pytest.approx(first.intercept, abs=1e-4)


@given(
    st.lists(
        st.tuples(st.sampled_from([0.004, 0.05, 0.3, 0.8]), st.booleans()),
        min_size=150,
        max_size=400,
    )
)
def test_a_map_never_turns_the_order_round(rows: list[tuple[float, bool]]) -> None:
    found = fit(bins_of(kept([(p, 1.0, positive) for p, positive in rows])))
    assert found is None or found.slope >= 0.05
