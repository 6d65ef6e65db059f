"""Legs of a schedule: a period, days of the week and times, and the movements that they come to on one day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from offing.records.movements import Movement

_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One leg of a flight over a period, as its carrier publishes it.

    `days` are weekdays, 1 is Monday; `weeks` is 2 for every second week of the period. Times are `HH:MM`, local, or
    UTC where `utc` says so; the offsets are minutes ahead of UTC. `departure_day` and `arrival_day` count from the
    day of operation. `service` is IATA's service type.
    """

    carrier: str
    number: str
    origin: str
    destination: str
    first: str
    last: str
    days: str
    departure: str
    arrival: str
    departure_offset: int = 0
    arrival_offset: int = 0
    departure_day: int = 0
    arrival_day: int = 0
    weeks: int = 1
    suffix: str | None = None
    service: str = "J"
    utc: bool = False

    @property
    def flight(self) -> str:
        """How people name it in a list of changes: `XQ417 LHR-NBO 2026-03-29…2026-10-24 1234567`."""
        name = f"{self.carrier}{self.number}{self.suffix or ''} {self.origin}-{self.destination}"
        return f"{name} {self.first}…{self.last} {self.days}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A movement that a schedule promises; `departure` is the instant at which it is due to leave, in UTC."""

    movement: Movement
    departure: datetime
    service: str = "J"


def expected_on(legs: Iterable[Leg], day: date) -> dict[str, Expected]:
    """The movements that leave on a local day, by id.

    Of two legs that promise the same one that holds whose period begins later: some end long after their season.
    """
    found = {}
    for leg in sorted(legs, key=lambda leg: leg.first):
        # In UTC the day of operation may be the day before or after the local one.
        around = (-1, 0, 1) if leg.utc else (0,)
        for shift in around:
            operated = day - timedelta(days=leg.departure_day + shift)
            if _operates(leg, operated):
                movement = _expected(leg, operated)
                if (movement.movement.departure or "")[:10] == day.isoformat():
                    found[movement.movement.id] = movement
    return found


def clocks(legs: Iterable[Leg], day: date) -> dict[str, int]:
    """Port → minutes ahead of UTC, as the schedules tell; legs of another season only for ports that have no others."""
    known: dict[str, int] = {}
    for leg in sorted(legs, key=lambda leg: (leg.first <= day.isoformat() <= leg.last, leg.first)):
        known[leg.destination] = leg.arrival_offset
        known[leg.origin] = leg.departure_offset
    return known


def _operates(leg: Leg, day: date) -> bool:
    if not leg.first <= day.isoformat() <= leg.last or str(day.isoweekday()) not in leg.days:
        return False
    first = date.fromisoformat(leg.first)
    monday = first - timedelta(days=first.weekday())
    return (day - monday).days // _WEEK % leg.weeks == 0


def _expected(leg: Leg, operated: date) -> Expected:
    out, departure = _times(leg, operated, leg.departure_day, leg.departure, leg.departure_offset)
    _, arrival = _times(leg, operated, leg.arrival_day, leg.arrival, leg.arrival_offset)
    movement = Movement(
        carrier=leg.carrier,
        number=leg.number,
        suffix=leg.suffix,
        origin=leg.origin,
        destination=leg.destination,
        departure=departure.strftime("%Y-%m-%dT%H:%M"),
        arrival=arrival.strftime("%Y-%m-%dT%H:%M"),
    )
    return Expected(movement=movement, departure=out, service=leg.service)


def _times(
    leg: Leg, operated: date, later: int, clock: str, offset: int
) -> tuple[datetime, datetime]:
    """The instant and the local time of a clock time on a day of operation."""
    named = datetime.fromisoformat(f"{operated + timedelta(days=later)}T{clock}").replace(
        tzinfo=UTC
    )
    ahead = timedelta(minutes=offset)
    return (named, named + ahead) if leg.utc else (named - ahead, named)
