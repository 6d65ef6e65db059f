"""Fields of the whole journey: its shape, its stops, its cancelled parts."""

from itertools import groupby
from typing import Any

from offing.risk.calendar import days_between
from offing.risk.fields.field import Field, member
from offing.risk.places import country_of, distance_km
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


def _legs(subject: Subject) -> tuple[dict[str, Any], ...] | None:
    if not subject.bookings:
        return None
    legs = subject.journey.legs
    return tuple(
        {
            "carrier": leg.carrier, "number": leg.number, "origin": leg.origin, "destination": leg.destination,
            "origin_country": country_of(leg.origin), "destination_country": country_of(leg.destination),
            "departure": (leg.departure or "")[:10], "distance_km": distance_km(leg.origin, leg.destination),
            "days_from_here": days_between(subject.travel_day, leg.departure),
            "stop_hours": stop // 60 if stop is not None else None,
        }
        for leg, stop in zip(legs, (*subject.journey.stops, None), strict=True)
    )  # fmt: skip


def _route(subject: Subject) -> tuple[str, ...]:
    """Every port in the order of travel; a gap shows as two ports side by side."""
    ports = [p for leg in subject.journey.legs for p in (leg.origin, leg.destination)]
    return tuple(p for p, _ in groupby(ports))


def _country_route(subject: Subject) -> tuple[str, ...]:
    return tuple(c for c, _ in groupby(filter(None, map(country_of, _route(subject)))))


def _journey_km(subject: Subject) -> int | None:
    legs = [distance_km(leg.origin, leg.destination) for leg in subject.journey.legs]
    return sum(filter(None, legs)) if legs and None not in legs else None


def _detour(subject: Subject) -> float | None:
    """How many times as far as needed: way there by all legs up to the farthest stop, over the direct distance."""
    legs = subject.journey.legs
    if len(legs) < 2 or subject.journey.returns:
        return None
    direct, flown = distance_km(legs[0].origin, legs[-1].destination), _journey_km(subject)
    return round(flown / direct, 2) if direct and flown else None


def _dwell_port(subject: Subject) -> str | None:
    here = subject.journey.here
    return subject.journey.legs[here].origin if here else None


_LEG = (
    member("carrier", "text", "Carrier", "Carrier of the leg."),
    member("number", "text", "Number", "Flight or voyage number of the leg."),
    member("origin", "port", "Origin", "Port where the leg begins."),
    member("destination", "port", "Destination", "Port where the leg ends."),
    member("origin_country", "text", "Country of origin", "Country where the leg begins, alpha-3."),
    member("destination_country", "text", "Country of destination", "Country where the leg ends, alpha-3."),
    member("departure", "date", "Departure", "Local day on which the leg begins."),
    member("distance_km", "number", "Distance", "Great-circle kilometres of the leg."),
    member("days_from_here", "number", "Days from here", "Days from this movement to the leg; negative before it."),
    member("stop_hours", "number", "Stop after it", "Hours on the ground after the leg."),
)  # fmt: skip

FIELDS: tuple[Field[Subject], ...] = (
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
    Field("legs", "list", "Each leg", "The legs of the journey, one by one.", _legs, members=_LEG),
    Field("route", "route", "Route", "Ports of the journey in the order of travel.", _route),
    Field("country_route", "route", "Route by country", "Countries of the journey in the order of travel, alpha-3.",
          _country_route),
    Field("journey_km", "number", "Distance of the journey", "Great-circle kilometres of all legs.", _journey_km),
    Field("detour", "number", "Detour", "Kilometres of a journey one way over those of the direct way.", _detour),
    Field("dwell_port", "port", "Port of the last stop", "Where the traveller was on the ground before this movement.",
          _dwell_port),
    Field("journey_origin_country", "text", "First country", "Country where the journey begins, alpha-3.",
          lambda s: country_of(_first_origin(s))),
    Field("journey_destination_country", "text", "Last country", "Country where the journey ends, alpha-3.",
          lambda s: country_of(_last_destination(s))),
    Field("journey_ports", "set", "Ports of the journey", "All ports of the journey.", _ports),
    Field("journey_countries", "set", "Countries of the journey", "All countries of the journey, alpha-3.",
          _countries),
    Field("journey_origin", "port", "First origin", "Port where the journey begins.", _first_origin),
    Field("journey_destination", "port", "Last destination", "Port where the journey ends.", _last_destination),
)  # fmt: skip
