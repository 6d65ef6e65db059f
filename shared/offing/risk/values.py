"""The values of a subject's fields, each worked out when first asked and then kept."""

from collections.abc import Callable, Mapping
from typing import Any

from offing.risk.calendar import day
from offing.risk.cargo_subject import CargoSubject
from offing.risk.fields import FIELDS, Field, FieldValue
from offing.risk.fields.field import Scalar
from offing.risk.subject import Subject


def _text(value: Any) -> Scalar:
    return value.upper() if value else None


def _set(value: Any) -> Scalar:
    return tuple(sorted({item.upper() for item in value})) if value else None


def _route(value: Any) -> Scalar:
    return tuple(item.upper() for item in value) if value else None


def _date(value: Any) -> Scalar:
    return value[:10] if day(value) is not None else None


# How rules compare: text in upper case, sets in order, dates complete, and nothing instead of what is empty.
_NORMAL: dict[str, Callable[[Any], Scalar]] = {
    "text": _text,
    "port": _text,
    "set": _set,
    "route": _route,
    "date": _date,
}


def _elements(field: Field, value: Any) -> FieldValue:
    """The elements of a list with their own values normalised; an empty list is known, unlike an empty set."""
    if value is None:
        return None
    return tuple(
        {member.name: normalised(member, element.get(member.name)) for member in field.members}
        for element in value
    )


def normalised(field: Field, value: Any) -> Any:
    """A field's value as rules compare it."""
    if field.type == "list":
        return _elements(field, value)
    normal = _NORMAL.get(field.type)
    return normal(value) if normal else value


def _fetch(field: Field) -> Callable[[Any], FieldValue]:
    get, normal = field.get, _NORMAL.get(field.type)
    if field.type == "list":
        return lambda subject: _elements(field, get(subject))
    return get if normal is None else lambda subject: normal(get(subject))


_FETCH = {name: _fetch(field) for name, field in FIELDS.items()}


class Values(dict[str, FieldValue]):
    """Field values of one subject by name; a missing key is fetched by the dictionary itself."""

    __slots__ = ("subject",)

    def __init__(self, subject: Subject | CargoSubject) -> None:
        self.subject = subject

    def __missing__(self, name: str) -> FieldValue:
        value = self[name] = _FETCH[name](self.subject)
        return value


def given(values: Mapping[str, Any]) -> dict[str, FieldValue]:
    """Written values (of a rule's test row) for all fields: those not named are unknown."""
    row: dict[str, FieldValue] = dict.fromkeys(FIELDS)
    row.update((name, normalised(FIELDS[name], value)) for name, value in values.items())
    return row
