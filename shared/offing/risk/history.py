"""What was known of a person, a contact or a trader before: plain values that rules ask, and the keys they hang on.

A history holds only days before the day of travel, so an assessment that is repeated finds the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from offing.kernel.ids import derived_id
from offing.kernel.names import normalise
from offing.records.bookings import Booking
from offing.records.travellers import Address, Traveller
from offing.risk.calendar import day
from offing.risk.context import card_key, phone_key

CONTACTS = ("phone", "email", "card", "address", "agency")
MOST_KEYS = 5  # of one kind for one traveller: more are no contact but noise


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """An earlier movement of the same person; `flagged` that a case was opened, `found` that it found something."""

    movement: str
    day: str
    carrier: str = ""
    origin: str = ""
    destination: str = ""
    flagged: bool = False
    found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """A day on which a case was opened for somebody who gave a contact; `found` that it found something."""

    day: str
    found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Earlier trips, oldest first, and by kind of contact the days on which a case was opened for whoever gave it."""

    trips: tuple[Trip, ...] = ()
    contacts: Mapping[str, tuple[Encounter, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """An earlier consignment of a trader; `chapters` are the first two digits of its HS codes."""

    day: str
    chapters: tuple[str, ...] = ()
    origin: str | None = None
    declarant: str | None = None
    counterpart: str | None = None
    value: float | None = None
    flagged: bool = False
    found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeHistory:
    """Earlier consignments of the consignee and of the consignor, oldest first, and of their address and telephone."""

    consignee: tuple[Shipment, ...] = ()
    consignor: tuple[Shipment, ...] = ()
    contacts: Mapping[str, tuple[Encounter, ...]] = field(default_factory=dict)


def person_key(traveller: Traveller) -> str | None:
    """Under which key the trips of a person are kept: full name and date of birth, else the first document.

    Words of the name are sorted, for API and PNR do not agree on their order.
    """
    words = normalise(f"{traveller.surname or ''} {traveller.given_names or ''}").split()
    if len(words) > 1 and day(traveller.date_of_birth) is not None:
        return derived_id("person", "name", " ".join(sorted(words)), traveller.date_of_birth or "")
    for document in sorted(traveller.documents, key=lambda d: (d.type, d.issuer or "", d.number)):
        if document.number:
            return derived_id("person", "document", document.issuer or "", document.number.upper())
    return None


def _address(address: Address) -> str:
    parts = (address.street, address.city, address.country)
    return normalise(" ".join(filter(None, parts))) if address.street else ""


def _keys(kind: str, values: Iterable[str]) -> tuple[str, ...]:
    some = sorted(set(filter(None, values)))[:MOST_KEYS]
    return tuple(derived_id("contact", kind, value) for value in some)


def contact_keys(
    traveller: Traveller, bookings: Iterable[Booking]
) -> Mapping[str, tuple[str, ...]]:
    """The keys of everything through which a traveller can be reached, by kind; digests, never the value itself."""
    own = tuple(bookings)
    return {
        "phone": _keys(
            "phone", map(phone_key, (*traveller.phones, *(p for b in own for p in b.phones)))
        ),
        "email": _keys(
            "email", (e.lower() for e in (*traveller.emails, *(e for b in own for e in b.emails)))
        ),
        "card": _keys("card", (card_key(p) or "" for b in own for p in b.payments)),
        "address": _keys(
            "address",
            map(_address, (*traveller.addresses, *(a for b in own for a in b.addresses))),
        ),
        "agency": _keys("agency", (b.agency.id or "" for b in own if b.agency)),
    }
