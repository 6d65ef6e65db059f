"""PNRGOV: flights with their status, and who is checked in on them."""

import pytest

from tests.unit.messages.pushes import FLIGHT, HEAD, only, read
from tests.unit.messages.samples import message


@pytest.mark.parametrize(
    "arnk", ["TVL+++++ARNK'", "TVL++NBO+MBA++ARNK'", "TVL++MBA+NBO+XQ+OPEN:Y'"]
)
def test_arnk_and_open_do_not_stop_the_booking(arnk: str) -> None:
    booking, _ = only(
        f"{HEAD}TIF+A+B:A:1'{FLIGHT}{arnk}TVL+200126:2330:210126:0605+NBO+LHR+XQ+418:Y'RPI+1+HL'"
    )
    assert [(s.number, s.status) for s in booking.segments if s.number.isdigit()] == [
        ("417", "HK"),
        ("418", "HL"),
    ]


def test_codeshares() -> None:
    two = message("pnrgov/synth_08").bookings[0].segments
    tra = message("pnrgov/synth_09").bookings[0].segments
    assert [(s.carrier, s.number, s.operating) for s in (*two, *tra)] == [
        ("DL", "9362", "XQ417")
    ] * 2


def test_check_in_gives_seat_and_bags_of_this_flight() -> None:
    [t] = message("pnrgov/synth_11").travellers
    assert (t.seat, t.bags.count, t.bags.weight_kg, t.bags.tags) == (
        "3A",
        2,
        41,
        ("XQ0999123456", "XQ0999123457"),
    )
    assert [t.bags.count for t in message("pnrgov/synth_12").travellers] == [3, None]


def test_seats_and_bags_of_other_flights_are_not_taken() -> None:
    other = (
        "TVL+120126:1030:120126:2105+JFK+LHR+XQ+1:Y'RPI+1+HK'DAT+2:120126:0702'"
        "TRI++1:::1'TIF+A+B:A:1'SSD+9A++++J'TBD++5:99:700'"
    )
    _, t = only(f"{HEAD}TIF+A+B:A:1'{other}{FLIGHT}")
    assert (t.seat, t.bags.count) == (None, None)


def test_history_makes_no_travellers_and_no_flights() -> None:
    one = message("pnrgov/synth_20")
    assert [t.surname for t in one.travellers] == ["OKSAMPLE"]
    assert len(one.bookings[0].segments) == 1


def test_hotels_and_cars_are_no_flights() -> None:
    assert [s.number for s in message("pnrgov/synth_19").bookings[0].segments] == ["417"]


def test_departure_control_reference_stands_for_a_locator() -> None:
    assert message("pnrgov/synth_37").bookings[0].locator == "89QM3LABML"
    assert message("pnrgov/synth_37").travellers[0].seat == "41K"


def test_someone_named_at_check_in_only_is_not_lost() -> None:
    one = read(
        f"{HEAD}TIF+A+B:A:1'{FLIGHT}DAT+2:130126:0702'TRI++1:::9'TIF+KIM+CHUN MRS:A:9'SSD+14A++++J'"
    )
    assert [(t.surname, t.seat) for t in one.travellers] == [("A", None), ("KIM", "14A")]
    assert "check-in-only" in {f.code for f in one.findings}


def test_impossible_times_are_left_empty_and_told() -> None:
    one = read(f"{HEAD}TIF+A+B:A:1'TVL+310513:0900:310513:4321+OOL+SIN+TZ+0002:S'")
    assert one.bookings[0].segments[0].arrival == "2013-05-31"
    assert "impossible-date" in {f.code for f in one.findings}
