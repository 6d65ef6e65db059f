"""A simulated year at a border whose truth is known: what the figures say can be held against it.

Travellers meet rules by chance and carry something with a probability that nobody in the simulation is told. Whoever
is red, or drawn, is examined; results teach the weights month by month, and each month somebody approves the
calibration. In the middle of the year the truth changes.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from offing.records.assessments import RuleHit
from offing.risk.calibration import NEUTRAL, Bin, Calibration, bins_of, counts_of, fit
from offing.risk.estimates import Sample
from offing.risk.scoring import Priors, priors_of, score
from offing.risk.statistics import RuleStatistics

MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 13))


@dataclass(frozen=True, slots=True)
class TrueRule:
    """A rule as its author believes it (`weight`), how often it hits, and how often it is right before and after."""

    id: str
    weight: float
    share: float
    truth: float
    later: float

    def right(self, month: int) -> float:
        """With which probability a hit means a find, in a month of the year counted from 0."""
        return self.truth if month < len(MONTHS) // 2 else self.later

    @property
    def hit(self) -> RuleHit:
        """Its hit."""
        return RuleHit(
            rule=self.id, version="1", title=self.id, weight=self.weight, severity=2, agency="", reasons=()
        )  # fmt: skip


RULES = (
    TrueRule("stale", 0.20, 0.010, 0.30, 0.004),
    TrueRule("strong", 0.40, 0.004, 0.45, 0.45),
    TrueRule("steady", 0.15, 0.010, 0.20, 0.20),
    TrueRule("overrated", 0.30, 0.006, 0.12, 0.12),
    TrueRule("underrated", 0.12, 0.008, 0.30, 0.30),
    TrueRule("rising", 0.12, 0.006, 0.10, 0.25),
    TrueRule("weak-a", 0.02, 0.040, 0.03, 0.03),
    TrueRule("weak-b", 0.03, 0.040, 0.02, 0.02),
    TrueRule("weak-c", 0.01, 0.060, 0.012, 0.012),
)
TRUE_BASE = 0.003


@dataclass(slots=True)
class Told:
    """What a rule's examinations of one month came to, and what they would have come to on average."""

    rule: str
    month: str
    examined: int = 0
    positive: int = 0
    expected: float = 0.0


@dataclass(slots=True)
class Year:
    """What the year left: counts as they are kept, and the truth beside them."""

    rows: list[RuleStatistics] = field(default_factory=list)
    pairs: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)
    told: dict[tuple[str, str], Told] = field(default_factory=dict)
    bins: Counter[str] = field(default_factory=Counter)
    arm: list[Sample] = field(default_factory=list)
    arm_truth: list[float] = field(default_factory=list)
    caught: int = 0
    carried: float = 0.0
    maps: list[Calibration] = field(default_factory=list)

    @property
    def calibration(self) -> tuple[Bin, ...]:
        """All examinations of the year by bin of the score that was shown."""
        return bins_of(self.bins)


class Simulation:
    """One year; equal seeds give equal years."""

    def __init__(
        self,
        seed: int,
        travellers: int = 4_000,
        share: float = 0.04,
        rules: Sequence[TrueRule] = RULES,
    ) -> None:
        self._random, self._travellers, self._share = Random(seed), travellers, share
        self._rules = {rule.id: rule for rule in rules}
        self._known = {rule.id: RuleStatistics(rule=rule.id, version="1") for rule in rules}
        self._drawn = RuleStatistics(rule="random:passenger")
        self._months: dict[str, list[tuple[str, int, int]]] = {rule.id: [] for rule in rules}
        self._map = NEUTRAL
        self._since: Counter[str] = Counter()
        self.year = Year()

    def run(self) -> Year:
        """The whole year."""
        for number, month in enumerate(MONTHS):
            self._month(number, month)
            self._approve()
        self.year.rows = [*self._rows(), self._drawn]
        return self.year

    def _rows(self) -> Iterable[RuleStatistics]:
        for name, row in self._known.items():
            yield RuleStatistics(
                rule=name, version="1", hits=row.hits, examined=row.examined, positive=row.positive,
                months=tuple(self._months[name]),
            )  # fmt: skip

    def _approve(self) -> None:
        """Somebody approves the calibration that the results under the present one ask for."""
        if (change := fit(bins_of(self._since))) is not None:
            self._map = change.after(self._map)
            self._since = Counter()
        self.year.maps.append(self._map)

    def _month(self, number: int, month: str) -> None:
        rows = [*self._rows(), self._drawn]
        priors = priors_of(rows, self._map)
        before = {name: (r.examined, r.positive) for name, r in self._known.items()}
        arm, truth = Counter[str](), 0.0
        for _ in range(self._travellers):
            truth += self._traveller(number, month, priors, arm)
        for name, row in self._known.items():
            n, k = row.examined - before[name][0], row.positive - before[name][1]
            self._months[name].append((month, n, k))
        self.year.arm.append(Sample(self._travellers, arm["examined"], arm["positive"]))
        self.year.arm_truth.append(truth / self._travellers)
        self.year.carried += truth

    def _traveller(self, number: int, month: str, priors: Priors, arm: Counter[str]) -> float:
        met = [r for r in self._rules.values() if self._random.random() < r.share]
        clean = 1.0 - TRUE_BASE
        for rule in met:
            clean *= 1.0 - rule.right(number)
        truth, drawn = 1.0 - clean, self._random.random() < self._share
        if not met and not drawn:
            return truth
        result = score((), [rule.hit for rule in met], priors)
        red, positive = result.band == "red", self._random.random() < truth
        self._count(met, {"hits": 1})
        if drawn:
            arm.update(examined=1, positive=int(positive))
            self._drawn = self._drawn.with_counts({"examined": 1, "positive": int(positive)})
        if red or drawn:
            chance = 1.0 if red else self._share
            steps = counts_of(result.probability, chance, positive=positive)
            self.year.bins.update(steps)
            self._since.update(steps)
            self._examined(met, month, truth, positive)
        self.year.caught += int(red and positive)
        return truth

    def _count(self, met: Iterable[TrueRule], steps: dict[str, int]) -> None:
        for rule in met:
            self._known[rule.id] = self._known[rule.id].with_counts(steps)

    def _examined(self, met: Sequence[TrueRule], month: str, truth: float, positive: bool) -> None:
        self._count(met, {"examined": 1, "positive": int(positive)})
        for rule in met:
            told = self.year.told.setdefault((rule.id, month), Told(rule.id, month))
            told.examined, told.expected = told.examined + 1, told.expected + truth
            told.positive += int(positive)
            for other in met:
                if other is not rule:
                    row = self.year.pairs.setdefault(f"{rule.id}#1", {})
                    n, k = row.get(f"{other.id}#1", (0, 0))
                    row[f"{other.id}#1"] = (n + 1, k + int(positive))
