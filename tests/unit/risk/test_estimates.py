"""Estimates agree with scipy to 1e-9 over wide rows, and refuse nonsense."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats import contingency

from offing.risk import drift, estimates
from offing.risk.statistics import beta_cdf, beta_quantile, interval

EXACT = 1e-9
SHAPES = (0.05, 0.5, 1.0, 2.0, 9.9, 10.0, 35.5, 400.0, 12_345.0, 1_000_000.0)
LEVELS = (0.8, 0.95, 0.99)
COUNTS = ((0, 1), (1, 1), (0, 300), (3, 300), (299, 300), (17, 40_000), (4_000, 1_000_000))


@pytest.mark.parametrize("a", SHAPES)
@pytest.mark.parametrize("b", SHAPES)
def test_beta_is_scipys(a: float, b: float) -> None:
    for p in (1e-6, 0.025, 0.3, 0.5, 0.975, 1 - 1e-6):
        x = float(stats.beta.ppf(p, a, b))
        assert beta_cdf(x, a, b) == pytest.approx(
            float(stats.beta.cdf(x, a, b)), rel=EXACT, abs=EXACT
        )
        assert beta_quantile(p, a, b) == pytest.approx(x, rel=EXACT, abs=EXACT)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("k", "n"), COUNTS)
def test_clopper_pearson_is_scipys(k: int, n: int, level: float) -> None:
    theirs = stats.binomtest(k, n).proportion_ci(level, method="exact")
    assert interval(k, n, level) == pytest.approx((theirs.low, theirs.high), rel=EXACT, abs=EXACT)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("row", [(5, 40, 3, 900), (1, 1000, 1, 1000), (250, 700, 40, 20_000)])
def test_lift_is_scipys_relative_risk(row: tuple[int, int, int, int], level: float) -> None:
    theirs = contingency.relative_risk(*row)
    bounds = theirs.confidence_interval(level)
    ours = estimates.lift(*row, level)
    assert (ours.value, ours.low, ours.high) == pytest.approx(
        (theirs.relative_risk, bounds.low, bounds.high), rel=EXACT
    )


@pytest.mark.parametrize(
    ("row", "value", "low", "high"),
    [
        ((0, 50, 4, 400), 0.0, 0.0, math.inf),
        ((6, 50, 0, 400), None, 1.0, math.inf),
        ((0, 0, 4, 400), None, 0.0, math.inf),
        ((3, 30, 0, 0), None, 0.0, math.inf),
    ],
)
def test_lift_where_a_sample_found_nothing(
    row: tuple[int, int, int, int], value: float | None, low: float, high: float
) -> None:
    found = estimates.lift(*row)
    assert found.value == value
    assert low <= found.low < found.high <= high
    if row[0] and row[1] and row[3]:
        assert found.low > 1.0  # six in fifty against none in 400 is more often
        assert found.high == math.inf
    if row == (0, 50, 4, 400):
        assert found.high < math.inf


@pytest.mark.parametrize("n", [1, 10, 299, 300, 5990])
@pytest.mark.parametrize("level", LEVELS)
def test_zero_finds_bound_the_rate(n: int, level: float) -> None:
    bound = estimates.zero_find_bound(n, level)
    assert float(stats.binom.cdf(0, n, bound)) == pytest.approx(1 - level, rel=EXACT)
    assert bound == pytest.approx(float(stats.beta.ppf(level, 1, n)), rel=EXACT)
    assert estimates.zero_find_bound(0) == 1.0


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("k", [0, 1, 3, 40, 1_000, 250_000])
def test_poisson_bounds_are_scipys(k: int, level: float) -> None:
    tail = (1 - level) / 2
    low = float(stats.chi2.ppf(tail, 2 * k) / 2) if k else 0.0
    high = float(stats.chi2.ppf(1 - tail, 2 * k + 2) / 2)
    assert estimates.poisson_interval(k, level) == pytest.approx((low, high), rel=EXACT)


@pytest.mark.parametrize("a", [0.3, 1.0, 7.5, 80.0, 5_000.0])
@pytest.mark.parametrize("x", [1e-6, 0.5, 7.0, 81.0, 4_900.0, 6_000.0])
def test_gamma_is_scipys(x: float, a: float) -> None:
    assert estimates.gamma_cdf(x, a) == pytest.approx(
        float(stats.gamma.cdf(x, a)), rel=EXACT, abs=EXACT
    )


POPULATIONS = [
    (50, 5, 10),
    (1_000, 3, 200),
    (40_000, 90, 600),
    (200_000, 1_000, 4_000),
    (30, 25, 20),
]


@pytest.mark.parametrize(("population", "positives", "drawn"), POPULATIONS)
def test_hypergeometric_is_scipys(population: int, positives: int, drawn: int) -> None:
    for k in range(-1, min(positives, drawn, 40) + 1):
        theirs = float(stats.hypergeom.cdf(k, population, positives, drawn))
        ours = estimates.hypergeometric_cdf(k, population, positives, drawn)
        assert ours == pytest.approx(theirs, rel=EXACT, abs=EXACT)


@pytest.mark.parametrize(
    ("found", "drawn", "population"), [(0, 100, 1_000), (3, 60, 5_000), (9, 9, 9)]
)
def test_the_most_positives_that_a_population_may_hold(
    found: int, drawn: int, population: int
) -> None:
    most = estimates.most_positives(found, drawn, population)
    assert float(stats.hypergeom.cdf(found, population, most, drawn)) > 0.05
    if most < population - drawn + found:
        assert float(stats.hypergeom.cdf(found, population, most + 1, drawn)) <= 0.05


@pytest.mark.parametrize(
    "row", [(5, 100, 20, 100), (0, 50, 5, 60), (40, 5_000, 12, 4_000), (1, 9, 0, 400)]
)
def test_drift_tests_are_scipys(row: tuple[int, int, int, int]) -> None:
    k, n, later_k, later_n = row
    table = [[k, n - k], [later_k, later_n - later_k]]
    theirs = float(stats.chi2_contingency(table, correction=False).pvalue)
    assert drift.score_test(*row) == pytest.approx(theirs, rel=EXACT, abs=EXACT)
    exact = float(stats.fisher_exact(table, alternative="greater").pvalue)
    assert drift.fisher_fall(*row) == pytest.approx(exact, rel=EXACT, abs=EXACT)


# The textbook's numbers, which reports are held against.
@pytest.mark.parametrize(
    ("rate", "margin", "needed"),
    [(0.02, 0.005, 3_012), (0.01, 0.0025, 6_085), (0.005, 0.001, 19_112)],
)
def test_how_many_must_be_examined(rate: float, margin: float, needed: int) -> None:
    assert estimates.sample_size(rate, margin) == needed
    assert estimates.sample_size(rate, margin, population=10_000) < needed


@pytest.mark.parametrize(("rate", "needed"), [(0.01, 299), (0.001, 2_995), (0.0005, 5_990)])
def test_how_many_to_find_one(rate: float, needed: int) -> None:
    assert estimates.find_one(rate) == needed
    assert 1 - (1 - rate) ** needed >= 0.95 > 1 - (1 - rate) ** (needed - 1)


@given(st.integers(0, 400), st.integers(1, 400), st.sampled_from(LEVELS))
def test_bounds_enclose_what_was_seen(k: int, n: int, level: float) -> None:
    low, high = estimates.poisson_interval(k, level)
    assert low <= k <= high
    found = estimates.lift(min(k, n), n, 3, 200, level)
    assert found.low <= (found.value or 0.0) <= found.high


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: estimates.find_one(0.0),
        lambda: estimates.sample_size(0.1, 0.0),
        lambda: estimates.poisson_interval(-1),
        lambda: estimates.most_positives(5, 3, 10),
    ],
)
def test_nonsense_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"needs|between"):
        wrong()  # type: ignore[operator]  # rows of thunks


def test_strata_count_by_their_population() -> None:
    one = estimates.stratified([estimates.Sample(1_000, 50, 5)])
    assert one.rate.value == pytest.approx(0.1)
    assert one.worth == pytest.approx(50)
    assert (one.rate.low, one.rate.high) == pytest.approx(interval(5, 50))
    # A small stratum drawn often says little of a large one drawn seldom.
    two = estimates.stratified([estimates.Sample(100, 100, 50), estimates.Sample(9_900, 100, 0)])
    assert two.rate.value == pytest.approx(0.005)
    assert two.worth < 110
    nothing = estimates.stratified([estimates.Sample(500, 0, 0)])
    assert (nothing.rate.value, nothing.rate.low, nothing.rate.high) == (None, 0.0, 1.0)


def test_the_share_that_targeting_caught() -> None:
    base = estimates.stratified([estimates.Sample(100_000, 5_000, 10)])  # some 200 in all
    caught, missed = estimates.share_caught(50, base)
    assert caught.value == pytest.approx(0.25)
    assert caught.low < 0.25 < caught.high <= 1
    assert missed.value == pytest.approx(150)
    all_caught, none_missed = estimates.share_caught(500, base)
    assert (all_caught.value, none_missed.value) == (1.0, 0.0)
    unknown, _ = estimates.share_caught(3, estimates.stratified([]))
    assert (unknown.value, unknown.low, unknown.high) == (None, 0.0, 1.0)


MONTHS = [f"2026-{n:02d}" for n in range(1, 13)]


@pytest.mark.parametrize(
    ("finds", "direction"),
    [
        ([8] * 12, "steady"),
        ([8] * 6 + [1] * 6, "falling"),
        ([1] * 6 + [9] * 6, "rising"),
        ([8, 7, 9, 6, 8, 10, 7, 8, 9, 6, 8, 7], "steady"),
    ],
)
def test_drift_of_a_year(finds: list[int], direction: str) -> None:
    months = [drift.Month(m, 40, k) for m, k in zip(MONTHS, finds, strict=True)]
    found = drift.drift(months)
    assert found is not None
    assert found.direction == direction
    if direction == "falling":
        assert found.since == "2026-07"
    assert drift.drift(months[:1]) is None
    assert drift.drift([]) is None
