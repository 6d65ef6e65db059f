"""PNRGOV: booking data in PADIS EDIFACT, 10.1 to 21.1, by tag and state. One bad segment costs that segment."""

from offing.messages import pnrgov_flights, pnrgov_records, pnrgov_travellers
from offing.messages.envelope import Message
from offing.messages.pnrgov_state import Push
from offing.messages.service import ELEMENT
from offing.records.bookings import Booking
from offing.records.messages import ParsedMessage
from offing.records.travellers import ReportedTraveller

_PADDING = [""] * 10


def read(message: Message) -> ParsedMessage:
    """Every booking of a push with its travellers, and what could not be read."""
    push = Push(message)
    for number, segment in enumerate(message.segments, message.first + 1):
        act = _ACTS.get(segment[:3])
        if act is pnrgov_records.skip:
            continue
        if act is not None:
            elements = segment.split(ELEMENT)
            elements += _PADDING
            act(push, elements, number)
        elif segment.strip():
            push.note(
                "info", "unknown-segment", "No PNRGOV has this segment; it was passed over.", number
            )
    push.close()
    return _finished(push)


def _finished(push: Push) -> ParsedMessage:
    travellers: list[ReportedTraveller] = []
    bookings: list[Booking] = []
    for draft in push.drafts:
        first = len(travellers)
        for person in draft.persons:
            person.values["booking"] = len(bookings)
            person.values["locator"] = draft.locator or None
            travellers.append(person.traveller())
        bookings.append(draft.booking(tuple(range(first, len(travellers)))))
    _check_count(push, len(bookings))
    return ParsedMessage(
        source="PNR",
        function=push.function,
        movements=(push.movement,) if push.movement else (),
        bookings=tuple(bookings),
        travellers=tuple(travellers),
        announced=push.announced,
        **push.message.common(),
    )


def _check_count(push: Push, there: int) -> None:
    """EQN counts the bookings of the whole push: one part of several cannot agree with it."""
    message = push.message
    if push.movement is None:
        message.notes.note(
            "error", "no-movement", "The header has no TVL: the flight of this push is not known."
        )
    if (
        push.announced is None
        or push.announced == there
        or (message.part and message.part != (1, True))
    ):
        return
    text = f"EQN announces {push.announced} bookings, {there} are here. Send the missing ones or correct EQN."
    message.notes.note("warning", "booking-count", text)


_ACTS = pnrgov_records.ACTS | pnrgov_travellers.ACTS | pnrgov_flights.ACTS
