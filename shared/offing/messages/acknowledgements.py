"""ACKRES, GOVREQ and CONTRL: short answers and requests around the lists."""

from offing.messages import pnrgov_parts
from offing.messages.envelope import Message
from offing.messages.service import COMPONENT, ELEMENT
from offing.records.bookings import Booking
from offing.records.messages import Answer, ParsedMessage
from offing.records.movements import Movement

_PADDING = [""] * 7


def read_padis(message: Message) -> ParsedMessage:
    """ACKRES: the response with error codes and text. GOVREQ: the flight and locators that are asked for."""
    segments = [segment.split(ELEMENT) + _PADDING for segment in message.segments]
    functions = [pnrgov_parts.parts(e[1], 2) for e in _of("MSG", segments)]
    responses = [e[2].strip() for e in _of("MSG", segments)]
    errors = [e[1].split(COMPONENT)[0].strip() for e in _of("ERC", segments)]
    text = " ".join(t for e in _of("IFT", segments) for t in e[2:] if t)
    codes = tuple(filter(None, responses + errors))
    return ParsedMessage(
        source="PNR",
        function=next((f[1].strip() or f[0].strip() for f in functions), None) or None,
        movements=tuple(_movement(e) for e in _of("TVL", segments)),
        bookings=tuple(b for e in _of("RCI", segments) for b in _bookings(e)),
        answers=(Answer(reference=None, codes=codes, text=text or None),) if codes else (),
        **message.common(),
    )


def _of(tag: str, segments: list[list[str]]) -> list[list[str]]:
    return [e for e in segments if e[0].strip() == tag]


def _movement(e: list[str]) -> Movement:
    return pnrgov_parts.to_movement(pnrgov_parts.flight_values(e))


def _bookings(e: list[str]) -> list[Booking]:
    found = [pnrgov_parts.reference(one) for one in e[1:] if one]
    return [
        Booking(locator=locator, carrier=system, created=at)
        for system, locator, at, _ in found
        if locator
    ]


def read_contrl(message: Message) -> ParsedMessage:
    """CONTRL: UCI for the interchange, UCM for each message: reference, action and error code."""
    answers = []
    for segment in message.segments:
        e = segment.split(ELEMENT) + _PADDING
        tag = e[0].strip()
        if tag in ("UCI", "UCM"):
            action, error = (e[4], e[5]) if tag == "UCI" else (e[3], e[4])
            codes = tuple(code.strip() for code in (action, error) if code.strip())
            answers.append(Answer(reference=e[1].strip() or None, codes=codes))
    return ParsedMessage(answers=tuple(answers), **message.common())
