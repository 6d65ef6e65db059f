"""What is remembered of people and contacts from one movement to the next."""

from dataclasses import replace

import pytest

from offing.adapters.memory import MemoryTables
from offing.records.bookings import Booking
from offing.records.movements import Movement
from offing.records.travellers import Traveller
from offing.risk.history import Encounter
from offing.travel.history import HistoryStore, Sighting


def flight(day: str, origin: str = "FRA", destination: str = "IAD") -> Movement:
    return Movement(
        carrier="XQ", number="9", origin=origin, destination=destination, departure=f"{day}T10:00"
    )


ME = Traveller(
    id="t1", movement="m", surname="ARDEN", given_names="JO", date_of_birth="1990-01-02", bookings=("XQ-AAA-undated",)
)  # fmt: skip
MINE = Booking(locator="AAA", carrier="XQ", phones=("+49 30 1",))
OTHER = replace(ME, id="t2", surname="BELLO")
TODAY = flight("2026-11-21")


@pytest.fixture
def store() -> HistoryStore:
    return HistoryStore(MemoryTables())


def trips(store: HistoryStore, movement: Movement = TODAY) -> list[tuple[str, bool, bool]]:
    history = store.of(movement, [ME], {MINE.id: MINE})[ME.id]
    return [(t.day, t.flagged, t.found) for t in history.trips]


def test_nobody_was_ever_seen(store: HistoryStore) -> None:
    assert trips(store) == []


def test_trips_come_back_oldest_first_and_only_those_before(store: HistoryStore) -> None:
    for day in ("2026-11-03", "2025-12-31", "2026-11-21", "2026-12-05", "2024-12-31"):
        store.remember(flight(day), [Sighting(traveller=replace(ME, id=day))])
    assert [day for day, *_ in trips(store)] == ["2025-12-31", "2026-11-03"]
    assert [day for day, *_ in trips(store, flight("2025-06-01"))] == ["2024-12-31"]


def test_saying_it_again_changes_nothing_and_a_case_may_be_withdrawn(store: HistoryStore) -> None:
    seen = Sighting(traveller=ME, bookings=(MINE,), flagged=True)
    for one in (seen, seen, replace(seen, flagged=False)):
        store.remember(flight("2026-11-03"), [one])
    assert trips(store) == [("2026-11-03", False, False)]
    store.remember(flight("2026-11-03"), [replace(seen, found=True)])
    store.remember(flight("2026-11-03"), [seen])
    assert trips(store) == [("2026-11-03", True, True)]


def test_contacts_lead_to_those_who_had_a_case(store: HistoryStore) -> None:
    before = flight("2026-11-03")
    store.remember(before, [Sighting(traveller=OTHER, bookings=(MINE,))])
    assert not store.of(TODAY, [ME], {MINE.id: MINE})[ME.id].contacts["phone"]
    store.remember(before, [Sighting(traveller=OTHER, bookings=(MINE,), flagged=True)])
    history = store.of(TODAY, [ME], {MINE.id: MINE})[ME.id]
    assert history.contacts["phone"] == (Encounter(day="2026-11-03"),)
    assert history.contacts["email"] == ()
    store.remember(before, [Sighting(traveller=OTHER, bookings=(MINE,), found=True)])
    assert store.of(TODAY, [ME], {MINE.id: MINE})[ME.id].contacts["phone"][0].found


def test_a_flight_costs_few_requests() -> None:
    tables = MemoryTables()
    store = HistoryStore(tables)
    people = [replace(ME, id=f"t{n}", surname=f"S{n}") for n in range(250)]
    store.remember(TODAY, [Sighting(traveller=p) for p in people])
    assert tables.requests == 3
    store.of(flight("2026-11-22"), people, {MINE.id: MINE})
    assert tables.requests <= 3 + 6


def test_who_cannot_be_told_apart_has_no_history(store: HistoryStore) -> None:
    nobody = Traveller(id="n", movement="m", surname=None, given_names=None)
    store.remember(flight("2026-11-03"), [Sighting(traveller=nobody)])
    assert store.of(TODAY, [nobody], {}) == {}
    assert store.of(replace(TODAY, departure=None), [ME], {}) == {}
