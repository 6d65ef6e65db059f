"""What a planted story is: its people, its messages, and what must come of it."""

from dataclasses import dataclass

from offing.demo.bookings import Booking
from offing.demo.travellers import Person
from offing.demo.watchlist import EntryJson


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What must come of a story.

    `match` is the list entry that alerts, `rules` those that must be among the reasons, `queued` whether the people
    must (or must not) be in the work queue for it; `text` says it in an officer's words.
    """

    queued: bool
    text: str
    match: str | None = None
    rules: tuple[str, ...] = ()
    not_match: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One planted story on one flight: its people by document number, its bookings, its list entries."""

    code: str
    title: str
    movement: str
    outcome: Outcome
    bookings: tuple[Booking, ...] = ()
    entries: tuple[EntryJson, ...] = ()
    lists: str = "on time"  # passenger and crew lists: on time, late, missing

    @property
    def people(self) -> tuple[Person, ...]:
        """Whom the story is about."""
        found = {p.document.number: p for b in self.bookings for p in b.people}
        return tuple(found.values())
