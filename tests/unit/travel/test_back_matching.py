"""Back-matching: every day is looked at once, in parts that go on where they ended."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.adapters.memory import MemoryQueues, MemoryTables
from offing.travel import back_matching
from offing.travel.back_matching import UNDATED, Stretch, look_back, news, stretches
from offing.travel.matching import Matching
from tests.builders import MOVEMENT, NameIndex, api, matched, reported

TODAY = "2026-11-21"


@given(st.integers(0, 2000), st.integers(0, 60), st.integers(1, 40))
def test_every_day_is_in_one_stretch(behind: int, ahead: int, days: int) -> None:
    undated, *dated = stretches(TODAY, behind, ahead, days)
    assert undated == Stretch(UNDATED, UNDATED)
    found = []
    for stretch in dated:
        first, last = date.fromisoformat(stretch.first), date.fromisoformat(stretch.last)
        assert 0 <= (last - first).days < days
        found += [first + timedelta(n) for n in range((last - first).days + 1)]
    start = date.fromisoformat(TODAY)
    assert sorted(found) == [start + timedelta(n) for n in range(-behind, ahead + 1)]


def stored(*names: str) -> MemoryTables:
    tables = MemoryTables()
    here = Matching(tables, MemoryQueues(), NameIndex())
    matched(here, api("m1.0", *(reported(name) for name in names)))
    return tables


LOOKS = {
    "a new entry meets somebody": ({("wanted", "E1")}, (MOVEMENT.id,)),
    "another entry changed": ({("wanted", "E2")}, ()),
}


@pytest.mark.parametrize("what", LOOKS)
def test_a_movement_is_named_where_a_changed_entry_concerns_somebody(what: str) -> None:
    changed, expected = LOOKS[what]
    stretch = Stretch("2026-11-01", "2026-11-30")
    found = look_back(stored("WANTED", "OTHER"), NameIndex("v2", WANTED="E1"), changed, stretch)
    assert (found.movements, found.travellers, found.left) == (expected, 2, None)


def test_a_long_stretch_goes_on_where_it_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(back_matching, "_MOVEMENTS", 0)
    changed = {("wanted", "E1")}
    tables, index = stored("WANTED"), NameIndex("v2", WANTED="E1")
    first = look_back(tables, index, changed, Stretch("2026-11-01", "2026-11-30"))
    assert (first.movements, first.left) == ((), Stretch("2026-11-21", "2026-11-30", MOVEMENT.id))
    monkeypatch.setattr(back_matching, "_MOVEMENTS", 1)
    assert first.left is not None
    assert look_back(tables, index, changed, first.left).movements == (MOVEMENT.id,)


def test_only_what_was_not_looked_back_on_is_news() -> None:
    marks = {("a", "1"): "new", ("a", "2"): "same", ("a", "3"): ""}
    assert news(marks, {("a", "1"): "old", ("a", "2"): "same"}) == {
        ("a", "1"): "new",
        ("a", "3"): "",
    }
