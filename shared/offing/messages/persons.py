"""A traveller in the making: what the segments under one NAD, PDT or TIF add up to."""

from dataclasses import dataclass, field
from string import digits
from typing import Any

from offing.kernel import dates, documents
from offing.messages import names
from offing.messages.assembly import assembler
from offing.records.travellers import Bags, Document, ReportedTraveller

# No traveller checks in more than 99; a larger number is a typing error, and only the first tag is certain.
_COUNTS = {f"{number:0{width}d}": number for number in range(1, 100) for width in (1, 2, 3)}
_LONGEST_TAG = 35

SEXES = {"M": "M", "F": "F", "X": "X", "U": "U", "1": "M", "2": "F", "MI": "M", "FI": "F", "XI": "X", "UI": "U",
         "MALE": "M", "FEMALE": "F", "0": "U", "9": "U", "C": None, "I": None}  # fmt: skip

_document = assembler(Document)
_traveller = assembler(ReportedTraveller)
_bags = assembler(Bags)


@dataclass(slots=True)
class Person:
    """Collects one traveller; `values` are fields of the record as they will be."""

    values: dict[str, Any]
    documents: list[dict[str, str | None]] = field(default_factory=list)
    lists: dict[str, list[Any]] = field(default_factory=dict)
    bags: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, value: Any) -> None:
        """Adds to a field that holds several, each value once."""
        kept = self.lists.setdefault(name, [])
        if value not in kept:
            kept.append(value)

    def tag(self, tags: list[str]) -> None:
        """Adds tags of bags."""
        self.bags.setdefault("tags", []).extend(tags)

    def nationality(self, code: str) -> None:
        """The first nationality is the traveller's; all are kept."""
        self.values.setdefault("nationality", code)
        self.add("nationalities", code)

    def traveller(self) -> ReportedTraveller:
        """The finished record."""
        values = self.values
        for name, several in self.lists.items():
            values[name] = tuple(several)
        if self.documents:
            values["documents"] = tuple([_document(d) for d in self.documents if d["number"]])
        if self.bags:
            values["bags"] = _bags({**self.bags, "tags": tuple(self.bags.get("tags", ()))})
        return _traveller(values)


def person_values(family: str, given: str) -> dict[str, Any]:
    """The fields that a name fills: as sent, and in capitals without title and placeholder."""
    clean, title, _ = names.given(given)
    values: dict[str, Any] = {
        "surname": names.surname(family),
        "given_names": clean,
        "surname_as_sent": family or None,
        "given_names_as_sent": given or None,
    }
    if title:
        values["title"] = title
    if is_truncated(family, given):
        values["truncated"] = True
    return values


def is_truncated(family: str, given: str) -> bool:
    """Whether a name fills its field, so that its end may be missing."""
    return len(family) >= 35 or len(given) >= 70


def document(type_: str, number: str) -> dict[str, str | None]:
    """A document in the making; an empty number leaves no document."""
    return {"type": type_.strip().upper(), "number": documents.normalise_number(number)}


def bag_tags(first: str, count: str) -> list[str]:
    """The tags of a range, one by one: `XQ101010`, 2 → XQ101010, XQ101011."""
    first = first.strip().upper()
    if not first or first == "NULL":
        return []
    tags, many = [first], _COUNTS.get(count.strip(), 1)
    stem = first.rstrip(digits)
    width = len(first) - len(stem)
    if many > 1 and 0 < width <= _LONGEST_TAG:
        start = int(first[len(stem) :])
        for number in range(start + 1, start + many):
            tags.append(stem + str(number).zfill(width))
    return tags


def quantity(text: str) -> int | None:
    """A count, or None."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def kilogrammes(text: str, unit: str) -> float | None:
    """A weight in kilogrammes, whatever unit it came in (KGM, LBR; 700, 701 in PADIS)."""
    try:
        weight = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    if not 0 <= weight < 1_000_000:
        return None
    return round(weight * 0.45359237, 2) if unit in ("LBR", "L", "701", "LBS") else weight


def latest(*days: str | None) -> str:
    """The newest of the known days: what a date of birth cannot lie after."""
    return max((d[:10] for d in days if d), default="9999-12-31")


def expiry(text: str) -> str | None:
    """An expiry date; blanks and zeros are no date and no error."""
    return dates.expiry_date(text)


def is_blank(text: str) -> bool:
    """Whether a date field says nothing: empty, blanks or zeros."""
    return not text.strip(" 0")
