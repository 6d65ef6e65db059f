"""The board: where each message due stands, and that no movement is left out or shown twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.carriers.board import STATES, Row, Seen, board, points
from offing.carriers.board_view import Asked, board_view
from offing.carriers.expectations import DEFAULTS, KINDS, Expectation, applying
from offing.carriers.heard import Heard
from offing.carriers.profile import Profile
from offing.carriers.schedules.legs import Expected
from offing.records.movements import Movement

LEAVES = datetime(2026, 11, 21, 12, tzinfo=UTC)
MOVEMENT = Movement(
    carrier="XQ", number="417", origin="LHR", destination="NBO", departure="2026-11-21T12:00"
)
PROMISED = Expected(movement=MOVEMENT, departure=LEAVES)
CREW = Expectation(kind="api_crew", hours=0, grace=10, patience=20)
PNR = (
    Expectation(kind="pnr", hours=72, grace=60, patience=60),
    Expectation(kind="pnr", hours=24, grace=60, patience=60),
    Expectation(kind="pnr", hours=0, grace=60, patience=60),
)


def at(hours: float) -> str:
    """So many hours before departure."""
    return (LEAVES - timedelta(hours=hours)).isoformat()


def heard(kind: str, hours: float, **more: object) -> Heard:
    return Heard(kind=kind, since=at(hours), at=at(hours), **more)  # type: ignore[arg-type]


def row(*lists: Heard, now: float, **more: object) -> Row:
    """The one row of the flight so many hours before departure."""
    seen = [Seen(id=MOVEMENT.id, movement=MOVEMENT, heard=lists)] if lists else []
    given_ = {"expected": {MOVEMENT.id: PROMISED}, "profiles": (), "clocks": {}, **more}
    (only,) = board(seen=seen, now=LEAVES - timedelta(hours=now), **given_)  # type: ignore[arg-type]
    return only


# What was heard so many hours before departure, when we look, and the state of the crew list.
CREW_STATES = (
    ([], 1.0, "due"),
    ([], 0.0, "due"),
    ([], -9 / 60, "due"),
    ([], -10 / 60, "late"),
    ([], -29 / 60, "late"),
    ([], -30 / 60, "missing"),
    ([heard("api_crew", 5)], 1.0, "received"),
    ([heard("api_crew", -2)], -3.0, "received"),
    ([heard("api_passengers", 5)], -3.0, "missing"),
    ([heard("api_crew", 5, complete=False)], 4.6, "due"),
    ([heard("api_crew", 5, complete=False)], 4.5, "incomplete"),
    ([heard("api_crew", 0, complete=False)], -0.4, "late"),
    ([heard("api_crew", 5, complete=False), heard("api_crew", 1)], 0.0, "received"),
)


@pytest.mark.parametrize(("lists", "now", "state"), CREW_STATES)
def test_where_a_message_due_stands(lists: list[Heard], now: float, state: str) -> None:
    (point,) = points([CREW], LEAVES, lists, LEAVES - timedelta(hours=now))
    assert point.state == state


# When pushes came; the pushes due 72, 24 and 0 hours before departure, seen long after it.
PUSHES = (
    ((72, 24, 0), ("received", "received", "received"), (0, 0, 0)),
    ((71.5, 23.5, -0.5), ("received", "received", "received"), (0, 0, 0)),
    ((50, 24, 0), ("received", "received", "received"), (22 * 60, 0, 0)),
    ((24, 0), ("missing", "received", "received"), (0, 0, 0)),
    ((100, 0), ("received", "missing", "received"), (0, 0, 0)),
    ((72, 48), ("received", "received", "missing"), (0, 0, 0)),
    ((), ("missing", "missing", "missing"), (0, 0, 0)),
)


@pytest.mark.parametrize(("came", "states", "late"), PUSHES)
def test_a_push_counts_for_the_time_it_is_nearest_to(
    came: tuple[float, ...], states: tuple[str, ...], late: tuple[int, ...]
) -> None:
    found = points(PNR, LEAVES, [heard("pnr", h) for h in came], LEAVES + timedelta(days=1))
    assert tuple(p.state for p in found) == states
    assert tuple(p.late_minutes for p in found) == late
    assert sum(p.messages for p in found) == len(came)


def test_a_row_shows_its_worst() -> None:
    profile = Profile(carrier="XQ", icao="HAL", name="Halyard Air", expectations=(CREW, *PNR))
    early = row(heard("pnr", 70), now=60, profiles=[profile])
    assert (early.state, [p.state for p in early.points]) == (
        "due",
        ["received", "due", "due", "due"],
    )
    assert row(now=-3, profiles=[profile]).state == "missing"


def test_freight_brings_a_crew_only() -> None:
    assert [e.kind for e in applying(DEFAULTS, "F")] == ["api_crew"]
    assert len(applying(DEFAULTS, "J")) == len(DEFAULTS)


def test_a_cancelled_movement_owes_nothing_unless_it_is_put_on_again() -> None:
    gone = row(heard("api_crew", 9), heard("cancelled", 5), now=-3)
    assert (gone.cancelled, gone.points, gone.state) == (True, (), "received")
    again = row(heard("cancelled", 5), heard("api_crew", 4), now=3)
    assert (again.cancelled, again.state) == (False, "missing")


def test_a_carrier_on_trial_owes_nothing() -> None:
    trial = row(now=-3, profiles=[Profile(carrier="XQ", live=False)])
    assert (trial.live, trial.points, trial.state) == (False, (), "received")


def test_both_designators_of_a_carrier_are_one_movement() -> None:
    profile = Profile(carrier="XQ", icao="HAL", name="Halyard Air")
    icao = replace(MOVEMENT, carrier="HAL")
    seen = [
        Seen(id=m.id, movement=m, heard=(heard(kind, 1),), messages=1)
        for m, kind in ((MOVEMENT, "pnr"), (icao, "api_crew"))
    ]
    (only,) = board({MOVEMENT.id: PROMISED}, seen, [profile], {}, LEAVES)
    states = {p.expectation.key: p.state for p in only.points}
    assert (states["pnr@1"], states["api_crew@0"]) == ("received", "received")
    assert board_view([only])["items"][0]["messages"] == 2


def test_the_unexpected_is_due_where_a_schedule_tells_the_clock() -> None:
    """Port's clock an hour ahead: 12:00 local is 11:00 UTC."""
    for clocks, dues in (({}, 0), ({"LHR": 60}, len(DEFAULTS))):
        found = row(heard("pnr", 1), now=1, expected={}, clocks=clocks)
        assert (found.expected, len(found.points)) == (None, dues)
        assert all(p.due <= LEAVES - timedelta(hours=1) for p in found.points)


