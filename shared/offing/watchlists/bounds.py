"""What an entry may be, whoever sends it: one that cannot be read again would stop every later build of the index."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from offing.kernel.errors import InvalidInputError
from offing.kernel.plain import from_json, to_json
from offing.watchlists.model import Entry
from offing.watchlists.register import WatchList
from offing.watchlists.sources.jsonl import entry_of

_MOST_NAME, _GRAVEST = 500, 3
_MOST_BYTES = 300_000  # what an item of a table holds, with room
_ID = re.compile(r"[^\s#\x00-\x1f]{1,128}")  # a `#` would end the key before it does
_BOUNDS: tuple[tuple[Callable[[Entry], bool], str], ...] = (
    (lambda e: not _ID.fullmatch(e.id), "an id has up to 128 characters, no blanks and no #"),
    (lambda e: len(e.name) > _MOST_NAME, f"a name has at most {_MOST_NAME} characters"),
    (
        lambda e: any(len(alias.name) > _MOST_NAME for alias in e.aliases),
        f"an alias has at most {_MOST_NAME} characters",
    ),
    (lambda e: not 1 <= e.severity <= _GRAVEST, "severity is 1, 2 or 3"),
)
# Whose words an error of ours may not repeat: a library's message may quote the entry.
READING = (ValueError, KeyError, TypeError, AttributeError, InvalidInputError)
# Formats that know no severity of their own: there the list's counts.
_OFFICIAL = frozenset({"ofac-csv", "ofac-xml", "un-xml", "eu", "uk", "sltd"})


def from_row(row: dict[str, Any], at: WatchList) -> Entry:
    """An entry of a list out of its JSON object; raises one of `READING` where it is none or out of bounds."""
    severity = {} if row.get("severity") else {"severity": at.severity}
    return within(entry_of({**row, **severity}, at.name), at)


def from_file(entry: Entry, at: WatchList, form: str) -> Entry:
    """An imported entry as one of the list's; raises InvalidInputError where it is out of bounds."""
    return within(replace(entry, severity=at.severity) if form in _OFFICIAL else entry, at)


def within(entry: Entry, at: WatchList) -> Entry:
    """The entry with what its list says of it, within bounds; whose cases it makes is the list's to say."""
    entry = replace(
        entry,
        list=at.name,
        agency=at.agency or None,
        category=entry.category or at.category,
        legal_basis=entry.legal_basis or at.legal_basis,
    )
    for wrong, why in _BOUNDS:
        if wrong(entry):
            raise InvalidInputError(why, where="entries")
    raw = to_json(entry)
    if len(raw) > _MOST_BYTES:
        raise InvalidInputError(f"an entry has at most {_MOST_BYTES:,} bytes", where="entries")
    return from_json(Entry, raw)


def why(error: Exception) -> str:
    """Why an entry cannot be taken, in our own words only."""
    return error.detail if isinstance(error, InvalidInputError) else "this entry cannot be read"
