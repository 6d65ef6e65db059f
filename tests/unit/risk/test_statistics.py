"""Intervals against published tables, closed forms and exact sums."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.risk.statistics import RuleStatistics, beta_cdf, beta_quantile, interval, posterior

# Clopper-Pearson, 95 %: Newcombe (1998), Statistics in Medicine 17, table I, method 5.
PUBLISHED = [
    (81, 263, 0.2527, 0.3676),
    (15, 148, 0.0578, 0.1617),
    (0, 20, 0.0000, 0.1684),
    (1, 29, 0.0009, 0.1776),
]
counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("k", "n", "low", "high"), PUBLISHED)
def test_published_intervals(k: int, n: int, low: float, high: float) -> None:
    assert interval(k, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize("n", [1, 2, 10, 500, 100_000])
def test_closed_forms_at_the_ends(n: int) -> None:
    assert interval(0, n)[0] == 0.0
    assert interval(0, n)[1] == pytest.approx(1 - 0.025 ** (1 / n), abs=1e-12)
    assert interval(n, n)[0] == pytest.approx(0.025 ** (1 / n), abs=1e-12)
    assert interval(n, n)[1] == 1.0


def test_nothing_seen_says_nothing() -> None:
    assert interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("k", "n", "level"), [(3, 2, 0.95), (-1, 2, 0.95), (1, 2, 1.0)])
def test_nonsense_is_refused(k: int, n: int, level: float) -> None:
    with pytest.raises(ValueError, match="interval needs"):
        interval(k, n, level)


def _upper_tail(k: int, n: int, p: float) -> float:
    exact = Fraction(p)
    return float(sum(comb(n, i) * exact**i * (1 - exact) ** (n - i) for i in range(k, n + 1)))


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_bounds_have_the_tails_that_define_them(count: tuple[int, int]) -> None:
    k, n = count
    low, high = interval(k, n)
    if k:
        assert _upper_tail(k, n, low) == pytest.approx(0.025, abs=1e-9)
    if k < n:
        assert 1 - _upper_tail(k + 1, n, high) == pytest.approx(0.025, abs=1e-9)


@given(counts, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_intervals_hold_the_rate_and_widen_with_the_level(
    count: tuple[int, int], level: float
) -> None:
    k, n = count
    low, high = interval(k, n, level)
    wider = interval(k, n, 0.999)
    assert 0 <= wider[0] <= low <= k / n <= high <= wider[1] <= 1


@given(st.integers(1, 30), st.integers(1, 30), st.floats(0.01, 0.99))
def test_beta_equals_the_binomial_sum(a: int, b: int, x: float) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(_upper_tail(a, a + b - 1, x), abs=1e-12)


@given(st.floats(0.05, 400), st.floats(0.05, 400), st.floats(0.001, 0.999))
def test_quantiles_invert_the_distribution(a: float, b: float, p: float) -> None:
    x = beta_quantile(p, a, b)
    below, above = beta_cdf(x * (1 - 1e-9), a, b), beta_cdf(min(1.0, x * (1 + 1e-9) + 1e-300), a, b)
    assert below - 1e-9 <= p <= above + 1e-9


def test_a_belief_moves_from_the_prior_to_the_results() -> None:
    assert posterior(0.1, 0, 0).mean == pytest.approx(0.1)
    assert posterior(0.1, 10, 20).mean == pytest.approx(12 / 40)
    assert posterior(0.1, 500, 1000).mean == pytest.approx(0.5, abs=0.01)
    low, high = posterior(0.1, 10, 20).between()
    assert low < 12 / 40 < high
    assert posterior(0.1, 100, 1000).deviation < posterior(0.1, 1, 10).deviation


def test_statistics_of_a_rule() -> None:
    row = RuleStatistics(rule="r", version="1", hits=50).with_counts(
        {"examined": 20, "positive": 5}
    )
    assert row.precision == 0.25
    shape = row.row("A rule")
    assert shape["interval"] == [
        pytest.approx(0.086571, abs=1e-6),
        pytest.approx(0.491046, abs=1e-6),
    ]
    assert shape["title"] == "A rule"
    assert RuleStatistics(rule="r").row()["precision"] is None
