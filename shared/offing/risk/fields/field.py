"""What a field is: a named, typed question that a rule may ask of a subject."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from offing.risk.subject import Subject

type FieldType = Literal["text", "number", "date", "boolean", "set"]
type FieldValue = str | float | int | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the table of fields; `get` gives None (or an empty value) where nothing is known."""

    name: str
    type: FieldType
    label: str
    sentence: str
    get: Callable[[Subject], FieldValue]
    group: str = ""

    @property
    def index(self) -> str:
        """Where the search index keeps this field's value of an assessed traveller."""
        return f"fields.{self.name}"
