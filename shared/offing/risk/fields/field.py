"""What a field is: a named, typed question that a rule may ask of a subject."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Literal

type FieldType = Literal["text", "port", "number", "date", "boolean", "set", "route", "list"]
type Scalar = str | float | int | bool | tuple[str, ...] | None
type Member = Mapping[str, Scalar]
type FieldValue = Scalar | tuple[Member, ...]

TRAVELLER, CONSIGNMENT = "traveller", "consignment"
BOTH = (TRAVELLER, CONSIGNMENT)


@dataclass(frozen=True, slots=True)
class Field[S = Any]:
    """One row of the table of fields; `get` gives None (or an empty value) where nothing is known.

    `of` names the subjects that have the field. `searched` tells that the value is kept in the search index.
    A field of type `list` has `members`, fields of each of its elements, and its `get` gives the elements.
    """

    name: str
    type: FieldType
    label: str
    sentence: str
    get: Callable[[S], Any]
    group: str = ""
    of: tuple[str, ...] = (TRAVELLER,)
    searched: bool = True
    members: "tuple[Field[Any], ...]" = ()

    @property
    def index(self) -> str:
        """Where the search index keeps this field's value of an assessed subject."""
        return f"fields.{self.name}"


def member(name: str, field_type: FieldType, label: str, sentence: str) -> Field[Member]:
    """A field of the elements of a list."""
    return Field(name, field_type, label, sentence, itemgetter(name))
