"""The JSON that officers see of cases and travellers; docs/contracts.md §5 has the shapes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from offing.cases.model import Case
from offing.cases.workflow import OFFERED, actions_for
from offing.kernel.plain import plain
from offing.records.assessments import Assessment, Match
from offing.records.bookings import Booking
from offing.records.movements import Movement
from offing.records.travellers import Traveller
from offing.watchlists.model import Entry

_ROW = (
    "id", "reference", "state", "band", "score", "stream", "random", "office", "agency", "name", "nationality",
    "movement", "movement_label", "route", "departure", "arrival", "deadline", "past", "holder", "rev",
)  # fmt: skip
_MESSAGE = ("id", "format", "sent_at", "source")
_FILE = (
    "traveller",
    "summary",
    "lane",
    "decision",
    "reason",
    "opened_at",
    "decided_at",
    "closed_at",
    "held_until",
)


def case_row(case: Case) -> dict[str, Any]:
    """The row of the work queue."""
    return {name: getattr(case, name) for name in _ROW} | {"why": plain(case.why)}


def case_file(
    case: Case, events: Sequence[Mapping[str, Any]], permissions: Iterable[str]
) -> dict[str, Any]:
    """The answer of `GET /cases/{case}`: the row, what has happened, and what this person may do now."""
    return (
        case_row(case)
        | {name: getattr(case, name) for name in _FILE}
        | {
            "result": plain(case.result),
            "events": [dict(event) for event in events],
            "actions": [a for a in actions_for(case, frozenset(permissions)) if a in OFFERED],
            "dossier": f"/api/travellers/{case.traveller}",
        }
    )


def entry_view(entry: Entry) -> dict[str, Any]:
    """What the comparison shows of a list entry."""
    return {
        "id": entry.id,
        "list": entry.list,
        "agency": entry.agency,
        "name": entry.name,
        "aliases": [alias.name for alias in entry.aliases],
        "dob": ", ".join(entry.births) or None,
        "nationality": ", ".join(entry.nationalities) or None,
        "gender": entry.gender,
        "documents": plain(entry.documents),
        "category": entry.category,
        "severity": entry.severity,
    }


def _match(match: Match, entries: Mapping[str, Entry]) -> dict[str, Any]:
    entry = entries.get(f"{match.list}/{match.entity}")
    return {**plain(match), "entry": entry_view(entry) if entry else None}


def assessment_view(assessment: Assessment, entries: Mapping[str, Entry]) -> dict[str, Any]:
    """An assessment with the list entries beside its matches, and the versions that made it."""
    return {
        "score": plain(assessment.score),
        "matches": [_match(m, entries) for m in sorted(assessment.matches, key=lambda m: -m.bits)],
        "rule_hits": plain(assessment.rule_hits),
        "random": assessment.random,
        "lane": assessment.lane,
        "versions": {
            "traveller": assessment.traveller_version,
            "index": assessment.index_version,
            "rules": assessment.rules_version,
        },
    }


def movement_view(movement: Movement) -> dict[str, Any]:
    """A movement with its id and label."""
    return {**plain(movement), "id": movement.id, "label": movement.label}


def dossier(
    traveller: Traveller,
    movement: Movement,
    bookings: Sequence[Booking],
    party: Sequence[Traveller],
    assessment: Assessment | None,
    entries: Mapping[str, Entry],
    case: Case | None,
    reports: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """All of one traveller on one page; `entries` by `<list>/<entry id>`, `reports` the messages that named them."""
    person = plain(traveller)
    own = set(traveller.bookings)
    return {
        "traveller": person,
        "movement": movement_view(movement),
        "bookings": [{**plain(booking), "id": booking.id} for booking in bookings],
        "party": [
            {"id": other.id, "name": other.name, "same_booking": bool(own & set(other.bookings))}
            for other in party
            if other.id != traveller.id
        ],
        "assessment": assessment_view(assessment, entries) if assessment else None,
        "case": case_row(case) if case else None,
        "messages": [{key: report.get(key) for key in _MESSAGE} for report in reports],
        "sources": person["sources"],
        "conflicts": list(traveller.conflicts),
    }
