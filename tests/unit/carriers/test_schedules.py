"""Schedules: SSIM and CSV to legs, line by line, and legs to the movements of a day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.adapters.memory import MemoryTables
from offing.carriers.schedules.draft import Draft, season
from offing.carriers.schedules.legs import Leg, clocks, expected_on
from offing.carriers.schedules.reading import read_schedule
from offing.carriers.schedules.store import ScheduleStore
from offing.carriers.schedules.table import COLUMNS
from offing.kernel.errors import InvalidInputError, TooLargeError
from tests.unit.carriers import ssim_lines as ssim

HEADER = "carrier,number,from,to,departure,arrival,departure_utc,arrival_utc,first,last,days"
ROW = "XQ,417,LHR,NBO,10:30,21:05,+0100,+0300,2026-03-29,2026-10-24,1234567"
LEG = Leg(
    carrier="XQ",
    number="417",
    origin="LHR",
    destination="NBO",
    first="2026-03-29",
    last="2026-10-24",
    days="1234567",
    departure="10:30",
    arrival="21:05",
    departure_offset=60,
    arrival_offset=180,
)


def draft(text: str) -> Draft:
    return read_schedule(text.encode())


def test_ssim_and_csv_say_the_same() -> None:
    for text in (ssim.file(ssim.leg()), f"{HEADER}\n{ROW}\n"):
        found = draft(text)
        assert (found.legs, found.problems) == ([LEG], [])


SSIM_VALUES = (
    ({"number": "0417"}, {"number": "417"}),
    ({"suffix": "A"}, {"suffix": "A"}),
    ({"carrier": "HAL"}, {"carrier": "HAL"}),
    ({"days": "1 3 5  "}, {"days": "135"}),
    ({"days": "0204060"}, {"days": "246"}),
    ({"weeks": "2"}, {"weeks": 2}),
    ({"departure_offset": "-0330"}, {"departure_offset": -210}),
    ({"last": "00XXX00"}, {"last": "2027-05-03"}),
    ({"departure_day": "1", "arrival_day": "2"}, {"departure_day": 1, "arrival_day": 2}),
    ({"arrival_day": "A"}, {"arrival_day": -1}),
    ({"service": "F"}, {"service": "F"}),
    ({"disclosure": "X"}, {}),
)


@pytest.mark.parametrize(("columns", "said"), SSIM_VALUES)
def test_each_column_of_ssim(columns: dict[str, str], said: dict[str, object]) -> None:
    (found,) = draft(ssim.file(ssim.leg(**columns))).legs
    assert {name: getattr(found, name) for name in said} == said


@pytest.mark.parametrize(
    "lines",
    [
        (ssim.leg(disclosure="L"),),
        (ssim.leg(disclosure="Z"),),
        (ssim.leg(), ssim.data("050")),
        (ssim.leg(), ssim.data("109"), ssim.data("050")),
    ],
)
def test_a_codeshare_is_somebody_elses_flight(lines: tuple[str, ...]) -> None:
    found = draft(ssim.file(*lines))
    assert (found.legs, found.codeshares, found.problems) == ([], 1, [])


def test_an_operated_flight_that_others_sell_is_kept() -> None:
    found = draft(ssim.file(ssim.leg(), ssim.data("010"), ssim.leg(number=" 418")))
    assert ([leg.number for leg in found.legs], found.codeshares) == (["417", "418"], 0)


BROKEN_SSIM = (
    ({"first": "31FEB26"}, "first day"),
    ({"last": "31NOV26"}, "last day"),
    ({"first": "24OCT26", "last": "29MAR26"}, "ends before"),
    ({"last": "29MAR28"}, "longer than"),
    ({"departure": "2530"}, "departure time"),
    ({"arrival": "    "}, "arrival time"),
    ({"departure_offset": "0100 "}, "departure time variation"),
    ({"origin": "L R"}, "departure station"),
    ({"number": "41X "}, "flight number"),
    ({"carrier": "X  "}, "airline designator"),
    ({"days": "       "}, "day of operation"),
    ({"days": "1234568"}, "days of operation"),
    ({"arrival_day": "Q"}, "date variation"),
)


@pytest.mark.parametrize(("columns", "words"), BROKEN_SSIM)
def test_a_broken_ssim_line_is_told_and_costs_no_other(columns: dict[str, str], words: str) -> None:
    found = draft(ssim.file(ssim.leg(**columns), ssim.leg(number=" 418")))
    assert [leg.number for leg in found.legs] == ["418"]
    (problem,) = found.problems
    assert problem.line == 5
    assert words in problem.why


BROKEN_ROWS = (
    (("417", "41A"), "number"),
    (("LHR", "LONDON"), "from"),
    (("10:30", "10:77"), "departure"),
    (("+0100", "1 hour"), "departure_utc"),
    (("2026-03-29", "2026-02-30"), "first day"),
    (("2026-10-24", "2026-13-01"), "last day"),
    (("2026-03-29,2026-10-24", "9999-12-01,9999-12-02"), "end of all calendars"),
    (("1234567", "8"), "days"),
    (("1234567", "21"), "days"),
)


@pytest.mark.parametrize(("change", "words"), BROKEN_ROWS)
def test_a_broken_row_is_told_with_its_line(change: tuple[str, str], words: str) -> None:
    found = draft(f"{HEADER}\n{ROW}\n{ROW.replace(*change)}\n")
    assert len(found.legs) == 1
    ((line, why),) = [(p.line, p.why) for p in found.problems]
    assert line == 3
    assert words in why


NO_SCHEDULES = (
    "",
    "<html>502</html>",
    "carrier,number\nXQ,417\n",
    "\x00\x01\x02",
    'carrier,"number\n',
    HEADER + "\n",
)


@pytest.mark.parametrize("text", NO_SCHEDULES)
def test_what_is_no_schedule_is_said_to_be_none(text: str) -> None:
    found = draft(text)
    assert found.legs == []
    assert found.problems


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLargeError):
        read_schedule(b"x" * 4_000_001)


@given(st.text(max_size=600) | st.text("3XQ 0417JLHR+,\n26MAR", max_size=600))
def test_no_text_raises_anything(text: str) -> None:
    found = draft(text)
    assert found.legs or found.problems or found.codeshares


def test_every_column_is_described() -> None:
    assert set(HEADER.split(",")) <= set(COLUMNS)
    assert all(words for _, words in COLUMNS.values())


def changed(**values: object) -> Leg:
    return Leg(**{name: getattr(LEG, name) for name in Leg.__dataclass_fields__} | values)  # type: ignore[arg-type]


# Leg, day, the movement that leaves then (id, local departure, UTC departure), or nothing.
DAYS = (
    (changed(), "2026-03-29", "2026-03-29T10:30", "2026-03-29T09:30"),
    (changed(), "2026-10-24", "2026-10-24T10:30", "2026-10-24T09:30"),
    (changed(), "2026-03-28", None, None),
    (changed(), "2026-10-25", None, None),
    (changed(days="1"), "2026-03-30", "2026-03-30T10:30", "2026-03-30T09:30"),
    (changed(days="1"), "2026-03-31", None, None),
    (changed(days="1", weeks=2), "2026-03-30", None, None),
    (changed(days="1", weeks=2), "2026-04-06", "2026-04-06T10:30", "2026-04-06T09:30"),
    (changed(departure_day=1), "2026-03-29", None, None),
    (changed(departure_day=1), "2026-03-30", "2026-03-30T10:30", "2026-03-30T09:30"),
    # In UTC the flight of the 29th leaves Sydney on the 30th.
    (
        changed(utc=True, departure="22:00", departure_offset=600),
        "2026-03-30",
        "2026-03-30T08:00",
        "2026-03-29T22:00",
    ),
    (changed(utc=True, departure="22:00", departure_offset=600), "2026-03-29", None, None),
    (
        changed(utc=True, departure="02:00", departure_offset=-300, days="7"),
        "2026-03-28",
        "2026-03-28T21:00",
        "2026-03-29T02:00",
    ),
)


@pytest.mark.parametrize(("leg", "day", "local", "utc"), DAYS)
def test_legs_come_to_movements(leg: Leg, day: str, local: str | None, utc: str | None) -> None:
    found = list(expected_on([leg], date.fromisoformat(day)).values())
    said = [
        (e.movement.departure, e.departure.replace(tzinfo=None).isoformat(timespec="minutes"))
        for e in found
    ]
    assert said == ([(local, utc)] if local else [])


WINTER = replace(LEG, first="2026-10-25", last="2027-03-27", departure="11:00", departure_offset=0)


@pytest.mark.parametrize("order", [1, -1])
def test_a_period_without_end_gives_way_to_the_season_after(order: int) -> None:
    """In whichever order the seasons are read, the later one tells the time and the clock of its days."""
    endless = replace(LEG, last="2027-05-03")
    legs = [endless, WINTER][::order]
    for day, at, ahead in (("2026-10-24", "10:30", 60), ("2026-10-25", "11:00", 0)):
        (found,) = expected_on(legs, date.fromisoformat(day)).values()
        assert found.movement.departure == f"{day}T{at}"
        assert clocks(legs, date.fromisoformat(day))["LHR"] == ahead


def test_clocks_are_those_of_the_day() -> None:
    for day, ahead in (("2026-10-24", 60), ("2026-10-25", 0)):
        assert clocks([LEG, WINTER], date.fromisoformat(day)) == {"LHR": ahead, "NBO": 180}


def test_the_mark_of_utf8_is_no_record() -> None:
    found = read_schedule(b"\xef\xbb\xbf" + ssim.file(ssim.leg()).encode())
    assert (found.legs, found.problems) == ([LEG], [])


@pytest.mark.parametrize("line", ["3\n", "4\n"])
def test_many_short_lines_take_no_longer_than_their_number(line: str) -> None:
    began = process_time()
    draft("1\n" + line * 100_000)
    assert process_time() - began < 5


@given(
    st.dates(date(2026, 3, 1), date(2026, 11, 30)),
    st.sampled_from([-660, -300, 0, 60, 345, 600, 780]),
    st.times(),
    st.booleans(),
)
def test_every_operation_leaves_on_one_local_day(
    day: date, offset: int, at: object, utc: bool
) -> None:
    """Over a daily period each local day has one departure but for the two ends, where UTC days may spill over."""
    leg = changed(departure=f"{at:%H:%M}", departure_offset=offset, utc=utc)
    found = expected_on([leg], day)
    inside = date(2026, 3, 31) <= day <= date(2026, 10, 22)
    assert len(found) <= 1
    assert not inside or len(found) == 1
    for movement in found.values():
        local = datetime.fromisoformat(movement.movement.departure or "").replace(tzinfo=UTC)
        assert local.date() == day
        assert local - movement.departure == timedelta(minutes=offset)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-03-28", "W25"),
        ("2026-03-29", "S26"),
        ("2026-10-24", "S26"),
        ("2026-10-25", "W26"),
        ("2026-01-01", "W25"),
        ("2026-12-31", "W26"),
    ],
)
def test_seasons_turn_on_last_sundays(day: str, name: str) -> None:
    assert season(day) == name


def put(tables: MemoryTables, *legs: Leg) -> tuple[object, ...]:
    return ScheduleStore(tables).apply(Draft(format="csv", legs=list(legs)), "u", "2026-03-01")


def test_an_upload_changes_what_it_says_and_keeps_old_versions() -> None:
    tables = MemoryTables()
    put(tables, changed(), changed(number="418"), changed(number="419"))
    store = ScheduleStore(tables)
    later = changed(number="418", departure="11:00")
    new = Draft(format="csv", legs=[changed(), later, changed(number="420")])
    (planned,) = store.plan(new)
    assert store.season("XQ", "S26").version == 1, "a plan changes nothing"
    names = [(len(planned.added), len(planned.changed), len(planned.removed), planned.unchanged)]
    assert names == [(1, 1, 1, 1)]
    store.apply(new, "u", "2026-03-02")
    (present,) = store.seasons()
    assert (present.version, present.legs) == (2, 3)
    assert set(store.legs(present)) == set(new.legs)
    store.apply(new, "u", "2026-03-03")
    assert store.season("XQ", "S26").version == 2, "the same again is no news"


def test_a_file_with_a_problem_changes_nothing() -> None:
    tables = MemoryTables()
    broken = draft(ssim.file(ssim.leg(), ssim.leg(origin="L R")))
    with pytest.raises(InvalidInputError, match="nothing was applied"):
        ScheduleStore(tables).apply(broken, "u", "2026-03-01")
    assert ScheduleStore(tables).seasons() == ()


def test_other_carriers_and_seasons_stay() -> None:
    tables = MemoryTables()
    winter = changed(first="2026-10-25", last="2027-03-27")
    put(tables, changed(), winter, changed(carrier="ZY"))
    put(tables, changed(number="500"))
    store = ScheduleStore(tables)
    kept = {(s.carrier, s.season): [leg.number for leg in store.legs(s)] for s in store.seasons()}
    assert kept == {("XQ", "S26"): ["500"], ("XQ", "W26"): ["417"], ("ZY", "S26"): ["417"]}


def test_only_legs_of_the_ports_asked_for() -> None:
    found = draft(f"{HEADER}\n{ROW}\n{ROW.replace('LHR', 'CDG').replace('NBO', 'AMS')}\n")
    found.keep_ports(["NBO"])
    assert ([leg.origin for leg in found.legs], found.elsewhere) == (["LHR"], 1)


def _sizes() -> list[tuple[str, Callable[[int], str]]]:
    def many_rows(n: int) -> str:
        return "\n".join([HEADER, *[ROW.replace("417", str(1 + i % 9999)) for i in range(n)]])

    return [("csv", many_rows), ("ssim", lambda n: ssim.file(*[ssim.leg()] * n))]


@pytest.mark.parametrize(("name", "of"), _sizes(), ids=lambda v: v if isinstance(v, str) else "")
def test_problems_of_a_bad_file_are_bounded(name: str, of: Callable[[int], str]) -> None:
    bad = of(500).replace("LHR", "L-R")
    assert len(draft(bad).problems) == 100
