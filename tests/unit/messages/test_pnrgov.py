"""PNRGOV: every TIF a traveller, infants once, documents with their holders, flights with their status."""

import pytest

from offing.messages import read_file
from offing.records.bookings import Booking
from offing.records.messages import ParsedMessage
from offing.records.travellers import ReportedTraveller
from tests.unit.messages.samples import message, parsed, pnrgov

HEAD = "SRC'RCI+XQ:ABC123::101225:0915'DAT+700:110126:0812'ORG+1A:MUC+12345678:LONXQ2345+LON++T+GB:GBP:EN'"
FLIGHT = "TVL+130126:1030:130126:2105+LHR+NBO+XQ+417:Y'RPI+1+HK'"


def read(*bookings: str) -> ParsedMessage:
    return read_file(pnrgov(*bookings)).messages[0]


def only(booking: str) -> tuple[Booking, ReportedTraveller]:
    one = read(booking)
    assert len(one.travellers) == 1
    return one.bookings[0], one.travellers[0]


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


def test_a_family_with_an_infant() -> None:
    one = message("pnrgov/synth_04")
    assert [(t.type, t.given_names) for t in one.travellers] == [
        ("ADT", "ANDREI"),
        ("ADT", "KATE"),
        ("CHD", "LI"),
        ("INF", "MOHAMMED ALI"),
    ]
    infant = one.travellers[3]
    assert (infant.date_of_birth, infant.sex, infant.documents[0].number) == (
        "2025-08-01",
        "M",
        "RQ4735357",
    )
    assert [d.number for d in one.travellers[1].documents] == ["FB9139265"]


def test_an_infant_named_by_inft_alone_is_a_traveller() -> None:
    one = read(
        f"{HEAD}TIF+ORNEK+KATE MRS:A:2'SSR+INFT:HK:1:XQ:::::ORNEK/MO 01AUG25+::2'"
        f"{FLIGHT}SSR+INFT:KK:1:XQ:::LHR:NBO:ORNEK/MO 01AUG25+::2'"
    )
    assert [(t.type, t.given_names, t.date_of_birth) for t in one.travellers] == [
        ("ADT", "KATE", None),
        ("INF", "MO", "2025-08-01"),
    ]
    assert one.bookings[0].travellers == (0, 1)


DOCS = "SSR+DOCS:HK:1:XQ:::::/P/KEN/RQ5927873/KEN/20MAY67/F/28JUN35/SAMPLE/MARY ANN"


@pytest.mark.parametrize(
    "booking",
    [
        f"{HEAD}TIF+SAMPLE+MARY ANN MRS:A:1'{DOCS}'{FLIGHT}",
        f"{HEAD}TIF+SAMPLE+MARY ANN MRS:A:1'TIF+OTHER+BO:A:2'{DOCS}+::1'{FLIGHT}",
        f"{HEAD}{DOCS}'TIF+SAMPLE+MARY ANN MRS:A:1'TIF+OTHER+BO:A:2'{FLIGHT}",
        f"{HEAD}TIF+SAMPLE+MARY ANN MRS:A:1'TIF+OTHER+BO:A:2'{FLIGHT}{DOCS}+::1'",
        f"{HEAD}TIF+SAMPLE+MARY ANN MRS:A:1'TIF+OTHER+BO:A:2'{FLIGHT}{DOCS}'",
    ],
    ids=[
        "under TIF",
        "by reference",
        "before TIF by name",
        "under the flight",
        "under the flight by name",
    ],
)
def test_documents_at_any_level(booking: str) -> None:
    one = read(booking)
    holder = next(t for t in one.travellers if t.surname == "SAMPLE")
    assert [(d.number, d.issuer, d.expiry) for d in holder.documents] == [
        ("RQ5927873", "KEN", "2035-06-28")
    ]
    assert (holder.date_of_birth, holder.sex, holder.nationality) == ("1967-05-20", "F", "KEN")


@pytest.mark.parametrize(
    ("text", "number", "birth"),
    [
        ("/P/KR/JR3364288/KR/10SEP72/M/05JUL16/PARK/SE JOON", "JR3364288", "1972-09-10"),
        ("P/KR/JR3364288/KR/10SEP72/M/05JUL16/PARK/SE JOON", "JR3364288", "1972-09-10"),
        ("KR/P/KOR/JR3364288/KOR/10SEP72/M/05JUL16/PARK/SE JOON", "JR3364288", "1972-09-10"),
        ("/P/KR/JR3364288/KR/10SEP72/M/05JUL16/PARK/SE JOON/H", "JR3364288", "1972-09-10"),
        (
            "/P/KR/JR3364288/KR/10SEP72/M/05JUL16/PARK/SE JOON-1PARK/SEJOONMR",
            "JR3364288",
            "1972-09-10",
        ),
        ("/////10SEP72/M//PARK/SE JOON", None, "1972-09-10"),
        ("//KR/JR3364288//10SEP72/M/05JUL16/PARK/SE JOON", "JR3364288", "1972-09-10"),
    ],
)
def test_docs_texts(text: str, number: str | None, birth: str) -> None:
    _, t = only(f"{HEAD}TIF+PARK+SEJOONMR:A:1'SSR+DOCS:HK:1:SQ:::::{text}+::1'{FLIGHT}")
    assert ([d.number for d in t.documents] or [None])[0] == number
    assert (t.date_of_birth, t.given_names, t.title) == (birth, "SEJOON", "MR")


