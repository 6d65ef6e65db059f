"""PAXLST: advance passenger information, by tag and state. Carriers break the directory; nobody is refused for it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise

from offing.messages.assembly import blank, opener
from offing.messages.envelope import Message
from offing.messages.gaps import IN_LISTS, note_gaps
from offing.messages.paxlst_header import BEFORE_TRAVELLERS
from offing.messages.paxlst_segments import among_travellers
from offing.messages.paxlst_state import List
from offing.records.bookings import Booking
from offing.records.messages import ParsedMessage
from offing.records.movements import Movement

# 266: what being listed under an empty NAD says of the person.
_CLOSING = {"CL": "closed", "CLNB": "not_on_board", "CLOB": "on_board"}

# Messages on a flight's status and on those who are taken off name people whom other lists have described.
_STATUS, _OFF = "266", frozenset({"XR", "RP", "H"})
# A list of a carrier's whole crew is of no day.
_MASTER_CREW = "336"

_BOOKING, _booking = blank(Booking), opener(Booking)


def read(message: Message) -> ParsedMessage:
    """The passengers or crew of one list, their documents, the legs they travel, and what could not be read."""
    state = List(message, BEFORE_TRAVELLERS, among_travellers)
    nothing, of_traveller, of_document = List.nothing, List.of_traveller, List.of_document
    meanings, values, paper = state.meanings, state.values, state.paper
    for number, segment in enumerate(message.segments, message.first + 1):
        act, field, value = meanings[segment]
        # What most segments do is done here, without a call.
        if act is of_traveller:
            values[field] = value
        elif act is of_document:
            paper[field] = value
        elif act is not nothing:
            act(state, field, value, number)
            meanings, values, paper = state.meanings, state.values, state.paper
    return _finished(state)


def _finished(state: List) -> ParsedMessage:
    by_route = [route.legs() for route in state.routes]
    legs = tuple(chain.from_iterable(by_route))
    cancelled = state.function == "266" and state.subfunction == "XF"
    if len(legs) > 1:
        _place(state, legs, by_route)
    _close(state)
    _check(state, legs)
    return ParsedMessage(
        transaction=state.transaction,
        function=state.function,
        subfunction=state.subfunction,
        movements=tuple(replace(leg, status="cancelled") for leg in legs) if cancelled else legs,
        bookings=_bookings(state, legs[0].carrier if legs else ""),
        travellers=tuple(state.travellers),
        announced=state.announced,
        **state.message.common(),
    )


def _bookings(state: List, carrier: str) -> tuple[Booking, ...]:
    """The locators that travellers travel under, as bookings."""
    found: dict[str, int] = {}
    parties: list[list[int]] = []
    for index, values in enumerate(map(vars, state.travellers)):
        if locator := values["locator"]:
            values["booking"] = number = found.setdefault(locator, len(found))
            if number == len(parties):
                parties.append([])
            parties[number].append(index)
    return tuple(
        _booking({**_BOOKING, "locator": locator, "carrier": carrier, "travellers": tuple(party)})
        for locator, party in zip(found, parties, strict=True)
    )


def _close(state: List) -> None:
    """What a list that closes a flight says of those whom it names."""
    if closing := _CLOSING.get(state.subfunction or ""):
        for values in map(vars, state.travellers):
            if values["status"] == "listed":
                values["status"] = closing


def _place(state: List, legs: Sequence[Movement], by_route: list[list[Movement]]) -> None:
    """The legs of each traveller: from boarding to leaving, of those named since the travellers before."""
    spans: dict[tuple[int, str | None, str | None], tuple[int, ...]] = {}
    ends = [0, *accumulate(map(len, by_route))]
    since = until = 0
    for (first, routes), (behind, _) in pairwise([*state.parties, (len(state.travellers), 0)]):
        if ends[routes] > until:
            since, until = until, ends[routes]
        for values in map(vars, state.travellers[first:behind]):
            key = (since, values["boarding"], values["leaving"])
            if key not in spans:
                span = _span(legs[since:until], *key[1:])
                spans[key] = tuple(since + leg for leg in span) if len(span) < len(legs) else ()
            values["movements"] = spans[key]


def _span(legs: Sequence[Movement], boarding: str | None, leaving: str | None) -> range:
    """The legs from boarding to leaving; all of them where that cannot be told."""
    first = next((i for i, leg in enumerate(legs) if leg.origin == boarding), 0)
    last = next(
        (i for i, leg in enumerate(legs) if i >= first and leg.destination == leaving),
        len(legs) - 1,
    )
    return range(first, last + 1)


def _check(state: List, legs: Sequence[Movement]) -> None:
    """The whole list: its journey, its travellers, its count."""
    notes = state.message.notes
    if not legs:
        text = "No flight or voyage could be read. Send TDT and LOC."
        notes.note("error", "no-movement", text)
    elif state.function != _MASTER_CREW and not any(leg.departure or leg.arrival for leg in legs):
        notes.note("warning", "no-departure", "No day of departure or arrival could be read.")
    if state.function != _STATUS and state.subfunction not in _OFF:
        note_gaps(notes, "NAD", state.travellers, IN_LISTS)
    _check_count(state)


def _check_count(state: List) -> None:
    """CNT counts the whole flight: of a split list one part cannot agree with it."""
    message, said, there = state.message, state.announced, len(state.travellers)
    if message.part and message.part != (1, True):
        return
    if said is None and there and message.complete and state.function != _STATUS:
        message.notes.note("info", "no-count", "There is no CNT with the number of persons.")
    elif said is not None and said != there:
        text = f"CNT announces {said} persons, {there} are listed. Send the missing ones or correct CNT."
        message.notes.note("warning", "person-count", text)
