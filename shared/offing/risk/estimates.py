"""Estimates from samples with their exact or standard intervals: rates, lift, counts, how many must be drawn.

`statistics` has the beta distribution and what is asked of it on every request; this page is for reports.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

from offing.risk.statistics import interval

_PRECISION = 1e-16
_MAX_TERMS = 100_000
_BISECTIONS = 1100


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and the interval that holds it at the stated level; `value` is None where nothing was seen."""

    value: float | None
    low: float
    high: float


def rate(k: float, n: float, level: float = 0.95) -> Estimate:
    """A rate with its Clopper-Pearson interval."""
    low, high = interval(k, n, level)
    return Estimate(k / n if n else None, low, high)


def quantile_of_normal(p: float) -> float:
    """The standard normal quantile."""
    return NormalDist().inv_cdf(p)


def lift(k: float, n: float, base_k: float, base_n: float, level: float = 0.95) -> Estimate:
    """How many times as often a sample finds as the base sample does.

    The interval is Katz's on the logarithm. Where either sample found nothing there is none such; then the exact
    bounds of both rates, each at half the error, bound the ratio.
    """
    if not n or not base_n:
        return Estimate(None, 0.0, inf)
    if k and base_k:
        ratio = (k / n) / (base_k / base_n)
        spread = sqrt(1 / k - 1 / n + 1 / base_k - 1 / base_n)
        step = quantile_of_normal(0.5 + level / 2) * spread
        return Estimate(ratio, ratio * exp(-step), ratio * exp(step))
    careful = 1.0 - (1.0 - level) / 2
    low, high = interval(k, n, careful)
    base_low, base_high = interval(base_k, base_n, careful)
    value = None if not base_k else 0.0
    return Estimate(value, low / base_high, high / base_low if base_low else inf)


def zero_find_bound(n: int, level: float = 0.95) -> float:
    """The rate that may still be hidden behind n examinations without a find: the rule of three, exactly."""
    return 1.0 - (1.0 - level) ** (1.0 / n) if n > 0 else 1.0


def find_one(p: float, level: float = 0.95) -> int:
    """How many must be examined to find at least one, where a share p has something."""
    if not 0.0 < p < 1.0 or not 0.0 < level < 1.0:
        raise ValueError("a rate and a level lie between 0 and 1")
    return ceil(log1p(-level) / log1p(-p))


def sample_size(p: float, margin: float, level: float = 0.95, population: int | None = None) -> int:
    """How many must be examined to know a rate near p to within the margin; fewer of a small population."""
    if not 0.0 < p < 1.0 or not 0.0 < margin < 1.0 or not 0.0 < level < 1.0:
        raise ValueError("a rate, a margin and a level lie between 0 and 1")
    z = quantile_of_normal(0.5 + level / 2)
    needed = z * z * p * (1.0 - p) / (margin * margin)
    if population is not None:
        needed = needed / (1.0 + (needed - 1.0) / population)
    return ceil(needed)


def gamma_cdf(x: float, a: float) -> float:
    """Probability that a Gamma(a) variable is at most x: the regularised lower incomplete gamma function."""
    if x <= 0.0:
        return 0.0
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1.0:
        term = total = 1.0 / a
        for n in range(1, _MAX_TERMS):
            term *= x / (a + n)
            total += term
            if term < total * _PRECISION:
                break
        return min(1.0, front * total)
    return max(0.0, 1.0 - front * _upper_fraction(x, a))


def _upper_fraction(x: float, a: float) -> float:
    """The continued fraction of the upper incomplete gamma function, by the modified Lentz method."""
    b = x + 1.0 - a
    c, d = inf, 1.0 / b
    result = d
    for n in range(1, _MAX_TERMS):
        factor = -n * (n - a)
        b += 2.0
        d = 1.0 / (factor * d + b)
        c = b + factor / c
        result *= c * d
        if abs(c * d - 1.0) < _PRECISION:
            break
    return result


