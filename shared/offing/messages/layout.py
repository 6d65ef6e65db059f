"""The layout of messages that we send: an interchange around what records say, with service characters released."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from offing.messages.segments import Segment, clean
from offing.records.messages import ParsedMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """Whose rules a message follows: the service string and syntax of its interchange, and who keeps the directory."""

    advice: str
    syntax: tuple[str, str]
    agency: tuple[str, ...]
    application: str = ""

    @property
    def released(self) -> dict[int, str]:
        """What stands for a service character within a value."""
        characters, release = self.advice.removeprefix("UNA"), self.advice[6]
        used = set(characters) - {" ", "."}  # the decimal mark needs no release
        return {ord(character): release + character for character in used}


UN = Standard(advice="UNA:+.? '", syntax=("UNOA", "4"), agency=("UN",))
UN_IATA = Standard(advice=UN.advice, syntax=UN.syntax, agency=("UN", "IATA"))
PADIS = Standard(advice="UNA:+.?*'", syntax=("IATA", "1"), agency=("IA",), application="PNRGOV")


_PARTY = 35  # characters that UNB has for each of its parties


def _held_to_unb(message: ParsedMessage) -> ParsedMessage:
    sender, recipient = message.sender or "", message.recipient or ""
    return replace(message, sender=sender[:_PARTY], recipient=recipient[:_PARTY])


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of message is written: its standard, the version where none is said, and its segments."""

    standard: Standard
    version: str
    body: Callable[[ParsedMessage], list[Segment]]

    def interchange(self, messages: Iterable[ParsedMessage]) -> bytes:
        """One interchange with these messages; what UNB says of all of them is taken from the first."""
        contents = [_held_to_unb(message) for message in messages]
        first, standard = contents[0], self.standard
        sent, reference = _sent(first.sent_at or ""), first.reference or ""
        ends = (first.sender or "", first.recipient or "")
        segments: list[Segment] = [
            ("UNB", standard.syntax, *ends, sent, reference, "", standard.application)
        ]
        for number, message in enumerate(contents, 1):
            segments += self._message(message, clean(message.message_reference) or str(number))
        segments.append(("UNZ", str(len(contents)), reference))
        released = standard.released
        text = "".join(_text(segment, released) for segment in segments)
        return (standard.advice + text).encode()

    def _message(self, message: ParsedMessage, reference: str) -> list[Segment]:
        number, release = [*(message.version or self.version).split(":"), ""][:2]
        kind = (message.format, number, release, *self.standard.agency)
        common, part = message.common_reference or "", _part(message.part)
        body = self.body(message)
        opening = ("UNH", reference, kind, common, part)
        return [opening, *body, ("UNT", str(len(body) + 2), reference)]


def compact(moment: str | None) -> str:
    """Date and time in digits, the century only where it is not ours: 2026-01-13T10:30 is 2601131030."""
    digits = "".join(c for c in (moment or "") if c.isdigit())[:12]
    return digits.removeprefix("20") if len(digits) >= 8 else ""


def _sent(moment: str) -> tuple[str, str]:
    digits = compact(moment)
    days = 8 if len(digits) in (8, 12) else 6
    return digits[:days], digits[days:]


def _part(part: tuple[int, bool] | None) -> tuple[str, ...]:
    """0070 and 0073: C opens a series, F ends it, those between have neither."""
    if part is None:
        return ("",)
    number, last = part
    return f"{number:02d}", "F" if last else "C" if number == 1 else ""


def _text(segment: Segment, released: Mapping[int, str]) -> str:
    elements = [_element(e if isinstance(e, tuple) else (e,), released) for e in segment]
    return "+".join(_trimmed(elements)) + "'"


def _element(components: tuple[str, ...], released: Mapping[int, str]) -> str:
    return ":".join(_trimmed([clean(component).translate(released) for component in components]))


def _trimmed(parts: list[str]) -> list[str]:
    """Without the empty ones at the end, which nobody writes."""
    while parts and not parts[-1]:
        parts.pop()
    return parts
