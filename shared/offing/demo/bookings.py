"""Bookings of the demo's day: who travels together, since when, sold by whom, paid how, going where."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from offing.demo.flights import AIRPORTS, BY_CODE, HOME, Flight, leg
from offing.demo.travellers import Card, Person, Registry, email, party

PUSHES = (72, 24, 4, 0)  # hours before departure at which carriers push
Tender = tuple[str, str, Card | None]  # form of payment (CC, CA), amount, card


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """Who made the booking: IATA number, city, alpha-2 country, currency; a carrier sells as type A."""

    id: str
    city: str
    country: str
    currency: str
    type: str = "T"


SELLERS: tuple[Seller, ...] = (
    Seller(id="91200011", city="LON", country="GB", currency="GBP"),
    Seller(id="20200022", city="PAR", country="FR", currency="EUR"),
    Seller(id="23200033", city="FRA", country="DE", currency="EUR"),
    Seller(id="78200044", city="MAD", country="ES", currency="EUR"),
    Seller(id="88200055", city="IST", country="TR", currency="TRY"),
    Seller(id="90200066", city="CAI", country="EG", currency="EGP"),
    Seller(id="86200077", city="DXB", country="AE", currency="AED"),
    Seller(id="14300088", city="DEL", country="IN", currency="INR"),
    Seller(id="08300099", city="SHA", country="CN", currency="CNY"),
    Seller(id="67200110", city="LOS", country="NG", currency="NGN"),
    Seller(id="33200121", city="NYC", country="US", currency="USD"),
    Seller(id="57200132", city="SAO", country="BR", currency="BRL"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One record of a reservation system and its life.

    It is in pushes from `opened` hours before departure on, unless that is nothing (sold at the airport, known from
    passenger lists only); from the push `cancelled` on it is gone; at `changed` its contact has grown by one number.
    """

    locator: str
    created: datetime
    people: tuple[Person, ...]
    itinerary: tuple[Flight, ...]
    seller: Seller
    tenders: tuple[Tender, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...] = ()
    loyalty: str | None = None
    opened: int | None = 72
    cancelled: int | None = None
    changed: int | None = None
    cabin: str = "Y"
    documents_known: int = 72

    @property
    def travels(self) -> bool:
        """Whether its people go."""
        return self.cancelled is None

    def live_at(self, hours: int) -> bool:
        """Whether a full push at `hours` before departure lists it."""
        if self.opened is None or self.opened < hours:
            return False
        return self.cancelled is None or self.cancelled < hours

    def touched_at(self, hours: int) -> bool:
        """Whether an update push at `hours` speaks of it."""
        return hours in (self.opened, self.cancelled, self.changed)

    def phones_at(self, hours: int) -> tuple[str, ...]:
        """The contact numbers known at a push."""
        if self.changed is not None and hours > self.changed:
            return self.phones[:-1]
        return self.phones


def created_before(rng: Random, flight: Flight, opened: int | None) -> datetime:
    """A creation time that fits the first push a booking is in."""
    latest = PUSHES[0] * 60 if opened == PUSHES[0] else 60 * (opened or 0) + 20
    spread = {72: 100 * 24 * 60, 24: 47 * 60, 4: 19 * 60, 0: 200, None: 60}[opened]
    return flight.departure_utc - timedelta(minutes=latest + rng.randrange(30, spread))


def _onward(rng: Random, flight: Flight) -> tuple[Flight, ...]:
    """The itinerary around `flight`: alone, with the way back, or with a leg abroad before or after it."""
    draw = rng.random()
    if draw < 0.40:
        return (flight,)
    carrier, number = flight.carrier, rng.randrange(500, 990)
    if draw < 0.78:
        stay = timedelta(days=rng.randrange(2, 21), minutes=5 * rng.randrange(-60, 60))
        back = leg(carrier, number, flight.destination, flight.origin, flight.arrival + stay)
        return (flight, back)
    away = flight.origin if flight.destination in HOME else flight.destination
    far = rng.choice([a for a in AIRPORTS if a.country != BY_CODE[away].country])
    wait = timedelta(minutes=5 * rng.randrange(15, 60))
    if flight.inbound:
        before = leg(carrier, number, far.code, away, flight.departure)
        shift = flight.departure - wait - before.arrival
        return (leg(carrier, number, far.code, away, before.departure + shift), flight)
    return (flight, leg(carrier, number, away, far.code, flight.arrival + wait))


def _opened(rng: Random, walk_ups: bool) -> int | None:
    return rng.choices((72, 24, 4, 0, None), weights=(66, 20, 9, 2, 3 * walk_ups))[0]


def make_booking(
    registry: Registry, flight: Flight, people: tuple[Person, ...], opened: int | None
) -> Booking:
    """An ordinary booking of `people` on `flight`."""
    rng = registry.rng
    fare = f"{rng.randrange(180, 1400)}.{rng.choice(('00', '40', '75'))}"
    paid: Tender = ("CC", fare, registry.card()) if rng.random() < 0.94 else ("CA", fare, None)
    return Booking(
        locator=registry.locator(),
        created=created_before(rng, flight, opened),
        people=people,
        itinerary=_onward(rng, flight),
        seller=rng.choice(SELLERS),
        tenders=(paid,),
        phones=tuple(registry.phone() for _ in range(rng.choice((1, 1, 2)))),
        emails=(email(people[0].name),) if rng.random() < 0.6 else (),
        loyalty=f"{rng.randrange(10**9, 10**10)}" if rng.random() < 0.2 else None,
        opened=opened,
        cabin=rng.choices("YCF", weights=(88, 10, 2))[0],
        documents_known=72 if rng.random() < 0.7 else 24,
    )


def _with_life(registry: Registry, booking: Booking, pushes: Sequence[int]) -> Booking:
    """Some bookings change on the way, a few are cancelled after a push has named them."""
    rng, opened = registry.rng, booking.opened
    if opened not in (72, 24):
        return booking
    if rng.random() < 0.04:
        first = next(h for h in pushes if h <= opened)
        return replace(booking, cancelled=rng.choice([h for h in pushes if h < first]))
    if rng.random() < 0.10:
        return replace(booking, changed=4, phones=(*booking.phones, registry.phone()))
    return booking


def fill(
    registry: Registry, flight: Flight, room: int, pushes: Sequence[int], *, walk_ups: bool
) -> tuple[Booking, ...]:
    """Ordinary bookings for exactly `room` people on a flight pushed at the hours `pushes`.

    With `walk_ups` some are sold at the airport, too late for any push.
    """
    bookings = []
    while room > 0:
        people = party(registry, room)
        room -= len(people)
        booking = make_booking(registry, flight, people, _opened(registry.rng, walk_ups))
        bookings.append(_with_life(registry, booking, pushes))
    return tuple(bookings)