@lru_cache(maxsize=1024)
def _gamma_quantile(p: float, a: float) -> float:
    low, high = 0.0, a + 10.0
    while gamma_cdf(high, a) < p:
        high *= 2.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2.0
        if middle in (low, high):
            break
        low, high = (middle, high) if gamma_cdf(middle, a) < p else (low, middle)
    return (low + high) / 2.0


def poisson_interval(k: int, level: float = 0.95) -> tuple[float, float]:
    """The exact interval (Garwood) of the expected number of events of which k were seen."""
    if k < 0 or not 0.0 < level < 1.0:
        raise ValueError("an interval needs k >= 0 and a level between 0 and 1")
    tail = (1.0 - level) / 2.0
    return (_gamma_quantile(tail, k) if k else 0.0), _gamma_quantile(1.0 - tail, k + 1)


def hypergeometric_cdf(k: int, population: int, positives: int, drawn: int) -> float:
    """Probability of at most k positives among the drawn, drawn without replacement."""
    low, high = max(0, drawn + positives - population), min(drawn, positives)
    if k < low:
        return 0.0
    if k >= high:
        return 1.0
    # Relative to the likeliest count, by the ratio of neighbours: nothing overflows and no gamma functions cancel.
    mode = max(low, min(high, (drawn + 1) * (positives + 1) // (population + 2)))
    below = _chances(mode, low, -1, population, positives, drawn)
    above = _chances(mode, high, 1, population, positives, drawn)
    chances = [*reversed(below), 1.0, *above]
    return sum(chances[: k - low + 1]) / sum(chances)


def _chances(
    start: int, end: int, step: int, population: int, positives: int, drawn: int
) -> list[float]:
    found, chance = [], 1.0
    for i in range(start, end, step):
        j = i if step > 0 else i - 1
        up = (positives - j) * (drawn - j) / ((j + 1) * (population - positives - drawn + j + 1))
        chance *= up if step > 0 else 1.0 / up
        found.append(chance)
    return found


def most_positives(found: int, drawn: int, population: int, level: float = 0.95) -> int:
    """The most positives that a population may hold when a draw of it without replacement found this many."""
    if not 0 <= found <= drawn <= population:
        raise ValueError("needs 0 <= found <= drawn <= population")
    low, high = found, population - drawn + found
    while low < high:
        middle = (low + high + 1) // 2
        if hypergeometric_cdf(found, population, middle, drawn) > 1.0 - level:
            low = middle
        else:
            high = middle - 1
    return low


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn of a stratum: its population, how many were examined, with how many something was found."""

    population: int
    examined: int
    positive: int


@dataclass(frozen=True, slots=True)
class Stratified:
    """The rate of several strata together, each counting by its population; `worth` so many plain examinations."""

    rate: Estimate
    worth: float
    population: int


def stratified(samples: Iterable[Sample], level: float = 0.95) -> Stratified:
    """The rate over all strata of which somebody was examined, each examination weighted by whom it stands for.

    The interval is Clopper and Pearson's at the number of examinations that the weighted ones are worth.
    """
    rows = [s for s in samples if s.examined > 0 and s.population > 0]
    population = sum(s.population for s in rows)
    if not population:
        return Stratified(Estimate(None, 0.0, 1.0), 0.0, 0)
    value = sum(s.population * s.positive / s.examined for s in rows) / population
    squares = sum(s.population * s.population / s.examined for s in rows)
    worth = population * population / squares
    low, high = interval(min(value * worth, worth), worth, level)
    return Stratified(Estimate(value, low, high), worth, population)


def share_caught(caught: int, base: Stratified) -> tuple[Estimate, Estimate]:
    """The share of all positives that targeting found, and how many it missed, by the rate of the random arm."""
    if not base.population:
        return Estimate(None, 0.0, 1.0), Estimate(None, 0.0, inf)
    totals = [
        None if r is None else max(r * base.population, float(caught))
        for r in (base.rate.value, base.rate.low, base.rate.high)
    ]
    value, least, most = totals[0], totals[1] or 0.0, totals[2] or 0.0
    share = Estimate(
        caught / value if value else None,
        caught / most if most else 0.0,
        caught / least if least else 1.0,
    )
    missed = Estimate(None if value is None else value - caught, least - caught, most - caught)
    return share, missed
