"""The table of fields: every row answers for everybody, and derived values are right."""

from dataclasses import replace
from typing import Any

import pytest

from offing.records.bookings import Agency, Booking, Payment
from offing.records.movements import Movement
from offing.records.travellers import Document, Traveller
from offing.risk.fields import FIELDS, GROUPS
from offing.risk.subject import Subject, subjects_of
from offing.risk.values import Values
from tests.unit.risk.traffic import flight, subjects

HERE = flight()
NOBODY = Traveller(id="trv_0", movement=HERE.id, surname=None, given_names=None)
TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,), "date": (str,), "number": (int, float), "boolean": (bool,), "set": (tuple,),
}  # fmt: skip


def test_there_are_enough_fields_and_each_is_explained() -> None:
    assert len(FIELDS) >= 100
    assert {field.group for field in FIELDS.values()} == set(GROUPS)
    for field in FIELDS.values():
        assert field.label
        assert field.sentence.endswith(".")
        assert field.index == f"fields.{field.name}"


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_answers_in_its_type_or_with_nothing(name: str) -> None:
    unknown = Subject(NOBODY, Movement(carrier="", number="", origin="", destination=""))
    for subject in (unknown, *subjects(3, 40)):
        value = Values(subject)[name]
        assert value is None or isinstance(value, TYPES[FIELDS[name].type])
        assert value not in ("", ())


ME = replace(
    NOBODY,
    surname="ARDEN",
    given_names="P",
    date_of_birth="1990-11-22",
    nationality="DEU",
    bookings=("XQ-AAA-20261120",),
    documents=(
        Document(type="V", number="V1"),
        Document(type="P", number="P1", issuer="KEN", expiry="2026-12-01"),
    ),
    reported_by=("PNR",),
)
MINE = Booking(
    locator="AAA",
    carrier="XQ",
    created="2026-11-20T10:00",
    segments=(HERE,),
    phones=("+49 30 1",),
    payments=(Payment(form="CC", vendor="VI", card="411111XXXXXX1111", holder="OTHER/PERSON"),),
    agency=Agency(id="1", city="DEL", country="IN"),
)
ROWS: list[tuple[dict[str, Any], dict[str, Any], str, Any]] = [
    ({}, {}, "age", 35),
    ({"date_of_birth": "1990"}, {}, "age", None),
    ({"date_of_birth": "2012-01-01"}, {}, "minor_without_adult", True),
    ({"date_of_birth": "2012-01-01"}, {}, "born_first_january", True),
    ({}, {}, "document_type", "P"),
    ({}, {}, "document_expires_in", 10),
    ({}, {}, "document_foreign", True),
    ({}, {}, "has_visa", True),
    ({}, {}, "document_count", 2),
    ({}, {}, "lead_days", 1),
    ({}, {}, "lead_hours", 27),
    ({}, {}, "last_minute", True),
    ({}, {}, "one_way", True),
    ({}, {}, "trip_type", "ONE_WAY"),
    ({}, {}, "cash", False),
    ({}, {"payments": (Payment(form="CA"),)}, "cash", True),
    ({}, {"payments": ()}, "cash", None),
    ({}, {}, "third_party_payer", True),
    ({}, {"payments": (Payment(form="CC", holder="MRS ARDEN"),)}, "third_party_payer", False),
    ({}, {}, "agency_country", "IND"),
    ({}, {}, "agency_far", True),
    ({}, {"agency": Agency(id="1", city="NYC")}, "agency_far", False),
    ({"nationality": "IND"}, {}, "agency_far", False),
    ({}, {}, "distance_km", 6526),
    ({}, {}, "no_api", True),
    ({}, {}, "no_pnr", False),
    ({}, {}, "alone", True),
    ({}, {}, "journey_countries", ("DEU", "USA")),
    ({}, {}, "weekday", "SATURDAY"),
    ({}, {}, "card_bookings", 1),
    ({}, {"cancelled": True}, "booking_cancelled", True),
]  # fmt: skip


@pytest.mark.parametrize(("person", "booking", "field", "value"), ROWS)
def test_derived_values(
    person: dict[str, Any], booking: dict[str, Any], field: str, value: Any
) -> None:
    (subject,) = subjects_of(HERE, [replace(ME, **person)], [replace(MINE, **booking)])
    got = Values(subject)[field]
    assert got == pytest.approx(value, rel=0.01) if field == "distance_km" else got == value


def _stranger(number: int, **booking: Any) -> tuple[Traveller, Booking]:
    made = replace(MINE, locator=f"S{number}", **booking)
    return replace(ME, id=f"trv_s{number}", surname=f"STRANGER{number}", bookings=(made.id,)), made


def test_shared_cards_phones_and_documents_are_counted_over_the_movement() -> None:
    others = [_stranger(n, phones=(f"+49 40 {n}", "0049 30 1")) for n in range(3)]
    people, bookings = zip(*others, strict=True)
    first = next(subjects_of(HERE, [ME, *people], [MINE, *bookings]))
    values = Values(first)
    assert values["card_bookings"] == 4
    assert values["card_travellers"] == 4
    assert values["card_shared_phones"] == 4
    assert values["phone_shared_by"] == 3
    assert values["document_shared_by"] == 3
    assert values["co_travellers"] == 0


def test_party_and_removed_travellers() -> None:
    friend = replace(ME, id="trv_f", surname="BELLO")
    gone = replace(ME, id="trv_g", removed=True)
    found = {s.traveller.id: s for s in subjects_of(HERE, [ME, friend, gone], [MINE])}
    assert set(found) == {"trv_0", "trv_f"}
    assert Values(found["trv_0"])["co_travellers"] == 1
    assert Values(found["trv_0"])["party_surnames"] == 2
    assert Values(found["trv_0"])["phone_shared_by"] == 0


def test_a_booking_given_up_for_another_is_rebooked() -> None:
    old = replace(MINE, locator="OLD", cancelled=True, segments=())
    me = replace(ME, bookings=(MINE.id, old.id))
    (subject,) = subjects_of(HERE, [me], [MINE, old])
    assert Values(subject)["rebooked"] is True
    assert Values(subject)["booking_locator"] == "AAA"
