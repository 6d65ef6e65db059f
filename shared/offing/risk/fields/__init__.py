"""The one table of fields that rules may ask: the builder, the compiler, the index and the docs read it."""

from collections.abc import Iterable
from dataclasses import replace

from offing.risk.fields import booking, document, itinerary, movement, party, payment, traveller
from offing.risk.fields.field import Field, FieldType, FieldValue

GROUPS = {
    "traveller": traveller.FIELDS,
    "document": document.FIELDS,
    "booking": booking.FIELDS,
    "payment": payment.FIELDS,
    "itinerary": itinerary.FIELDS,
    "movement": movement.FIELDS,
    "party": party.FIELDS,
}


def _table(groups: Iterable[tuple[str, tuple[Field, ...]]]) -> dict[str, Field]:
    table: dict[str, Field] = {}
    for group, rows in groups:
        for row in rows:
            if row.name in table:
                raise ValueError(f"two fields are called {row.name}: rename one of them")
            table[row.name] = replace(row, group=group)
    return table


FIELDS: dict[str, Field] = _table(GROUPS.items())

__all__ = ["FIELDS", "GROUPS", "Field", "FieldType", "FieldValue"]
