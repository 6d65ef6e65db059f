"""The score: log-odds of a positive result, one line for each thing that moves it.

Every match and every rule hit has its own probability of a positive result: a Beta posterior that starts from a
prior (the rule's weight, the band of the match) and moves with results. A line is the step in log-odds from the
base rate to that probability. Signs of the same kind are seldom independent, so the strongest counts in full and
each further one less (`DAMPING`). What is left of over- and understatement is taken away by the approved calibration,
as a line of its own. Lines are rounded before they are summed: people who add them up get the score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, log

from offing.records.assessments import Match, RuleHit, Score, ScoreLine
from offing.risk.calibration import NEUTRAL, Calibration
from offing.risk.lanes import Treatment, treatment_of
from offing.risk.statistics import RuleStatistics, posterior

PLACES = 4
DAMPING = 0.6
HALF_LIFE = 4.0  # months after which a result counts half
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
    calibration: Calibration = NEUTRAL
    version: str = ""


NO_PRIORS = Priors()
GENERAL = treatment_of("")


@dataclass(frozen=True, slots=True)
class _Sign:
    """One thing that moves the score, before damping."""

    points: float
    source: str
    text: str
    probability: float
    version: str = ""
    examined: int = 0


def match_key(list_name: str, band: str) -> str:
    """Under which name the results of a list's matches of a band are counted."""
    return f"match:{list_name}:{band}"


def priors_of(
    statistics: Iterable[RuleStatistics], calibration: Calibration = NEUTRAL, version: str = ""
) -> Priors:
    """Priors out of all stored counts; the random arm alone teaches the base rate."""
    rows = _faded(statistics)
    drawn = [row for row in rows if row.rule.startswith("random:")]
    positive, examined = sum(r.positive for r in drawn), sum(r.examined for r in drawn)
    base = posterior(BASE_RATE, positive, examined, BASE_STRENGTH).mean
    learned = {(row.rule, row.version): row for row in rows}
    return Priors(base_rate=base, learned=learned, calibration=calibration, version=version)


def _faded(statistics: Iterable[RuleStatistics]) -> tuple[RuleStatistics, ...]:
    """The counts with older months counting less, since the world changes; in full where no month is told."""
    rows = tuple(statistics)
    newest = max((_ordinal(month) for row in rows for month, _, _ in row.months), default=0)
    return tuple(_fade(row, newest) if row.months else row for row in rows)


def _fade(row: RuleStatistics, newest: int) -> RuleStatistics:
    kept = [(n, k, 0.5 ** ((newest - _ordinal(month)) / HALF_LIFE)) for month, n, k in row.months]
    examined, positive = sum(n * share for n, _, share in kept), sum(k * s for _, k, s in kept)
    return replace(row, examined=round(examined), positive=round(positive))


def _ordinal(month: str) -> int:
    """Months since year 0 of `2026-11`."""
    return int(month[:4]) * 12 + int(month[5:7])


def logit(p: float) -> float:
    """Log-odds of a probability."""
    return log(p / (1.0 - p))


def probability(points: float) -> float:
    """The probability whose log-odds are given."""
    return 1.0 / (1.0 + exp(-points)) if points > -700 else 0.0


def weight_of(prior: float, statistics: RuleStatistics | None) -> float:
    """A sign's own probability of a positive result: its prior, moved by results."""
    if statistics is None:
        return prior
    return posterior(prior, statistics.positive, statistics.examined, STRENGTH).mean


def _of_match(match: Match, priors: Priors) -> _Sign:
    band = match.band if match.band in MATCH_WEIGHTS else "weak"
    known = priors.learned.get((match_key(match.list, band), ""))
    learned = weight_of(MATCH_WEIGHTS[band], known)
    shift = BITS_SHIFT * (match.bits - TYPICAL_BITS[band])
    shift = max(-MOST_SHIFT, min(MOST_SHIFT, shift)) + SEVERITY_SHIFT.get(match.severity, 0.0)
    return _Sign(
        points=logit(learned) - logit(priors.base_rate) + shift,
        source=f"match:{match.list}/{match.entity}",
        text=f"{match.band} match on {match.list}: {match.text or match.name}",
        probability=probability(logit(learned) + shift),
        version=match.index_version,
        examined=known.examined if known else 0,
    )


def _of_rule(hit: RuleHit, priors: Priors) -> _Sign:
    known = priors.learned.get((hit.rule, hit.version))
    learned = weight_of(hit.weight, known)
    return _Sign(
        points=logit(learned) - logit(priors.base_rate),
        source=f"rule:{hit.rule}",
        text=hit.title,
        probability=learned,
        version=hit.version,
        examined=known.examined if known else 0,
    )


def _line(sign: _Sign, share: float = 1.0) -> ScoreLine:
    return ScoreLine(
        source=sign.source,
        text=sign.text,
        points=round(sign.points * share, PLACES),
        probability=round(sign.probability, 6),
        version=sign.version,
        examined=sign.examined,
    )


def _damped(signs: Iterable[_Sign]) -> list[ScoreLine]:
    """Strongest first; what speaks against is not damped, as it comes once."""
    lines = []
    share = 1.0
    for sign in sorted(signs, key=lambda s: (-s.points, s.source)):
        lines.append(_line(sign, share if sign.points > 0 else 1.0))
        share *= DAMPING if sign.points > 0 else 1.0
    return lines


def _base(priors: Priors) -> ScoreLine:
    text = f"Base rate: {priors.base_rate:.2%} of all examinations find something"
    return _line(_Sign(logit(priors.base_rate), "base", text, priors.base_rate))


def _calibrated(lines: Sequence[ScoreLine], priors: Priors) -> tuple[ScoreLine, ...]:
    """The line that mends what the others together over- or understate; none where nothing is to mend."""
    if priors.calibration == NEUTRAL:
        return ()
    points = priors.calibration.step(sum(line.points for line in lines))
    text = "Calibration: scores like this, held against what was found"
    version = priors.version.partition("+")[0]
    return (ScoreLine(source="calibration", text=text, points=points, version=version),)


def score(
    matches: Sequence[Match],
    hits: Sequence[RuleHit],
    priors: Priors = NO_PRIORS,
    treatment: Treatment = GENERAL,
) -> Score:
    """The score of one traveller, with the band of their stream and office; shadow rules do not count."""
    by_match = _damped(_of_match(m, priors) for m in matches)
    by_rule = _damped(_of_rule(h, priors) for h in hits if not h.shadow)
    told = (_base(priors), *by_match, *by_rule)
    lines = (*told, *_calibrated(told, priors))
    points = round(sum(line.points for line in lines), PLACES)
    chance = round(probability(points), 6)
    return Score(
        probability=chance,
        points=points,
        band=treatment.band_of(chance),
        lines=lines,
        weights=priors.version,
    )
