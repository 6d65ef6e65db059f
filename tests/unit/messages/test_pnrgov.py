"""PNRGOV: every TIF a traveller, what a booking says of itself, and what must not be kept."""

import pytest

from tests.unit.messages.pushes import FLIGHT, HEAD, only, read
from tests.unit.messages.samples import message


def test_a_whole_booking() -> None:
    one = message("pnrgov/synth_01")
    [booking], [t] = one.bookings, one.travellers
    assert (booking.carrier, booking.locator, booking.created, booking.changed) == (
        "XQ",
        "DSNUJX",
        "2025-12-10T09:15",
        "2026-01-11T08:12",
    )
    assert booking.id == "XQ-DSNUJX-20251210"
    assert (t.surname, t.given_names, t.title, t.sex, t.nationality) == (
        "OKSAMPLE",
        "SOFIA",
        "MRS",
        "F",
        "DEU",
    )
    assert (t.date_of_birth, t.reference, t.locator, t.status) == (
        "1953-11-03",
        "CY41717754689290",
        "DSNUJX",
        "HK",
    )
    [payment] = booking.payments
    assert (payment.form, payment.vendor, payment.card, payment.amount, payment.expiry) == (
        "CC",
        "VI",
        "4000XXXXXXXX0002",
        "598.40",
        "2029-08",
    )
    assert booking.agency is not None
    assert (booking.agency.id, booking.agency.country) == ("12345678", "GBR")
    assert one.movements[0].id == booking.segments[0].id


def test_travellers_without_documents_are_travellers() -> None:
    one = read(f"{HEAD}TIF+A+B MR:A:1'TIF+C+D MRS:A:2'{FLIGHT}")
    assert [t.surname for t in one.travellers] == ["A", "C"]


def test_cancelled_bookings_of_an_update() -> None:
    one = message("pnrgov/synth_22")
    assert [(b.locator, b.cancelled, len(b.travellers)) for b in one.bookings] == [
        ("CANC01", True, 0),
        ("LFMS77", False, 1),
    ]
    assert one.function == "141"


def test_split_bookings_name_each_other() -> None:
    assert message("pnrgov/synth_18").bookings[0].split_to == ("XQ:SPLIT2", "XQ:SPLIT3")
    assert message("pnrgov/synth_08").bookings[0].locators == ("DL:HK3PQ7",)


def test_groups_without_names() -> None:
    one = message("pnrgov/synth_06")
    assert [(t.type, t.surname) for t in one.travellers] == [("GRP", "SEETHE WORLDTEST")]
    assert (one.bookings[0].size, one.bookings[0].group_name) == (24, "SEETHE WORLDTEST")


def test_an_empty_flight_has_no_bookings() -> None:
    assert message("pnrgov/synth_24").bookings == ()


@pytest.mark.parametrize(
    "email", ["A.SAMPLE@MAIL.EXAMPLE", "A_SAMPLE@MAIL.EXAMPLE", "A_SAMPLE-MAIL.EXAMPLE"]
)
def test_emails_in_all_their_places(email: str) -> None:
    one = message("pnrgov/synth_38")
    found = {*one.bookings[0].emails, *(mail for t in one.travellers for mail in t.emails)}
    assert (email in found) == ("@" in email)


def test_phone_without_a_name_is_kept() -> None:
    _, t = only(
        f"{HEAD}TIF+A+B:A:1'IFT+4:28+YY CTCM 123456789'IFT+4:28+YY CTC M 987654321'{FLIGHT}"
    )
    assert t.phones == ("123456789", "987654321")


def test_sensitive_remarks_are_not_kept() -> None:
    booking, _ = only(f"{HEAD}IFT+4:28::XQ+NEEDS WHEELCHAIR'IFT+4:28::XQ+VIP'TIF+A+B:A:1'{FLIGHT}")
    assert booking.remarks == ("VIP",)


def test_cards_are_cut_while_reading() -> None:
    assert message("pnrgov/synth_40").bookings[0].payments[0].card == "411111XXXXXX1111"


def test_a_lost_src_does_not_join_two_bookings() -> None:
    first = f"{HEAD}TIF+A+B:A:1'{FLIGHT}".replace("SRC'", "")
    second = first.replace("ABC123", "DEF456").replace("TIF+A+", "TIF+C+")
    assert [b.locator for b in read(first, second).bookings] == ["ABC123", "DEF456"]


def test_a_lost_src_behind_history_loses_nobody() -> None:
    """A locator without its creation date begins the next booking too: history has none."""
    first = f"{HEAD}TIF+A+B:A:1'{FLIGHT}ABI+4+05FD28'SAC+++A'TIF+OLD+X:A:1'".replace("SRC'", "")
    second = f"RCI+XQ:DEF456'ORG+1A:MUC'TIF+C+B:A:1'{FLIGHT}"
    found = read(first, second)
    assert [b.locator for b in found.bookings] == ["ABC123", "DEF456"]
    assert [t.surname for t in found.travellers] == ["A", "C"]


@pytest.mark.parametrize("version", [12, 13, 14, 15, 16, 17, 18, 19, 20, 21])
def test_every_version(version: int) -> None:
    one = message(f"pnrgov/synth_26_version_{version}")
    assert (one.version, len(one.travellers), one.complete) == (f"{version}:1", 2, True)


def test_third_party_payer() -> None:
    cash, card = message("pnrgov/synth_14").bookings[0].payments
    assert (cash.form, cash.amount, card.form, card.holder) == (
        "CA",
        "1000.00",
        "CC",
        "TIMOTHY FICTIVE",
    )


def test_requests_and_acknowledgements() -> None:
    error = message("pnrgov/synth_43").answers[0]
    assert (error.codes, error.text) == (("7", "114"), "INVALID FLIGHT NUMBER")
    asked = message("pnrgov/synth_45")
    assert (asked.format, asked.function, asked.bookings[0].locator) == ("GOVREQ", "77", "K7PQ2M")
    assert asked.movements[0].id == "air-XQ417-20260113-LHR-NBO"
