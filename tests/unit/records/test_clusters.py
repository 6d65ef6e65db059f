"""Who is one person and who is not, as rows."""

import pytest

from offing.records.merging.names import compatible, name_of
from tests.unit.records.builders import api, booking, merged, names, person, pnr

B = booking("ABC123")


def test_pnr_push_and_api_list_meet_in_locator_and_name() -> None:
    push = pnr("09:00", (B, (person("SMITH/JOHNMR"),)))
    listed = api("09:00", person("SMITH/JOHN", "1980-01-02", "X1234567", locator="ABC123"))
    assert names(push, listed) == ["SMITH/JOHN"]


JOINED = [
    ("same reference of the carrier, name corrected",
     api("01:00", person("SMITH/JOHN", "1980-01-02", reference="XQ1")),
     api("02:00", person("SMYTHE/JON", "1980-01-02", reference="XQ1"), subfunction="CP")),
    ("same document, names cut",
     api("01:00", person("GARCIA LOPEZ/MARIA DEL CARMEN", None, "X1234567")),
     api("02:00", person("GARCIA/MARIA", None, "X1234567"))),
    ("same document, birth date typed wrong",
     api("01:00", person("SMITH/JOHN", "1980-01-02", "X1234567")),
     api("02:00", person("SMITH/JOHN", "1980-02-01", "X1234567"))),
    ("same document with blanks, issuer left out once",
     api("01:00", person("SMITH/JOHN", None, "X123 4567")),
     api("02:00", person("SMITH/JOHN", None, "X1234567"))),
    ("same locator and name, no birth date in the PNR",
     pnr("01:00", (B, (person("SMITH/JOHN"),))),
     api("02:00", person("SMITH/JOHN", "1980-01-02", locator="ABC123"))),
    ("same locator in another system of the booking",
     pnr("01:00", (booking("ABC123", locators=("KE:EDP2RW",)), (person("SMITH/JOHN"),))),
     api("02:00", person("SMITH/JOHN", "1980-01-02", locator="EDP2RW"))),
    ("second given name only in one",
     pnr("01:00", (B, (person("SMITH/JOHN ALBERT"),))),
     api("02:00", person("SMITH/JOHN", "1980-01-02", locator="ABC123"))),
    ("given names glued and cut",
     pnr("01:00", (B, (person("SMITH/JOHNALB"),))),
     api("02:00", person("SMITH/JOHN ALBERT", "1980-01-02", locator="ABC123"))),
    ("given names turned round",
     pnr("01:00", (B, (person("SMITH/ALBERT JOHN"),))),
     api("02:00", person("SMITH/JOHN ALBERT", "1980-01-02", locator="ABC123"))),
    ("surname and given name exchanged",
     pnr("01:00", (B, (person("JOHN/SMITH"),))),
     api("02:00", person("SMITH/JOHN", "1980-01-02", locator="ABC123"))),
    ("an initial",
     pnr("01:00", (B, (person("SMITH/J"),))),
     api("02:00", person("SMITH/JOHN", "1980-01-02", locator="ABC123"))),
    ("same name and birth date, other locators",
     pnr("01:00", (B, (person("SMITH/JOHN", "1980-01-02"),))),
     api("02:00", person("SMITH/JOHN", "1980-01-02", locator="ZZZ999"))),
    ("a year of birth is no contradiction",
     pnr("01:00", (B, (person("SMITH/JOHN", "1980"),))),
     api("02:00", person("SMITH/JOHN", "1980-01-02", locator="ABC123"))),
    ("an infant by name",
     pnr("01:00", (B, (person("ORNEK/MOHAMMED ALI", type="INF"),))),
     api("02:00", person("ORNEK/MOHAMMED", "2025-08-01", "RQ4735357"))),
    ("one full name, no locator in the API list",
     pnr("01:00", (B, (person("TESTERSON/ISABELLA"),))),
     api("02:00", person("TESTERSON/ISABELLA", "1980-01-02", "X1234567"))),
    ("a resend of a list that tells nothing but names",
     api("01:00", person("TEST/ANN")),
     api("02:00", person("TEST/ANN"))),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), JOINED, ids=[row[0] for row in JOINED])
def test_is_one_person(why, first, second) -> None:
    result = merged(first, second)
    assert len(result.travellers) == 1, why
    assert result.named == 2


