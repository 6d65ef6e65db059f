"""Fields of the company: those in the same booking, and those who share a phone or an address."""

from collections.abc import Iterable, Mapping
from typing import Any

from offing.records.travellers import Traveller
from offing.risk.calendar import age
from offing.risk.fields.field import Field, member
from offing.risk.subject import Subject

_ADULT = 18


def _ages(subject: Subject) -> list[int]:
    found = (age(t.date_of_birth, subject.travel_day) for t in subject.party)
    return [years for years in found if years is not None]


def _minor_without_adult(subject: Subject) -> bool | None:
    years = age(subject.traveller.date_of_birth, subject.travel_day)
    if years is None:
        return None
    return years < _ADULT and not any(other >= _ADULT for other in _ages(subject))


def _strangers(
    subject: Subject, shared: Mapping[str, frozenset[str]], own: frozenset[str]
) -> int | None:
    """Others outside the booking who give one of the same values."""
    if not own:
        return None
    others: set[str] = set()
    for value in own:
        others |= shared.get(value, frozenset())
    return len(others - {subject.traveller.id} - {t.id for t in subject.party})


def _has_match(subject: Subject, other: Traveller) -> bool | None:
    if not subject.context.matched:
        return None
    matches = subject.context.matches.get(other.id, ())
    return any(m.band in ("strong", "review") and not m.silent for m in matches)


def _members(subject: Subject) -> tuple[dict[str, Any], ...] | None:
    if not subject.bookings:
        return None
    return tuple(
        {
            "surname": t.surname, "age": age(t.date_of_birth, subject.travel_day), "sex": t.sex,
            "nationality": t.nationality, "type": t.type, "matched": _has_match(subject, t),
        }
        for t in subject.party
    )  # fmt: skip


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


_MEMBER = (
    member("surname", "text", "Surname", "Family name of the co-traveller."),
    member("age", "number", "Age", "Full years of the co-traveller on the day of travel."),
    member("sex", "text", "Sex", "M, F, X or U."),
    member("nationality", "text", "Nationality", "Nationality of the co-traveller, alpha-3."),
    member("type", "text", "Traveller type", "ADT, CHD, INF, GRP or CRW."),
    member("matched", "boolean", "Has a match", "A list entry resembles the co-traveller."),
)

FIELDS: tuple[Field[Subject], ...] = (
    Field("co_travellers", "number", "Co-travellers", "How many others are in the same booking.",
          lambda s: len(s.party)),
    Field("alone", "boolean", "Alone", "Nobody else is in the booking.",
          lambda s: not s.party if s.bookings else None),
    Field("party_surnames", "number", "Surnames in the party",
          "How many different surnames the booking has.",
          lambda s: len({s.traveller.surname, *(t.surname for t in s.party)})),
    Field("party_nationalities", "set", "Nationalities in the party",
          "Nationalities of all in the booking.",
          lambda s: tuple(sorted({t.nationality for t in (s.traveller, *s.party) if t.nationality}))),
    Field("party_with_child", "boolean", "With a child", "Somebody else in the booking is younger than 18.",
          lambda s: any(years < _ADULT for years in _ages(s)) if s.party else None),
    Field("minor_without_adult", "boolean", "Minor without adult",
          "Younger than 18, and nobody in the booking is known to be older.", _minor_without_adult),
    Field("party_members", "list", "Each co-traveller", "The others in the booking, one by one.",
          _members, members=_MEMBER),
    Field("party_bag_count", "number", "Bags of the party", "Pieces of checked baggage of all in the booking.",
          lambda s: _sum(t.bags.count for t in (s.traveller, *s.party))),
    Field("party_bag_weight_kg", "number", "Bag weight of the party",
          "Weight of checked baggage of all in the booking, in kilogrammes.",
          lambda s: _sum(t.bags.weight_kg for t in (s.traveller, *s.party))),
    Field("movement_travellers", "number", "Travellers on the movement",
          "How many travellers the movement has.", lambda s: s.context.travellers or None),
    Field("phone_count", "number", "Phones", "How many phone numbers the traveller and the booking give.",
          lambda s: len(s.phones)),
    Field("phones", "set", "Phone numbers", "Phone numbers, digits only.", lambda s: tuple(sorted(s.phones))),
    Field("phone_shared_by", "number", "Phone shared by",
          "How many travellers outside the booking give the same phone number.",
          lambda s: _strangers(s, s.context.phones, s.phones)),
    Field("emails", "set", "E-mail addresses", "E-mail addresses.", lambda s: tuple(sorted(s.emails))),
    Field("email_domains", "set", "E-mail domains", "What stands behind the @ of the e-mail addresses.",
          lambda s: tuple(sorted({e.rpartition("@")[2] for e in s.emails}))),
    Field("email_shared_by", "number", "E-mail shared by",
          "How many travellers outside the booking give the same e-mail address.",
          lambda s: _strangers(s, s.context.emails, s.emails)),
)  # fmt: skip
