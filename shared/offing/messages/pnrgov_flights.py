"""PNRGOV segments about flights: itinerary, status, codeshares, check-in, bags."""

from collections.abc import Mapping
from dataclasses import replace

from offing.messages import pnrgov_parts as read
from offing.messages.itinerary import designator
from offing.messages.persons import latest
from offing.messages.pnrgov_booking import Flight
from offing.messages.pnrgov_records import changed
from offing.messages.pnrgov_state import Acts, Group, Push
from offing.messages.service import COMPONENT, ELEMENT
from offing.records.movements import Movement

_CHANGED = f"DAT{ELEMENT}7"


def header(push: Push, segment: str, number: int) -> None:
    """The flight that the push is about; a second TVL names its other side."""
    leg = read.leg(segment)
    if push.movement is not None and leg.is_partner:
        push.movement = replace(push.movement, operating=_other_side(push.movement, leg.movement))
        return
    push.movement = leg.movement
    push.day = latest(push.message.envelope.sent_at, leg.movement.departure)
    if leg.is_impossible:
        _note_impossible(push, number)


def flight(push: Push, segment: str, number: int) -> None:
    """A flight of the itinerary, or the other side of a codeshare."""
    leg, flights = _leg(push, segment), push.draft.flights
    if leg.is_partner and flights:
        flights[-1].operating = _other_side(flights[-1], leg.movement)
        return
    push.flight = Flight(leg, leg.movement.operating)
    flights.append(push.flight)
    push.passenger = None
    push.enter(Group.FLIGHT)
    if leg.is_impossible:
        _note_impossible(push, number)


def _leg(push: Push, segment: str) -> read.Leg:
    """Most bookings of a push have the same flights, which are read once."""
    found = push.legs.get(segment)
    if found is None:
        found = push.legs[segment] = read.leg(segment, push.movement)
    return found


def _other_side(known: Flight | Movement, other: Movement) -> str | None:
    return read.other_side(known.operating, other.carrier, other.number)


def _note_impossible(push: Push, number: int) -> None:
    text = "No such date or time in TVL; it was left empty."
    push.note("warning", "impossible-date", text, number)


def other_service(push: Push, segment: str, _number: int) -> None:
    """Hotel, car, rail: not a movement, but worth a remark."""
    m = _leg(push, segment).movement
    words = (m.carrier, m.number, m.origin, m.departure, m.arrival)
    push.draft.remark(" ".join(word for word in words if word))


def tra(push: Push, segment: str, _number: int) -> None:
    """The operating side of a codeshare."""
    if push.flight is not None:
        carrier, product = (e.partition(COMPONENT)[0] for e in read.elements(segment, 2)[1:3])
        line, number, _ = designator(product, carrier)
        push.flight.operating = read.other_side(push.flight.operating, line, number)


def rpi(push: Push, segment: str, _number: int) -> None:
    """The status of a flight and for how many."""
    size, status = push.meaning(read.status, segment)
    if push.flight is not None:
        push.flight.status = status
        push.draft.size = max(push.draft.size, size)


def begin_check_in(push: Push, segment: str, number: int) -> None:
    """Any date under a flight but that of a change or a ticket begins a check-in."""
    if segment.startswith(_CHANGED):
        changed(push, segment, number)
    else:
        _enter_check_in(push)


def _enter_check_in(push: Push) -> None:
    here = push.flight is not None and push.flight.leg.is_prime
    push.passenger = None
    push.enter(Group.CHECK_IN if here else Group.CHECK_IN_ELSEWHERE)


def tri(push: Push, segment: str, _number: int) -> None:
    """Who is checked in, by reference."""
    _enter_check_in(push)
    known = push.draft.by_reference
    for element in segment.split(ELEMENT)[1:]:
        parts = element.split(COMPONENT)
        if len(parts) > 3 and (person := known.get(parts[3].strip())):
            push.passenger = person
            return


def ssd(push: Push, segment: str, _number: int) -> None:
    """The seat at check-in."""
    seat = read.seat(read.elements(segment, 1)[1].partition(COMPONENT)[0])
    if push.passenger is not None and seat:
        push.passenger.values["seat"] = seat


def tbd(push: Push, segment: str, _number: int) -> None:
    """The bags at check-in."""
    if push.passenger is not None:
        push.passenger.bags = read.bags(read.elements(segment, 5))


ACTS: Acts = {
    "TVL": flight,
    "TRI": tri,
    **dict.fromkeys(("TRA", "RPI", "SSD", "TBD", "APD")),
}

IN_GROUP: Mapping[Group, Acts] = {
    Group.HEAD: {"TVL": header},
    Group.FLIGHT: {"TRA": tra, "RPI": rpi, "DAT": begin_check_in},
    Group.CHECK_IN: {"RPI": rpi, "DAT": begin_check_in, "SSD": ssd, "TBD": tbd},
    Group.CHECK_IN_ELSEWHERE: {"RPI": rpi, "DAT": begin_check_in, "TRI": None},
    Group.OTHER_SERVICE: {"TVL": other_service},
}
