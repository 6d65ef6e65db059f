"""The values of a subject's fields, each worked out when first asked and then kept."""

from collections.abc import Callable

from offing.risk.calendar import day
from offing.risk.fields import FIELDS, Field, FieldValue
from offing.risk.subject import Subject


def normal(field_type: str, value: FieldValue) -> FieldValue:
    """A value as rules compare it: text upper case, sets sorted, dates complete, nothing instead of empty."""
    if value is None or value == "" or value == ():
        return None
    if field_type == "text" and isinstance(value, str):
        return value.upper()
    if field_type == "date" and isinstance(value, str):
        return value[:10] if day(value) is not None else None
    if field_type == "set" and isinstance(value, tuple):
        return tuple(sorted({item.upper() for item in value}))
    return value


def _fetch(field: Field) -> Callable[[Subject], FieldValue]:
    get, field_type = field.get, field.type
    if field_type in ("number", "boolean"):
        return get
    return lambda subject: normal(field_type, get(subject))


_FETCH = {name: _fetch(field) for name, field in FIELDS.items()}


class Values(dict[str, FieldValue]):
    """Field values of one subject by name; a missing key is fetched by the dictionary itself."""

    __slots__ = ("subject",)

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    def __missing__(self, name: str) -> FieldValue:
        value = self[name] = _FETCH[name](self.subject)
        return value


def given(values: dict[str, FieldValue]) -> dict[str, FieldValue]:
    """Written values (of a rule's test row) for all fields: those not named are unknown."""
    row: dict[str, FieldValue] = dict.fromkeys(FIELDS)
    for name, value in values.items():
        row[name] = normal(FIELDS[name].type, tuple(value) if isinstance(value, list) else value)
    return row
