"""PNRGOV: flights with their status, and who is checked in on them."""

import pytest

from offing.messages import read_file
from tests.unit.messages.pushes import FLIGHT, HEAD, only, read
from tests.unit.messages.samples import message, pnrgov


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


def legs(booking: str) -> list[tuple[str, str, str | None, str | None]]:
    """Carrier, number, other side and status of every segment."""
    return [(s.carrier, s.number, s.operating, s.status) for s in only(booking)[0].segments]


A = "TIF+A+B:A:1'"


BACK = ("XQ", "418", None, None)


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        (FLIGHT, [("XQ", "417", None, "HK")]),
        ("TVL+130126:1030+LHR+NBO+XQ+0417A:Y'RPI+1+HK'", [("XQ", "417", None, "HK")]),
        ("TVL+130126:1030+LHR+NBO+DL:XQ+9362:K'TVL+++++417:M'", [("DL", "9362", "XQ417", None)]),
        ("TVL+130126:1030+LHR+NBO+DL+9362:K'TVL++++XQ+417:M'RPI+1+HK'", [("DL", "9362", "XQ417", "HK")]),
        ("TVL+130126:1030+LHR+NBO+DL+9362:K'TRA+XQ+0417:B'RPI+1+HK'", [("DL", "9362", "XQ417", "HK")]),
        ("TVL+130126:1030+LHR+NBO+DL:XQ+9362:K'TRA+XQ'", [("DL", "9362", "XQ", None)]),
        (f"{FLIGHT}TVL+++++ARNK'", [("XQ", "417", None, "HK"), ("", "ARNK", None, None)]),
        (f"{FLIGHT}TVL++++ARNK'", [("XQ", "417", None, "HK"), ("ARNK", "", None, None)]),
        (f"{FLIGHT}TVL+++++OPEN:Y'", [("XQ", "417", None, "HK"), ("", "OPEN", None, None)]),
        ("TVL+130126:1030+LHR+NBO+XQ+417'APD+788'RPI+2+un'", [("XQ", "417", None, "UN")]),
        (f"{FLIGHT}MSG+8'TVL+130126:1400+NBO++HY+INN'RPI+1+XX'", [("XQ", "417", None, "HK")]),
        (f"{FLIGHT}ABI+4+X'SAC+++X'TVL+120126+LHR+NBO+XQ+417'RPI+1+XX'", [("XQ", "417", None, "HK")]),
        (f"{FLIGHT}EQN+2'RCI+XQ:SPLIT2'TVL+200126+NBO+LHR+XQ+418'", [("XQ", "417", None, "HK"), BACK]),
    ],
)  # fmt: skip
def test_flights_as_sent(
    segments: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    assert legs(HEAD + A + segments) == expected


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [(("HK",), "HK"), (("XX",), "XX"), (("XX", "HK"), "HK"), (("HK", "XX"), "HK"), (("UN", "HX"), "UN")],
)  # fmt: skip
def test_a_flight_booked_again_is_flown(statuses: tuple[str, ...], expected: str) -> None:
    flights = "".join(FLIGHT.replace("HK", status) for status in statuses)
    _, t = only(HEAD + A + flights)
    assert t.status == expected


@pytest.mark.parametrize(
    ("segments", "seat"),
    [
        (f"{FLIGHT}DAT+2:130126:0702'TRI++1:::1'TIF+A+B:A:1'SSD+03A++++J'", "3A"),
        (f"{FLIGHT}DAT'ORG+XQ++++A'TRI++1:::1'SSD+003A'", "3A"),
        (f"{FLIGHT}DAT+3:L FT WW 13JAN260702Z'TRI++1:::1'TIF+A+B'SSD+3A'", "3A"),
        (f"{FLIGHT}TRI++1:::1'SSD+3A'", "3A"),
        (f"{FLIGHT}DAT+2'TRI++1:::1'TIF+A+BARTHOLOMEW:A'SSD+3A'", "3A"),
        (f"{FLIGHT}DAT+2'TRI++1:::1'SSD'", None),
        (f"{FLIGHT}DAT+2'TRI++1:::1'SSD+XXX++++Y'", None),
        (f"{FLIGHT}SSR+SEAT:HK:1:XQ:::LHR:NBO+23C::1:N'", "23C"),
        (f"SSR+SEAT:HK:1:XQ:::LHR:NBO+23C::1'{FLIGHT}", "23C"),
        (f"SSR+SEAT:HK:1:XQ:::NBO:LHR+23C::1'{FLIGHT}", None),
        (f"{FLIGHT}SSR+SEAT:HK:1:XQ:::LHR:NBO+23C::1'DAT+2'TRI++1:::1'SSD+4D'", "4D"),
        (f"{FLIGHT}DAT+700:130126:0731'SSD+3A'", None),
    ],
)
def test_seats(segments: str, seat: str | None) -> None:
    assert only(HEAD + A + segments)[1].seat == seat


@pytest.mark.parametrize(
    ("tbd", "count", "weight", "tags"),
    [
        ("TBD++2:41:700++HP:LHR-042+XQ:0999123456:2:NBO", 2, 41, ("XQ0999123456", "XQ0999123457")),
        ("TBD++2:41:700+++XQ:0999123456::NBO+XQ:0999123460:1:NBO", 2, 41, ("XQ0999123456", "XQ0999123460")),
        ("TBD++2:41:700+++XQ:XQ123458:2", 2, 41, ("XQ123458", "XQ123459")),
        ("TBD++1:10:701", 1, 4.54, ()),
        ("TBD++3::702", 3, None, ()),
        ("TBD++0", 0, None, ()),
        ("TBD", None, None, ()),
        ("TBD++2:34:700++MP+618:1026000009:2:MPM", 2, 34, ("6181026000009", "6181026000010")),
    ],
)  # fmt: skip
def test_bags(tbd: str, count: int | None, weight: float | None, tags: tuple[str, ...]) -> None:
    _, t = only(f"{HEAD}{A}{FLIGHT}DAT+2'TRI++1:::1'{tbd}'")
    assert (t.bags.count, t.bags.weight_kg, t.bags.tags) == (count, weight, tags)


@pytest.mark.parametrize("ends", [("A:1", "A:2"), ("", "")])
def test_namesakes_are_checked_in_by_reference(ends: tuple[str, str]) -> None:
    one = read(
        f"{HEAD}TIF+A+B:A:1'TIF+A+B:A:2'{FLIGHT}"
        f"DAT+2'TRI++1:::2'TIF+A+B:{ends[1]}'SSD+2A'DAT+2'TRI++2:::1'TIF+A+B:{ends[0]}'SSD+1A'"
    )
    assert [t.seat for t in one.travellers] == ["1A", "2A"]


def test_checked_in_on_another_flight_only_is_still_a_traveller_once() -> None:
    other = "TVL+120126:1030+JFK+LHR+XQ+1'RPI+1+HK'DAT+2'TRI++1:::7'TIF+KIM+CHUN:A:7'SSD+9A'"
    here = f"{FLIGHT}DAT+2'TRI++1:::7'TIF+KIM+CHUN:A:7'SSD+4A'"
    one = read(HEAD + A + other + here)
    assert [(t.surname, t.seat) for t in one.travellers] == [("A", None), ("KIM", "4A")]


def test_the_header_may_name_both_sides_of_a_codeshare() -> None:
    data = pnrgov(HEAD + A + FLIGHT).replace(b"EQN+1'", b"TVL++++DL+9362'EQN+1'")
    [movement] = read_file(data).messages[0].movements
    assert (movement.label, movement.operating) == ("XQ417 LHR-NBO", "DL9362")
