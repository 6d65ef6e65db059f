"""PNRGOV segments about flights: itinerary, status, codeshares, check-in, bags."""

from typing import Any

from offing.messages import pnrgov_parts as read
from offing.messages.persons import Person, latest, quantity
from offing.messages.pnrgov_booking import Flight
from offing.messages.pnrgov_state import Act, Group, Push


def tvl(push: Push, e: list[str], number: int) -> None:
    """A flight: of the push in the header, of the itinerary in a booking."""
    if push.group is Group.HEAD:
        push.movement = read.to_movement(read.flight_values(e))
        push.day = latest(push.message.envelope.sent_at, push.movement.departure)
    elif push.group is Group.OTHER_SERVICE:
        _other_service(push, e)
        return
    elif push.group is Group.HISTORY:
        return
    else:
        _flight(push, e)
    if read.is_impossible(e):
        push.note(
            "warning",
            "impossible-date",
            "No such date or time in TVL; it was left empty.",
            number,
        )


def _flight(push: Push, e: list[str]) -> None:
    values, flights = read.flight_values(e), push.draft.flights
    if flights and not any(e[1:4]) and values["number"] not in ("ARNK", "OPEN"):
        _partner(push, e[4], e[5])
        return
    flight = Flight(values)
    flight.prime = _is_prime(push, values)
    flights.append(flight)
    push.group, push.passenger = Group.FLIGHT, None


def _is_prime(push: Push, values: dict[str, Any]) -> bool:
    movement = push.movement
    if movement is None:
        return False
    same_day = (values["departure"] or "")[:10] == (movement.departure or "")[:10]
    return same_day and (values["origin"], values["destination"]) == (
        movement.origin,
        movement.destination,
    )


def _partner(push: Push, carrier: str, product: str) -> None:
    values = push.draft.flights[-1].values
    values["operating"] = (
        read.operating(carrier or values["operating"] or "", product) or values["operating"]
    )


def _other_service(push: Push, e: list[str]) -> None:
    """Hotel, car, rail: not a movement, but worth a remark."""
    values = read.flight_values(e)
    words = (
        values["carrier"],
        values["number"],
        values["origin"],
        values["departure"],
        values["arrival"],
    )
    push.draft.remark(" ".join(word for word in words if word))


def tra(push: Push, e: list[str], _number: int) -> None:
    """The operating side of a codeshare."""
    if push.group is Group.FLIGHT and push.draft.flights:
        _partner(push, e[1], e[2])


def rpi(push: Push, e: list[str], _number: int) -> None:
    """The status of a flight and for how many."""
    if push.group in (Group.FLIGHT, Group.CHECK_IN) and push.draft.flights:
        push.draft.flights[-1].values["status"] = read.parts(e[2], 1)[0].strip().upper() or None
        push.draft.size = max(push.draft.size, quantity(read.parts(e[1], 1)[0]) or 0)


def tri(push: Push, e: list[str], _number: int) -> None:
    """Who is checked in, by reference."""
    push.group = Group.CHECK_IN
    references = (read.parts(one, 4)[3].strip() for one in e[1:] if one)
    push.passenger = next(
        (push.draft.by_reference[r] for r in references if r in push.draft.by_reference), None
    )


def _checked_in(push: Push) -> Person | None:
    """The traveller whose check-in on the flight of this push is being read."""
    flights = push.draft.flights
    return (
        push.passenger if push.group is Group.CHECK_IN and flights and flights[-1].prime else None
    )


def ssd(push: Push, e: list[str], _number: int) -> None:
    """The seat at check-in."""
    person = _checked_in(push)
    if person is not None and (seat := read.seat(read.parts(e[1], 1)[0])):
        person.values["seat"] = seat


def tbd(push: Push, e: list[str], _number: int) -> None:
    """The bags at check-in."""
    person = _checked_in(push)
    if person is not None:
        person.bags = read.bags(e)


ACTS: dict[str, Act] = {
    "TVL": tvl,
    "TRA": tra,
    "RPI": rpi,
    "TRI": tri,
    "SSD": ssd,
    "TBD": tbd,
}
