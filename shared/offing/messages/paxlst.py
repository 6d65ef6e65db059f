"""PAXLST: advance passenger information, by tag and state. Carriers break the directory; nobody is refused for it."""

from offing.messages.assembly import assembler
from offing.messages.envelope import Message
from offing.messages.paxlst_segments import step
from offing.messages.paxlst_state import List, Step
from offing.records.bookings import Booking
from offing.records.messages import ParsedMessage
from offing.records.movements import Movement
from offing.records.travellers import ReportedTraveller

# 266: what being listed under an empty NAD says of the person.
_CLOSING = {"CL": "closed", "CLNB": "not_on_board", "CLOB": "on_board"}

_booking = assembler(Booking)


def read(message: Message) -> ParsedMessage:
    """The passengers or crew of one list, their documents, the legs they travel, and what could not be read."""
    state = List(message)
    # Most segments of a list repeat (ports, countries, verified flags): each text is understood once.
    known: dict[str, Step] = {}
    repetition = message.repetition
    for number, segment in enumerate(message.segments, message.first + 1):
        act = known.get(segment)
        if act is None:
            act = known[segment] = step(segment, repetition)
        act[0](state, act[1], number)
    if not state.movements:
        state.settle()
    return _finished(state)


def _finished(state: List) -> ParsedMessage:
    legs = state.movements
    cancelled = state.function == "266" and state.subfunction == "XF"
    locators, travellers = _travellers(state)
    _check_count(state)
    if not legs:
        state.message.notes.note(
            "error", "no-movement", "No flight or voyage could be read. Send TDT and LOC."
        )
    carrier = legs[0].carrier if legs else ""
    bookings = [
        _booking({"locator": text, "carrier": carrier, "travellers": tuple(who)})
        for text, who in locators.items()
    ]
    return ParsedMessage(
        transaction=state.transaction,
        function=state.function,
        subfunction=state.subfunction,
        movements=tuple(_cancelled(leg) for leg in legs) if cancelled else tuple(legs),
        bookings=tuple(bookings),
        travellers=tuple(travellers),
        announced=state.announced,
        **state.message.common(),
    )


def _travellers(state: List) -> tuple[dict[str, list[int]], list[ReportedTraveller]]:
    """The travellers, and the locators they travel under with their indexes."""
    spans: dict[tuple[str | None, str | None], tuple[int, ...]] = {}
    locators: dict[str, list[int]] = {}
    numbers: dict[str, int] = {}
    for index, person in enumerate(state.persons):
        values = person.values
        ends = (values.get("boarding"), values.get("leaving"))
        if ends not in spans:
            spans[ends] = _span(state.movements, *ends)
        values["movements"] = spans[ends]
        if locator := values.get("locator"):
            values["booking"] = numbers.setdefault(locator, len(numbers))
            locators.setdefault(locator, []).append(index)
        if values.get("status") == "listed":
            values["status"] = _CLOSING.get(state.subfunction or "", "listed")
    return locators, [person.traveller() for person in state.persons]


def _span(legs: list[Movement], boarding: str | None, leaving: str | None) -> tuple[int, ...]:
    """The legs from boarding to leaving; empty, which means all, where they are all or cannot be told."""
    first = next((i for i, leg in enumerate(legs) if leg.origin == boarding), 0)
    last = next(
        (i for i, leg in enumerate(legs) if i >= first and leg.destination == leaving),
        len(legs) - 1,
    )
    return tuple(range(first, last + 1)) if last - first + 1 < len(legs) else ()


def _cancelled(leg: Movement) -> Movement:
    return Movement(
        carrier=leg.carrier,
        number=leg.number,
        suffix=leg.suffix,
        mode=leg.mode,
        origin=leg.origin,
        destination=leg.destination,
        departure=leg.departure,
        arrival=leg.arrival,
        status="cancelled",
    )


def _check_count(state: List) -> None:
    """CNT counts the whole flight: of a split list one part cannot agree with it."""
    message, there = state.message, len(state.persons)
    if (
        state.announced is None
        or state.announced == there
        or (message.part and message.part != (1, True))
    ):
        return
    text = f"CNT announces {state.announced} persons, {there} are listed. Send the missing ones or correct CNT."
    message.notes.note("warning", "person-count", text)