APART = [
    ("father and son of one name in one booking",
     pnr("01:00", (B, (person("SMITH/JOHN"), person("SMITH/JOHN")))),
     api("02:00", person("SMITH/JOHN", "1950-01-02", locator="ABC123"),
         person("SMITH/JOHN", "1980-01-02", locator="ABC123"))),
    ("twins",
     pnr("01:00", (B, (person("SMITH/ANNA", "2010-01-02"), person("SMITH/MARIA", "2010-01-02")))),
     api("02:00", person("SMITH/ANNA", "2010-01-02", locator="ABC123"),
         person("SMITH/MARIA", "2010-01-02", locator="ABC123"))),
    ("twins of which one has the other's name cut",
     pnr("01:00", (B, (person("SMITH/ANNA"), person("SMITH/ANNABEL")))),
     api("02:00", person("SMITH/ANNABEL", "2010-01-02", locator="ABC123"),
         person("SMITH/ANNA", "2010-01-02", locator="ABC123"))),
    ("two initials in one booking",
     pnr("01:00", (B, (person("SMITH/J"), person("SMITH/J")))),
     api("02:00", person("SMITH/JOHN", "1950-01-02", locator="ABC123"),
         person("SMITH/JANE", "1952-01-02", locator="ABC123"))),
    ("a family in one multi-person passport",
     api("01:00", person("SMITH/MARY", "1980-01-02", "X1234567"),
         person("SMITH/TIM", "2015-01-02", "X1234567")),
     api("02:00", person("SMITH/MARY", "1980-01-02", "X1234567"),
         person("SMITH/TIM", "2015-01-02", "X1234567"))),
    ("a booking's reference given to all its people",
     api("01:00", person("SMITH/MARY", "1980-01-02", reference="XQ1"),
         person("SMITH/TIM", "2015-01-02", reference="XQ1")),
     api("02:00", person("SMITH/MARY", "1980-01-02", reference="XQ1"),
         person("SMITH/TIM", "2015-01-02", reference="XQ1"))),
    ("same name, other birth date, other document",
     api("01:00", person("SMITH/JOHN", "1950-01-02", "X1234567"),
         person("SMITH/JOHN", "1980-01-02", "X7654321")),
     api("02:00", person("SMITH/JOHN", "1980-01-02", "X7654321"),
         person("SMITH/JOHN", "1950-01-02", "X1234567"))),
    ("two of whom nothing but one name is known",
     api("01:00", person("TEST/ANN"), person("TEST/ANN")),
     api("02:00", person("TEST/ANN"), person("TEST/ANN"))),
    ("junk document numbers",
     api("01:00", person("SMITH/JOHN", "1950-01-02", "000000"),
         person("SMITH/JOHN", "1980-01-02", "000000")),
     api("02:00", person("SMITH/JOHN", "1950-01-02", "000000"),
         person("SMITH/JOHN", "1980-01-02", "000000"))),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "second"), APART, ids=[row[0] for row in APART])
def test_is_two_people(why, first, second) -> None:
    result = merged(first, second)
    assert len(result.travellers) == 2, why
    assert sorted(result.mentions.values()) == [2, 2]


def test_father_and_son_are_not_bridged_by_a_booking_without_birth_dates() -> None:
    result = merged(
        pnr("01:00", (B, (person("SMITH/JOHN"),))),
        api("02:00", person("SMITH/JOHN", "1950-01-02", "X1111111", locator="ABC123")),
        api("03:00", person("SMITH/JOHN", "1980-01-02", "X2222222", locator="ABC123")),
    )
    assert sorted(str(t.date_of_birth) for t in result.travellers) == ["1950-01-02", "1980-01-02"]


def test_a_short_name_does_not_bridge_two_long_ones() -> None:
    result = merged(
        pnr("01:00", (B, (person("SMITH/JOHN"),))),
        api("02:00", person("SMITH/JOHN ALBERT", locator="ABC123")),
        api("03:00", person("SMITH/JOHN BRIAN", locator="ABC123")),
    )
    assert len(result.travellers) == 2


def test_the_same_passenger_twice_in_one_list_is_one() -> None:
    twice = [
        person("TESTER/AHMED", "1962-09-25", "RK7740088:DEU", reference=reference)
        for reference in ("XQ84112017", "XQ28410017")
    ]
    result = merged(api("01:00", *twice))
    assert len(result.travellers) == 1
    assert result.named == 2
    assert set(result.travellers[0].references) == {"XQ84112017", "XQ28410017"}


def test_groups_without_names_are_no_people_but_keep_their_size() -> None:
    group = booking("6353F9", size=24, group_name="SEETHE WORLDTEST")
    result = merged(pnr("01:00", (group, (person("SEETHE WORLDTEST/", type="GRP"),))))
    assert result.travellers == ()
    assert result.unnamed == 1
    assert result.bookings[0].size == 24


def test_a_nameless_traveller_with_a_document_is_a_person() -> None:
    result = merged(api("01:00", person("/", None, "X1234567")))
    assert len(result.travellers) == 1
    assert result.travellers[0].surname is None


NAMES = [
    ("SMITH/JOHN", "SMITH/JOHNMR", True),
    ("SMITH/JOHN", "SMITH/JOHN ALBERT", True),
    ("SMITH/JOHN ALBERT", "SMITH/JOHNALBERT", True),
    ("SMITH/JOHN ALBERT", "SMITH/JOHN BRIAN", False),
    ("SMITH/ANNA", "SMITH/MARIA", False),
    ("GARCIA LOPEZ/ANA", "GARCIA/ANA", True),
    ("MÜLLER/JÖRG", "MULLER/JORG", True),
    ("DE LA CRUZ/ANA", "DELACRUZ/ANA", True),
    ("SMITH/JOHN", "JONES/JOHN", False),
    ("SMITH/", "SMITH/JOHN", True),
    ("FNU/", "SMITH/JOHN", False),
]


@pytest.mark.parametrize(("left", "right", "agree"), NAMES)
def test_compatible_names(left: str, right: str, agree: bool) -> None:
    a, b = (name_of(*(part or None for part in text.split("/"))) for text in (left, right))
    assert compatible(a, b) is agree
    assert compatible(b, a) is agree
