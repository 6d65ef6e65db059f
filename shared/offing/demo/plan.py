"""One flight's plan: who is booked, who goes, and the messages its carrier sends about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from offing.demo import paxlst, pnrgov
from offing.demo.bookings import PUSHES, Booking
from offing.demo.flights import Flight
from offing.demo.paxlst import OnBoard
from offing.demo.pnrgov import FULL, UPDATE, Push
from offing.demo.travellers import Person, Registry

_UPDATE_AT = 4
_EARLY_SHARE = 0.45
_LIST_PART, _PUSH_PART = 70, 45  # people, bookings in a part where a carrier splits
_RANKS = ("CR1", "CR1", "CR2", "CR2", "CR2", "CR2", "CR3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message before it has a place in the day: its name, when it is due, its bytes."""

    name: str
    due: datetime
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightPlan:
    """A flight with its bookings, crew and the habits of its carrier; `lists` is on time, late or missing."""

    flight: Flight
    bookings: tuple[Booking, ...]
    boarded: tuple[OnBoard, ...]
    crew: tuple[OnBoard, ...]
    pushes: tuple[int, ...] = PUSHES
    lists: str = "on time"
    splits: bool = False
    serial: int = 0

    @property
    def announced(self) -> tuple[Booking, ...]:
        """The bookings that some push names."""
        return tuple(b for b in self.bookings if any(map(b.live_at, self.pushes)))

    @property
    def named(self) -> frozenset[str]:
        """Document numbers of everybody whom some message names."""
        booked = {p.document.number for b in self.announced for p in b.people}
        return frozenset(booked | self._listed)

    @property
    def travelling(self) -> frozenset[str]:
        """Document numbers of those who go in the end, as far as messages tell."""
        booked = {p.document.number for b in self.announced if b.travels for p in b.people}
        return frozenset(booked | self._listed)

    @property
    def _listed(self) -> set[str]:
        people = () if self.lists == "missing" else (*self.boarded, *self.crew)
        return {one.person.document.number for one in people}

    def drafts(self) -> Iterator[Draft]:
        """All messages of the flight, each as often as it is split."""
        yield from self._push_drafts()
        if self.lists != "missing":
            yield from self._list_drafts()

    def _push_drafts(self) -> Iterator[Draft]:
        flight = self.flight
        for hours in self.pushes:
            lead = timedelta(hours=hours) if hours else timedelta(minutes=20)
            push = Push(
                flight=flight,
                hours=hours,
                kind=UPDATE if hours == _UPDATE_AT else FULL,
                sent=flight.departure_utc - lead,
                reference=f"{self.serial:05d}{hours:02d}",
                boarded={one.person.document.number: one for one in self.boarded},
            )
            size = _PUSH_PART if self.splits and hours == PUSHES[1] else 10_000
            parts = pnrgov.write(self.bookings, push, size)
            yield from self._named(parts, f"pnrgov-minus-{hours:02d}h", push.sent)

    def _list_drafts(self) -> Iterator[Draft]:
        flight, late = self.flight, self.lists == "late"
        closed = flight.departure_utc + (timedelta(hours=19) if late else timedelta(minutes=-12))
        crew_at = closed - timedelta(minutes=100)
        early_at = flight.departure_utc - timedelta(minutes=150)
        crew = paxlst.crew_list(flight, self.crew, crew_at, f"{self.serial:05d}90")
        yield from self._named((crew,), "paxlst-crew", crew_at)
        if not late:
            some = self.boarded[: int(len(self.boarded) * _EARLY_SHARE)]
            early = paxlst.passenger_list(flight, some, early_at, f"{self.serial:05d}91")
            yield from self._named(early, "paxlst-check-in", early_at)
        size = _LIST_PART if self.splits else 10_000
        final = paxlst.passenger_list(flight, self.boarded, closed, f"{self.serial:05d}92", size)
        yield from self._named(final, "paxlst-final", closed)

    def _named(self, parts: Sequence[bytes], what: str, due: datetime) -> Iterator[Draft]:
        for number, content in enumerate(parts, 1):
            suffix = f"-{number}of{len(parts)}" if len(parts) > 1 else ""
            yield Draft(
                name=f"{self.flight.designator}-{what}{suffix}.edi", due=due, content=content
            )


def crew_of(flight: Flight, people: Sequence[Person]) -> tuple[OnBoard, ...]:
    """`people` as the crew of a flight, captain first."""
    ranks = [_RANKS[i % len(_RANKS)] for i in range(len(people))]
    return tuple(
        OnBoard(person=person, reference=f"{flight.designator}9{i:03d}", rank=rank)
        for i, (person, rank) in enumerate(zip(people, ranks, strict=True), 1)
    )


def board(registry: Registry, flight: Flight, bookings: Sequence[Booking]) -> tuple[OnBoard, ...]:
    """Seats, bags and references for everybody who goes, each person once."""
    going = {p.document.number: (b, p) for b in bookings if b.travels for p in b.people}
    seated, row = [], 0
    for sequence, (booking, person) in enumerate(going.values(), 1):
        has_seat = person.kind != "INF"
        row += has_seat
        bags = registry.rng.choices((0, 1, 2, 3), weights=(38, 44, 15, 3))[0] if has_seat else 0
        seated.append(
            OnBoard(
                person=person,
                reference=f"{flight.designator}0{sequence:03d}",
                locator=booking.locator if booking.opened is not None else None,
                seat=f"{(row - 1) // 6 + 1}{'ABCDEF'[(row - 1) % 6]}" if has_seat else None,
                bags=bags,
                weight=sum(registry.rng.randrange(11, 24) for _ in range(bags)),
                tag=f"{flight.carrier}{registry.rng.randrange(10**5, 10**6)}" if bags else "",
            )
        )
    return tuple(seated)
