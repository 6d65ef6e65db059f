"""From decided cases to what is remembered of a traveller and an entry for the next time."""

from collections.abc import Iterable
from typing import Any

from offing.cases.model import Case
from offing.kernel.ports import Tables
from offing.records.assessments import Match
from offing.travel.model import Matched
from offing.travel.store import MovementStore
from offing.watchlists.judgements import (
    DIFFERENT,
    SAME,
    Judgement,
    JudgementStore,
    content,
    facts_of,
)
from offing.watchlists.model import query_of
from offing.watchlists.store import ListStore

_ANOTHER, _WANTED = "different_person", "wanted_person"


def verdict(case: Case) -> str:
    """What a case's end says of its matches: the same person, another, or nothing."""
    if case.decision == "cleared" and case.reason == _ANOTHER:
        return DIFFERENT
    result = case.result
    found = result is not None and (result.outcome, result.code) == ("positive", _WANTED)
    return SAME if found else ""


def remember(tables: Tables, case: Case) -> int:
    """Keep what the end of a case says of each match that its officers could see; how many pairs."""
    said = verdict(case)
    person = MovementStore(tables).person(case.traveller) if said else None
    if person is None:
        return 0
    shown = [m for m in person.matches if m.band != "weak" and m.agency in (None, "", case.agency)]
    meant = shown if said == DIFFERENT else _likeliest(shown)
    at = (case.decided_at if said == DIFFERENT else case.result_at) or case.changed_at
    who = case.decided_by if said == DIFFERENT else case.holder or case.decided_by
    reason = case.reason if said == DIFFERENT else _WANTED
    return sum(
        keep(
            tables,
            person,
            m,
            said,
            by=who or "",
            at=at,
            reason=reason or "",
            case=case.id,
            on=case.movement,
        )
        for m in meant
    )


def _likeliest(matches: Iterable[Match]) -> list[Match]:
    """Whom the port has found: all sure matches, or else the best."""
    ranked = sorted(matches, key=lambda m: -m.bits)
    return [m for m in ranked if m.band == "strong"] or ranked[:1]


def keep(
    tables: Tables,
    person: Matched,
    match: Match,
    said: str,
    *,
    by: str,
    at: str,
    reason: str,
    case: str,
    on: str = "",
) -> bool:
    """Keep one judgement on a traveller and an entry, in the wording that it had then; False where it cannot be kept.

    `on` is the movement whose case tells it already.
    """
    entry = ListStore(tables).as_of(match.list, match.entity, at)
    if entry is None:
        return False
    query = query_of(person.traveller)
    judgement = Judgement(
        list=match.list,
        entry=match.entity,
        verdict=said,
        facts=facts_of(query),
        content=content(entry),
        bits=own_bits(match),
        by=by,
        at=at,
        reason=reason,
        case=case,
        movement=on,
    )
    return JudgementStore(tables).keep(judgement, query) > 0


def own_bits(match: Match) -> float:
    """The bits of a match without those that an earlier confirmation adds."""
    return sum(line.bits for line in match.evidence if line.f != "confirmed")


def with_judgements(tables: Tables, dossier: dict[str, Any], person: Matched) -> dict[str, Any]:
    """A dossier in which each match that people have judged says who found what, when and why."""
    shown = {(m["list"], m["entity"]): m for m in (dossier["assessment"] or {}).get("matches", ())}
    query = query_of(person.traveller)
    pairs = [pair for pair in shown if all(pair)]
    for judgement in JudgementStore(tables).on({"": (query, pairs)}).get("", ()):
        shown[judgement.pair]["judgement"] = {
            name: getattr(judgement, name) for name in ("verdict", "by", "at", "reason", "case")
        }
    return dossier
