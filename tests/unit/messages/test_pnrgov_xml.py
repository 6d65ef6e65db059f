"""PNRGOV XML says the same as EDIFACT, in whatever wrapper, and is refused with the reason."""

import pytest

from offing.messages import read_file
from tests.unit.messages.samples import parsed


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


def test_xml_in_utf16_that_says_so() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><IATA_PNRGOV_NotifRQ><PNRs><PNR>'
    text += '<BookingRefID ID="K7PQ2M"/></PNR></PNRs></IATA_PNRGOV_NotifRQ>'
    [one] = read_file(text.encode("utf-16")).messages
    assert one.bookings[0].locator == "K7PQ2M"


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


SPACE = ' xmlns="http://www.iata.org/IATA/2007/00"'
LEG = (
    '<{p}FlightLeg CarrierCode="XQ" FlightNumber="417" DepartureDateTime="2026-01-13T10:30:00">'
    '<{p}DepartureAirport LocationCode="LHR"/><{p}ArrivalAirport LocationCode="NBO"/></{p}FlightLeg>'
)
DOCS = (
    '<{p}DOC_SSR SSRCode="DOCS"><{p}DOCS DateOfBirth="1967-05-20" Gender="F" Surname="SAMPLE" FirstGivenName="LI"'
    ' TravelDocType="P" TravelDocNbr="RQ5927873" TravelDocIssueCountry="KEN" {more}/></{p}DOC_SSR>'
)
FLIGHT = LEG.replace("FlightLeg", "Flight").replace(" FlightNumber", ' Status="HK" FlightNumber')


def push(
    inside: str, prefix: str = "", flight: str = FLIGHT, function: str = "22", **pnr: str
) -> bytes:
    """A notification of one PNR of one passenger; `inside` stands in the passenger."""
    attributes = "".join(f' {name}="{value}"' for name, value in pnr.items())
    text = (
        '<{p}IATA_PNRGOV_NotifRQ{ns} Version="13.1" MessageFunction="{function}">{leg}<{p}PNRs><{p}PNR{attributes}>'
        '<{p}BookingRefID ID="ABC123"><{p}CompanyName Code="XQ"/></{p}BookingRefID>'
        '<{p}Passenger RPH="1"><{p}GivenName>LI MRS</{p}GivenName><{p}Surname>SAMPLE</{p}Surname>'
        "{inside}</{p}Passenger>"
        "{flight}</{p}PNR></{p}PNRs></{p}IATA_PNRGOV_NotifRQ>"
    )
    space = SPACE.replace("xmlns", f"xmlns:{prefix}") if prefix else SPACE
    p = f"{prefix}:" if prefix else ""
    whole = text.format(
        p=p,
        ns=space,
        leg=LEG,
        attributes=attributes,
        inside=inside,
        flight=flight,
        function=function,
    )
    return whole.replace("{p}", p).replace("{more}", "").encode()


@pytest.mark.parametrize(
    "wrapper", ["{}", '<DaneXML wersja="2"><Naglowek/>{}</DaneXML>', "<a><b><c>{}</c></b></a>"]
)
@pytest.mark.parametrize("prefix", ["", "iata"])
@pytest.mark.parametrize("unknown", ["", "<Unknown X='1'><Deep>text</Deep></Unknown>"])
def test_wrappers_prefixes_and_unknown_elements(wrapper: str, prefix: str, unknown: str) -> None:
    data = wrapper.format(push(unknown + DOCS, prefix).decode()).encode()
    [one] = read_file(data).messages
    [t] = one.travellers
    assert (t.surname, t.given_names, t.title, t.status) == ("SAMPLE", "LI", "MRS", "HK")
    assert [(d.number, d.issuer) for d in t.documents] == [("RQ5927873", "KEN")]
    assert [(s.carrier, s.number, s.status) for s in one.bookings[0].segments] == [
        ("XQ", "417", "HK")
    ]


@pytest.mark.parametrize(
    ("inside", "field", "expected"),
    [
        ('<DOC_SSR><DOCO BirthLocation="LEEDS" VisaNbr="1731"/></DOC_SSR>', "place_of_birth", "LEEDS"),
        ('<DOC_SSR><DOCA AddressType="R" Country="GBR" CityName="LEEDS"/></DOC_SSR>', "residence", "GBR"),
        ('<SSR SSRCode="CTCM"><Text>447700900123</Text></SSR>', "phones", ("447700900123",)),
        ('<OSI><Text>CTCE A.B//C.EXAMPLE</Text></OSI>', "emails", ("A.B@C.EXAMPLE",)),
        ('<SSR SSRCode="DOCS"><Text>/P/KEN/RQ1/KEN/20MAY67/F/28JUN35</Text></SSR>', "date_of_birth", "1967-05-20"),
        (DOCS.replace("{more}", 'ExpirationDate="2035-06-28"'), "nationality", None),
        (DOCS.replace("{more}", 'PaxNationality="KE"'), "nationality", "KEN"),
    ],
)  # fmt: skip
def test_what_xml_says_of_a_passenger(inside: str, field: str, expected: object) -> None:
    [t] = read_file(push(inside)).messages[0].travellers
    assert getattr(t, field) == expected


def test_an_infant_under_its_adult_in_xml() -> None:
    inside = (
        '<SSR SSRCode="INFT" RPH="1"><Text>SAMPLE/MO 01AUG25</Text></SSR>'
        '<DOC_SSR><DOCS Gender="MI" DateOfBirth="2025-08-01" Surname="SAMPLE" FirstGivenName="MO"'
        ' TravelDocNbr="RQ2"/></DOC_SSR>'
    )
    adult, infant = read_file(push(inside)).messages[0].travellers
    assert (adult.date_of_birth, adult.documents) == (None, ())
    assert (infant.type, infant.given_names, infant.date_of_birth) == ("INF", "MO", "2025-08-01")
    assert [d.number for d in infant.documents] == ["RQ2"]


@pytest.mark.parametrize(
    ("flight", "function", "pnr", "cancelled"),
    [
        ("", "141", {}, True),
        ("", "22", {}, False),
        (FLIGHT, "141", {}, False),
        ("", "22", {"Status": "Cancelled"}, True),
    ],
)
def test_cancelled_in_xml(flight: str, function: str, pnr: dict[str, str], cancelled: bool) -> None:
    [one] = read_file(push("", flight=flight, function=function, **pnr)).messages
    assert [b.cancelled for b in one.bookings] == [cancelled]


def test_cards_in_xml_are_cut_wherever_they_stand() -> None:
    card = (
        '<FormOfPayment FOP_Type="CC"><PaymentCard CardCode="VI" CardNumber="4111111111111111"'
        ' ExpireDate="0829"/></FormOfPayment>'
    )
    [booking] = read_file(push(card)).messages[0].bookings
    assert [(p.form, p.vendor, p.card) for p in booking.payments] == [
        ("CC", "VI", "411111XXXXXX1111")
    ]
