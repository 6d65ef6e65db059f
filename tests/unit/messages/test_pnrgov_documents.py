"""PNRGOV: whom a document is for, and what names and infants become."""

import pytest

from tests.unit.messages.pushes import FLIGHT, HEAD, only, read
from tests.unit.messages.samples import message


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
