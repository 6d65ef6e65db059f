"""The flights of the demo's day: to and from the two airports of Novaria, a country that is on no map.

Carriers are invented; the airports at the other end are real, so that routes read as they do in life.
Novaria's codes begin with Q, which IATA keeps for places without an airport.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from offing.kernel.errors import InvalidInputError

MAIN, SOUTH = "QNV", "QNS"
HOME = (MAIN, SOUTH)
_HOME_OFFSET = 2  # hours before UTC's clock, all year: Novaria has no summer time

CARRIERS: dict[str, str] = {
    "XQ": "Halyard Air",
    "ZY": "Zephyr Lines",
    "9X": "Nine Crossings",
    "7Z": "Albatross International",
    "QV": "Air Novaria",
    "4Z": "Meridian Express",
}


@dataclass(frozen=True, slots=True)
class Airport:
    """A place at the other end: IATA code, city code, alpha-3 country, hours before UTC, minutes of flight."""

    code: str
    city: str
    country: str
    offset: float
    minutes: int


AIRPORTS: tuple[Airport, ...] = (
    Airport("LHR", "LON", "GBR", 0, 285),
    Airport("CDG", "PAR", "FRA", 1, 245),
    Airport("FRA", "FRA", "DEU", 1, 225),
    Airport("AMS", "AMS", "NLD", 1, 250),
    Airport("MAD", "MAD", "ESP", 1, 270),
    Airport("LIS", "LIS", "PRT", 0, 310),
    Airport("FCO", "ROM", "ITA", 1, 190),
    Airport("WAW", "WAW", "POL", 1, 200),
    Airport("IST", "IST", "TUR", 3, 120),
    Airport("DME", "MOW", "RUS", 3, 240),
    Airport("TBS", "TBS", "GEO", 4, 170),
    Airport("CAI", "CAI", "EGY", 2, 130),
    Airport("AMM", "AMM", "JOR", 3, 110),
    Airport("DXB", "DXB", "ARE", 4, 235),
    Airport("CMN", "CAS", "MAR", 1, 320),
    Airport("IKA", "THR", "IRN", 3.5, 210),
    Airport("DEL", "DEL", "IND", 5.5, 400),
    Airport("KHI", "KHI", "PAK", 5, 340),
    Airport("CGK", "JKT", "IDN", 7, 680),
    Airport("SIN", "SIN", "SGP", 8, 660),
    Airport("PVG", "SHA", "CHN", 8, 620),
    Airport("ICN", "SEL", "KOR", 9, 640),
    Airport("LOS", "LOS", "NGA", 1, 350),
    Airport("NBO", "NBO", "KEN", 3, 330),
    Airport("ADD", "ADD", "ETH", 3, 290),
    Airport("JFK", "NYC", "USA", -5, 640),
    Airport("GRU", "SAO", "BRA", -3, 720),
    Airport("BOG", "BOG", "COL", -5, 760),
)
BY_CODE: dict[str, Airport] = {a.code: a for a in AIRPORTS} | {
    MAIN: Airport(MAIN, MAIN, "", _HOME_OFFSET, 0),
    SOUTH: Airport(SOUTH, SOUTH, "", _HOME_OFFSET, 0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """One leg of a carrier; times are local to the airports."""

    carrier: str
    number: int
    origin: str
    destination: str
    departure: datetime
    arrival: datetime

    @property
    def designator(self) -> str:
        """As carriers write it, number padded to four: `XQ0417`."""
        return f"{self.carrier}{self.number:04d}"

    @property
    def inbound(self) -> bool:
        """Whether it brings travellers in."""
        return self.destination in HOME

    @property
    def departure_utc(self) -> datetime:
        """The scheduled departure on UTC's clock."""
        return in_utc(self.departure, self.origin)

    @property
    def movement(self) -> str:
        """The key of the movement that messages about this flight speak of."""
        leg = f"{self.departure:%Y%m%d}-{self.origin}-{self.destination}"
        return f"air-{self.carrier}{self.number}-{leg}"


def in_utc(local: datetime, airport: str) -> datetime:
    """A local time of `airport` on UTC's clock."""
    return (local - timedelta(hours=BY_CODE[airport].offset)).replace(tzinfo=UTC)


def leg(carrier: str, number: int, origin: str, destination: str, departure: datetime) -> Flight:
    """A leg with its arrival worked out; legs abroad take half of the longer way from Novaria."""
    start, end = BY_CODE[origin], BY_CODE[destination]
    minutes = max(start.minutes, end.minutes)
    if not {origin, destination} & set(HOME):
        minutes = max(75, minutes // 2)
    arrival = departure + timedelta(minutes=minutes, hours=end.offset - start.offset)
    return Flight(
        carrier=carrier,
        number=number,
        origin=origin,
        destination=destination,
        departure=departure,
        arrival=arrival,
    )


def timetable(rng: Random, day: date, count: int) -> tuple[Flight, ...]:
    """`count` flights that depart on `day`, three inbound for two outbound, all numbers different."""
    if count < 1:
        raise InvalidInputError("A day needs one flight at least; give --flights 1 or more.")
    order = rng.sample(AIRPORTS, len(AIRPORTS))
    flights = []
    for i in range(count):
        away = order[i % len(order)].code
        home = SOUTH if i % 4 == 3 else MAIN
        ends = (away, home) if i % 5 < 3 else (home, away)
        carrier = tuple(CARRIERS)[i % len(CARRIERS)]
        minute = 5 * rng.randrange(5 * 12, 22 * 12)
        departure = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001 - local
        flights.append(leg(carrier, 101 + 7 * i, *ends, departure))
    return tuple(sorted(flights, key=lambda f: f.departure_utc))
