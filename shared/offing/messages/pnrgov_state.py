"""What a PNRGOV push has said so far, and in which group of its grammar we are."""

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum, auto
from typing import Any

from offing.messages.envelope import Message
from offing.messages.persons import Person, latest
from offing.messages.pnrgov_booking import Draft, Flight
from offing.messages.pnrgov_parts import Leg
from offing.messages.pnrgov_requests import UPDATE, settle
from offing.records.movements import Movement


class Group(IntEnum):
    """Where in the grammar of PNRGOV we are; several segments mean different things in different groups."""

    HEAD = 0
    BOOKING = auto()
    PERSON = auto()
    PAYMENT = auto()
    FLIGHT = auto()
    CHECK_IN = auto()
    CHECK_IN_ELSEWHERE = auto()  # on a flight that the push is not about
    SPLIT = auto()
    OTHER_SERVICE = auto()
    HISTORY = auto()


class Push:
    """The state while reading one PNRGOV."""

    def __init__(self, message: Message, tables: "Sequence[Acts]") -> None:
        self.message = message
        self.function: str | None = None
        self.announced: int | None = None
        self.movement: Movement | None = None
        self.drafts: list[Draft] = []
        self.draft = Draft()
        self.flight: Flight | None = None
        self.person: Person | None = None
        self.passenger: Person | None = None
        # Whom texts and requests are about that stand under no name of their own.
        self.owner: Person | None = None
        self.day = latest(message.envelope.sent_at)
        # Gateways that drop empty segments lose SRC; then a record reference begins the booking.
        self.has_sources = any(s[:3] == "SRC" for s in message.segments)
        self.legs: dict[str, Leg] = {}
        self._meanings: dict[str, Any] = {}
        self._tables = tables
        self.enter(Group.HEAD)

    def enter(self, group: Group) -> None:
        """From here on segments mean what they mean in this group."""
        self.acts = self._tables[group]
        self.owner = self.person if group is Group.PERSON or group is Group.PAYMENT else None

    def meaning[T](self, read: Callable[[str], T], segment: str) -> T:
        """What a segment says; flights, agencies and statuses come again and again in one push and are read once."""
        found: T | None = self._meanings.get(segment)
        if found is None:
            found = self._meanings[segment] = read(segment)
        return found

    def note(self, severity: str, code: str, text: str, number: int) -> None:
        """A finding at a segment of this message."""
        tag = self.message.segments[number - self.message.first - 1][:3]
        self.message.notes.note(severity, code, text, number, tag)

    def begin(self, number: int) -> None:
        """Begins the next booking at this segment."""
        self.close()
        departure = self.movement.departure if self.movement else None
        self.draft = Draft(number, (departure or "")[:10])
        self.drafts.append(self.draft)
        self.flight = self.person = self.passenger = None
        self.enter(Group.BOOKING)

    def close(self) -> None:
        """Puts the last booking together."""
        if not self.drafts:
            return
        draft = self.draft
        settle(draft, self.day, self.function == UPDATE)
        for code, text, number in draft.notes:
            self.note("warning", code, text, number)
        if not (draft.locator or draft.persons or draft.requests or draft.flights):
            # An empty push is one empty SRC.
            self.drafts.pop()
            return
        for is_so, severity, code, text in _ODD:
            if is_so(draft):
                self.note(severity, code, text, draft.number)


# What is odd about a whole booking: when, and the finding.
_ODD: tuple[tuple[Callable[[Draft], bool], str, str, str], ...] = (
    (lambda d: not d.locator, "warning", "no-locator", "The booking has no locator."),
    (
        lambda d: not (d.persons or d.cancelled),
        "warning",
        "no-traveller",
        "The booking names no traveller and is not cancelled.",
    ),
    (
        lambda d: bool(d.persons) and d.missing > 0,
        "info",
        "party-size",
        "RPI counts more travellers than the booking names.",
    ),
)

# What a segment does, given with its number; tags that need no reading do nothing.
type Act = Callable[[Push, str, int], None]
type Acts = Mapping[str, Act | None]
