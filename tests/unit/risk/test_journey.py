"""Shapes of journeys, row by row."""

import pytest

from offing.records.bookings import Booking
from offing.records.movements import Movement
from offing.risk.journey import journey_of


def leg(
    route: str, departure: str, arrival: str | None = None, status: str | None = "HK"
) -> Movement:
    origin, destination = route.split("-")
    return Movement(
        carrier="XQ", number="1", origin=origin, destination=destination,
        departure=departure, arrival=arrival, status=status,
    )  # fmt: skip


OUT = leg("FRA-IAD", "2026-11-21T13:00", "2026-11-21T16:00")
BACK = leg("IAD-FRA", "2026-11-28T18:00", "2026-11-29T08:00")
ROWS = [
    ((), None, None, None, None),
    ((OUT,), "one_way", True, None, None),
    ((OUT, BACK), "round_trip", True, 7, 8),
    ((OUT, leg("IAD-ORD", "2026-11-21T19:00", "2026-11-21T21:00")), "one_way", True, 0, None),
    ((OUT, leg("EWR-FRA", "2026-11-28T18:00", "2026-11-29T08:00")), "open_jaw", False, 7, 8),
    ((OUT, leg("IAD-MUC", "2026-11-28T18:00", "2026-11-29T08:00")), "round_trip", True, 7, 8),
    ((leg("BOG-MAD", "2026-11-18T17:00", "2026-11-19T09:00"), OUT), "broken", False, 2, None),
    (
        (
            OUT,
            leg("IAD-GRU", "2026-11-24T18:00", "2026-11-25T06:00"),
            leg("GRU-FRA", "2026-11-30T18:00", "2026-12-01T10:00"),
        ),
        "multi_city", True, 5, 10,
    ),
    ((OUT, leg("IAD-FRA", "2026-11-28", "2026-11-29")), "round_trip", True, 7, 8),
]  # fmt: skip


@pytest.mark.parametrize(("legs", "kind", "continuous", "stay", "trip"), ROWS)
def test_shapes(
    legs: tuple[Movement, ...],
    kind: str | None,
    continuous: bool | None,
    stay: int | None,
    trip: int | None,
) -> None:
    journey = journey_of([Booking(locator="A", carrier="XQ", segments=legs)], OUT)
    assert (journey.kind, journey.continuous, journey.stay_days, journey.trip_days) == (
        kind,
        continuous,
        stay,
        trip,
    )


def test_dwell_around_the_movement() -> None:
    before = leg("BOG-MAD", "2026-11-18T17:00", "2026-11-19T09:00")
    journey = journey_of([Booking(locator="A", carrier="XQ", segments=(OUT, before, BACK))], OUT)
    assert (journey.hours_before(), journey.hours_after()) == (52, 170)


def test_cancelled_legs_are_no_part_of_it_and_the_same_leg_twice_counts_once() -> None:
    dead = leg("FRA-IAD", "2026-11-21T09:00", status="XX")
    one = Booking(locator="A", carrier="XQ", segments=(dead, OUT))
    journey = journey_of([one, Booking(locator="B", carrier="XQ", segments=(OUT,))], OUT)
    assert journey.legs == (OUT,)
    assert journey.cancelled == (dead,)
    assert journey.rebooked


def test_a_cancelled_booking_gives_cancelled_legs() -> None:
    gone = Booking(locator="A", carrier="XQ", segments=(OUT,), cancelled=True)
    assert journey_of([gone], OUT).legs == ()
    assert journey_of([gone, Booking(locator="B", carrier="XQ", segments=(OUT,))], OUT).rebooked
