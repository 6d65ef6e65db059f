"""The carriers' sandbox: what we would make of a file, each finding with the segments around it and what to do."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from offing.messages.advice import advice
from offing.messages.detection import plain_bytes
from offing.messages.plain import movement_fields
from offing.messages.reading import read_file
from offing.messages.redaction import redact
from offing.messages.service import slices
from offing.records.messages import Finding, ParsedFile, ParsedMessage

_MOST = 500  # findings and movements told of one file
_AROUND = 2  # segments before and after
_LONGEST = 300  # characters of a segment
_BLANK = b" \t\r\n\x00"


def explain(data: bytes) -> dict[str, Any]:
    """Counts, movements and findings of a file as intake would read it; the file itself is kept nowhere.

    Offsets are those of the file as sent; the segments are shown as we would keep them, without cards and health.
    """
    sent = plain_bytes(data)
    clean = redact(sent)
    parsed = read_file(clean.data)
    kept, original = _Segments(clean.data), _Segments(sent)
    findings = [f for m in parsed.messages for f in m.findings] + list(parsed.findings)
    return {
        "readable": bool(parsed.messages),
        "counts": _counts(parsed, len(findings)),
        "removed": {"cards": clean.cards, "sensitive": clean.sensitive},
        "messages": [_message(m) for m in parsed.messages[:_MOST]],
        "movements": list(_movements(parsed.messages)),
        "findings": [_explained(f, kept, original) for f in findings[:_MOST]],
    }


def _counts(parsed: ParsedFile, findings: int) -> Mapping[str, int]:
    return {
        "messages": len(parsed.messages),
        "movements": len({leg.id for m in parsed.messages for leg in m.movements}),
        "travellers": sum(len(m.travellers) for m in parsed.messages),
        "bookings": sum(len(m.bookings) for m in parsed.messages),
        "findings": findings,
    }


def _message(message: ParsedMessage) -> dict[str, Any]:
    return {
        "format": message.format,
        "version": message.version,
        "function": message.function,
        "subfunction": message.subfunction,
        "complete": message.complete,
        "travellers": len(message.travellers),
        "bookings": len(message.bookings),
        "announced": message.announced,
    }


def _movements(messages: Iterable[ParsedMessage]) -> Iterator[dict[str, Any]]:
    """Each leg once."""
    legs = {leg.id: leg for m in messages for leg in m.movements}
    return (movement_fields(leg) for leg in islice(legs.values(), _MOST))


def _explained(finding: Finding, kept: "_Segments", original: "_Segments") -> dict[str, Any]:
    place = kept.place(finding.offset) if finding.offset is not None else None
    return {
        "severity": finding.severity,
        "code": finding.code,
        "text": finding.text,
        "segment": finding.segment,
        "tag": finding.tag,
        "offset": original.start(*place) if place else None,
        "excerpt": kept.around(*place) if place else None,
        "advice": advice(finding.code),
    }


class _Segments:
    """The segments of a file by interchange: redaction changes lengths, never the number of segments."""

    def __init__(self, data: bytes) -> None:
        found = list(slices(data)) or list(slices(data.upper()))
        self._data = data
        self._begins = [piece.start for piece in found]
        self._starts: list[list[int]] = []
        for piece in found:
            step, starts, at = len(piece.service.terminator), [], piece.start
            for segment in piece.service.prepare(piece.raw).split(piece.service.terminator):
                starts.append(at)
                at += len(segment) + step
            self._starts.append([*starts, piece.start + len(piece.raw)])

    def place(self, offset: int) -> tuple[int, int] | None:
        """Interchange and segment, from 0, at a byte."""
        number = bisect_right(self._begins, offset) - 1
        if number < 0:
            return None
        return number, max(0, bisect_right(self._starts[number], offset) - 1)

    def start(self, number: int, segment: int) -> int | None:
        """The byte at which a segment begins, blanks before it aside."""
        if number >= len(self._starts) or segment >= len(self._starts[number]) - 1:
            return None
        text = self._bytes(number, segment)
        return self._starts[number][segment] + len(text) - len(text.lstrip(_BLANK))

    def around(self, number: int, segment: int) -> dict[str, Any]:
        """The segment's text and that of its neighbours."""
        last = len(self._starts[number]) - 2
        before, after = range(max(0, segment - _AROUND), segment), range(segment + 1, segment + 3)
        return {
            "before": [self._text(number, n) for n in before],
            "segment": self._text(number, segment),
            "after": [self._text(number, n) for n in after if n < last],
        }

    def _bytes(self, number: int, segment: int) -> bytes:
        starts = self._starts[number]
        return (
            self._data[starts[segment] : starts[segment + 1]] if segment < len(starts) - 1 else b""
        )

    def _text(self, number: int, segment: int) -> str:
        text = self._bytes(number, segment).decode("utf-8", "replace").strip()
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
