"""The made-up people, flight and list entries of one story; every run has a flight of its own."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random, SystemRandom

from offing.demo.bookings import Booking, Tender, created_before, fill, make_booking
from offing.demo.flights import MAIN, Flight, leg
from offing.demo.names import Name
from offing.demo.plan import Draft, FlightPlan, board, crew_of
from offing.demo.travellers import Person, Registry, person
from offing.demo.watchlist import BY_NAME, EntryJson, entry

LISTED = Name("CHERNIAKHOVSKI", "DMITRIY OLEGOVICH")
BOOKED = Name("DIMITRI", "OLEG TCHERNIAKHOWSKY")  # another spelling, names turned round
MISSPELT = "tcherniakovsky"
BORN = "1981-07-09"
OTHERS = 11
PUSHES = (24, 4, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUp:
    """One flight with the wanted man among its passengers."""

    flight: Flight
    wanted: Person
    entries: tuple[EntryJson, ...]
    drafts: tuple[Draft, ...]
    travellers: int


def made_up() -> MadeUp:
    """The story, on a flight that no run before had."""
    rng = Random(SystemRandom().randrange(2**63))
    day = datetime.now(UTC).date() + timedelta(days=rng.randrange(2, 25))
    registry = Registry(rng, day)
    departure = datetime(day.year, day.month, day.day, 14, 20)  # noqa: DTZ001  local to the airport
    flight = leg("XQ", rng.randrange(1000, 9999), "IST", MAIN, departure)
    wanted = _wanted(registry)
    bookings = (
        _in_haste(registry, flight, wanted),
        *fill(registry, flight, OTHERS, PUSHES, walk_ups=False),
    )
    plan = FlightPlan(
        flight=flight,
        bookings=bookings,
        boarded=board(registry, flight, bookings),
        crew=crew_of(flight, [person(registry, kind="CRW") for _ in range(4)]),
        pushes=PUSHES,
        serial=rng.randrange(1, 99_999),
    )
    return MadeUp(
        flight=flight,
        wanted=wanted,
        entries=_entries(),
        drafts=tuple(plan.drafts()),
        travellers=len(plan.named),
    )


def _wanted(registry: Registry) -> Person:
    return Person(
        name=BOOKED,
        sex="M",
        born=date.fromisoformat(BORN),
        nationality="MDA",
        document=registry.document("MDA", "XT7004512"),
        residence="MDA",
    )


def _in_haste(registry: Registry, flight: Flight, who: Person) -> Booking:
    """One way, bought in the last hours, with cash."""
    cash: Tender = ("CA", "870.00", None)
    return replace(
        make_booking(registry, flight, (who,), 4),
        created=created_before(registry.rng, flight, 4),
        itinerary=(flight,),
        tenders=(cash,),
        emails=(),
        loyalty=None,
    )


def _entries() -> tuple[EntryJson, ...]:
    """The wanted man, and somebody who is on no flight."""
    return (
        entry(
            BY_NAME["wanted"], 7001, LISTED, aliases=[("DIMA CHERNY", "weak")], born=BORN,
            nationality="MDA", gender="M", category="fugitive",
        ),
        entry(BY_NAME["wanted"], 7002, Name("VARGAS-LLOSA", "IGNACIO"), born="1970-01-30", category="fugitive"),
    )  # fmt: skip
