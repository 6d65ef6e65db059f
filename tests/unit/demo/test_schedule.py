"""The demo's schedule reads as one, and the board that it makes has something late, missing and unexpected."""

from datetime import UTC, datetime, timedelta

import pytest

from offing.carriers.board import Seen, board
from offing.carriers.board_view import board_view
from offing.carriers.heard import Heard
from offing.carriers.profile import profile_of
from offing.carriers.schedules.legs import clocks, expected_on
from offing.carriers.schedules.reading import read_schedule
from offing.demo.day import Day
from offing.demo.schedule import profiles, promised, schedule, silent
from offing.records.movements import Movement


def test_every_promised_flight_leaves_when_the_demo_says(small: Day) -> None:
    draft = read_schedule(schedule(small).encode())
    assert draft.problems == []
    expected = expected_on(draft.legs, small.date)
    flights = {flight.movement: flight.departure_utc for flight in promised(small)}
    assert {i: e.departure for i, e in expected.items()} == flights
    assert len(expected) == len(small.plans) + 1


@pytest.mark.parametrize("hour", [4, 9, 14, 20])
def test_the_board_shows_something_late_missing_and_unexpected(small: Day, hour: int) -> None:
    """Whenever on the day before it is looked at, with everything pushed an hour earlier."""
    today = datetime(small.date.year, small.date.month, small.date.day, hour, tzinfo=UTC)
    now = today - timedelta(days=1)
    at = (now - timedelta(hours=1)).isoformat()
    heard = tuple(Heard(kind=k, since=at, at=at) for k in ("pnr", "api_passengers", "api_crew"))  # type: ignore[arg-type]
    seen = [Seen(id=p.flight.movement, movement=_movement(p.flight), heard=heard) for p in small.plans]  # fmt: skip
    legs = read_schedule(schedule(small).encode()).legs
    agreed = [profile_of(code, body) for code, body in profiles().items()]
    rows = board(expected_on(legs, small.date), seen, agreed, clocks(legs, small.date), now)
    states = {row.id: row.state for row in rows if not row.seen}
    assert [states[flight.movement] for flight in silent(small)] == ["missing", "late"]
    counts = board_view(rows)["counts"]
    assert (counts["unexpected"], counts["heard"]) == (1, len(small.plans))


def _movement(flight: object) -> Movement:
    carrier, number, origin, destination, departure = (
        getattr(flight, name)
        for name in ("carrier", "number", "origin", "destination", "departure")
    )
    return Movement(
        carrier=carrier,
        number=str(number),
        origin=origin,
        destination=destination,
        departure=departure.strftime("%Y-%m-%dT%H:%M"),
    )
