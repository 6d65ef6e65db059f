"""Fields of the booking: when, by whom and for how many it was made."""

from offing.kernel.countries import alpha3
from offing.risk.calendar import days_between, minute
from offing.risk.fields.field import Field
from offing.risk.places import country_of
from offing.risk.subject import Subject

_LAST_MINUTE_DAYS = 2


def _days_before(subject: Subject) -> int | None:
    booking = subject.booking
    return days_between(booking.created, subject.travel_day) if booking else None


def _hours_before(subject: Subject) -> int | None:
    """The departure is local, the booking UTC: good to the zone's offset, and never asked finer than days."""
    made = minute(subject.booking.created) if subject.booking else None
    leaves = minute(subject.movement.departure)
    return None if made is None or leaves is None else (leaves - made) // 60


def _last_minute(subject: Subject) -> bool | None:
    days = _days_before(subject)
    return None if days is None else days <= _LAST_MINUTE_DAYS


def _agency_country(subject: Subject) -> str | None:
    agency = subject.booking.agency if subject.booking else None
    if agency is None:
        return None
    return alpha3(agency.country or "") or country_of((agency.city or "").strip().upper())


def _agency_far(subject: Subject) -> bool | None:
    country = _agency_country(subject)
    near = {country_of(p) for leg in subject.journey.legs for p in (leg.origin, leg.destination)}
    near |= {country_of(subject.movement.origin), country_of(subject.movement.destination)}
    if country is None or None in near:
        return None
    return country not in near | {subject.traveller.nationality, subject.traveller.residence}


def _agency_bookings(subject: Subject) -> int | None:
    agency = subject.booking.agency if subject.booking else None
    return subject.context.agencies.get(agency.id) if agency and agency.id else None


FIELDS: tuple[Field[Subject], ...] = (
    Field("booking_locator", "text", "Record locator", "Locator of the booking.",
          lambda s: s.booking.locator if s.booking else None),
    Field("booking_carrier", "text", "Booking carrier", "Carrier whose system holds the booking.",
          lambda s: s.booking.carrier if s.booking else None),
    Field("booking_created", "date", "Booked on", "Day on which the booking was made (UTC).",
          lambda s: (s.booking.created or "")[:10] if s.booking else None),
    Field("booking_changed", "date", "Booking last changed", "Day on which the booking was last changed (UTC).",
          lambda s: (s.booking.changed or "")[:10] if s.booking else None),
    Field("lead_days", "number", "Booked days before travel",
          "Days between the making of the booking and travel.", _days_before),
    Field("lead_hours", "number", "Booked hours before travel",
          "Hours between the making of the booking and departure.", _hours_before),
    Field("last_minute", "boolean", "Last-minute booking", "Booked no more than two days before travel.",
          _last_minute),
    Field("booking_size", "number", "Booking size", "Travellers that the booking is for.",
          lambda s: s.booking.size if s.booking else None),
    Field("booking_count", "number", "Bookings", "How many bookings put this traveller on the movement.",
          lambda s: len(s.bookings)),
    Field("booking_cancelled", "boolean", "A booking was cancelled",
          "One of the traveller's bookings on this movement was cancelled.",
          lambda s: any(b.cancelled for b in s.bookings) if s.bookings else None),
    Field("booking_split", "boolean", "Booking was split", "The booking was split from or into others.",
          lambda s: any(b.split_from or b.split_to for b in s.bookings) if s.bookings else None),
    Field("group_name", "text", "Group name", "Name of the group, where the booking is a group's.",
          lambda s: s.booking.group_name if s.booking else None),
    Field("ticket_count", "number", "Tickets", "How many ticket numbers the booking has.",
          lambda s: len(s.booking.tickets) if s.booking else None),
    Field("tickets", "set", "Ticket numbers", "Ticket numbers of the booking.",
          lambda s: s.booking.tickets if s.booking else None),
    Field("agency_id", "text", "Agency number", "IATA number of the agency that sold the booking.",
          lambda s: s.booking.agency.id if s.booking and s.booking.agency else None),
    Field("agency_name", "text", "Agency name", "Name of the agency as sent.",
          lambda s: s.booking.agency.name if s.booking and s.booking.agency else None),
    Field("agency_city", "text", "Agency city", "City of the agency as sent.",
          lambda s: s.booking.agency.city if s.booking and s.booking.agency else None),
    Field("agency_country", "text", "Agency country", "Country of the agency, alpha-3.", _agency_country),
    Field("agency_far", "boolean", "Agency far from route",
          "The agency's country is not on the journey, nor the traveller's nationality or residence.",
          _agency_far),
    Field("agency_bookings", "number", "Bookings of the agency",
          "How many bookings on this movement the same agency sold.", _agency_bookings),
    Field("remarks", "set", "Remarks", "Remarks of the booking as sent.",
          lambda s: s.booking.remarks if s.booking else None, searched=False),
)  # fmt: skip
