"""Fields of the movement itself."""

from datetime import date
from typing import Protocol

from offing.records.movements import Movement
from offing.risk.calendar import day, minute
from offing.risk.fields.field import Field
from offing.risk.places import country_of, distance_km

_WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


class Moving(Protocol):
    """What travellers and consignments have in common: they are on a movement."""

    @property
    def movement(self) -> Movement: ...
    @property
    def today(self) -> str: ...
    @property
    def direction(self) -> str | None: ...
    @property
    def travel_day(self) -> str | None: ...


def _weekday(subject: Moving) -> str | None:
    number = day(subject.travel_day)
    return None if number is None else _WEEKDAYS[date.fromordinal(number).weekday()]


def _hour(subject: Moving) -> int | None:
    at = minute(subject.movement.departure)
    return None if at is None else at // 60 % 24


def _shared_code(subject: Moving) -> bool | None:
    here = subject.movement
    return here.operating != here.carrier if here.operating and here.carrier else None


FIELDS: tuple[Field[Moving], ...] = (
    Field("mode", "text", "Mode", "air, sea, rail or road.", lambda s: s.movement.mode),
    Field("carrier", "text", "Carrier", "Carrier that the movement is named after.",
          lambda s: s.movement.carrier),
    Field("operating_carrier", "text", "Operating carrier", "Carrier that operates the movement.",
          lambda s: s.movement.operating or s.movement.carrier),
    Field("number", "text", "Number", "Flight or voyage number without leading zeros.",
          lambda s: s.movement.number),
    Field("origin", "port", "Origin", "Port where the movement starts.", lambda s: s.movement.origin),
    Field("destination", "port", "Destination", "Port where the movement ends.",
          lambda s: s.movement.destination),
    Field("origin_country", "text", "Country of origin", "Country where the movement starts, alpha-3.",
          lambda s: country_of(s.movement.origin)),
    Field("destination_country", "text", "Country of destination",
          "Country where the movement ends, alpha-3.", lambda s: country_of(s.movement.destination)),
    Field("departure_date", "date", "Departure", "Local day on which the movement leaves.",
          lambda s: s.travel_day),
    Field("departure_hour", "number", "Hour of departure", "Local hour of departure, 0 to 23.", _hour),
    Field("weekday", "text", "Weekday", "Local weekday of departure, in English.", _weekday),
    Field("distance_km", "number", "Distance", "Great-circle kilometres from origin to destination.",
          lambda s: distance_km(s.movement.origin, s.movement.destination)),
    Field("shared_code", "boolean", "Code share", "Another carrier than the one named operates the movement.",
          _shared_code),
    Field("arrival_date", "date", "Arrival", "Local day on which the movement arrives.",
          lambda s: (s.movement.arrival or "")[:10]),
    Field("direction", "text", "Direction", "inbound, outbound or other, as seen from this country.",
          lambda s: s.direction),
    Field("today", "date", "Today", "Day of the assessment.", lambda s: s.today or s.travel_day),
)  # fmt: skip
