"""The envelope of EDIFACT: what UNB and UNH say of a message, and whether UNT and UNZ agree with it."""

from dataclasses import dataclass
from typing import Any

from offing.messages.findings import Notes
from offing.messages.service import COMPONENT


@dataclass(frozen=True, slots=True)
class Envelope:
    """What UNB says of every message in its interchange; `sent_at` as the sender wrote it, to the minute."""

    sender: str | None = None
    recipient: str | None = None
    reference: str | None = None
    sent_at: str | None = None


@dataclass(slots=True)
class Message:
    """One message as segments without its UNH and UNT; `first` is the number of UNH in the interchange.

    Segments are split by `service.ELEMENT` and `service.COMPONENT`; `repetition` is the sender's, or nothing.
    """

    kind: str
    version: str | None
    envelope: Envelope
    reference: str | None
    common_reference: str | None
    part: tuple[int, bool] | None
    segments: list[str]
    first: int
    repetition: str
    notes: Notes
    complete: bool = True

    def common(self) -> dict[str, Any]:
        """The fields that every kind of message has, for `ParsedMessage`; read last, it closes the notes."""
        envelope = self.envelope
        return {
            "format": self.kind,
            "version": self.version,
            "sender": envelope.sender,
            "recipient": envelope.recipient,
            "reference": envelope.reference,
            "sent_at": envelope.sent_at,
            "message_reference": self.reference,
            "common_reference": self.common_reference,
            "part": self.part,
            "complete": self.complete,
            "findings": self.notes.findings(),
        }


@dataclass(slots=True)
class Mark:
    """A service segment: its letter (B, G, H, T, E, Z), where it starts, its number, its elements."""

    letter: str
    start: int
    number: int
    elements: list[str]
    end: int


def check_end(message: Message, close: Mark | None) -> None:
    """UNT against what is there. The last segment of a text that just stops is half a segment: it is not read."""
    if close is None or close.letter != "T":
        message.complete = False
        cut = message.segments and close is None and message.segments.pop().strip()
        text = "The message ends without UNT" + (
            "; its last segment is cut off and was not read" if cut else ""
        )
        message.notes.note(
            "error", "truncated", text + ". Send the whole message again.", message.first, "UNH"
        )
        return
    said, there = at(close.elements, 1).strip(), close.number - message.first + 1
    if said != str(there) and said.lstrip("0") != str(there):
        text = (
            f"UNT counts {said or 'nothing'} segments, the message has {there}. Correct the count."
        )
        message.notes.note("warning", "segment-count", text, close.number, "UNT")
    if (at(close.elements, 2).strip() or None) not in (message.reference, None):
        text = "The reference in UNT is not that of UNH. Use the same reference in both."
        message.notes.note("warning", "message-reference", text, close.number, "UNT")


def check_close(message: Message, marks: list[Mark], opened: int) -> None:
    """UNZ against what is there."""
    note = message.notes.note
    end = marks[-1]
    if end.letter != "Z":
        note(
            "warning",
            "interchange-open",
            "The interchange ends without UNZ.",
            end.number,
            "UN" + end.letter,
        )
        return
    groups = sum(mark.letter == "G" for mark in marks)
    if at(end.elements, 1).strip().lstrip("0") not in (str(groups or opened), str(opened)):
        text = f"UNZ counts {at(end.elements, 1).strip() or 'nothing'}, the interchange has {groups or opened}."
        note("warning", "interchange-count", text, end.number, "UNZ")
    if at(end.elements, 2).strip() != (message.envelope.reference or ""):
        note(
            "info",
            "interchange-reference",
            "The reference in UNZ is not that of UNB.",
            end.number,
            "UNZ",
        )


def at(elements: list[str], index: int) -> str:
    """An element, or nothing where the sender left it out."""
    return elements[index] if index < len(elements) else ""


def component(elements: list[str], index: int, component: int) -> str:
    """A component of an element, or nothing."""
    parts = at(elements, index).split(COMPONENT)
    return parts[component] if component < len(parts) else ""
