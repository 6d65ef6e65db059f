"""EDIFACT service characters: found in the data, and replaced by characters that nothing else uses.

Whatever a sender separates with, after `prepare` and `Service.text` the separators are the four information
separators of ASCII and every released character stands for itself. Readers split by these and know no other syntax.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest

from offing.messages.apostrophes import terminators_restored

SEGMENT, ELEMENT, COMPONENT = "\x1c", "\x1d", "\x1f"

# A released pair becomes one of these and a filler, so that offsets stay those of the file.
_RELEASED = b"\x01\x02\x03\x04\x05"
_FILLER = b"\x06"
_DROPPED = b"\x00\x06\r\n"
_CONTROLS = bytes([*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])

# The literal beginning lets the search run at the speed of memory; `_BEGIN` then looks closely.
_MAYBE = re.compile(rb"UN[AB]")
_BEGIN = re.compile(
    rb"UNA([^A-Za-z0-9\r\n]{5}[^A-Za-z0-9])\s*UNB|(?<![A-Za-z0-9])UNB(?=[^A-Za-z0-9\s])"
)
_SYNTAX = re.compile(rb"UNB([^A-Za-z0-9\s])[A-Za-z]{4}([^A-Za-z0-9\s])([1-4])")
_AFTER_HEADER = re.compile(rb"([^A-Za-z0-9\s])\s*UN[GH]\s*[^A-Za-z0-9\s]")
_LINES = re.compile(rb"(\r?\n|\r)\s*UN[GH]\s*[^A-Za-z0-9\s]")
_CHARSETS = {
    "UNOC": "iso8859-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
}


@dataclass(frozen=True)
class Service:
    """The characters one interchange separates with; `release` and `repetition` may be missing."""

    component: bytes
    element: bytes
    terminator: bytes
    release: bytes = b""
    repetition: bytes = b""

    @cached_property
    def forged(self) -> bytes:
        """Control characters that the sender does not separate with: they could be taken for our own marks."""
        used = self.component + self.element + self.terminator + self.release + self.repetition
        return bytes(c for c in _CONTROLS if c not in used)

    @cached_property
    def neutral(self) -> bytes:
        """Table that makes these NUL."""
        return bytes(0 if c in self.forged else c for c in range(256))

    @cached_property
    def dropped(self) -> bytes:
        """What is no part of the text: line breaks, unless the sender ends segments with them, and our fillers."""
        return _DROPPED.replace(self.terminator, b"")

    @cached_property
    def released(self) -> tuple[bytes, ...]:
        """Each two-byte sequence that stands for one literal character."""
        if not self.release:
            return ()
        order = (self.release, self.terminator, self.element, self.component, self.repetition)
        return tuple(self.release + c for c in order if c)

    @cached_property
    def table(self) -> bytes:
        """Table from the sender's separators to ours."""
        table = bytearray(range(256))
        table[self.component[0]], table[self.element[0]] = ord(COMPONENT), ord(ELEMENT)
        table[self.terminator[0]] = ord(SEGMENT)
        return bytes(table)

    @cached_property
    def marked_table(self) -> bytes:
        """The same, and from marks of released characters to the characters."""
        table = bytearray(self.table)
        for mark, pair in zip(_RELEASED, self.released, strict=False):
            table[mark] = pair[1]
        return bytes(table)

    def prepare(self, raw: bytes) -> bytes:
        """`raw`, of the same length, with released pairs marked: splitting at `terminator` is now safe.

        Where nothing is released, which is usual, `raw` itself is returned.
        """
        data = raw
        if self.release and self.release in raw:
            data = raw.translate(self.neutral)
            if self.terminator not in b"\r\n":
                # A line that was cut behind its release character goes on in the next.
                data = re.sub(b"(" + re.escape(self.release) + rb")([\r\n]+)", rb"\2\1", data)
            for mark, pair in zip(_RELEASED, self.released, strict=False):
                data = data.replace(pair, bytes([mark]) + _FILLER)
        # A word processor's apostrophe where a segment ends is the terminator it replaced.
        return terminators_restored(data, self.element) if self.terminator == b"'" else data

    def text(self, prepared: bytes, syntax: str, *, marked: bool = True) -> tuple[str, bool]:
        """The text with our separators and no line breaks, and whether all of it could be decoded as declared.

        `marked` is false for raw bytes that `prepare` has returned as they were.
        """
        if marked:
            data = prepared.translate(self.marked_table, self.dropped)
        else:
            data = prepared.translate(self.table, self.dropped + self.forged)
        text, clean = _decoded(data, _CHARSETS.get(syntax))
        # Asking for any blank first costs next to nothing, and many lists have none.
        if " " in text and SEGMENT + " " in text:
            text = re.sub(SEGMENT + r"[ \t]+", SEGMENT, text)
        return text, clean


