"""The table of fields: every row answers for everybody, and derived values are right."""

from dataclasses import replace
from typing import Any

import pytest

from offing.records.assessments import Evidence, Match
from offing.records.bookings import Agency, Booking, Payment
from offing.records.consignments import Consignment
from offing.records.movements import Movement
from offing.records.travellers import Address, Bags, Document, FrequentFlyer, Traveller
from offing.risk.cargo_subject import CargoSubject
from offing.risk.fields import CONSIGNMENT, FIELDS, GROUPS, TRAVELLER, Field
from offing.risk.history import Encounter, History, Trip, contact_keys, person_key
from offing.risk.subject import Background, Subject, subjects_of
from offing.risk.values import Values
from tests.unit.risk.cargo_traffic import cargo
from tests.unit.risk.traffic import flight, subjects

HERE = flight()
NOBODY = Traveller(id="trv_0", movement=HERE.id, surname=None, given_names=None)
TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "port": (str,),
    "route": (tuple,),
    "list": (tuple,),
    "date": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "set": (tuple,),
}


def test_there_are_enough_fields_and_each_is_explained() -> None:
    assert len(FIELDS) >= 100
    assert {field.group for field in FIELDS.values()} == set(GROUPS)
    for field in FIELDS.values():
        assert field.label
        assert field.sentence.endswith(".")
        assert field.index == f"fields.{field.name}"


def fits(field: Field, value: Any) -> bool:
    """Whether a value is nothing or of its field's type, and never an empty text or set."""
    if value is None:
        return True
    if not isinstance(value, TYPES[field.type]) or value == "":
        return False
    if field.type != "list":
        return value != ()
    members = {member.name: member for member in field.members}
    return all(set(row) == set(members) for row in value) and all(
        fits(members[name], one) for row in value for name, one in row.items()
    )


def of(subject: str) -> list[str]:
    return [name for name, field in FIELDS.items() if subject in field.of]


UNKNOWN = Movement(carrier="", number="", origin="", destination="")


@pytest.mark.parametrize("name", of(TRAVELLER))
def test_every_field_of_travellers_answers_in_its_type_or_with_nothing(name: str) -> None:
    known = Background(matches={}, histories={NOBODY.id: PAST}, direction="inbound")
    remembered = subjects_of(HERE, [NOBODY], [], "2026-11-21", known)
    for subject in (Subject(NOBODY, UNKNOWN), *remembered, *subjects(3, 40)):
        assert fits(FIELDS[name], Values(subject)[name])


@pytest.mark.parametrize("name", of(CONSIGNMENT))
def test_every_field_of_cargo_answers_in_its_type_or_with_nothing(name: str) -> None:
    unknown = Consignment(id="c", movement="m", document="", document_type="")
    for subject in (CargoSubject(unknown, UNKNOWN), *cargo(3, 40)):
        assert fits(FIELDS[name], Values(subject)[name])


def test_some_subject_knows_each_field() -> None:
    """A field that nobody could ever fill would be a promise without meaning."""
    friend = replace(FULL, id="trv_f")
    known = Background(
        matches={ME.id: (MATCH,), friend.id: (MATCH,)}, histories={ME.id: PAST}, direction="inbound"
    )
    here = replace(HERE, operating="ZZ")
    people = subjects_of(here, [FULL, friend], [FULL_BOOKING], "", known)
    rows = [Values(s) for s in (*people, *subjects(3, 60))]
    cargo_rows = [Values(s) for s in cargo(3, 60)]
    for kind, some in ((TRAVELLER, rows), (CONSIGNMENT, cargo_rows)):
        empty = [name for name in of(kind) if all(row[name] is None for row in some)]
        assert empty == []


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
FULL = replace(
    ME,
    title="DR",
    other_names=("ARDENN/P",),
    residence="DEU",
    country_of_birth="KEN",
    place_of_birth="NAIROBI",
    addresses=(
        Address(
            kind="destination",
            street="1 MAIN ST",
            city="RESTON",
            state="VA",
            postal_code="20190",
            country="USA",
        ),
    ),
    frequent_flyers=(FrequentFlyer(carrier="XQ", number="1"),),
    seat="1A",
    status="DDU",
    bags=Bags(count=2, weight_kg=31.0, tags=("XQ001", "XQ002")),
    conflicts=("date_of_birth",),
    nationalities=("DEU", "KEN"),
    documents=(
        Document(
            type="P",
            number="P1",
            issuer="KEN",
            expiry="2026-12-01",
            issued="2021-12-01",
            surname="ARDEN",
        ),
        Document(type="V", number="V1", issuer="USA"),
    ),
)
TO_HERE = Movement(
    carrier="XQ",
    number="1",
    origin="BOG",
    destination="FRA",
    departure="2026-11-19T10:00",
    arrival="2026-11-20T05:00",
)
ONWARD = Movement(
    carrier="XQ",
    number="2",
    origin="IAD",
    destination="SEA",
    departure="2026-11-22T10:00",
    arrival="2026-11-22T15:00",
)
FULL_BOOKING = replace(
    MINE,
    changed="2026-11-20T12:00",
    group_name="CHOIR",
    remarks=("CALL BACK",),
    tickets=("9991",),
    size=1,
    segments=(TO_HERE, replace(HERE, operating="ZZ"), ONWARD),
    payments=(
        Payment(
            form="CC",
            amount="10.5",
            currency="EUR",
            vendor="VI",
            card="411111XXXXXX1111",
            expiry="1227",
            holder="X Y",
        ),
    ),
    agency=Agency(id="1", name="TRIPS", city="DEL", country="IN"),
    emails=("a@example.org",),
)
PAST = History(
    trips=(
        Trip(movement="m1", day="2025-11-21", origin="FRA", destination="IAD", carrier="XQ"),
        Trip(movement="m2", day="2026-11-01", origin="BOG", destination="MAD", carrier="YY", flagged=True, found=True),
        Trip(movement="m3", day="2026-11-15", origin="MAD", destination="FRA", carrier="YY"),
    ),
    contacts={"phone": (Encounter(day="2026-01-01", found=True),)},
)  # fmt: skip
MATCH = Match(entity="e", list="police", bits=30.0, band="strong", evidence=(), category="wanted")


