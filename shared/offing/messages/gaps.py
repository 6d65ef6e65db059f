"""Gaps: what travellers of a message lack, said once for each kind with the first of them and their number."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from offing.messages.findings import Notes


class Gap(NamedTuple):
    """A kind of gap: its finding, whom it is about, and the words after their number."""

    code: str
    severity: str
    is_open: Callable[[Mapping[str, Any]], bool]
    words: str


_UNNAMED = Gap(
    "no-given-name",
    "info",
    lambda t: bool(t["surname"]) and not t["given_names"],
    "without given names",
)
_NO_SURNAME = Gap(
    "no-surname",
    "info",
    lambda t: bool(t["given_names"]) and not t["surname"],
    "without a surname",
)
# What a list of passengers or crew must say of each; bookings need not.
IN_LISTS: tuple[Gap, ...] = (
    Gap("no-document", "warning", lambda t: not t["documents"], "without a travel document"),
    Gap(
        "no-birth-date",
        "warning",
        lambda t: not t["date_of_birth"],
        "without a date of birth that can be read",
    ),
    _UNNAMED,
    _NO_SURNAME,
)
IN_BOOKINGS: tuple[Gap, ...] = (_UNNAMED, _NO_SURNAME)


def note_gaps(notes: Notes, tag: str, travellers: Iterable[Any], gaps: tuple[Gap, ...]) -> None:
    """Notes each kind of gap at the first traveller with it; whom a message only refers to has none."""
    odd = [
        t
        for t in map(vars, travellers)
        if not (t["given_names"] and t["surname"] and t["date_of_birth"] and t["documents"])
    ]
    named = [t for t in odd if _is_named(t)] if odd else odd
    for gap in gaps:
        having = [t for t in named if gap.is_open(t)]
        if having:
            who = f"{len(having)} travellers" if len(having) > 1 else "One traveller"
            first = ", of whom this is the first" if len(having) > 1 else ""
            text = f"{who} {gap.words}{first}."
            notes.note(gap.severity, gap.code, text, having[0]["position"], tag)


def _is_named(traveller: Mapping[str, Any]) -> bool:
    named = traveller["surname_as_sent"] or traveller["given_names_as_sent"]
    return bool(named or traveller["documents"]) and traveller["type"] != "GRP"
