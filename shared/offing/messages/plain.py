"""Messages as JSON: the shape of `offing parse --json`, made from the records."""

from dataclasses import fields
from typing import Any

from offing.records.bookings import Booking
from offing.records.messages import Finding, ParsedMessage
from offing.records.movements import Movement
from offing.records.travellers import Document, ReportedTraveller

_HEAD = (
    "format", "version", "sender", "recipient", "reference", "message_reference", "common_reference", "transaction",
    "function", "subfunction", "sent_at", "complete", "announced",
)  # fmt: skip
_CLOSING = frozenset({"closed", "not_on_board", "on_board", "listed"})


def to_json(parsed: ParsedMessage, file: str) -> dict[str, Any]:
    """One message; who is only referred to (the lists that close a flight) stands under `listed`, not `travellers`."""
    named = [i for i, t in enumerate(parsed.travellers) if not _only_listed(t)]
    place = {old: new for new, old in enumerate(named)}
    return {
        **{name: getattr(parsed, name) for name in _HEAD},
        "part": {"number": parsed.part[0], "last": parsed.part[1]} if parsed.part else None,
        "file": file,
        "movements": [movement_fields(m) for m in parsed.movements],
        "bookings": [_booking(b, place) for b in parsed.bookings],
        "travellers": [_traveller(parsed.travellers[i]) for i in named],
        "listed": [_listed(t) for t in parsed.travellers if _only_listed(t)],
        "answers": [_fields(a) | {"codes": list(a.codes)} for a in parsed.answers],
        "consignments": [],
        "findings": [finding(f) for f in parsed.findings],
    }


def finding(found: Finding) -> dict[str, Any]:
    """One finding; `message` is its sentence."""
    fields = _fields(found)
    return {name: value for name, value in fields.items() if name != "text"} | {
        "message": found.text
    }


def unread(file: str, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The document for a file without a readable message: everything null, and the findings that say why."""
    return to_json(ParsedMessage(format="", findings=findings), file) | {"format": None}


def _only_listed(traveller: ReportedTraveller) -> bool:
    nameless = not (
        traveller.surname_as_sent or traveller.given_names_as_sent or traveller.documents
    )
    return nameless and traveller.status in _CLOSING


def _listed(traveller: ReportedTraveller) -> dict[str, Any]:
    return {
        "reference": traveller.reference,
        "locator": traveller.locator,
        "status": traveller.status,
    }


def movement_fields(movement: Movement) -> dict[str, Any]:
    """A leg in the shape of `offing parse --json`."""
    return {
        "mode": movement.mode,
        "carrier": movement.carrier or None,
        "number": movement.number or None,
        "suffix": movement.suffix,
        "operating": movement.operating,
        "from": movement.origin or None,
        "to": movement.destination or None,
        "departure": movement.departure,
        "arrival": movement.arrival,
        "status": movement.status,
    }


def _booking(booking: Booking, place: dict[int, int]) -> dict[str, Any]:
    return {
        "locator": booking.locator or None,
        "carrier": booking.carrier or None,
        "created": booking.created,
        "changed": booking.changed,
        "cancelled": booking.cancelled,
        "size": booking.size,
        "group_name": booking.group_name,
        "travellers": [place[i] for i in booking.travellers if i in place],
        "segments": [movement_fields(m) for m in booking.segments],
        "locators": list(booking.locators),
        "split_from": list(booking.split_from),
        "split_to": list(booking.split_to),
        "phones": list(booking.phones),
        "emails": list(booking.emails),
        "addresses": [_fields(a) for a in booking.addresses],
        "payments": [_fields(p) for p in booking.payments],
        "agency": _fields(booking.agency) if booking.agency else None,
        "tickets": list(booking.tickets),
        "remarks": list(booking.remarks),
    }


def _traveller(traveller: ReportedTraveller) -> dict[str, Any]:
    fields = _fields(traveller)
    several = {name: list(value) for name, value in fields.items() if isinstance(value, tuple)}
    return (
        fields
        | several
        | {
            "role": "crew" if "crew" in traveller.role else "passenger",
            "transit": traveller.role.startswith("transit"),
            "documents": [_document(d) for d in traveller.documents],
            "addresses": [_fields(a) for a in traveller.addresses],
            "frequent_flyers": [_fields(f) for f in traveller.frequent_flyers],
            "bags": _fields(traveller.bags) | {"tags": list(traveller.bags.tags)},
        }
    )


def _document(document: Document) -> dict[str, Any]:
    return _fields(document) | {"type": document.type or None}


def _fields(value: Any) -> dict[str, Any]:
    """The fields of a flat record."""
    return {field.name: getattr(value, field.name) for field in fields(value)}
