"""The JSON that carriers and officers see of messages and movements; docs/contracts.md §5 has the shapes."""

from collections.abc import Collection, Mapping
from typing import Any

from offing.cases.model import Case
from offing.cases.opening import counting, warrants_case
from offing.cases.veil import shown, veiled
from offing.cases.views import case_row, dossier, movement_view
from offing.kernel.plain import plain
from offing.records.assessments import Assessment
from offing.records.merging import merge
from offing.records.reports import Report
from offing.records.travellers import Traveller
from offing.travel.model import Head, Manifest, MessageRecord
from offing.travel.reconcile import Reconciliation, balanced
from offing.travel.store import joined
from offing.watchlists.model import Entry

_STATUS = ("received_at", "parsed_at", "counts", "findings_total", "test")


def carrier_view(record: MessageRecord) -> dict[str, Any]:
    """What a carrier is told of a message: where it stands and what could not be read."""
    return {
        "receipt": record.id,
        "status": record.status.value,
        "sha256": record.sha256,
        "size": record.size,
        "format": ", ".join(record.formats) or None,
        "findings": plain(record.findings),
        **{name: getattr(record, name) for name in _STATUS},
    }


def message_row(record: MessageRecord) -> dict[str, Any]:
    """A row of the message log."""
    severities = [f.severity for f in record.findings]
    return {
        "id": record.id,
        "carrier": record.carrier,
        "channel": record.channel,
        "status": record.status.value,
        "format": ", ".join(record.formats) or None,
        "size": record.size,
        "attempts": record.attempts,
        "findings": record.findings_total,
        "errors": sum(s in ("fatal", "error") for s in severities),
        **{name: getattr(record, name) for name in _STATUS},
    }


def message_file(record: MessageRecord) -> dict[str, Any]:
    """All of one message but its bytes."""
    return message_row(record) | {
        "sha256": record.sha256,
        "movements": list(record.movements),
        "cards_cut": record.cards_cut,
        "sensitive_removed": record.sensitive_removed,
        "findings": plain(record.findings),
    }


def movement_row(head: Head) -> dict[str, Any]:
    """A row of the movement board and of the reconciliation."""
    movement, scored = head.described.movement, head.scored
    return {
        **(movement_view(movement) if movement else {"id": head.id, "label": head.id}),
        "messages": head.basis,
        "missing": [source for source in ("API", "PNR") if source not in head.described.sources],
        "travellers": head.described.travellers,
        "assessed": scored.assessed,
        "matched": scored.matched,
        "hits": scored.hits,
        "cases": scored.cases,
        "balanced": balanced(head),
    }


def _manifest_row(
    traveller: Traveller, assessment: Assessment | None, case: str | None
) -> dict[str, Any]:
    return {
        "id": traveller.id,
        "name": traveller.name,
        "role": traveller.role,
        "type": traveller.type,
        "date_of_birth": traveller.date_of_birth,
        "nationality": traveller.nationality,
        "seat": traveller.seat,
        "status": traveller.status,
        "removed": traveller.removed,
        "sources": list(traveller.reported_by),
        "conflicts": list(traveller.conflicts),
        "band": assessment.score.band if assessment else None,
        "score": assessment.score.probability if assessment else None,
        "lane": assessment.lane if assessment else None,
        "matches": sum(m.band != "weak" and not m.silent for m in assessment.matches)
        if assessment
        else 0,
        "hits": len(counting(assessment.rule_hits)) if assessment else 0,
        "case": case if not traveller.removed else None,
    }


def opened_on(manifest: Manifest) -> list[str]:
    """The travellers whose assessment is one on which a case is opened."""
    return [i for i, (_, assessment) in manifest.assessments.items() if warrants_case(assessment)]


def formerly(manifest: Manifest, traveller: str) -> tuple[str, ...]:
    """The ids that a traveller had before."""
    known = manifest.travellers.get(traveller)
    return known.traveller.formerly if known else ()


def _report_row(report: Report) -> dict[str, Any]:
    return {
        "id": report.message.split(".")[0],
        "format": report.format,
        "source": report.source,
        "function": report.function,
        "sent_at": report.sent_at,
        "travellers": len(report.travellers),
        "bookings": len(report.bookings),
        "complete": report.complete,
    }


def _when(report: Report) -> tuple[str, str]:
    return report.sent_at or "", report.message


def manifest_view(
    manifest: Manifest, cases: Mapping[str, str] | None = None, hidden: Collection[str] = ()
) -> dict[str, Any]:
    """A movement with everybody on it and the messages that told of them.

    `cases` by traveller; what was found of the `hidden` is another agency's and looks like nothing.
    """
    reports, known = sorted(joined(manifest.reports), key=_when), cases or {}
    scores = {i: a for i, (_, a) in manifest.assessments.items() if i not in hidden}
    people = [
        _manifest_row(m.traveller, scores.get(i), None if i in hidden else known.get(i))
        for i, m in manifest.travellers.items()
    ]
    return {
        "movement": movement_row(manifest.head),
        "travellers": sorted(people, key=lambda row: (-(row["score"] or 0), row["name"])),
        "reports": [_report_row(r) for r in reports],
        "missing": sorted({"API", "PNR"} - {r.source for r in reports}),
        "reconciliation": {
            "messages": len({r.message.split(".")[0] for r in reports}),
            "named": sum(len(r.travellers) for r in reports),
            "travellers": manifest.head.described.travellers,
            "assessed": manifest.head.scored.assessed,
        },
    }


def entries_needed(
    manifest: Manifest, traveller: str, agencies: Collection[str], lists: Collection[str] = ()
) -> list[tuple[str, str]]:
    """List and id of the entries, of these agencies and lists, that a traveller's dossier compares with."""
    known = manifest.assessments.get(traveller)
    matches = known[1].matches if known else ()
    return [(m.list, m.entity) for m in matches if shown(m, agencies, lists)]


def dossier_view(
    manifest: Manifest,
    traveller: str,
    entries: dict[str, Entry],
    case: Case | None,
    agencies: Collection[str],
    lists: Collection[str] = (),
) -> dict[str, Any] | None:
    """All of one traveller, other agencies' entries veiled; merged anew, so it is never older than the messages."""
    reports = joined(manifest.reports)
    merged = {t.id: t for t in merge(manifest.head.id, reports).travellers}
    person, movement = merged.get(traveller), manifest.head.described.movement
    if person is None or movement is None:
        return None
    known = manifest.assessments.get(traveller)
    seen = veiled(known[1], agencies, lists) if known else None
    bookings = [b for i, b in manifest.bookings.items() if i in person.bookings]
    own = set(person.bookings)
    party = [t for t in merged.values() if own & set(t.bookings)]
    told = [_report_row(r) for r in sorted(reports, key=_when) if r.message in person.messages]
    return dossier(person, movement, bookings, party, seen, entries, case, told)


def reconciliation_view(found: Reconciliation, cases: dict[str, int]) -> dict[str, Any]:
    """Counts in against counts out, with the cases by state."""
    return {
        "messages": found.messages,
        "travellers": found.travellers,
        "referrals": cases,
        "movements": [movement_row(head) for head in found.movements],
        "balanced": found.balanced,
    }


def queue_view(cases: list[Case], cursor: str | None, counts: dict[str, int]) -> dict[str, Any]:
    """The work queue."""
    return {"items": [case_row(c) for c in cases], "cursor": cursor, "counts": counts}
