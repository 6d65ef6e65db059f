"""Results back to where the suspicion came from: by how much each count moves, once for each kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from offing.cases.codes import GONE, NOT_INDICATED
from offing.cases.effects import utc
from offing.cases.model import Case, Indicator
from offing.kernel.ports import Change
from offing.records.assessments import Assessment
from offing.risk.calibration import counts_of
from offing.risk.capacity import expected_value
from offing.risk.scoring import match_key
from offing.risk.store import (
    count,
    count_calibration,
    count_left,
    count_pairs,
    count_stratum,
    month_counts,
)

_EXAMINED = frozenset({"positive", "negative"})
# Of a case that raised very many signs, so many are taught by its result, and so many pairs are counted.
_MOST, _MOST_PAIRED = 60, 12
# Reasons that say that hands were missing, not that there was nobody to examine.
NO_HANDS = frozenset(
    {"no_capacity", "not_acknowledged_in_time", "not_examined_in_time", "no_decision_in_time"}
)
# Who is not on the movement any more is not in the draw either.
_NOT_THERE = frozenset({GONE, NOT_INDICATED})
_MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class Increment:
    """Counts to add to the statistics of one indicator."""

    rule: str
    version: str
    counts: Mapping[str, int]


def _each(indicators: Iterable[Indicator], counts: Mapping[str, int]) -> tuple[Increment, ...]:
    if not any(counts.values()):
        return ()
    rows = tuple(indicators)[:_MOST]
    return tuple(Increment(i.rule, i.version, dict(counts)) for i in rows)


def of_assessment(assessment: Assessment) -> tuple[Increment, ...]:
    """One hit for each rule, shadow rules too, and for each list and band with a match."""
    rules = tuple(Indicator(rule=h.rule, version=h.version) for h in assessment.rule_hits)
    heard = (m for m in assessment.matches if not m.silent)
    lists = dict.fromkeys(match_key(m.list, m.band) for m in heard)
    return _each((*rules, *(Indicator(rule=key) for key in lists)), {"hits": 1})


def of_referral(case: Case) -> tuple[Increment, ...]:
    """One referral for each indicator of a case that was referred."""
    return _each(case.indicators, {"referred": int(case.decision == "referred")})


def of_decision(case: Case) -> tuple[Increment, ...]:
    """One decision and how long it took, where an officer decided."""
    if case.decision not in ("cleared", "referred") or not case.decided_at:
        return ()
    waited = int((utc(case.decided_at) - utc(case.opened_at)).total_seconds() // 60)
    return _each(case.indicators, {"decided": 1, "waited": max(0, waited)})


def of_result(case: Case) -> tuple[Increment, ...]:
    """One examination, positive or not, for each indicator; nothing where nobody was examined.

    A case that an officer cleared teaches nothing here: that it would have been negative is not known.
    """
    outcome = case.result.outcome if case.result else "not_examined"
    steps = {"examined": int(outcome in _EXAMINED), "positive": int(outcome == "positive")}
    if case.result_at and steps["examined"]:
        steps |= month_counts(case.result_at[:7], steps)
    led = _led(case)
    return tuple(
        Increment(row.rule, row.version, {**row.counts, "alone": 1})
        if steps["positive"] and led == {(row.rule, row.version)}
        else row
        for row in _each(case.indicators, steps)
    )


def _led(case: Case) -> set[tuple[str, str]]:
    """The indicators for which the case was opened: not the draw, and no rule that only watches."""
    counting = {why.code for why in case.why if why.kind == "rule"}
    return {
        (i.rule, i.version)
        for i in case.indicators
        if i.rule in counting or i.rule.startswith("match:")
    }


FEEDBACK = {"referred": of_referral, "decided": of_decision, "result": of_result}


def feedback(case: Case) -> dict[str, tuple[Increment, ...]]:
    """All increments of a finished case by kind; the kind names the marker that makes them happen once."""
    return {kind: rows for kind, of_case in FEEDBACK.items() if (rows := of_case(case))}


def _pairs(case: Case) -> list[Change]:
    """Rules examined together: what tells of two rules that find the same people."""
    if not case.result or case.result.outcome not in _EXAMINED:
        return []
    names = sorted(f"{i.rule}#{i.version}" for i in case.indicators if ":" not in i.rule)
    named = names[:_MOST_PAIRED]
    positive = case.result.outcome == "positive"
    return [
        count_pairs(name, [other for other in named if other != name], positive=positive)
        for name in named
        if len(named) > 1
    ]


def _calibration(case: Case) -> list[Change]:
    """The examination in the bin of its score, weighted by the chance with which it came about."""
    chance = 1.0 if case.band == "red" else case.chance if case.random else 0.0
    if not case.result or case.result.outcome not in _EXAMINED or not case.weights or chance <= 0:
        return []
    steps = counts_of(case.score, chance, positive=case.result.outcome == "positive")
    return [count_calibration(case.weights.partition("+")[0], steps)]


def _why_not(case: Case) -> str:
    """The coded reason for which there was no examination."""
    return (case.result.reason if case.result else None) or case.reason or case.decision or ""


def _stratum(case: Case) -> list[Change]:
    """What the draw's case, or the targeted one, came to, where the random arm is estimated."""
    if not case.stratum:
        return []
    outcome = case.result.outcome if case.result else "not_examined"
    examined, positive = int(outcome in _EXAMINED), int(outcome == "positive")
    steps: dict[str, int] = {}
    if case.band == "red":
        steps |= {"t_examined": examined, "t_positive": positive}
    if case.random and examined:
        steps |= {"examined": 1, "positive": positive}
    elif case.random and (cause := _why_not(case)) not in _NOT_THERE:
        steps |= {f"cause:{cause}": 1}
    return [count_stratum(case.stratum, steps)] if any(steps.values()) else []


def _left(case: Case) -> list[Change]:
    """The expected loss of a case that ended without an examination for want of hands."""
    outcome, cause = (case.result.outcome if case.result else "not_examined"), _why_not(case)
    if outcome in _EXAMINED or cause not in NO_HANDS or not case.office:
        return []
    month = (case.result_at or case.decided_at or case.opened_at)[:7]
    loss = expected_value(case.score, case.severity)
    steps = {"cases": 1, "expected": round(loss * _MICRO), f"cause:{cause}": 1}
    return [count_left(case.office, month, steps)]


_BESIDES = {
    "pairs": _pairs,
    "calibration": _calibration,
    "stratum": _stratum,
    "left": _left,
}


def tallies(case: Case) -> dict[str, list[Change]]:
    """Every count that a finished case moves, by the marker that makes it move once."""
    taught = {
        kind: [count(r.rule, r.version, r.counts) for r in rows]
        for kind, rows in feedback(case).items()
    }
    return taught | {kind: rows for kind, of_case in _BESIDES.items() if (rows := of_case(case))}
