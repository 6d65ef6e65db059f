"""Fields of the consignment as a whole: its document, its value, how it was booked and paid."""

from offing.risk.calendar import days_between
from offing.risk.cargo_subject import CargoSubject
from offing.risk.fields.field import Field

_ROUND = 1000
_LEAST = 5000


def _gross(subject: CargoSubject) -> float | None:
    known = [g.gross_kg for g in subject.consignment.goods if g.gross_kg is not None]
    return sum(known) if known else None


def _value(subject: CargoSubject) -> float | None:
    one = subject.consignment
    if one.value is not None:
        return one.value
    known = [g.value for g in one.goods if g.value is not None]
    return sum(known) if known else None


def _value_a_kg(subject: CargoSubject) -> float | None:
    value, weight = _value(subject), _gross(subject)
    return round(value / weight, 3) if value is not None and weight else None


def _freight_share(subject: CargoSubject) -> float | None:
    value, freight = _value(subject), subject.consignment.freight_charge
    return round(freight / value, 3) if freight is not None and value else None


def _round(subject: CargoSubject) -> bool | None:
    value = _value(subject)
    return None if value is None else value >= _LEAST and value % _ROUND == 0


def _booked_before(subject: CargoSubject) -> int | None:
    return days_between(subject.consignment.booked_at, subject.travel_day)


FIELDS: tuple[Field[CargoSubject], ...] = (
    Field("transport_document", "text", "Transport document", "Number of the bill, waybill or note.",
          lambda s: s.consignment.document),
    Field("document_kind", "text", "Kind of document",
          "bill, sea_waybill, air_waybill, road_note, rail_note or post.", lambda s: s.consignment.document_type),
    Field("house", "boolean", "House document", "The document stands under a master document.",
          lambda s: s.consignment.master is not None),
    Field("procedure", "text", "Procedure", "import, export, transit or transhipment.",
          lambda s: s.consignment.procedure),
    Field("to_order", "boolean", "To order", "The bill names no consignee but is made out to order.",
          lambda s: s.consignment.to_order),
    Field("gift", "boolean", "Declared a gift", "The goods were declared as a gift.", lambda s: s.consignment.gift),
    Field("returned_goods", "boolean", "Returned goods", "The goods come back to where they were sent from.",
          lambda s: s.consignment.returned),
    Field("freight_payment", "text", "Freight payment", "prepaid or collect.",
          lambda s: s.consignment.freight_payment),
    Field("freight_paid_by", "text", "Means of payment", "account, card, cash or third_party.",
          lambda s: s.consignment.payment_means),
    Field("freight_charge", "number", "Freight", "What the carriage costs.", lambda s: s.consignment.freight_charge),
    Field("freight_share", "number", "Freight over value", "The freight as a share of the value of the goods.",
          _freight_share),
    Field("cargo_value", "number", "Value", "Declared value of the consignment.", _value),
    Field("cargo_currency", "text", "Currency of the value", "Currency of the value, ISO 4217.",
          lambda s: s.consignment.currency),
    Field("value_a_kg", "number", "Value a kilogramme", "Declared value over gross weight.", _value_a_kg),
    Field("round_value", "boolean", "Round value", "The value is 5,000 or more and a multiple of 1,000.", _round),
    Field("gross_kg", "number", "Gross weight", "Gross weight of all goods in kilogrammes.", _gross),
    Field("cargo_lead_days", "number", "Booked days before departure",
          "Days between the booking and the departure of the movement.", _booked_before),
    Field("customs_office", "text", "Customs office", "Office where the goods are declared.",
          lambda s: s.consignment.customs_office),
)  # fmt: skip