@pytest.mark.parametrize(
    ("sent", "given", "title"),
    [
        ("ANNAMRS", "ANNA", "MRS"),
        ("JOHNMR", "JOHN", "MR"),
        ("MOANMISS", "MOAN", "MISS"),
        ("IBRAHIM ABDUL RAHMAN DR", "IBRAHIM ABDUL RAHMAN", "DR"),
        ("MISS", None, "MISS"),
        ("AMR", "AMR", None),
        ("MOHAMED AMR", "MOHAMED AMR", None),
        ("WILLIAMS", "WILLIAMS", None),
        ("DRISS", "DRISS", None),
        ("SIRAJ", "SIRAJ", None),
        ("MRINAL", "MRINAL", None),
        ("DREW", "DREW", None),
    ],
)
def test_titles_are_cut_only_where_certain(sent: str, given: str | None, title: str | None) -> None:
    _, t = only(f"{HEAD}TIF+NASR+{sent}:A:1'{FLIGHT}")
    assert (t.surname, t.given_names, t.title, t.given_names_as_sent) == (
        "NASR",
        given,
        title,
        sent,
    )


def test_a_document_proves_a_glued_title() -> None:
    _, t = only(
        f"{HEAD}TIF+DYE+KAYLAMS:A:1'SSR+DOCS:HK:1:TZ:::::/P/USA/345678901/USA/07APR93/F/15DEC28/DYE/KAYLA+::1'{FLIGHT}"
    )
    assert (t.given_names, t.title) == ("KAYLA", "MS")


def test_travellers_without_documents_are_travellers() -> None:
    one = read(f"{HEAD}TIF+A+B MR:A:1'TIF+C+D MRS:A:2'{FLIGHT}")
    assert [t.surname for t in one.travellers] == ["A", "C"]


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


def test_history_makes_no_travellers_and_no_flights() -> None:
    one = message("pnrgov/synth_20")
    assert [t.surname for t in one.travellers] == ["OKSAMPLE"]
    assert len(one.bookings[0].segments) == 1


def test_hotels_and_cars_are_no_flights() -> None:
    assert [s.number for s in message("pnrgov/synth_19").bookings[0].segments] == ["417"]


def test_groups_without_names() -> None:
    one = message("pnrgov/synth_06")
    assert [(t.type, t.surname) for t in one.travellers] == [("GRP", "SEETHE WORLDTEST")]
    assert (one.bookings[0].size, one.bookings[0].group_name) == (24, "SEETHE WORLDTEST")


def test_an_empty_flight_has_no_bookings() -> None:
    assert message("pnrgov/synth_24").bookings == ()


def test_departure_control_reference_stands_for_a_locator() -> None:
    assert message("pnrgov/synth_37").bookings[0].locator == "89QM3LABML"
    assert message("pnrgov/synth_37").travellers[0].seat == "41K"


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


def test_visas_addresses_and_place_of_birth() -> None:
    [t] = message("pnrgov/synth_16").travellers
    assert {d.type: (d.number, d.issuer) for d in t.documents} == {
        "P": ("MJ2036147", "IND"),
        "V": ("17317323", "KEN"),
        "K": ("KTN99887766", "USA"),
    }
    assert (t.place_of_birth, t.residence, {a.kind for a in t.addresses}) == (
        "MUMBAI",
        "GBR",
        {"residence", "destination"},
    )
    assert (t.emails, t.phones) == (("A.SAMPLE@MAIL.EXAMPLE",), ("447700900123",))
    assert (t.frequent_flyers[0].carrier, t.frequent_flyers[0].number) == ("XQ", "1234567890")


def test_sensitive_remarks_are_not_kept() -> None:
    booking, _ = only(f"{HEAD}IFT+4:28::XQ+NEEDS WHEELCHAIR'IFT+4:28::XQ+VIP'TIF+A+B:A:1'{FLIGHT}")
    assert booking.remarks == ("VIP",)


def test_cards_are_cut_while_reading() -> None:
    assert message("pnrgov/synth_40").bookings[0].payments[0].card == "411111XXXXXX1111"


def test_a_lost_src_does_not_join_two_bookings() -> None:
    first = f"{HEAD}TIF+A+B:A:1'{FLIGHT}".replace("SRC'", "")
    second = first.replace("ABC123", "DEF456").replace("TIF+A+", "TIF+C+")
    assert [b.locator for b in read(first, second).bookings] == ["ABC123", "DEF456"]


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


def test_xml_says_the_same() -> None:
    [one] = parsed("pnrgov_xml/synth_02").messages
    assert (one.format, one.version, one.function, len(one.bookings)) == ("PNRGOV", "13.1", "22", 5)
    t = one.travellers[0]
    assert (
        t.surname,
        t.date_of_birth,
        t.documents[0].number,
        t.documents[0].issuer,
        t.locator,
        t.status,
    ) == (
        "OBRAZEC",
        "1982-06-03",
        "BE0069071",
        "CHN",
        "XVQ4AH",
        "HK",
    )
    assert parsed("pnrgov_xml/synth_03").messages[0].function == "141"


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><IATA_PNRGOV_NotifRQ>&a;</IATA_PNRGOV_NotifRQ>',
        b'<IATA_PNRGOV_NotifRQ xmlns="http://www.iata.org/IATA/2007/00"><PNRs>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><IATA_PNRGOV_NotifRQ/>'.encode(
            "utf-16"
        ),
    ],
)
def test_xml_that_is_refused_says_why(data: bytes) -> None:
    parsed_file = read_file(data)
    assert not parsed_file.messages
    assert [f.code for f in parsed_file.findings] == ["unreadable-xml"]
