"""The draw can be repeated with the key and with nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.adapters.memory import MemoryTables
from offing.kernel.errors import InvalidInputError, StaleWriteError
from offing.risk.random_draw import (
    Stratum,
    commitment,
    committed,
    draw_number,
    drawn,
    may_be_shown,
    period_key,
    period_of,
    stratum_named,
)
from offing.risk.shares import KeyBook, Share, ShareChange, ShareStore, is_drawn, lot, share_of

KEY = b"0123456789abcdef0123456789abcdef"


def test_an_auditor_repeats_it() -> None:
    # Fixed for ever: a change of the draw would make past draws unverifiable.
    assert draw_number(KEY, "trv_1", "passenger") == pytest.approx(0.0563866297, abs=1e-9)


@given(st.text(max_size=30), st.floats(0, 1), st.floats(0, 1))
def test_who_is_drawn_at_a_share_is_drawn_at_every_greater_one(
    who: str, a: float, b: float
) -> None:
    low, high = sorted((a, b))
    assert drawn(KEY, who, "crew", high) or not drawn(KEY, who, "crew", low)
    assert not drawn(KEY, who, "crew", 0.0)
    assert drawn(KEY, who, "crew", 1.0)


def test_parts_do_not_run_into_each_other() -> None:
    assert draw_number(KEY, "b", "a", "x") != draw_number(KEY, "bx", "a", "")
    assert draw_number(KEY, "b", "a", stratum="x") != draw_number(KEY, "b", "a", stratum="y")


def test_shares_are_kept_and_keys_are_independent() -> None:
    people = [f"trv_{n}" for n in range(20_000)]
    one = {p for p in people if drawn(KEY, p, "passenger", 0.02)}
    other = {p for p in people if drawn(KEY[::-1], p, "passenger", 0.02)}
    assert 320 <= len(one) <= 480
    assert len(one & other) <= 25


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="longer secret"):
        drawn(b"short", "trv_1", "passenger", 0.5)


AIR = Stratum("2026-11", "passenger", "air-inbound", "QNV")


def changed(since: str, share: float, at: str = "2026-11-01T08:00:00Z") -> ShareChange:
    return ShareChange(since=since, share=share, by="sam", at=at, reason="As agreed")


def test_a_period_has_a_key_of_its_own_and_the_auditor_repeats_its_draws() -> None:
    november, december = period_key(KEY, "2026-11"), period_key(KEY, "2026-12")
    assert november != december != period_key(KEY[::-1], "2026-12")
    for n in range(200):
        share = 0.1
        assert is_drawn(KEY, AIR, f"trv_{n}", share) == (lot(november, f"trv_{n}") < share)
    with pytest.raises(ValueError, match="longer secret"):
        period_key(b"short", "2026-11")


def test_a_lot_goes_with_the_traveller_into_another_stratum() -> None:
    crew = Stratum("2026-11", "crew", "air-inbound", "QNS")
    for n in range(100):
        assert is_drawn(KEY, AIR, f"trv_{n}", 0.3) == is_drawn(KEY, crew, f"trv_{n}", 0.3)


@pytest.mark.parametrize(
    ("today", "periods"),
    [
        (date(2026, 11, 5), ("2026-11", "2026-12", "2027-01", "2027-02", "undated")),
        (date(2026, 1, 31), ("2026-01", "2026-02", "2026-03", "2026-04", "undated")),
    ],
)
def test_commitments_stand_months_ahead(today: date, periods: tuple[str, ...]) -> None:
    assert committed(today) == periods
    assert not any(may_be_shown(period, today) for period in periods)


def test_keys_are_committed_to_before_and_shown_after() -> None:
    book = KeyBook(MemoryTables())
    book.publish(KEY, date(2026, 11, 5))
    before = {row.period: row for row in book.all()}
    assert before["2026-12"].commitment == commitment(period_key(KEY, "2026-12"))
    assert all(row.key is None for row in before.values())
    book.publish(KEY, date(2026, 12, 14))
    assert all(row.key is None for row in book.all())
    book.publish(KEY, date(2026, 12, 15))
    shown = {row.period: row.key for row in book.all() if row.key}
    assert shown == {"2026-11": period_key(KEY, "2026-11").hex()}
    # A master that was exchanged does not fit what was committed to: its key is not shown as if it did.
    book.publish(KEY[::-1], date(2027, 1, 20))
    assert {row.period for row in book.all() if row.key} == {"2026-11"}


def test_strata_have_names_and_periods() -> None:
    assert stratum_named(AIR.key) == AIR
    assert (period_of("2026-11-21"), period_of("")) == ("2026-11", "undated")


@pytest.mark.parametrize(
    ("rows", "day", "share"),
    [
        ([], "2026-11-21", 0.002),
        ([("*", "*", "*", 0.01)], "2026-11-21", 0.01),
        ([("*", "*", "*", 0.01)], "2026-11-09", 0.002),
        ([("*", "*", "*", 0.01), ("passenger", "*", "*", 0.03)], "2026-11-21", 0.03),
        ([("passenger", "*", "*", 0.03), ("*", "air-inbound", "*", 0.04)], "2026-11-21", 0.04),
        ([("*", "air-inbound", "*", 0.04), ("*", "*", "QNV", 0.0)], "2026-11-21", 0.0),
        ([("crew", "*", "*", 0.5), ("*", "*", "QNS", 0.6)], "2026-11-21", 0.002),
    ],
)
def test_the_share_that_names_a_stratum_most_closely_holds(
    rows: list[tuple[str, str, str, float]], day: str, share: float
) -> None:
    store = ShareStore(MemoryTables())
    for stream, way, office, value in rows:
        store.set(Share(stream=stream, way=way, office=office), changed("2026-11-10", value), 0)
    assert share_of(store.all(), AIR, day, 0.002) == share


def test_a_share_never_reaches_back_to_whom_may_have_been_drawn() -> None:
    store, all_of = ShareStore(MemoryTables()), Share(stream="*", way="*", office="*")
    with pytest.raises(InvalidInputError, match="2026-11-05 on at the earliest"):
        store.set(all_of, changed("2026-11-04", 0.1), 0)
    kept = store.set(all_of, changed("2026-11-20", 0.1), 0)
    with pytest.raises(InvalidInputError, match="later change already"):
        store.set(all_of, changed("2026-11-10", 0.2), 1)
    with pytest.raises(StaleWriteError):
        store.set(all_of, changed("2026-11-25", 0.2), 0)
    later = store.set(all_of, changed("2026-11-25", 0.2), kept.rev)
    assert [later.on(day) for day in ("2026-11-19", "2026-11-20", "2026-11-25")] == [None, 0.1, 0.2]
