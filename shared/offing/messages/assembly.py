"""Frozen records from dictionaries, faster than their constructors: reading a list is mostly making records."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any


def assembler[T](cls: type[T]) -> Callable[[Mapping[str, Any]], T]:
    """A function that makes one `cls`, a frozen dataclass with slots, from its fields; missing ones get their defaults.

    The generated constructor of a frozen class goes through `object.__setattr__`, which looks every name up again.
    The slots themselves do the same work in a third of the time. Default factories must make equal, immutable values.
    """
    places = []
    for field in fields(cls):  # type: ignore[arg-type]  # any dataclass
        default = field.default if field.default_factory is MISSING else field.default_factory()
        places.append(
            (getattr(cls, field.name).__set__, field.name, None if default is MISSING else default)
        )
    new = object.__new__

    def assemble(values: Mapping[str, Any]) -> T:
        made = new(cls)
        get = values.get
        for put, name, default in places:
            put(made, get(name, default))
        return made

    return assemble
