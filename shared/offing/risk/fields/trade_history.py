"""Fields of the traders' past: whether they are new, what they usually trade, what was found."""

from collections.abc import Callable
from typing import Any

from offing.risk.calendar import days_between
from offing.risk.cargo_subject import CargoSubject
from offing.risk.fields.field import Field, member
from offing.risk.history import Shipment

_USUAL = 5  # so many earlier consignments make a line of business


def _past(subject: CargoSubject, side: str) -> list[tuple[int, Shipment]] | None:
    if subject.history is None:
        return None
    some: tuple[Shipment, ...] = getattr(subject.history, side)
    dated = ((days_between(s.day, subject.travel_day), s) for s in some)
    return [(days, shipment) for days, shipment in dated if days is not None and days >= 0]


def _count(
    side: str, test: Callable[[int, Shipment], bool]
) -> Callable[[CargoSubject], int | None]:
    def count(subject: CargoSubject) -> int | None:
        past = _past(subject, side)
        return None if past is None else sum(test(days, s) for days, s in past)

    return count


def _first(side: str) -> Callable[[CargoSubject], bool | None]:
    return lambda s: None if s.history is None else not getattr(s.history, side)


def _new_business(subject: CargoSubject) -> bool | None:
    """Goods of a chapter that the consignee has never had among enough earlier ones."""
    past = _past(subject, "consignee")
    chapters = {g.commodity[:2] for g in subject.consignment.goods if g.commodity}
    if past is None or len(past) < _USUAL or not chapters:
        return None
    return chapters.isdisjoint({c for _days, s in past for c in s.chapters})


def _new_origin(subject: CargoSubject) -> bool | None:
    past = _past(subject, "consignee")
    origins = {g.origin for g in subject.consignment.goods if g.origin}
    if past is None or len(past) < _USUAL or not origins:
        return None
    return origins.isdisjoint({s.origin for _days, s in past})


def _new_declarant(subject: CargoSubject) -> bool | None:
    past = _past(subject, "consignee")
    declarant = subject.consignment.party("declarant")
    known = {s.declarant for _days, s in past or () if s.declarant}
    if not known or declarant is None or not declarant.identifier:
        return None
    return declarant.identifier not in known


def _value_share(subject: CargoSubject) -> float | None:
    past = sorted(s.value for _days, s in _past(subject, "consignee") or () if s.value)
    value = subject.consignment.value
    if len(past) < _USUAL or value is None:
        return None
    return round(value / past[len(past) // 2], 3)


def _contact(kind: str) -> Callable[[CargoSubject], bool | None]:
    return lambda s: None if s.history is None else bool(s.history.contacts.get(kind))


def _rows(subject: CargoSubject) -> tuple[dict[str, Any], ...] | None:
    past = _past(subject, "consignee")
    if past is None:
        return None
    return tuple(
        {
            "days_ago": days, "chapters": s.chapters, "origin": s.origin, "counterpart": s.counterpart,
            "value": s.value, "flagged": s.flagged, "found": s.found,
        }
        for days, s in past
    )  # fmt: skip


_SHIPMENT = (
    member("days_ago", "number", "Days ago", "Days from the consignment to this movement."),
    member("chapters", "set", "HS chapters", "First two digits of its commodity codes."),
    member("origin", "text", "Origin", "Country of origin, alpha-3."),
    member("counterpart", "text", "Counterpart", "Who had sent it."),
    member("value", "number", "Value", "Declared value."),
    member("flagged", "boolean", "Had a case", "A case was opened on it."),
    member("found", "boolean", "Something found", "Its examination found something."),
)

FIELDS: tuple[Field[CargoSubject], ...] = (
    Field("shipments", "list", "Earlier consignments", "Earlier consignments of the consignee.",
          _rows, members=_SHIPMENT),
    Field("first_import", "boolean", "First-time consignee", "No earlier consignment of the consignee is known.",
          _first("consignee")),
    Field("first_export", "boolean", "First-time consignor", "No earlier consignment of the consignor is known.",
          _first("consignor")),
    Field("consignee_30_days", "number", "Consignments in 30 days", "Consignments of the consignee in 30 days.",
          _count("consignee", lambda days, _s: days <= 30)),
    Field("consignor_30_days", "number", "Consignor's in 30 days", "Consignments of the consignor in 30 days.",
          _count("consignor", lambda days, _s: days <= 30)),
    Field("consignee_finds", "number", "Earlier finds at the consignee",
          "In how many earlier consignments of the consignee something was found.",
          _count("consignee", lambda _d, s: s.found)),
    Field("consignor_finds", "number", "Earlier finds at the consignor",
          "In how many earlier consignments of the consignor something was found.",
          _count("consignor", lambda _d, s: s.found)),
    Field("new_line_of_business", "boolean", "Outside line of business",
          "The consignee has had five consignments or more and never goods of such a chapter.", _new_business),
    Field("new_goods_origin", "boolean", "New origin",
          "The consignee has had five consignments or more and none from such a country.", _new_origin),
    Field("new_declarant", "boolean", "New declarant", "Another declarant than in all earlier consignments.",
          _new_declarant),
    Field("value_over_usual", "number", "Value over the usual", "The value over the median of five earlier or more.",
          _value_share),
    Field("trader_address_earlier_hit", "boolean", "Address of an earlier hit",
          "A consignment with an earlier case went to the same address.", _contact("address")),
    Field("trader_phone_earlier_hit", "boolean", "Phone of an earlier hit",
          "A consignment with an earlier case gave the same telephone number.", _contact("phone")),
)  # fmt: skip
