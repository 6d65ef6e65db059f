"""PNRGOV: booking data in PADIS EDIFACT, 10.1 to 21.1, by tag and state. One bad segment costs that segment."""

from offing.messages import pnrgov_flights, pnrgov_records, pnrgov_travellers
from offing.messages.envelope import Message
from offing.messages.gaps import IN_BOOKINGS, note_gaps
from offing.messages.pnrgov_booking import finished
from offing.messages.pnrgov_state import Acts, Group, Push
from offing.records.messages import ParsedMessage

_ROOMS = (pnrgov_records, pnrgov_travellers, pnrgov_flights)


def read(message: Message) -> ParsedMessage:
    """Every booking of a push with its travellers, and what could not be read."""
    push = Push(message, _TABLES)
    for number, segment in enumerate(message.segments, message.first + 1):
        act = push.acts.get(segment[:3], _unknown)
        if act is not None:
            act(push, segment, number)
    push.close()
    bookings, travellers = finished(push.drafts)
    _check(push, len(bookings))
    note_gaps(message.notes, "TIF", travellers, IN_BOOKINGS)
    return ParsedMessage(
        source="PNR",
        function=push.function,
        movements=(push.movement,) if push.movement else (),
        bookings=bookings,
        travellers=travellers,
        announced=push.announced,
        **message.common(),
    )


def _unknown(push: Push, segment: str, number: int) -> None:
    if segment.strip():
        text = "No PNRGOV has this segment; it was passed over."
        push.note("info", "unknown-segment", text, number)


def _check(push: Push, there: int) -> None:
    """EQN counts the bookings of the whole push: one part of several cannot agree with it."""
    message, said = push.message, push.announced
    if push.movement is None:
        text = "The header has no TVL: the flight of this push is not known."
        message.notes.note("error", "no-movement", text)
    elif push.movement.departure is None:
        message.notes.note("warning", "no-departure", "No day of departure could be read.")
    whole = not message.part or message.part == (1, True)
    if said is None and there and whole:
        message.notes.note("info", "no-count", "There is no EQN with the number of bookings.")
    if said is not None and said != there and whole:
        text = f"EQN announces {said} bookings, {there} are here. Send the missing ones or correct EQN."
        message.notes.note("warning", "booking-count", text)


def _table(group: Group) -> Acts:
    """What every tag does in a group: what it does anywhere, unless the group has its own reading of it."""
    anywhere: Acts = {tag: act for room in _ROOMS for tag, act in room.ACTS.items()}
    here: Acts = {tag: act for room in _ROOMS for tag, act in room.IN_GROUP.get(group, {}).items()}
    closed = dict.fromkeys(anywhere) if group in (Group.HEAD, Group.HISTORY) else {}
    return {**anywhere, **closed, **here}


_TABLES = [_table(group) for group in Group]
