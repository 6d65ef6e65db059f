"""Results back to where the suspicion came from: by how much each count moves, once for each kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from offing.cases.model import Case, Indicator
from offing.records.assessments import Assessment
from offing.risk.scoring import match_key


@dataclass(frozen=True, slots=True)
class Increment:
    """Counts to add to the statistics of one indicator."""

    rule: str
    version: str
    counts: Mapping[str, int]


def _each(indicators: Iterable[Indicator], counts: Mapping[str, int]) -> tuple[Increment, ...]:
    if not any(counts.values()):
        return ()
    return tuple(Increment(i.rule, i.version, dict(counts)) for i in indicators)


def of_assessment(assessment: Assessment) -> tuple[Increment, ...]:
    """One hit for each rule, shadow rules too, and for each list and band with a match."""
    rules = tuple(Indicator(rule=h.rule, version=h.version) for h in assessment.rule_hits)
    heard = (m for m in assessment.matches if not m.silent)
    lists = dict.fromkeys(match_key(m.list, m.band) for m in heard)
    return _each((*rules, *(Indicator(rule=key) for key in lists)), {"hits": 1})


def of_referral(case: Case) -> tuple[Increment, ...]:
    """One referral for each indicator of a case that was referred."""
    return _each(case.indicators, {"referred": int(case.decision == "referred")})


def of_result(case: Case) -> tuple[Increment, ...]:
    """One examination, positive or not, for each indicator; nothing where nobody was examined.

    A case that an officer cleared teaches nothing here: that it would have been negative is not known.
    """
    outcome = case.result.outcome if case.result else "not_examined"
    examined = int(outcome in ("positive", "negative"))
    return _each(case.indicators, {"examined": examined, "positive": int(outcome == "positive")})


FEEDBACK = {"referred": of_referral, "result": of_result}


def feedback(case: Case) -> dict[str, tuple[Increment, ...]]:
    """All increments of a finished case by kind; the kind names the marker that makes them happen once."""
    return {kind: rows for kind, of_case in FEEDBACK.items() if (rows := of_case(case))}
