"""The values of a subject's fields, each worked out when first asked and then kept."""

from collections.abc import Callable, Mapping
from typing import Any

from offing.risk.calendar import day
from offing.risk.fields import FIELDS, Field, FieldValue
from offing.risk.subject import Subject


def _text(value: Any) -> FieldValue:
    return value.upper() if value else None


def _set(value: Any) -> FieldValue:
    return tuple(sorted({item.upper() for item in value})) if value else None


def _date(value: Any) -> FieldValue:
    return value[:10] if day(value) is not None else None


# How rules compare: text in upper case, sets in order, dates complete, and nothing instead of what is empty.
_NORMAL: dict[str, Callable[[Any], FieldValue]] = {"text": _text, "set": _set, "date": _date}


def _fetch(field: Field) -> Callable[[Subject], FieldValue]:
    get, normal = field.get, _NORMAL.get(field.type)
    return get if normal is None else lambda subject: normal(get(subject))


_FETCH = {name: _fetch(field) for name, field in FIELDS.items()}


class Values(dict[str, FieldValue]):
    """Field values of one subject by name; a missing key is fetched by the dictionary itself."""

    __slots__ = ("subject",)

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    def __missing__(self, name: str) -> FieldValue:
        value = self[name] = _FETCH[name](self.subject)
        return value


def given(values: Mapping[str, Any]) -> dict[str, FieldValue]:
    """Written values (of a rule's test row) for all fields: those not named are unknown."""
    row: dict[str, FieldValue] = dict.fromkeys(FIELDS)
    for name, value in values.items():
        normal = _NORMAL.get(FIELDS[name].type)
        row[name] = normal(value) if normal else value
    return row
