"""The one table of fields that rules may ask: the builder, the compiler, the index and the docs read it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from offing.risk.fields import (
    booking,
    consignment,
    document,
    equipment,
    filing,
    goods,
    history,
    itinerary,
    matches,
    movement,
    party,
    payment,
    trade_history,
    trader,
    traveller,
    voyage,
)
from offing.risk.fields.field import (
    BOTH,
    CONSIGNMENT,
    TRAVELLER,
    Field,
    FieldType,
    FieldValue,
    Member,
)

_OF_TRAVELLERS = {
    "traveller": traveller.FIELDS,
    "document": document.FIELDS,
    "booking": booking.FIELDS,
    "payment": payment.FIELDS,
    "itinerary": itinerary.FIELDS,
    "party": party.FIELDS,
    "matches": matches.FIELDS,
    "history": history.FIELDS,
}
_OF_BOTH = {"movement": movement.FIELDS}
_OF_CONSIGNMENTS = {
    "consignment": consignment.FIELDS,
    "trader": trader.FIELDS,
    "goods": goods.FIELDS,
    "equipment": equipment.FIELDS,
    "voyage": voyage.FIELDS,
    "filing": filing.FIELDS,
    "trade_history": trade_history.FIELDS,
}
_SECTIONS: tuple[tuple[tuple[str, ...], dict[str, tuple[Field[Any], ...]]], ...] = (
    ((TRAVELLER,), _OF_TRAVELLERS),
    (BOTH, _OF_BOTH),
    ((CONSIGNMENT,), _OF_CONSIGNMENTS),
)
GROUPS: dict[str, tuple[Field[Any], ...]] = {
    name: tuple(replace(row, group=name, of=of) for row in rows)
    for of, groups in _SECTIONS
    for name, rows in groups.items()
}


def _table(groups: Iterable[tuple[Field[Any], ...]]) -> dict[str, Field[Any]]:
    table: dict[str, Field[Any]] = {}
    for rows in groups:
        for row in rows:
            if row.name in table:
                raise ValueError(f"two fields are called {row.name}: rename one of them")
            table[row.name] = row
    return table


FIELDS: dict[str, Field[Any]] = _table(GROUPS.values())

__all__ = [
    "BOTH", "CONSIGNMENT", "FIELDS", "GROUPS", "TRAVELLER", "Field", "FieldType", "FieldValue", "Member",
]  # fmt: skip
