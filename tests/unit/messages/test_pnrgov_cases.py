"""PNRGOV as senders really write it: one row a deviation, one thing expected of it."""

import pytest

from offing.messages import read_file
from offing.messages.sensitive import is_sensitive_text
from tests.unit.messages.pushes import FLIGHT, HEAD, names, only, read

ADULT = "TIF+SAMPLE+LI MRS:A:1'"
OTHER = "TIF+OTHER+BO MR:A:2'"


@pytest.mark.parametrize(
    ("tifs", "expected"),
    [
        ("TIF+SAMPLE+LI'", [("ADT", "SAMPLE", "LI")]),
        ("TIF+SAMPLE+LI:C:1'", [("CHD", "SAMPLE", "LI")]),
        ("TIF+SAMPLE+LI:IN:1'", [("INF", "SAMPLE", "LI")]),
        ("TIF+SAMPLE+LI:ZZ:1'", [("ADT", "SAMPLE", "LI")]),
        ("TIF+SAMPLE:I+LI MR:A:1'", [("ADT", "SAMPLE", "LI")]),
        ("TIF+SAMPLE:I+LI MR::1'", [("ADT", "SAMPLE", "LI")]),
        ("TIF+SAMPLE TOURS:G'", [("GRP", "SAMPLE TOURS", None)]),
        ("TIF+SAMPLE TOURS+:G'", [("GRP", "SAMPLE TOURS", None)]),
        ("TIF+SAMPLE+LI:A:1+BO:C:2'", [("ADT", "SAMPLE", "LI"), ("CHD", "SAMPLE", "BO")]),
        ("TIF+SAMPLE+LI:A:1'TIF+SAMPLE+LI:A:2'", [("ADT", "SAMPLE", "LI")] * 2),
        ("TIF+O?'SAMPLE-TEST+ANNE-LI MRS:A:1'", [("ADT", "O'SAMPLE-TEST", "ANNE-LI")]),
        ("TIF+SAMPLE'", [("ADT", "SAMPLE", None)]),
        ("TIF'", [("ADT", None, None)]),
        ("TIF++LI:A:1'", [("ADT", None, "LI")]),
    ],
)
def test_every_tif_is_a_traveller(
    tifs: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert names(read(f"{HEAD}{tifs}{FLIGHT}")) == expected


def test_names_are_kept_exactly_as_sent() -> None:
    _, t = only(f"{HEAD}TIF+Müller-Lüdenscheidt+ anna  MARIAMRS :A:1'{FLIGHT}")
    assert t.surname_as_sent == "Müller-Lüdenscheidt"
    assert (t.surname, t.given_names, t.title) == ("MÜLLER-LÜDENSCHEIDT", "ANNA MARIA", "MRS")


INFANT_DOCS = "SSR+DOCS:HK:1:XQ:::::/P/GBR/RQ4735357/GBR/01AUG25/{sex}/09OCT29/{name}+::1'"


@pytest.mark.parametrize(
    "requests",
    [
        "SSR+INFT:HK:1:XQ:::::SAMPLE/MO 01AUG25+::1'",
        "SSR+INFT:HK:1:XQ:::::SAMPLE/MO MSTR 01AUG25+::1'",
        "SSR+INFT:HK:1:XQ:::::/SAMPLE/MO 01AUG25+::1'",
        "SSR+INFT:HK:1:XQ:::::.SAMPLE/MO/01AUG25+::1'",
        "SSR+INFT:HK:1:XQ:::::SAMPLE/MO.01AUG2025+::1'",
        "SSR+INFT:HK:1:XQ:::::SAMPLE/MO 01AUG25 OCCUPYING SEAT+::1'",
        "SSR+INFT:HK:1:XQ:::::SAMPLE/MO 01AUG25-1SAMPLE/LI MRS+::1'",
        "SSR+INFT:HK:1:XQ:::::SAMPLE MO 01AUG25+::1'",
        "SSR+INFT:KK:1:XQ:::LHR:NBO:SAMPLE/MO 01AUG25+::1'" * 3,
        INFANT_DOCS.format(sex="MI", name="SAMPLE/MO") + "SSR+INFT:HK:1:XQ:::::SAMPLE/MO+::1'",
        "SSR+INFT:HK:1:XQ:::::SAMPLE/MO+::1'" + INFANT_DOCS.format(sex="MI", name="SAMPLE/MOHAMED"),
        INFANT_DOCS.format(sex="FI", name="SAMPLE/MO"),
    ],
)
def test_an_infant_is_one_traveller_however_often_named(requests: str) -> None:
    one = read(f"{HEAD}{ADULT}{requests}{FLIGHT}")
    assert names(one) == [("ADT", "SAMPLE", "LI"), ("INF", "SAMPLE", "MO")]
    assert [t.date_of_birth for t in one.travellers] == [None, "2025-08-01"]


def test_an_infant_of_the_same_name_as_the_adult_is_another_traveller() -> None:
    one = read(f"{HEAD}{ADULT}SSR+INFT:HK:1:XQ:::::SAMPLE/LI 01AUG25+::1'{FLIGHT}")
    assert [(t.type, t.date_of_birth) for t in one.travellers] == [
        ("ADT", None),
        ("INF", "2025-08-01"),
    ]


def test_visas_and_addresses_marked_for_the_infant_are_the_infants() -> None:
    one = read(
        f"{HEAD}{ADULT}SSR+INFT:HK:1:XQ:::::SAMPLE/MO 01AUG25+::1'"
        "SSR+DOCO:HK:1:XQ:::::LEEDS/V/17317323/LONDON/22OCT25/KEN/I+::1'"
        "SSR+DOCA:HK:1:XQ:::::R/GBR/1 ROAD/LEEDS/YORKS/LS1/I+::1'"
        f"SSR+DOCA:HK:1:XQ:::::R/FRA/2 RUE/PARIS//75001+::1'{FLIGHT}"
    )
    adult, infant = one.travellers
    assert (adult.documents, adult.residence) == ((), "FRA")
    assert ([d.number for d in infant.documents], infant.residence, infant.place_of_birth) == (
        ["17317323"],
        "GBR",
        "LEEDS",
    )


@pytest.mark.parametrize(
    "ssr",
    [
        "SSR+DOCS:HK:1:XQ:::::/P/KEN/RQ5927873/KEN/20MAY67/F/28JUN35/SAMPLE/LI+::1'",
        "SSR+DOCS:HK:1:XQ:::/P/KEN/RQ5927873/KEN/20MAY67/F/28JUN35/SAMPLE/LI+::1'",
        "SSR+DOCS:HK:1:XQ:::LHR:NBO:/P/KEN/RQ5927873/KEN/20MAY67/F/28JUN35/SAMPLE/LI+::1'",
        "SSR+DOCS:HK:1:XQ:::::/P/KE/RQ 5927-873/KE/20MAY1967/F/28JUN2035/SAMPLE/LI/ANN/H+::1'",
        "SSR+DOCS:HK:1:XQ:::::/P/KEN/RQ5927873/KEN/20may67/f/28jun35/Sample/Li-1Sample/Li Mrs+::1'",
        "SSR+DOCS:HK:1:XQ:::::HK1/P/KEN/RQ5927873/KEN/20MAY67/F/28JUN35/SAMPLE/LI+::1'",
        "SSR+DOCS:HK:1:XQ:::::P/KEN/RQ5927873/KEN/20MAY67/F/28JUN35/SAMPLE/LI-1SAMPLE/LI MRS+::1'",
        "SSR+DOCS::::::::/P/KEN/RQ5927873/KEN/20MAY67/F/28JUN35/SMITH/OTHERNAME+::1'",
    ],
)
@pytest.mark.parametrize("place", ["booking", "traveller", "flight"])
def test_documents_as_typed(ssr: str, place: str) -> None:
    before, under, after = ((p == place) * ssr for p in ("booking", "traveller", "flight"))
    one = read(f"{HEAD}{before}{ADULT}{under}{OTHER}{FLIGHT}{after}")
    holder, other = one.travellers
    [document] = holder.documents
    assert (document.type, document.number, document.issuer, document.expiry) == (
        "P",
        "RQ5927873",
        "KEN",
        "2035-06-28",
    )
    assert (holder.date_of_birth, holder.sex, holder.nationality) == ("1967-05-20", "F", "KEN")
    assert (other.documents, other.date_of_birth) == ((), None)


@pytest.mark.parametrize(
    ("fop", "card"),
    [
        ("FOP+CC:3:598.40:VI:4111111111111111:0829'", "411111XXXXXX1111"),
        ("FOP+CC:3:598.40:VI:4111 1111 1111 1111:0829'", "4111 11XX XXXX 1111"),
        ("FOP+CC:3:598.40:AX:378282246310005:0829'", "378282XXXXX0005"),
        ("FOP+CC:3:598.40:VI:4000XXXXXXXX0002:0829'", "4000XXXXXXXX0002"),
        ("FOP+CC:VI:4111111111111111:0829'", None),
        ("FOP+CCVI4111111111111111'", None),
    ],
)
def test_no_card_number_is_kept_whole(fop: str, card: str | None) -> None:
    booking, _ = only(f"{HEAD}{ADULT}TKT+9991234567890:T'{fop}{FLIGHT}")
    digits = "".join(c for c in repr(booking.payments) if c != " ")
    assert "411111111111" not in digits
    assert "378282246310005" not in digits
    assert booking.payments[0].card == card or card is None


@pytest.mark.parametrize(
    ("segments", "phones", "emails"),
    [
        ("IFT+4:28::XQ+CTCM 447700900123'", ("447700900123",), ()),
        ("IFT+4:28::XQ+CTCM447700900123'", ("447700900123",), ()),
        ("IFT+4:28::XQ+CTC LON 44 20 7946 0000 SAMPLE TRAVEL'", ("44 20 7946 0000",), ()),
        ("IFT+4:28::XQ+CTCM +447700900123'", ("447700900123",), ()),
        ("IFT+4:28::XQ+CTCH 441134960000+CTCE A.B//C.EXAMPLE'", ("441134960000",), ("A.B@C.EXAMPLE",)),
        ("IFT+4:28::XQ+CTCM 447700900123-1SAMPLE/LI'", ("447700900123",), ()),
        ("IFT+4:28::XQ+ctce a.b//c.example'", (), ("A.B@C.EXAMPLE",)),
        ("SSR+CTCM:HK:1:XQ:::::447700900123+::1'", ("447700900123",), ()),
        ("SSR+CTCE:HK:1:XQ:::::A.B//C./D.EXAMPLE/EN+::1'", (), ("A.B@C-D.EXAMPLE",)),
        ("ADD++700:::::::CTCE A..B//C.EXAMPLE'", (), ("A_B@C.EXAMPLE",)),
        ("ADD++H:1 ROAD:LEEDS:::GB:LS1:44 113 496 0000'", ("44 113 496 0000",), ()),
    ],
)  # fmt: skip
def test_contacts_at_any_level(
    segments: str, phones: tuple[str, ...], emails: tuple[str, ...]
) -> None:
    of_booking, _ = only(
        f"{HEAD}{segments.removesuffix("+::1'")}'{ADULT}{FLIGHT}".replace("''", "'")
    )
    _, t = only(f"{HEAD}{ADULT}{segments}{FLIGHT}")
    assert (t.phones, t.emails) == (phones, emails)
    if not segments.startswith("SSR"):
        assert (of_booking.phones, of_booking.emails) == (phones, emails)


@pytest.mark.parametrize("line", ["2/APE A.B//C.EXAMPLE", "0/Z/CTCE A.B//C.EXAMPLE"])
def test_history_as_text_gives_addresses(line: str) -> None:
    booking, _ = only(f"{HEAD}{ADULT}{FLIGHT}LTS+{line}'LTS+3/APM 44 7700 900123'")
    assert (booking.emails, booking.phones) == (("A.B@C.EXAMPLE",), ("44 7700 900123",))


CANCELLED = "SRC'RCI+XQ:CANC01::101225:0915'"


@pytest.mark.parametrize(
    ("booking", "function", "cancelled"),
    [
        (f"{CANCELLED}ORG'", "141", True),
        (f"{CANCELLED}ORG'", "22", True),
        (f"{CANCELLED}ORG++++'", "141", True),
        (CANCELLED, "141", True),
        (f"{CANCELLED}ORG'{ADULT}", "141", True),
        (f"{HEAD}{ADULT}", "141", True),
        (f"{HEAD}{ADULT}", "22", False),
        (f"{HEAD}{ADULT}{FLIGHT}", "141", False),
        (f"{CANCELLED}ORG'{ADULT}{FLIGHT}", "22", False),
        (f"{HEAD}{ADULT}TVL+130126:1030:130126:2105+LHR+NBO+XQ+417:Y'RPI+1+XX'", "141", False),
    ],
)
def test_cancelled_is_a_booking_without_flights(
    booking: str, function: str, cancelled: bool
) -> None:
    one = read(booking, function=function)
    assert ([b.cancelled for b in one.bookings], one.function) == ([cancelled], function)


@pytest.mark.parametrize(
    ("text", "sensitive"),
    [
        ("NEEDS WHEELCHAIR AT GATE", True),
        ("wchr requested", True),
        ("SSR MOMLXQHK1", True),
        ("SSRWCHCXQHK1", True),
        ("DIABETIC PASSENGER", True),
        ("HIV", True),
        ("HIVES FARM 12", False),
        ("VIP MINISTER OF EXAMPLES", False),
        ("WCHRISTOPHER", False),
        ("SSRX", False),
    ],
)
def test_words_of_health_and_religion(text: str, sensitive: bool) -> None:
    assert is_sensitive_text(text) is sensitive


def test_a_push_without_function_or_flight_is_read_and_told() -> None:
    data = (
        f"UNB+IATA:1+XQ+A+260112:1030+1'UNH+1+PNRGOV:10:1:IA'{HEAD}{ADULT}{FLIGHT}UNT+9+1'UNZ+1+1'"
    )
    [one] = read_file(data.encode()).messages
    assert names(one) == [("ADT", "SAMPLE", "LI")]
    assert "no-movement" in {f.code for f in one.findings}
