"""What a PNRGOV push has said so far, group by group, and what each segment does to it."""

from collections.abc import Callable
from enum import Enum, auto

from offing.messages.envelope import Message
from offing.messages.persons import Person, latest
from offing.messages.pnrgov_booking import Draft
from offing.messages.pnrgov_requests import settle
from offing.records.movements import Movement


class Group(Enum):
    """Where in the grammar of PNRGOV we are; several segments mean different things in different groups."""

    HEAD = auto()
    BOOKING = auto()
    PERSON = auto()
    TICKET = auto()
    FLIGHT = auto()
    CHECK_IN = auto()
    SPLIT = auto()
    OTHER_SERVICE = auto()
    HISTORY = auto()


class Push:
    """The state while reading one PNRGOV."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.function: str | None = None
        self.announced: int | None = None
        self.movement: Movement | None = None
        self.group = Group.HEAD
        self.drafts: list[Draft] = []
        self.person: Person | None = None
        self.passenger: Person | None = None
        self.day = latest(message.envelope.sent_at)
        # Gateways that drop empty segments lose SRC; then a record reference begins the booking.
        self.has_sources = any(s[:3] == "SRC" for s in message.segments)

    def note(self, severity: str, code: str, text: str, number: int) -> None:
        """A finding at a segment of this message."""
        tag = self.message.segments[number - self.message.first - 1][:3]
        self.message.notes.note(severity, code, text, number, tag)

    @property
    def draft(self) -> Draft:
        """The booking being read; a segment before the first SRC begins one."""
        if not self.drafts:
            self.begin(self.message.first)
        return self.drafts[-1]

    def begin(self, number: int) -> None:
        """Begins the next booking."""
        self.close()
        self.drafts.append(Draft(number))
        self.group, self.person, self.passenger = Group.BOOKING, None, None

    def close(self) -> None:
        """Puts the last booking together."""
        if not self.drafts:
            return
        draft = self.drafts[-1]
        settle(draft, self.day)
        for code, text, number in draft.notes:
            self.note("warning", code, text, number)
        if not (draft.locator or draft.persons or draft.requests or draft.flights):
            # An empty push is one empty SRC.
            self.drafts.pop()


# What a segment does: elements (padded with empty ones) and segment number.
type Act = Callable[[Push, list[str], int], None]
