"""Fields of the past: earlier trips of the person, and earlier hits of those who gave the same contact."""

from collections.abc import Callable
from typing import Any

from offing.risk.calendar import days_between
from offing.risk.fields.field import Field, member
from offing.risk.history import CONTACTS, Trip
from offing.risk.places import country_of
from offing.risk.subject import Subject


def _trips(subject: Subject) -> list[tuple[int, Trip]] | None:
    """Trips with how many days ago they were; nothing where no history was looked up."""
    if subject.history is None:
        return None
    dated = ((days_between(t.day, subject.travel_day), t) for t in subject.history.trips)
    return [(days, trip) for days, trip in dated if days is not None and days >= 0]


def _rows(subject: Subject) -> tuple[dict[str, Any], ...] | None:
    trips = _trips(subject)
    if trips is None:
        return None
    return tuple(
        {
            "days_ago": days, "carrier": t.carrier, "origin": t.origin, "destination": t.destination,
            "origin_country": country_of(t.origin), "destination_country": country_of(t.destination),
            "flagged": t.flagged, "found": t.found,
        }
        for days, t in trips
    )  # fmt: skip


def _count(test: Callable[[Subject, int, Trip], bool]) -> Callable[[Subject], int | None]:
    def count(subject: Subject) -> int | None:
        trips = _trips(subject)
        return None if trips is None else sum(test(subject, days, trip) for days, trip in trips)

    return count


def _within(most: int) -> Callable[[Subject], int | None]:
    return _count(lambda _s, days, _t: days <= most)


def _first_time(subject: Subject) -> bool | None:
    return None if subject.history is None else not subject.history.trips


def _extreme(pick: Callable[..., int]) -> Callable[[Subject], int | None]:
    def days(subject: Subject) -> int | None:
        return pick((days for days, _trip in _trips(subject) or ()), default=None)

    return days


def _same_route(subject: Subject, _days: int, trip: Trip) -> bool:
    here = subject.movement
    return (trip.origin, trip.destination) == (here.origin, here.destination)


def _contact(kind: str) -> Callable[[Subject], bool | None]:
    def shared(subject: Subject) -> bool | None:
        return None if subject.history is None else bool(subject.history.contacts.get(kind))

    return shared


def _contact_kinds(subject: Subject) -> tuple[str, ...] | None:
    history = subject.history
    return None if history is None else tuple(k for k in CONTACTS if history.contacts.get(k))


def _contact_found(subject: Subject) -> bool | None:
    history = subject.history
    if history is None:
        return None
    return any(e.found for some in history.contacts.values() for e in some)


_TRIP = (
    member("days_ago", "number", "Days ago", "Days from the trip to this movement."),
    member("carrier", "text", "Carrier", "Carrier of the trip."),
    member("origin", "port", "Origin", "Port where the trip began."),
    member("destination", "port", "Destination", "Port where the trip ended."),
    member("origin_country", "text", "Country of origin", "Country where the trip began, alpha-3."),
    member("destination_country", "text", "Country of destination", "Country where it ended, alpha-3."),
    member("flagged", "boolean", "Had a case", "A case was opened on the trip."),
    member("found", "boolean", "Something found", "The examination of the trip found something."),
)  # fmt: skip

FIELDS: tuple[Field[Subject], ...] = (
    Field("trips", "list", "Earlier trips", "Earlier movements of the same person, of this year and the last.",
          _rows, members=_TRIP),
    Field("first_time_seen", "boolean", "First time seen", "No earlier trip of the person is known.", _first_time),
    Field("trips_30_days", "number", "Trips in 30 days", "Earlier trips in the 30 days before.", _within(30)),
    Field("trips_365_days", "number", "Trips in a year", "Earlier trips in the 365 days before.", _within(365)),
    Field("days_since_last_trip", "number", "Days since last trip", "Days since the person's last trip.",
          _extreme(min)),
    Field("days_known", "number", "Known for days", "Days since the person's first trip that is known.",
          _extreme(max)),
    Field("same_route_trips", "number", "Trips on this route", "Earlier trips between the same two ports.",
          _count(_same_route)),
    Field("earlier_hits", "number", "Earlier cases", "On how many earlier trips a case was opened.",
          _count(lambda _s, _d, t: t.flagged)),
    Field("earlier_finds", "number", "Earlier finds", "On how many earlier trips something was found.",
          _count(lambda _s, _d, t: t.found)),
    Field("phone_earlier_hit", "boolean", "Phone of an earlier hit",
          "Somebody with an earlier case gave the same telephone number.", _contact("phone")),
    Field("email_earlier_hit", "boolean", "E-mail of an earlier hit",
          "Somebody with an earlier case gave the same e-mail address.", _contact("email")),
    Field("card_earlier_hit", "boolean", "Card of an earlier hit",
          "The same card paid for somebody with an earlier case.", _contact("card")),
    Field("address_earlier_hit", "boolean", "Address of an earlier hit",
          "Somebody with an earlier case gave the same address.", _contact("address")),
    Field("agency_earlier_hit", "boolean", "Agency of an earlier hit",
          "The same agency sold the booking of somebody with an earlier case.", _contact("agency")),
    Field("contact_earlier_hits", "set", "Contacts of earlier hits",
          "Which of phone, email, card, address and agency somebody with an earlier case shares.", _contact_kinds),
    Field("contact_earlier_find", "boolean", "Contact of an earlier find",
          "With somebody who shares a contact something was found before.", _contact_found),
)  # fmt: skip
