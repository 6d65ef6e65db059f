"""The score: log-odds of a positive result, one line for each thing that moves it.

Every match and every rule hit has its own probability of a positive result: a Beta posterior that starts from a
prior (the rule's weight, the band of the match) and moves with results. A line is the step in log-odds from the
base rate to that probability. Signs of the same kind are seldom independent, so the strongest counts in full and
each further one less (`DAMPING`). Lines are rounded before they are summed: people who add them up get the score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

from offing.records.assessments import Match, RuleHit, Score, ScoreLine
from offing.risk.statistics import RuleStatistics, posterior

PLACES = 4
DAMPING = 0.6
STRENGTH = 20.0  # how many examinations a prior is worth
BASE_RATE, BASE_STRENGTH = (
    0.002,
    2000.0,
)  # share of all travellers with whom something would be found
MATCH_WEIGHTS: Mapping[str, float] = {"strong": 0.5, "review": 0.15, "weak": 0.006}
SEVERITY_SHIFT: Mapping[int, float] = {1: -0.3, 2: 0.0, 3: 0.3}
# A match's bits beyond those that its band asks for anyway move it a little, never past the next band.
BITS_SHIFT, TYPICAL_BITS, MOST_SHIFT = 0.02, {"strong": 26.0, "review": 17.0, "weak": 12.0}, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Priors:
    """What results have taught: the base rate, and statistics by (rule, version).

    Matches are kept as rule `match:<list>:<band>`, the random arm as `random:<stream>`, both without version.
    """

    base_rate: float = BASE_RATE
    learned: Mapping[tuple[str, str], RuleStatistics] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From which probability on a band begins."""

    red: float = 0.10
    amber: float = 0.04


NO_PRIORS = Priors()
DEFAULT_THRESHOLDS = Thresholds()


def match_key(list_name: str, band: str) -> str:
    """Under which name the results of a list's matches of a band are counted."""
    return f"match:{list_name}:{band}"


def priors_of(statistics: Iterable[RuleStatistics]) -> Priors:
    """Priors out of all stored counts; the random arm alone teaches the base rate."""
    rows = tuple(statistics)
    drawn = [row for row in rows if row.rule.startswith("random:")]
    positive, examined = sum(r.positive for r in drawn), sum(r.examined for r in drawn)
    base = posterior(BASE_RATE, positive, examined, BASE_STRENGTH).mean
    return Priors(base_rate=base, learned={(row.rule, row.version): row for row in rows})


def logit(p: float) -> float:
    """Log-odds of a probability."""
    return log(p / (1.0 - p))


def probability(points: float) -> float:
    """The probability whose log-odds are given."""
    return 1.0 / (1.0 + exp(-points)) if points > -700 else 0.0


def band_of(p: float, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> str:
    """The band of a probability: red, amber or green."""
    if p >= thresholds.red:
        return "red"
    return "amber" if p >= thresholds.amber else "green"


def _learned(prior: float, statistics: RuleStatistics | None) -> float:
    if statistics is None:
        return prior
    return posterior(prior, statistics.positive, statistics.examined, STRENGTH).mean


def _match_points(match: Match, priors: Priors) -> float:
    band = match.band if match.band in MATCH_WEIGHTS else "weak"
    learned = _learned(MATCH_WEIGHTS[band], priors.learned.get((match_key(match.list, band), "")))
    shift = BITS_SHIFT * (match.bits - TYPICAL_BITS[band])
    shift = max(-MOST_SHIFT, min(MOST_SHIFT, shift)) + SEVERITY_SHIFT.get(match.severity, 0.0)
    return logit(learned) - logit(priors.base_rate) + shift


def _rule_points(hit: RuleHit, priors: Priors) -> float:
    learned = _learned(hit.weight, priors.learned.get((hit.rule, hit.version)))
    return logit(learned) - logit(priors.base_rate)


def _damped(rows: Iterable[tuple[float, str, str]]) -> list[ScoreLine]:
    """Strongest first; what speaks against is not damped, as it comes once."""
    lines = []
    share = 1.0
    for points, source, text in sorted(rows, key=lambda row: (-row[0], row[1])):
        lines.append(ScoreLine(source=source, text=text, points=round(points * share, PLACES)))
        share *= DAMPING if points > 0 else 1.0
    return lines


def score(
    matches: Sequence[Match],
    hits: Sequence[RuleHit],
    priors: Priors = NO_PRIORS,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Score:
    """The score of one traveller; shadow rules do not count."""
    base = ScoreLine(
        source="base",
        text=f"Base rate: {priors.base_rate:.2%} of all examinations find something",
        points=round(logit(priors.base_rate), PLACES),
    )
    by_match = [
        (
            _match_points(m, priors),
            f"match:{m.list}/{m.entity}",
            f"{m.band} match on {m.list}: {m.text or m.name}",
        )
        for m in matches
    ]
    by_rule = [(_rule_points(h, priors), f"rule:{h.rule}", h.title) for h in hits if not h.shadow]
    lines = (base, *_damped(by_match), *_damped(by_rule))
    points = round(sum(line.points for line in lines), PLACES)
    chance = round(probability(points), 6)
    return Score(probability=chance, points=points, band=band_of(chance, thresholds), lines=lines)