def _decoded(data: bytes, charset: str | None) -> tuple[str, bool]:
    for candidate in (charset,) if charset else ("utf-8", "cp1252"):
        try:
            return data.decode(candidate), True
        except UnicodeDecodeError:
            continue
    return data.decode(charset or "cp1252", "replace"), False


@dataclass(frozen=True, slots=True)
class Slice:
    """One interchange in a file: its bytes from UNB on, where they start, its separators, its syntax identifier."""

    raw: bytes
    start: int
    service: Service
    syntax: str
    odd_advice: bool = False


def slices(data: bytes) -> Iterator[Slice]:
    """The interchanges of a file, one after the other."""
    starts = _starts(data)
    service: Service | None = None
    for match, following in zip_longest(starts, starts[1:]):
        begin = match.end() - 3 if match[1] else match.start()
        end = following.start() if following else len(data)
        piece = _slice(
            data[begin:end],
            begin,
            match[1],
            None if match[1] else service,
            b"UNA" in data[max(0, begin - 12) : begin],
        )
        service = piece.service
        yield piece


def _starts(data: bytes) -> list[re.Match[bytes]]:
    """Where interchanges begin, with UNA or without."""
    first = data.find(b"UNB")
    starts: list[re.Match[bytes]] = []
    for maybe in _MAYBE.finditer(data):
        match = _BEGIN.match(data, maybe.start())
        if match is None or (starts and starts[-1].end() > match.start()):
            continue
        if match[1] or match.start() == first or _begins(data, match.start()):
            starts.append(match)
    return starts


def _begins(data: bytes, at: int) -> bool:
    """Whether UNB stands where a segment may start, not as somebody's name in an element."""
    return data[max(0, at - 8) : at].rstrip(b" \t")[-1:] in (b"'", b"\n", b"\r", b"\x02", b"")


def _slice(
    raw: bytes, start: int, advice: bytes | None, previous: Service | None, una: bool
) -> Slice:
    """What UNA says, corrected by what UNB shows: senders that get UNA wrong still separate consistently."""
    chars = advice or b":+.? '"
    component, element, release, repetition, terminator = (
        chars[i : i + 1] for i in (0, 1, 3, 4, 5)
    )
    if advice is None and previous:
        component, element, terminator = previous.component, previous.element, previous.terminator
        release, repetition = previous.release, previous.repetition
    shown = _SYNTAX.match(raw)
    if shown:
        element, component = shown[1], shown[2]
        if advice is None and previous is None:
            repetition = b"*" if shown[3] == b"4" and element != b"*" else b""
    terminator = _terminator(raw, terminator, element + component)
    release, repetition = (
        c if c.strip() and c not in (component, element, terminator) else b""
        for c in (release, repetition)
    )
    if repetition == release:
        repetition = b""
    odd = bool(advice and shown and (advice[:1], advice[1:2]) != (component, element)) or (
        una and advice is None
    )
    syntax = raw[4:8].decode("ascii", "replace").upper() if shown else ""
    service = _service(component, element, terminator, release, repetition)
    return Slice(raw, start, service, syntax, odd)


# One object for all that separate alike, so that its tables are made once.
_service = lru_cache(maxsize=64)(Service)


def _terminator(raw: bytes, said: bytes, separators: bytes) -> bytes:
    """The terminator in use: what stands before the first message, maybe a line end, or else what was announced."""
    shown = _AFTER_HEADER.search(raw, 0, 2048)
    if shown and (shown[1] == b"\x92" or raw[: shown.end(1)].endswith(b"\xe2\x80\x99")):
        # A word processor has replaced every one, and `prepare` puts them back.
        return b"'"
    if shown and shown[1] not in separators:
        return said if said.strip() and said in raw[:400] else shown[1]
    if lines := _LINES.search(raw, 0, 2048):
        return lines[1][-1:]
    return said.strip() or b"'"
