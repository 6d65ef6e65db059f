"""The facts of entries as columns: birth dates, nationalities, gender, and exact numbers and addresses."""

import re
from collections.abc import Callable

import numpy as np

from offing.watchlists.births import read_birth
from offing.watchlists.index.artefact import Array, hash64
from offing.watchlists.model import KINDS, Entry, ListedDocument
from offing.watchlists.nationalities import numbers

GENDERS = {"M": 1, "F": 2}
_NOT_ALNUM = re.compile(r"[^A-Z0-9]")
_NOT_DIGIT = re.compile(r"\D")
SHORTEST_NUMBER = 5  # shorter ones are page numbers and years


def document_number(text: str) -> str:
    """A document number for comparison: capitals and digits only."""
    return _NOT_ALNUM.sub("", text.upper())


def phone_number(text: str) -> str:
    """A telephone number for comparison: its last ten digits, so that national and international forms agree."""
    return _NOT_DIGIT.sub("", text)[-10:]


def email_address(text: str) -> str:
    """A mail address for comparison."""
    return text.strip().lower()


def of(listed: list[Entry]) -> dict[str, Array]:
    """All columns, by their names in the artefact."""
    ids = np.array([hash64("id", entry.id) for entry in listed], np.uint64)
    order = np.argsort(ids, kind="stable")
    return {
        "kind": np.array([KINDS.index(entry.kind) for entry in listed], np.uint8),
        "gender": np.array([GENDERS.get(entry.gender or "", 0) for entry in listed], np.uint8),
        "id_hash": ids[order],
        "id_entity": order.astype(np.int32),
        **_nations(listed),
        **_births(listed),
        **_exact(listed),
    }


def _nations(listed: list[Entry]) -> dict[str, Array]:
    codes = [
        [numbers()[n] for n in dict.fromkeys(e.nationalities) if n in numbers()] for e in listed
    ]
    flat = [code for of_entry in codes for code in of_entry]
    return {
        "nation": np.array(flat, np.uint8),
        "nation_start": np.cumsum([0, *map(len, codes)], dtype=np.int32),
    }


def _births(listed: list[Entry]) -> dict[str, Array]:
    births = [[b for text in entry.births if (b := read_birth(text))] for entry in listed]
    flat = [(b.first, b.last, b.month or 0, b.day or 0) for of_entry in births for b in of_entry]
    days = sorted({(b.ordinal, n) for n, of_entry in enumerate(births) for b in of_entry if b.full})
    return {
        "birth": np.array(flat, np.int16).reshape(-1, 4),
        "birth_start": np.cumsum([0, *map(len, births)], dtype=np.int32),
        "day": np.array([day for day, _ in days], np.int32),
        "day_entity": np.array([n for _, n in days], np.int32),
    }


def _named[T](entry: Entry, kind: str, of: Callable[[str], T]) -> tuple[T, ...]:
    """What an entry of this kind is called is the number or address itself."""
    return (of(entry.name),) if entry.kind == kind else ()


def _exact(listed: list[Entry]) -> dict[str, Array]:
    found: list[tuple[int, int, int]] = []
    for n, entry in enumerate(listed):
        for document in entry.documents or _named(entry, "document", ListedDocument):
            number = document_number(document.number)
            if len(number) >= SHORTEST_NUMBER:
                found.append(
                    (hash64("document", number), n, numbers().get(document.issuer or "", 0))
                )
        found.extend(
            (hash64("phone", p), n, 0)
            for x in entry.phones or _named(entry, "phone", str)
            if len(p := phone_number(x)) >= SHORTEST_NUMBER
        )
        found.extend(
            (hash64("email", email_address(x)), n, 0)
            for x in entry.emails or _named(entry, "email", str)
        )
    found = sorted(set(found))
    return {
        "exact_hash": np.array([h for h, _, _ in found], np.uint64),
        "exact_entity": np.array([n for _, n, _ in found], np.int32),
        "exact_issuer": np.array([i for _, _, i in found], np.uint8),
    }