def _with_history(history: History | None) -> Values:
    known = Background(histories={} if history is None else {ME.id: history})
    return Values(next(subjects_of(HERE, [ME], [MINE], "", known)))


HISTORY_ROWS: list[tuple[str, Any, Any]] = [
    ("first_time_seen", False, True), ("trips_30_days", 2, 0), ("trips_365_days", 3, 0), ("days_known", 365, None),
    ("days_since_last_trip", 6, None), ("same_route_trips", 1, 0), ("earlier_hits", 1, 0), ("earlier_finds", 1, 0),
    ("phone_earlier_hit", True, False), ("email_earlier_hit", False, False), ("contact_earlier_hits", ("PHONE",), None),
    ("contact_earlier_find", True, False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "known", "blank"), HISTORY_ROWS)
def test_the_past_is_asked_only_where_it_was_looked_up(name: str, known: Any, blank: Any) -> None:
    assert _with_history(PAST)[name] == known
    assert _with_history(History())[name] == blank
    assert _with_history(None)[name] is None


def test_co_travellers_with_a_match_are_counted() -> None:
    friend = replace(ME, id="trv_f", surname="BELLO")
    known = Background(matches={friend.id: (MATCH, replace(MATCH, band="weak", list="x"))})
    mine, theirs = (Values(s) for s in subjects_of(HERE, [ME, friend], [MINE], "", known))
    assert (mine["party_matched"], mine["party_match_lists"], mine["list_match"]) == (
        1,
        ("POLICE",),
        False,
    )
    assert (theirs["party_matched"], theirs["match_lists"], theirs["strongest_match"]) == (
        0,
        ("POLICE",),
        "STRONG",
    )
    (unasked, _) = (Values(s) for s in subjects_of(HERE, [ME, friend], [MINE]))
    assert unasked["list_match"] is None and unasked["party_matched"] is None


def test_a_silent_entry_is_no_ground_for_a_rule() -> None:
    friend = replace(ME, id="trv_f", surname="BELLO")
    silent = (replace(MATCH, evidence=(Evidence(f="actions", bits=0.0, c="report, silent"),)),)
    known = Background(matches={friend.id: silent, ME.id: silent})
    for subject in subjects_of(HERE, [ME, friend], [MINE], "", known):
        row = Values(subject)
        assert (row["list_match"], row["match_lists"], row["strongest_match"]) == (
            False,
            None,
            None,
        )
        assert (row["party_matched"], row["party_match_lists"]) == (0, None)
        assert row["party_members"][0]["matched"] is False  # type: ignore[index,call-overload]


def test_keys_of_people_survive_the_order_of_names_but_no_other_birthday() -> None:
    swapped = replace(ME, surname="P", given_names="ARDEN")
    assert (
        person_key(ME) == person_key(swapped) != person_key(replace(ME, date_of_birth="1990-11-23"))
    )
    undated = replace(ME, date_of_birth=None)
    assert person_key(undated) == person_key(replace(undated, surname="OTHER")) is not None
    assert person_key(NOBODY) is None


def test_keys_of_contacts_hide_the_contact() -> None:
    keys = contact_keys(FULL, [FULL_BOOKING])
    assert set(keys) == {"phone", "email", "card", "address", "agency"}
    assert all(keys.values())
    assert "4930" not in str(keys) and "example" not in str(keys)
    other = contact_keys(NOBODY, [replace(FULL_BOOKING, phones=("0049 30 1",))])
    assert other["phone"] == keys["phone"]


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
    ({}, {"segments": (TO_HERE, HERE, ONWARD)}, "route", ("BOG", "FRA", "IAD", "SEA")),
    ({}, {"segments": (TO_HERE, HERE, ONWARD)}, "country_route", ("COL", "DEU", "USA")),
    ({}, {"segments": (TO_HERE, HERE, ONWARD)}, "dwell_port", "FRA"),
    ({}, {"segments": (TO_HERE, HERE, ONWARD)}, "detour", 2.93),
    ({"bags": Bags(count=2, weight_kg=30.0)}, {}, "bag_average_kg", 15.0),
    ({"bags": Bags(count=2, weight_kg=30.0)}, {}, "party_bag_count", 2),
    ({}, {"payments": (Payment(form="CA", amount="nan"),)}, "payment_amount", None),
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
