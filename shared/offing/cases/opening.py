"""Opening a case: whose it is, until when, and why, out of an assessment."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from offing.cases.codes import GONE, NOT_INDICATED
from offing.cases.effects import utc
from offing.cases.model import Case, Indicator, ListedEntry, Why
from offing.cases.offices import OFFICES, Office, posting
from offing.cases.veil import veiled
from offing.kernel.ids import derived_id, reference
from offing.records.assessments import Assessment, Match, RuleHit
from offing.records.movements import Movement
from offing.records.travellers import Traveller
from offing.risk.lanes import opens_case
from offing.risk.scoring import match_key
from offing.risk.subject import stream_of

RANDOM_AGENCY = "border"
_OVER = timedelta(days=2)
_RANDOM = Why(kind="random", code="random_draw", text="Drawn by the machine")


def case_id(traveller: str, nth: int = 1) -> str:
    """The id of a traveller's case, or of the `nth` when news came after one was decided; one at most is open."""
    return derived_id("case", traveller, *([str(nth)] if nth > 1 else []))


def follow_up(known: Case, fresh: Case, nth: int) -> Case | None:
    """The case to open after a decided one: the traveller is back, or there is more against them; else None."""
    back = known.reason in (GONE, NOT_INDICATED) or (
        known.result is not None and known.result.reason == GONE
    )
    listed = set(fresh.entries) - set(known.entries)
    redder = fresh.band == "red" != known.band
    if not (back or listed or redder):
        return None
    identity = case_id(fresh.traveller, nth)
    return replace(fresh, id=identity, reference=reference(identity))


def alerts(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Matches that an officer must see whatever the score."""
    return tuple(m for m in matches if m.band == "strong" and not m.silent)


def warrants_case(assessment: Assessment) -> bool:
    """Whether the assessment of somebody on the movement is one on which an officer must look."""
    alert = bool(alerts(assessment.matches))
    return opens_case(assessment.score.band, random=assessment.random, alert=alert)


def counting(hits: Iterable[RuleHit]) -> tuple[RuleHit, ...]:
    """Rule hits that count: not those of shadow rules."""
    return tuple(h for h in hits if not h.shadow)


def _why(assessment: Assessment) -> tuple[Why, ...]:
    """Matches by strength, then rules by weight, then the draw; weak matches are not shown as reasons."""
    mine = veiled(assessment, ("", owner(assessment)))
    matches = sorted(mine.matches, key=lambda m: -m.bits)
    hits = sorted(counting(assessment.rule_hits), key=lambda h: (-h.weight, h.rule))
    return (
        *(
            Why(
                kind="match",
                code=f"{m.list}/{m.entity}" if m.list else "other-agency",
                text=f"{m.list}: {m.name}" if m.list else m.text,
            )
            for m in matches
            if m.band != "weak" and not m.silent
        ),
        *(Why(kind="rule", code=h.rule, text=h.title) for h in hits),
        *((_RANDOM,) if assessment.random else ()),
    )


def owner(assessment: Assessment) -> str:
    """The agency whose case it is: that of what weighs most among the score's lines."""
    owners = {f"match:{m.list}/{m.entity}": m.agency for m in assessment.matches}
    owners |= {f"rule:{h.rule}": h.agency for h in assessment.rule_hits}
    for line in sorted(assessment.score.lines, key=lambda line: -line.points):
        if owner := owners.get(line.source):
            return owner
    return RANDOM_AGENCY


def _indicators(assessment: Assessment, stream: str) -> tuple[Indicator, ...]:
    heard = (m for m in assessment.matches if not m.silent)
    matched = dict.fromkeys(match_key(m.list, m.band) for m in heard)
    return (
        *(Indicator(rule=h.rule, version=h.version) for h in assessment.rule_hits),
        *(Indicator(rule=key) for key in matched),
        *((Indicator(rule=f"random:{stream}"),) if assessment.random else ()),
    )


def _summary(why: tuple[Why, ...]) -> str:
    counts = {kind: sum(1 for w in why if w.kind == kind) for kind in ("match", "rule")}
    words = [
        f"{n} {kind}{'' if n == 1 else 'es' if kind == 'match' else 's'}"
        for kind, n in counts.items()
        if n
    ]
    return ", ".join(
        [*words, *(["drawn by the machine"] if any(w.kind == "random" for w in why) else [])]
    )


def _facts(traveller: Traveller, movement: Movement) -> dict[str, Any]:
    """What a row of the queue shows of the traveller and the movement."""
    return {
        "traveller": traveller.id,
        "name": traveller.name,
        "nationality": traveller.nationality,
        "movement": movement.id,
        "movement_label": movement.label,
        "route": f"{movement.origin}-{movement.destination}",
        "departure": movement.departure,
        "arrival": movement.arrival,
    }


def _reasons(assessment: Assessment, stream: str) -> dict[str, Any]:
    """Why there is a case, whose it is, and what its result will teach."""
    why = _why(assessment)
    shown = (m for m in assessment.matches if m.band != "weak" and not m.silent)
    return {
        "agency": owner(assessment),
        "why": why,
        "summary": _summary(why),
        "indicators": _indicators(assessment, stream),
        "severity": _severity(assessment),
        "entries": tuple(ListedEntry(list=m.list, entry=m.entity) for m in shown),
    }


def _severity(assessment: Assessment) -> int:
    """That of the gravest reason that officers see; a drawn traveller's where there is none."""
    matches = (m.severity for m in assessment.matches if m.band != "weak" and not m.silent)
    return max((*matches, *(h.severity for h in counting(assessment.rule_hits))), default=1)


def _past(movement: Movement, deadline: str, at: str) -> bool:
    """Whether the journey was over for so long that nobody can be met any more."""
    dated = bool(movement.arrival or movement.departure)
    return dated and utc(at) - utc(deadline) > _OVER


def open_case(
    assessment: Assessment,
    traveller: Traveller,
    movement: Movement,
    *,
    at: str,
    offices: Iterable[Office] = OFFICES,
) -> Case | None:
    """The case that an assessment opens, or None where no officer need look; `at` is now in UTC."""
    if traveller.removed or not warrants_case(assessment):
        return None
    alert, score = bool(alerts(assessment.matches)), assessment.score
    identity, stream = case_id(traveller.id), stream_of(traveller)
    post = posting(movement, at, offices)
    return Case(
        id=identity,
        reference=reference(identity),
        band="red" if alert else score.band,
        score=score.probability,
        stream=stream,
        random=assessment.random,
        past=_past(movement, post.deadline, at),
        lane=assessment.lane,
        stratum=assessment.stratum,
        chance=assessment.chance,
        weights=score.weights,
        office=post.office,
        deadline=post.deadline,
        opened_at=at,
        changed_at=at,
        **_facts(traveller, movement),
        **_reasons(assessment, stream),
    )
