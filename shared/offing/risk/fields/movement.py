"""Fields of the movement itself."""

from datetime import date

from offing.risk.calendar import day, minute
from offing.risk.fields.field import Field
from offing.risk.places import country_of, distance_km
from offing.risk.subject import Subject

_WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


def _weekday(subject: Subject) -> str | None:
    number = day(subject.travel_day)
    return None if number is None else _WEEKDAYS[date.fromordinal(number).weekday()]


def _hour(subject: Subject) -> int | None:
    at = minute(subject.movement.departure)
    return None if at is None else at // 60 % 24


FIELDS = (
    Field("mode", "text", "Mode", "air, sea, rail or road.", lambda s: s.movement.mode),
    Field("carrier", "text", "Carrier", "Carrier that the movement is named after.",
          lambda s: s.movement.carrier),
    Field("operating_carrier", "text", "Operating carrier", "Carrier that operates the movement.",
          lambda s: s.movement.operating or s.movement.carrier),
    Field("number", "text", "Number", "Flight or voyage number without leading zeros.",
          lambda s: s.movement.number),
    Field("origin", "text", "Origin", "Port where the movement starts.", lambda s: s.movement.origin),
    Field("destination", "text", "Destination", "Port where the movement ends.",
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
    Field("movement_travellers", "number", "Travellers on the movement",
          "How many travellers the movement has.", lambda s: s.context.travellers or None),
    Field("today", "date", "Today", "Day of the assessment.", lambda s: s.today or s.travel_day),
)  # fmt: skip
