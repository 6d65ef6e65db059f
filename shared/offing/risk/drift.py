"""Whether a rule finds less (or more) than it did: its months in two halves, held against each other.

Two tests, since either fails alone: the score test of two rates, which needs numbers, and Fisher's exact one for the
fall, which does not. Every month is tried as the one in which it began, so the smallest p is multiplied by the number
of months tried; and as somebody looks again each month, the alarm is at 1 % and not at 5 %.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import erfc, sqrt

from offing.risk.estimates import hypergeometric_cdf

ALARM = 0.01
FEWEST = 20


@dataclass(frozen=True, slots=True)
class Month:
    """What was examined and found in one month, `2026-11`."""

    month: str
    examined: int
    positive: int


@dataclass(frozen=True, slots=True)
class Drift:
    """Two halves of a rule's examinations and how likely a difference like theirs is by chance."""

    since: str
    first: tuple[int, int]
    second: tuple[int, int]
    p: float
    p_fall: float

    @property
    def direction(self) -> str:
        """Falling, rising or steady."""
        (before, n), (after, m) = self.first, self.second
        if self.p_fall < ALARM and after * n < before * m:
            return "falling"
        return "rising" if self.p < ALARM and after * n > before * m else "steady"


def score_test(k: int, n: int, other_k: int, other_n: int) -> float:
    """Two-sided p of the score test that two rates are one: Pearson's chi-square without correction."""
    total, found = n + other_n, k + other_k
    if not n or not other_n or found in (0, total):
        return 1.0
    difference = k * other_n - other_k * n
    statistic = difference * difference * total / (n * other_n * found * (total - found))
    return erfc(sqrt(statistic / 2.0))


def fisher_fall(k: int, n: int, later_k: int, later_n: int) -> float:
    """Exact p that the later sample finds this little although its rate is the earlier one's."""
    return hypergeometric_cdf(later_k, n + later_n, k + later_k, later_n)


def drift(months: Iterable[Month]) -> Drift | None:
    """The split of a rule's months that differs most in the fall, with p held to the number of splits tried.

    None while there are fewer than `FEWEST` examinations on either side of every split.
    """
    rows = sorted(months, key=lambda row: row.month)
    splits = [s for i in range(1, len(rows)) if (s := _split(rows[:i], rows[i:])) is not None]
    if not splits:
        return None
    worst = min(splits, key=lambda s: (min(s.p, s.p_fall), s.since))
    # One look for each split: the smallest of several p is not a p.
    tried = len(splits)
    return Drift(
        since=worst.since,
        first=worst.first,
        second=worst.second,
        p=min(1.0, worst.p * tried),
        p_fall=min(1.0, worst.p_fall * tried),
    )


def _split(before: list[Month], after: list[Month]) -> Drift | None:
    k, n = sum(m.positive for m in before), sum(m.examined for m in before)
    later_k, later_n = sum(m.positive for m in after), sum(m.examined for m in after)
    if n < FEWEST or later_n < FEWEST:
        return None
    return Drift(
        since=after[0].month,
        first=(k, n),
        second=(later_k, later_n),
        p=score_test(k, n, later_k, later_n),
        p_fall=fisher_fall(k, n, later_k, later_n),
    )
