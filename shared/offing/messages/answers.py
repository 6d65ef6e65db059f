"""What we answer a carrier's file with, in EDIFACT: CUSRES to lists, ACKRES to bookings, CONTRL where syntax failed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from offing.kernel.ids import digest
from offing.messages import ackres, contrl, cusres
from offing.messages.writing import write
from offing.records.messages import Answer, Finding, ParsedFile, ParsedMessage

_US = "OFFING"
_REFERENCE = 14  # characters of an interchange's control reference
_TOLD = 20  # findings in words; the receipt has all of them
_BAD = ("fatal", "error")
# Finding -> 0085, the syntax error as ISO 9735 numbers it; what is not here is no matter of syntax.
_SYNTAX = {
    "character-set": "21",
    "service-string": "22",
    "message-reference": "28",
    "interchange-reference": "28",
    "segment-count": "29",
    "interchange-count": "29",
    "truncated": "13",
    "interchange-open": "13",
    "format-not-read": "17",
    "no-message": "32",
}
_UNSPECIFIED = "18"
# Finding -> 9321, the application error as PADIS numbers it.
_PADIS = {"impossible-date": "102", "no-movement": "114"}
_UNABLE = "118"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file as it came in: its receipt, who sent it and when (ISO, UTC)."""

    receipt: str
    carrier: str
    at: str


def answers_to(parsed: ParsedFile, sent: Sent) -> bytes:
    """The answers to a file, one interchange after the other; the same file is always answered with the same bytes.

    Nothing is answered to what is itself an answer to us, so that two systems never talk for ever.
    """
    written: list[bytes] = []
    if not parsed.messages:
        written.append(write(_unread(parsed.findings, sent)))
    for _, same in groupby(parsed.messages, lambda m: (m.sender, m.recipient, m.reference)):
        written += _interchange(list(same), sent, len(written))
    return b"".join(written)


def _interchange(messages: Sequence[ParsedMessage], sent: Sent, before: int) -> Iterable[bytes]:
    """The answers to the messages of one interchange."""
    if any(_syntax(m) for m in messages):
        yield write(_control(messages, sent, f"C{before}"))
    for kind, (name, answer) in _KINDS.items():
        asked = [m for m in messages if m.format == kind]
        if asked:
            head = _reply(asked[0], sent, f"{name}{before}")
            yield write(*(answer(m, sent, _for(m, head, name)) for m in asked))


def _for(message: ParsedMessage, head: ParsedMessage, name: str) -> ParsedMessage:
    """The answer to one message, still empty, with what it repeats of it."""
    version = message.version if ":" in (message.version or "") else None
    return replace(
        head,
        format=name,
        version=version,
        common_reference=message.common_reference,
        part=message.part,
    )


def _reply(message: ParsedMessage, sent: Sent, serial: str) -> ParsedMessage:
    """An answer still empty, from whom the message went to, to whom it came from."""
    return ParsedMessage(
        format="CONTRL",
        sender=message.recipient or _US,
        recipient=message.sender or sent.carrier,
        reference=digest(sent.receipt, serial, length=_REFERENCE).upper(),
        sent_at=sent.at[:16],
    )


def _control(messages: Sequence[ParsedMessage], sent: Sent, serial: str) -> ParsedMessage:
    """CONTRL: the interchange was taken, and of each message whether it was and what is wrong with it."""
    whole = Answer(reference=messages[0].reference, codes=(contrl.ACKNOWLEDGED,))
    return replace(
        _reply(messages[0], sent, serial), answers=(whole, *(_of_message(m) for m in messages))
    )


def _of_message(message: ParsedMessage) -> Answer:
    faults = _syntax(message)
    action = contrl.ACKNOWLEDGED if message.complete else contrl.REJECTED
    worst = sorted(faults, key=lambda f: f.severity not in _BAD)[:1]
    return Answer(
        reference=message.message_reference,
        codes=(action, *(_SYNTAX[f.code] for f in worst)),
        about=f"{message.format}:{message.version or ''}".rstrip(":"),
    )


def _unread(findings: Sequence[Finding], sent: Sent) -> ParsedMessage:
    """CONTRL to a file in which no message could be read: who sent it is all that is known of it."""
    nothing = ParsedMessage(format="", reference=None)
    code = next((_SYNTAX[f.code] for f in findings if f.code in _SYNTAX), _UNSPECIFIED)
    refused = Answer(reference="0", codes=(contrl.REJECTED, code))
    return replace(_reply(nothing, sent, "C"), answers=(refused,))


def _syntax(message: ParsedMessage) -> list[Finding]:
    return [f for f in message.findings if f.code in _SYNTAX and f.severity != "info"]


def _cusres(message: ParsedMessage, sent: Sent, empty: ParsedMessage) -> ParsedMessage:
    """The acknowledgement of a list: what was taken in, then each finding with its place."""
    bad = any(f.severity in _BAD for f in message.findings)
    counted = f"TRAVELLERS: {len(message.travellers)}, FINDINGS: {len(message.findings)}"
    told = [_told(f) for f in message.findings[:_TOLD]]
    if len(message.findings) > _TOLD:
        told.append(Answer(reference=None, codes=("0",), text=f"MORE UNDER RECEIPT {sent.receipt}"))
    first = Answer(reference=None, codes=("4" if bad else "0",), text=counted)
    return replace(
        empty,
        function=cusres.RESPONSE,
        transaction=message.transaction,
        movements=message.movements[:1],
        answers=(first, *told),
    )


def _told(finding: Finding) -> Answer:
    text = f"{_place(finding)}{finding.text}".upper()
    return Answer(reference=None, codes=("4" if finding.severity in _BAD else "0",), text=text)


def _place(finding: Finding) -> str:
    if not finding.segment:
        return ""
    return f"SEGMENT {finding.segment} {finding.tag or ''}".strip() + ": "


def _ackres(message: ParsedMessage, _: Sent, empty: ParsedMessage) -> ParsedMessage:
    """The acknowledgement of a push: refused only where it cannot be used, as without a flight or cut short."""
    bad = [f for f in message.findings if f.severity in _BAD]
    useless = not message.movements or not message.complete or (not message.bookings and bad)
    codes = [_PADIS.get(f.code, _UNABLE) for f in bad] or [_UNABLE]
    counted = f"BOOKINGS: {len(message.bookings)}, FINDINGS: {len(message.findings)}."
    words = " ".join(f"{_place(f)}{f.text}".upper() for f in bad[:2])
    answer = Answer(
        reference=None,
        codes=(ackres.REFUSED, *dict.fromkeys(codes)) if useless else (ackres.ACCEPTED,),
        text=f"{counted} {words}".strip(),
    )
    return replace(empty, source="PNR", function=ackres.ANSWER, answers=(answer,))


# What came in -> what goes out, and what it says.
_KINDS = {"PAXLST": ("CUSRES", _cusres), "PNRGOV": ("ACKRES", _ackres)}
