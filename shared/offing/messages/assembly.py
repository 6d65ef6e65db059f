"""Frozen records from dictionaries, faster than their constructors: reading a list is mostly making records."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any


def assembler[T](cls: type[T]) -> Callable[[Mapping[str, Any]], T]:
    """A function that makes one `cls`, a frozen dataclass without slots, from its fields, with defaults for the rest.

    The generated constructor of a frozen class looks every field up and sets it by `object.__setattr__`: for a
    traveller that takes ten times as long as one copied template. Default factories must make immutable values.
    """
    # All fields in their order, so that records are written alike whichever way they were made.
    template = {f.name: _default(f) for f in fields(cls)}  # type: ignore[arg-type]  # any dataclass
    new, put = object.__new__, object.__setattr__

    def assemble(values: Mapping[str, Any]) -> T:
        made = new(cls)
        put(made, "__dict__", {**template, **values})
        return made

    return assemble


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return None if field.default is MISSING else field.default
