"""A day at the border: all messages of all carriers, the watchlist, the stories, and what must come of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from random import Random

from offing.demo import bookings as sale
from offing.demo.bookings import PUSHES, Booking
from offing.demo.flights import Flight, timetable
from offing.demo.plan import Draft, FlightPlan, board, crew_of
from offing.demo.stories import planted
from offing.demo.story import Story
from offing.demo.travellers import Registry, person
from offing.demo.watchlist import EntryJson, background
from offing.kernel.errors import InvalidInputError

FEWEST_A_FLIGHT = 24
WATCHLIST_SIZE = 300
_NOT_A_MESSAGE = (
    b"<html><body>502 Bad gateway: the departure control system does not answer</body></html>\r\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMessage:
    """One upload of a carrier: over `https` or `s3`, and what must become of it: parsed, rejected, duplicate."""

    carrier: str
    name: str
    content: bytes
    via: str
    due: datetime
    becomes: str = "parsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementCount:
    """What the messages say of one movement: people named, people who go, bookings."""

    named: int
    travelling: int
    bookings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Counts that the day must end with, worked out by the generator and never by the pipeline."""

    received: int
    rejected: int
    duplicates: int
    movements: Mapping[str, MovementCount]

    @property
    def named(self) -> int:
        """Everybody whom a message names, once a movement."""
        return sum(m.named for m in self.movements.values())

    @property
    def travelling(self) -> int:
        """Those among them who go in the end."""
        return sum(m.travelling for m in self.movements.values())

    @property
    def bookings(self) -> int:
        """Bookings that some push names."""
        return sum(m.bookings for m in self.movements.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Everything the demo pushes, in the order in which it is due."""

    date: date
    messages: tuple[DayMessage, ...]
    watchlist: tuple[EntryJson, ...]
    stories: tuple[Story, ...]
    plans: tuple[FlightPlan, ...]
    expected: Expected


def a_day(seed: int, day: date, flights: int = 40, travellers: int = 6000) -> Day:
    """The day of `seed`: the same arguments always give the same bytes."""
    if travellers < flights * FEWEST_A_FLIGHT:
        least = flights * FEWEST_A_FLIGHT
        raise InvalidInputError(
            f"{flights} flights need {least} travellers at least; give --travellers {least}."
        )
    rng = Random(seed)
    registry = Registry(rng, day)
    timed = timetable(rng, day, flights)
    stories = planted(registry, timed)
    plans = _plans(registry, timed, stories, travellers)
    messages = _messages(plans)
    entries = [e for s in stories for e in s.entries]
    return Day(
        date=day,
        messages=messages,
        watchlist=(*entries, *background(rng, day, WATCHLIST_SIZE - len(entries))),
        stories=stories,
        plans=plans,
        expected=_expected(plans, messages),
    )


def _quotas(rng: Random, flights: int, travellers: int) -> list[int]:
    """Travellers by flight, crew included, that add up."""
    weights = [rng.uniform(0.55, 1.45) for _ in range(flights)]
    spare = travellers - flights * FEWEST_A_FLIGHT
    quotas = [FEWEST_A_FLIGHT + int(spare * w / sum(weights)) for w in weights]
    for i in range(travellers - sum(quotas)):
        quotas[i % flights] += 1
    return quotas


def _plans(
    registry: Registry, flights: Sequence[Flight], stories: Sequence[Story], travellers: int
) -> tuple[FlightPlan, ...]:
    quotas = _quotas(registry.rng, len(flights), travellers)
    plans = []
    for serial, (flight, quota) in enumerate(zip(flights, quotas, strict=True), 1):
        told = [s for s in stories if s.movement == flight.movement]
        plans.append(_plan(registry, flight, told, quota, serial))
    return tuple(plans)


def _plan(
    registry: Registry, flight: Flight, told: Sequence[Story], quota: int, serial: int
) -> FlightPlan:
    lists = next((s.lists for s in told if s.lists != "on time"), "on time")
    pushes = PUSHES if any(s.bookings for s in told) or serial % 5 < 3 else PUSHES[1:]
    crew_size = 0 if lists == "missing" else 5 + min(quota // 40, 8)
    crew = crew_of(flight, [person(registry, kind="CRW") for _ in range(crew_size)])
    planted_people = {p.document.number for s in told for p in s.people}
    room = quota - crew_size - len(planted_people)
    bookings = _shuffled(
        registry.rng, [b for s in told for b in s.bookings], registry, flight, room, pushes, lists
    )
    return FlightPlan(
        flight=flight,
        bookings=bookings,
        boarded=board(registry, flight, bookings),
        crew=crew,
        pushes=pushes,
        lists=lists,
        splits=serial % 8 == 0,
        serial=serial,
    )


def _shuffled(
    rng: Random,
    story: Sequence[Booking],
    registry: Registry,
    flight: Flight,
    room: int,
    pushes: Sequence[int],
    lists: str,
) -> tuple[Booking, ...]:
    """The bookings of a flight in no order that gives the stories away."""
    filled = [*story, *sale.fill(registry, flight, room, pushes, walk_ups=lists != "missing")]
    rng.shuffle(filled)
    return tuple(filled)


def _messages(plans: Sequence[FlightPlan]) -> tuple[DayMessage, ...]:
    ordinary = [_message(plan.flight.carrier, draft) for plan in plans for draft in plan.drafts()]
    everything = [*ordinary, *_bad(ordinary)]
    return tuple(sorted(everything, key=lambda m: (m.due, m.name)))


def _message(carrier: str, draft: Draft) -> DayMessage:
    """Bigger pushes and one in seven of the others go through S3, as some carriers prefer."""
    lot = sha256(draft.name.encode()).digest()[0]
    via = "s3" if lot % 7 == 0 else "https"
    return DayMessage(
        carrier=carrier, name=draft.name, content=draft.content, via=via, due=draft.due
    )


def _bad(ordinary: Sequence[DayMessage]) -> Iterable[DayMessage]:
    """What goes wrong on an ordinary day: a cut-off list, a gateway's error page, noise, the same file twice."""
    lists = [m for m in ordinary if "paxlst-check-in" in m.name]
    cut, page, noise, twice = (lists[i % len(lists)] for i in (1, 3, 5, 7))
    soon = timedelta(minutes=1)

    def wrong(like: DayMessage, what: str, content: bytes, becomes: str) -> DayMessage:
        name = like.name.replace("paxlst-check-in", what)
        return DayMessage(
            carrier=like.carrier,
            name=name,
            content=content,
            via="https",
            due=like.due + soon,
            becomes=becomes,
        )

    yield wrong(cut, "cut-off", cut.content[: len(cut.content) * 3 // 5], "parsed")
    yield wrong(page, "error-page", _NOT_A_MESSAGE, "rejected")
    yield wrong(noise, "noise", sha256(noise.content).digest() * 20, "rejected")
    yield wrong(twice, "sent-twice", twice.content, "duplicate")


def _expected(plans: Sequence[FlightPlan], messages: Sequence[DayMessage]) -> Expected:
    return Expected(
        received=sum(1 for m in messages if m.becomes != "duplicate"),
        rejected=sum(1 for m in messages if m.becomes == "rejected"),
        duplicates=sum(1 for m in messages if m.becomes == "duplicate"),
        movements={
            p.flight.movement: MovementCount(
                named=len(p.named), travelling=len(p.travelling), bookings=len(p.announced)
            )
            for p in plans
        },
    )
