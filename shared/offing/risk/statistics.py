"""What results say about a rule: counts, a Beta posterior, exact intervals. Standard library only.

The regularised incomplete beta function is the continued fraction of DLMF 8.17.22, evaluated by the
modified Lentz method; intervals are those of Clopper and Pearson (1934).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, inf, lgamma, log, log1p, pi, sqrt
from typing import Any

_TINY = 1e-300
_PRECISION = 1e-15
_MAX_TERMS = 10_000
_STIRLING_FROM = 10.0
_BISECTIONS = 1100  # down to the smallest float; ordinary rates need some sixty


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's evaluation of the continued fraction; it converges fast for x below (a + 1)/(a + b + 2)."""
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d or _TINY)
    result = d
    for m in range(1, _MAX_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1.0 / ((1.0 + term * d) or _TINY)
            c = (1.0 + term / c) or _TINY
            result *= c * d
        if abs(c * d - 1.0) < _PRECISION:
            break
    return result


def _stirling(x: float) -> float:
    """What Stirling's formula leaves out of the logarithm of the gamma function; exact enough from 10 on."""
    y = 1.0 / (x * x)
    series = 1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - y * 691 / 360360))
    return (1 / 12 - y * (1 / 360 - y * series)) / x


def _log_front(x: float, a: float, b: float) -> float:
    """Logarithm of x^a (1-x)^b / B(a, b); gamma functions of large numbers are never subtracted from each other."""
    if a < _STIRLING_FROM and b < _STIRLING_FROM:
        return lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    total = a + b
    if min(a, b) < _STIRLING_FROM:
        small, large = min(a, b), max(a, b)
        ratio = (large - 0.5) * log1p(small / large) + small * (log(total) - 1.0)
        ratio += _stirling(total) - _stirling(large)
        return ratio - lgamma(small) + a * log(x) + b * log1p(-x)
    away = x * b - (1.0 - x) * a  # how far x lies from the mean, times the total
    powers = a * _log_ratio(away / a) + b * _log_ratio(-away / b)
    corrections = _stirling(total) - _stirling(a) - _stirling(b)
    return powers + 0.5 * log(a * b / (2.0 * pi * total)) + corrections


def _log_ratio(excess: float) -> float:
    return log1p(excess) if excess > -1.0 else -inf


def beta_cdf(x: float, a: float, b: float) -> float:
    """Probability that a Beta(a, b) variable is at most x: the regularised incomplete beta function."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = exp(_log_front(x, a, b))
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _fraction(x, a, b) / a
    return 1.0 - front * _fraction(1.0 - x, b, a) / b


@lru_cache(maxsize=4096)
def beta_quantile(p: float, a: float, b: float) -> float:
    """The value that a Beta(a, b) variable does not exceed with probability p."""
    low, high = 0.0, 1.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2.0
        if middle in (low, high):  # the floats have met
            break
        if beta_cdf(middle, a, b) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def interval(k: float, n: float, level: float = 0.95) -> tuple[float, float]:
    """The Clopper-Pearson interval of a rate of which k in n were seen; (0, 1) where nothing was seen yet.

    Counts need not be whole: those of a weighted sample are worth so many examinations (Korn and Graubard).
    """
    if not 0 <= k <= n or not 0.0 < level < 1.0:
        raise ValueError("an interval needs 0 <= k <= n and a level between 0 and 1")
    tail = (1.0 - level) / 2.0
    low = beta_quantile(tail, k, n - k + 1) if k else 0.0
    high = beta_quantile(1.0 - tail, k + 1, n - k) if k < n else 1.0
    return low, high


@dataclass(frozen=True, slots=True)
class Beta:
    """What is believed of a rate: `a` positives and `b` negatives, prior ones included."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The expected rate."""
        return self.a / (self.a + self.b)

    @property
    def deviation(self) -> float:
        """The standard deviation of the belief."""
        total = self.a + self.b
        return sqrt(self.a * self.b / (total * total * (total + 1.0)))

    def between(self, level: float = 0.95) -> tuple[float, float]:
        """The central interval in which the rate lies with probability `level`."""
        tail = (1.0 - level) / 2.0
        return beta_quantile(tail, self.a, self.b), beta_quantile(1.0 - tail, self.a, self.b)


def posterior(prior: float, positive: int, examined: int, strength: float = 20.0) -> Beta:
    """The belief after results, starting from a `prior` rate worth `strength` examinations."""
    return Beta(prior * strength + positive, (1.0 - prior) * strength + examined - positive)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleStatistics:
    """Counts of one version of a rule (or of one list and band of matches).

    `alone` are finds to which nothing else had led, `waited` the minutes until the `decided` cases were decided,
    `months` (month, examined, positive).
    """

    rule: str
    version: str = ""
    hits: int = 0
    referred: int = 0
    examined: int = 0
    positive: int = 0
    alone: int = 0
    decided: int = 0
    waited: int = 0
    months: tuple[tuple[str, int, int], ...] = ()

    @property
    def precision(self) -> float | None:
        """Positives among the examined, once there are any."""
        return self.positive / self.examined if self.examined else None

    def with_counts(self, counts: Mapping[str, int]) -> "RuleStatistics":
        """The statistics with counts added."""
        return replace(self, **{name: getattr(self, name) + n for name, n in counts.items()})

    def row(self, title: str = "") -> dict[str, Any]:
        """The row of `GET /statistics/rules`."""
        low, high = interval(min(self.positive, self.examined), self.examined)
        return {
            "rule": self.rule,
            "version": self.version,
            "title": title,
            "hits": self.hits,
            "referred": self.referred,
            "examined": self.examined,
            "positive": self.positive,
            "precision": self.precision,
            "interval": [round(low, 6), round(high, 6)],
        }
