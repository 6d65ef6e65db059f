"""Bookings: a PNR and what it says of payment, agency, contact and itinerary."""

from dataclasses import dataclass

from offing.records.movements import Movement
from offing.records.travellers import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A form of payment; `form` CC, CA, CK, MS …; a card is kept as `vendor`, first six and last four digits only."""

    form: str
    amount: str | None = None
    currency: str | None = None
    vendor: str | None = None
    card: str | None = None
    expiry: str | None = None
    holder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """Who sold the booking: IATA number, name and place as sent."""

    id: str | None = None
    name: str | None = None
    city: str | None = None
    country: str | None = None


@dataclass(frozen=True, kw_only=True)  # without slots, as in travellers.py
class Booking:
    """One PNR at one push.

    `travellers` index the message's travellers. `segments` are the whole itinerary, times local, with PADIS status.
    `created` and `changed` are UTC. `locators` are the same booking in other
    systems, `KE:EDP2RW`. Locators are reused: the key is carrier of the locator, locator, creation date.
    """

    locator: str
    carrier: str
    created: str | None = None
    changed: str | None = None
    cancelled: bool = False
    size: int | None = None
    group_name: str | None = None
    travellers: tuple[int, ...] = ()
    segments: tuple[Movement, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    payments: tuple[Payment, ...] = ()
    agency: Agency | None = None
    tickets: tuple[str, ...] = ()
    locators: tuple[str, ...] = ()
    split_from: tuple[str, ...] = ()
    split_to: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The key of the booking over all its pushes."""
        return f"{self.carrier}-{self.locator}-{(self.created or '')[:10].replace('-', '') or 'undated'}"
