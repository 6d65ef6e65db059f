"""The interchange reader: bytes to messages of UN/EDIFACT syntax 1 to 4, with the envelope checked, never refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from offing.kernel import dates
from offing.messages.envelope import Envelope, Mark, Message, at, check_close, check_end, component
from offing.messages.findings import Notes
from offing.messages.service import COMPONENT, ELEMENT, SEGMENT, Slice, slices

_BLANK = b" \t\r\n\x00\x06"
_BLOCK = 4096
_SERVICE = SEGMENT + "UN"
_SERVICE_SEGMENT = re.compile(rf"{SEGMENT}UN([BGHTEZ])[ ]*(?=[{ELEMENT}{SEGMENT}]|$)")


@dataclass(slots=True)
class Interchange:
    """One interchange as text with our separators, and where its service segments stand."""

    piece: Slice
    prepared: bytes = b""
    text: str = ""
    clean: bool = True
    # The segment that an offset was last asked of, and where it begins: findings come mostly in order.
    last: tuple[int, int] = (1, 0)

    def __post_init__(self) -> None:
        self.prepared = self.piece.service.prepare(self.piece.raw)
        self.text, self.clean = self.piece.service.text(
            self.prepared, self.piece.syntax, marked=self.prepared is not self.piece.raw
        )

    def offset_of(self, segment: int) -> int | None:
        """Byte offset in the file of the segment with this number (UNB is 1)."""
        number, at = self.last if self.last[0] <= segment else (1, 0)
        data, terminator = self.prepared, self.piece.service.terminator
        while number < segment:
            block = data[at : at + _BLOCK]
            inside, wanted = block.count(terminator), segment - number
            if not block:
                return None
            if inside <= wanted:
                # Past the last terminator of the block, or, in a very long segment, past the block.
                at += block.rindex(terminator) + 1 if inside else len(block)
            else:
                at += len(block) - len(block.split(terminator, wanted)[-1])
            number += min(inside, wanted)
        self.last = (number, at)
        start = data[at : at + _BLOCK]
        return self.piece.start + at + len(start) - len(start.lstrip(_BLANK))


def interchanges(data: bytes) -> Iterator[Interchange]:
    """Every interchange of a file, one at a time."""
    return map(Interchange, slices(data))


def messages(interchange: Interchange) -> Iterator[Message]:
    """The messages of one interchange in order; findings about the envelope are with the message they touch."""
    envelope = Envelope()
    group_version: str | None = None
    marks = _marks(interchange.text)
    opened = sum(mark.letter == "H" for mark in marks)
    for position, mark in enumerate(marks):
        if mark.letter == "B":
            envelope = _envelope(mark.elements)
        elif mark.letter == "G":
            group_version = at(mark.elements, 8) or None
        elif mark.letter == "H":
            message = _message(
                interchange, envelope, mark, marks[position + 1 : position + 2], group_version
            )
            _check_interchange(interchange, message, marks, opened)
            yield message


def _marks(text: str) -> list[Mark]:
    """The service segments of the text; finding them and counting up to each is left to C."""
    marks: list[Mark] = []
    number, last = 1, 0
    if text.startswith("UNB"):
        marks.append(_mark(text, "B", 0, 1))
    found = text.find(_SERVICE)
    while found >= 0:
        if match := _SERVICE_SEGMENT.match(text, found):
            number += text.count(SEGMENT, last, found + 1)
            last = found + 1
            marks.append(_mark(text, match[1], last, number))
        found = text.find(_SERVICE, found + 1)
    return marks


def _mark(text: str, letter: str, start: int, number: int) -> Mark:
    end = text.find(SEGMENT, start)
    end = len(text) if end < 0 else end
    return Mark(letter, start, number, text[start : min(end, start + 2000)].split(ELEMENT), end)


def _envelope(elements: list[str]) -> Envelope:
    return Envelope(
        sender=component(elements, 2, 0) or None,
        recipient=component(elements, 3, 0) or None,
        reference=at(elements, 5).strip() or None,
        sent_at=_sent_at(component(elements, 4, 0).strip(), component(elements, 4, 1).strip()),
    )


def _sent_at(date: str, time: str) -> str | None:
    return dates.moment(date + time[:4]) or dates.day(date)


def _message(
    interchange: Interchange,
    envelope: Envelope,
    head: Mark,
    following: list[Mark],
    group_version: str | None,
) -> Message:
    notes = Notes(interchange.offset_of)
    close = following[0] if following else None
    stop = close.start - 1 if close else len(interchange.text)
    body = interchange.text[head.end + 1 : max(stop, head.end + 1)]
    kind = at(head.elements, 2).split(COMPONENT)
    message = Message(
        kind=kind[0].strip().upper(),
        version=":".join(p.strip() for p in kind[1:3]) or group_version,
        envelope=envelope,
        reference=at(head.elements, 1).strip() or None,
        common_reference=at(head.elements, 3).strip() or None,
        part=_part(component(head.elements, 4, 0), component(head.elements, 4, 1)),
        segments=body.split(SEGMENT) if body else [],
        first=head.number,
        repetition=interchange.piece.service.repetition.decode("latin-1"),
        notes=notes,
    )
    check_end(message, close)
    return message


def _part(number: str, status: str) -> tuple[int, bool] | None:
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        return None
    return int(number), status.strip().upper() == "F"


def _check_interchange(
    interchange: Interchange, message: Message, marks: list[Mark], opened: int
) -> None:
    """Findings of the envelope go to its first message, so that each is told once."""
    if message.first != next(mark.number for mark in marks if mark.letter == "H"):
        return
    note = message.notes.note
    if interchange.piece.odd_advice:
        text = "UNA does not name the separators in use; those of UNB were taken. Correct UNA."
        note("warning", "service-string", text, 1, "UNB")
    if not interchange.clean:
        text = "Some bytes are not of the character set that UNB declares; they were replaced."
        note("warning", "character-set", text, 1, "UNB")
    check_close(message, marks, opened)
