"""Calibration: whether what the score says comes true, and the map that mends it where it does not.

Cases that were examined are selected. The selection looks at the assessment alone (band, alert, or the draw) and at
nothing that is found later, so among travellers of one bin those examined are like those not, and the map may be
fitted on them as they are. For the error over all travellers each examination counts for as many as it stands for:
one for a targeted traveller, 1 / share for a drawn one. What an officer cleared after review is in neither: it
says of the red bins how often a find follows where officers agreed, and the drawn ones among them show the difference.

The map is Platt's: two parameters on the log-odds, the slope always positive, so that it never turns an order round.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log, sqrt

from offing.risk.statistics import interval

# Where bins begin: narrow where nearly all travellers are.
EDGES = (
    0.0, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.04, 0.07, 0.10, 0.15, 0.20, 0.30, 0.40, 0.50, 0.60, 0.70, 0.80, 0.90,
)  # fmt: skip
PLACES = 4
FEWEST = 100  # examinations, and a tenth of them finds, before a map is proposed
_FEWEST_FINDS = 10
_STEPS = 60
_MILLI, _MICRO = 1_000, 1_000_000
# A map is held to the present one as if this many examinations, half of them finds, had confirmed it.
_RIDGE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The map: log-odds x become `intercept` + `slope`·x."""

    intercept: float = 0.0
    slope: float = 1.0

    def step(self, points: float) -> float:
        """The line that takes a sum of points to the calibrated one."""
        return round(self.intercept + (self.slope - 1.0) * points, PLACES)

    def after(self, earlier: "Calibration") -> "Calibration":
        """This map applied to what an earlier one gives, as one map."""
        return Calibration(
            intercept=round(self.intercept + self.slope * earlier.intercept, PLACES),
            slope=round(self.slope * earlier.slope, PLACES),
        )


NEUTRAL = Calibration()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Examinations of travellers with a score of one bin; `weight` is how many travellers they stand for."""

    number: int
    examined: int = 0
    positive: int = 0
    predicted: float = 0.0  # sum of probabilities
    weight: float = 0.0
    weight_positive: float = 0.0
    weight_predicted: float = 0.0

    @property
    def expected(self) -> float:
        """The mean probability that was said."""
        return self.predicted / self.examined if self.examined else EDGES[self.number]


def bin_of(p: float) -> int:
    """The number of the bin of a probability."""
    return sum(p >= edge for edge in EDGES) - 1


def counts_of(p: float, chance: float, *, positive: bool) -> dict[str, int]:
    """What one examination adds to the counts: sums per bin, whole numbers as tables add them.

    `chance` is that with which the traveller came to be examined: 1 where targeted, the share where drawn.
    """
    weight, number = 1.0 / chance, bin_of(p)
    found = int(positive)
    return {
        f"n{number}": 1,
        f"k{number}": found,
        f"p{number}": round(p * _MICRO),
        f"w{number}": round(weight * _MILLI),
        f"v{number}": round(weight * _MILLI) * found,
        f"q{number}": round(weight * p * _MICRO),
    }


def bins_of(counts: Mapping[str, int]) -> tuple[Bin, ...]:
    """The bins out of kept counts, empty ones left out."""
    return tuple(
        Bin(
            number=i,
            examined=counts[f"n{i}"],
            positive=counts.get(f"k{i}", 0),
            predicted=counts.get(f"p{i}", 0) / _MICRO,
            weight=counts.get(f"w{i}", 0) / _MILLI,
            weight_positive=counts.get(f"v{i}", 0) / _MILLI,
            weight_predicted=counts.get(f"q{i}", 0) / _MICRO,
        )
        for i in range(len(EDGES))
        if counts.get(f"n{i}", 0) > 0
    )


def error(bins: Iterable[Bin]) -> float | None:
    """Expected calibration error over the examinations: how far said and seen lie apart, on average."""
    rows = tuple(bins)
    examined = sum(b.examined for b in rows)
    return sum(abs(b.predicted - b.positive) for b in rows) / examined if examined else None


def error_of_all(bins: Iterable[Bin]) -> float | None:
    """The same over all travellers, each examination counting for those that it stands for."""
    rows = tuple(bins)
    weight = sum(b.weight for b in rows)
    return (
        sum(abs(b.weight_predicted - b.weight_positive) for b in rows) / weight if weight else None
    )


def _chance(x: float) -> float:
    return 1.0 / (1.0 + exp(-x)) if x > -700 else 0.0


def fit(bins: Iterable[Bin]) -> Calibration | None:
    """The map that would have been right on these examinations; None while they are too few to say."""
    rows = [(log(p / (1.0 - p)), b) for b in bins if 0.0 < (p := b.expected) < 1.0]
    finds = sum(b.positive for _, b in rows)
    if sum(b.examined for _, b in rows) < FEWEST or finds < _FEWEST_FINDS:
        return None
    a, slope = 0.0, 1.0
    for _ in range(_STEPS):
        step_a, step_b = _newton(rows, a, slope)
        length = sqrt(step_a * step_a + step_b * step_b)
        damp = min(1.0, 1.0 / length) if length else 1.0
        a, slope = a + damp * step_a, max(0.05, slope + damp * step_b)
        if length < 1e-10:
            break
    return Calibration(intercept=round(a, PLACES), slope=round(slope, PLACES))


def _newton(rows: list[tuple[float, Bin]], a: float, slope: float) -> tuple[float, float]:
    """One step towards the likeliest map, held to the present one."""
    g_a, g_b = -_RIDGE * a, -_RIDGE * (slope - 1.0)
    h_aa = h_bb = _RIDGE
    h_ab = 0.0
    for x, b in rows:
        p = _chance(a + slope * x)
        miss, spread = b.positive - b.examined * p, b.examined * p * (1.0 - p)
        g_a, g_b = g_a + miss, g_b + miss * x
        h_aa, h_ab, h_bb = h_aa + spread, h_ab + spread * x, h_bb + spread * x * x
    determinant = h_aa * h_bb - h_ab * h_ab
    return (h_bb * g_a - h_ab * g_b) / determinant, (h_aa * g_b - h_ab * g_a) / determinant


def table(bins: Iterable[Bin]) -> list[dict[str, float | int | list[float] | None]]:
    """The reliability table: what was said and what was seen, with the exact interval."""
    return [
        {
            "low": EDGES[b.number],
            "high": (*EDGES, 1.0)[b.number + 1],
            "predicted": round(b.expected, 6),
            "observed": round(b.positive / b.examined, 6),
            "interval": [round(bound, 6) for bound in interval(b.positive, b.examined)],
            "examined": b.examined,
            "positive": b.positive,
            "stands_for": round(b.weight, 1),
            "observed_of_all": round(b.weight_positive / b.weight, 6) if b.weight else None,
        }
        for b in bins
    ]