def test_a_list_without_all_its_parts_is_marked_after_half_an_hour() -> None:
    part = heard("api_passengers", 2, complete=False, parts=2, named=180, announced=250)
    assert row(part, now=1.6).incomplete == ()
    lists = Profile(carrier="XQ", expectations=(Expectation(kind="api_passengers"),))
    view = board_view([row(part, now=1.5, profiles=[lists])])
    assert view["counts"]["incomplete"] == 1
    (said,) = view["items"][0]["incomplete"]
    assert (said["parts"], said["named"], said["announced"]) == (2, 180, 250)


_MOVEMENTS = st.builds(
    Movement,
    carrier=st.sampled_from(["XQ", "HAL", "ZY"]),
    number=st.sampled_from(["1", "2"]),
    origin=st.sampled_from(["LHR", "CDG"]),
    destination=st.just("QNV"),
    departure=st.sampled_from(["2026-11-21T12:00", "2026-11-21T23:59", "2026-11-21", None]),
)
_HEARD = st.builds(
    heard,
    st.sampled_from([*KINDS, "cancelled"]),
    st.floats(-30, 100),
    complete=st.booleans(),
    named=st.integers(0, 400),
)
_SEEN = st.builds(
    lambda m, known, lists: Seen(id=m.id, movement=m if known else None, heard=tuple(lists)),
    _MOVEMENTS,
    st.booleans(),
    st.lists(_HEARD, max_size=5),
)
_PROFILES = st.sampled_from(
    [
        (),
        (Profile(carrier="XQ", icao="HAL"),),
        (Profile(carrier="XQ", icao="HAL", live=False), Profile(carrier="ZY", expectations=PNR)),
    ]
)


@given(
    st.lists(_MOVEMENTS, max_size=6),
    st.lists(_SEEN, max_size=8, unique_by=lambda s: s.id),
    _PROFILES,
    st.floats(-40, 100),
)
def test_every_movement_is_in_one_row_and_one_state(
    promised: list[Movement], seen: list[Seen], profiles: tuple[Profile, ...], now: float
) -> None:
    expected = {m.id: Expected(movement=m, departure=LEAVES) for m in promised}
    rows = board(expected, seen, profiles, {"LHR": 0}, LEAVES - timedelta(hours=now))
    assert sorted(s.id for r in rows for s in r.seen) == sorted(s.id for s in seen)
    shown = [r.expected.movement.id for r in rows if r.expected]
    assert len(shown) == len(set(shown))
    assert set(shown) <= set(expected)
    # Two promises are one row only where they are the same flight under two designators.
    own = {c: p.carrier for p in profiles for c in p.codes}
    flights = {replace(m, carrier=own.get(m.carrier, m.carrier)).id for m in promised}
    assert len(shown) == len(flights)
    assert all(r.expected or r.seen for r in rows)
    counts = board_view(rows)["counts"]
    for state in (*STATES, "unexpected"):
        assert len(board_view(rows, Asked(state=state))["items"]) == counts[state]
    assert sum(counts[state] for state in STATES) == len(rows)
    assert counts["expected"] + counts["unexpected"] == len(rows)


@given(st.integers(0, 12), st.integers(1, 5), st.sampled_from(["", "XQ", "ZY"]))
def test_pages_show_every_row_once(flights: int, limit: int, carrier: str) -> None:
    movements = [replace(MOVEMENT, number=str(n), carrier="XQ" if n % 3 else "ZY") for n in range(flights)]  # fmt: skip
    rows = board(
        {m.id: Expected(movement=m, departure=LEAVES) for m in movements}, (), (), {}, LEAVES
    )
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = board_view(rows, Asked(carrier, "", limit, cursor))
        seen += [row["id"] for row in page["items"]]
        assert page["counts"]["expected"] == flights
        cursor = page["cursor"]
    assert sorted(seen) == sorted(m.id for m in movements if carrier in ("", m.carrier))


@given(st.lists(_HEARD, max_size=8), st.floats(-40, 100), st.floats(0, 50))
def test_time_alone_only_makes_it_worse(lists: list[Heard], now: float, later: float) -> None:
    """Without news a message that is due goes from due to late to missing, never back."""
    order = ("received", "due", "late", "missing")
    whole = [h for h in lists if h.complete]
    before = points(DEFAULTS, LEAVES, whole, LEAVES - timedelta(hours=now))
    after = points(DEFAULTS, LEAVES, whole, LEAVES - timedelta(hours=now - later))
    for one, two in zip(before, after, strict=True):
        assert order.index(two.state) >= order.index(one.state)
        assert (one.state == "received") == (two.state == "received")
