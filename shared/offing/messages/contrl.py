"""CONTRL: whether an interchange could be read as EDIFACT, message by message; read from others and written by us."""

from offing.messages.envelope import Message
from offing.messages.layout import UN, Layout
from offing.messages.segments import Segment, printable, read_segments, value
from offing.records.messages import Answer, ParsedMessage

# 0083: what becomes of the interchange or message.
REJECTED, ACKNOWLEDGED, RECEIVED = "4", "7", "8"
# Segment -> where its action and its error (0085) stand.
_CODES = {"UCI": (4, 5), "UCM": (3, 4), "UCS": (2,)}


def read(message: Message) -> ParsedMessage:
    """UCI for the interchange, UCM for each message, UCS for a segment of it: reference, action and error code."""
    answers: list[Answer] = []
    for tag, e in read_segments(message):
        if tag in _CODES:
            codes = (value(e, at) for at in _CODES[tag])
            of = value(e, 1) or None
            if tag == "UCS":
                of = answers[-1].reference if answers else None
            answers.append(
                Answer(
                    reference=of,
                    codes=tuple(filter(None, codes)),
                    about=_kind(e) if tag == "UCM" else None,
                    segment=_position(value(e, 1)) if tag == "UCS" else None,
                )
            )
    return ParsedMessage(answers=tuple(answers), **message.common())


def _kind(e: list[list[str]]) -> str | None:
    return ":".join(e[1]).rstrip(":") or None if len(e) > 1 else None


def _position(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def body(message: ParsedMessage) -> list[Segment]:
    """The first answer is about the interchange, which went the other way; the others about messages in it."""
    segments: list[Segment] = []
    for number, answer in enumerate(message.answers):
        reference = answer.reference or ""
        codes = printable(answer.codes)
        if not number:
            way = (message.recipient or "", message.sender or "")
            segments.append(("UCI", reference, *way, *codes))
        elif answer.segment is not None:
            segments.append(("UCS", str(answer.segment), *codes))
        else:
            kind = tuple((answer.about or "").split(":"))
            segments.append(("UCM", reference, kind, *codes))
    return segments


LAYOUT = Layout(UN, "4:1", body)
