"""Frozen records from dictionaries, faster than their constructors: reading a list is mostly making records."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any


def assembler[T](cls: type[T]) -> Callable[[Mapping[str, Any]], T]:
    """A function that makes one `cls`, a frozen dataclass without slots, from its fields, with defaults for the rest.

    The generated constructor of a frozen class looks every field up and sets it by `object.__setattr__`: for a
    traveller that takes ten times as long as one copied template. Default factories must make immutable values.
    """
    template, around = blank(cls), opener(cls)

    def assemble(values: Mapping[str, Any]) -> T:
        return around({**template, **values})

    return assemble


def opener[T](cls: type[T]) -> Callable[[dict[str, Any]], T]:
    """A function that makes one `cls` around a dictionary of all its fields, without copying.

    The reader that holds the dictionary goes on filling it while segments come, and lets go of it with the message.
    """
    new, put = object.__new__, object.__setattr__

    def around(values: dict[str, Any]) -> T:
        made = new(cls)
        put(made, "__dict__", values)
        return made

    return around


def blank(cls: type[Any]) -> dict[str, Any]:
    """All fields of a dataclass in their order, as they are by default: records are written alike however made."""
    return {f.name: _default(f) for f in fields(cls)}


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return None if field.default is MISSING else field.default
