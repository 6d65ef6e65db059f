"""Fields of the whole journey: its shape, its stops, its cancelled parts."""

from offing.risk.fields.field import Field
from offing.risk.places import country_of
from offing.risk.subject import Subject


def _ports(subject: Subject) -> tuple[str, ...]:
    legs = subject.journey.legs
    return tuple(dict.fromkeys(p for leg in legs for p in (leg.origin, leg.destination)))


def _countries(subject: Subject) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(country_of, _ports(subject)))))


def _first_origin(subject: Subject) -> str | None:
    legs = subject.journey.legs
    return legs[0].origin if legs else None


def _last_destination(subject: Subject) -> str | None:
    legs = subject.journey.legs
    return legs[-1].destination if legs else None


def _one_way(subject: Subject) -> bool | None:
    returns = subject.journey.returns
    return None if returns is None else not returns


def _broken(subject: Subject) -> bool | None:
    continuous = subject.journey.continuous
    return None if continuous is None else not continuous


def _rebooked(subject: Subject) -> bool | None:
    """A leg given up and taken again, or a booking given up for another one on the same movement."""
    if not subject.bookings:
        return None
    dead = len(subject.bookings) - len(subject.living_bookings)
    return subject.journey.rebooked or bool(dead and subject.living_bookings)


FIELDS = (
    Field("trip_type", "text", "Trip type", "one_way, round_trip, multi_city, open_jaw or broken.",
          lambda s: s.journey.kind),
    Field("one_way", "boolean", "One way", "The journey does not end where, or in the country where, it began.",
          _one_way),
    Field("broken_travel", "boolean", "Broken travel",
          "A leg of the journey starts from another port than the one where the leg before it ended.", _broken),
    Field("trip_days", "number", "Trip length", "Days from the first departure to the last arrival back.",
          lambda s: s.journey.trip_days),
    Field("stay_days", "number", "Stay", "Whole days of the longest stop between two legs.",
          lambda s: s.journey.stay_days),
    Field("dwell_hours_before", "number", "Hours since last leg",
          "Hours on the ground between the leg before and this movement.", lambda s: s.journey.hours_before()),
    Field("dwell_hours_after", "number", "Hours to next leg",
          "Hours on the ground between this movement and the next leg.", lambda s: s.journey.hours_after()),
    Field("segment_count", "number", "Segments", "How many legs the journey has.",
          lambda s: len(s.journey.legs) if s.bookings else None),
    Field("segments_cancelled", "number", "Cancelled segments", "How many legs were cancelled.",
          lambda s: len(s.journey.cancelled) if s.bookings else None),
    Field("rebooked", "boolean", "Cancelled and rebooked",
          "A cancelled leg or booking was made again for the same ports.", _rebooked),
    Field("journey_ports", "set", "Ports of the journey", "All ports of the journey.", _ports),
    Field("journey_countries", "set", "Countries of the journey", "All countries of the journey, alpha-3.",
          _countries),
    Field("journey_origin", "text", "First origin", "Port where the journey begins.", _first_origin),
    Field("journey_destination", "text", "Last destination", "Port where the journey ends.", _last_destination),
)  # fmt: skip
