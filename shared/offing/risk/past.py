"""What is kept of an assessed subject for trying rules on: the values of its fields, and what came of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from offing.risk.cargo_subject import CargoSubject
from offing.risk.fields import CONSIGNMENT, FIELDS, TRAVELLER
from offing.risk.operators import Row
from offing.risk.subject import Subject
from offing.risk.values import Values

POSITIVE, NEGATIVE = "positive", "negative"
_FIELDS_OF = {
    kind: tuple(name for name, field in FIELDS.items() if kind in field.of)
    for kind in (TRAVELLER, CONSIGNMENT)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One assessed subject: `hits` are the rules that held for it, `outcome` its result's or nothing.

    `row` gives the value of any field; `random` tells that the machine had drawn it.
    """

    id: str
    day: str
    stream: str
    row: Row
    hits: tuple[str, ...] = ()
    outcome: str = ""
    random: bool = False


class Stored(dict[str, Any]):
    """A row as read back: what was not kept is unknown."""

    __slots__ = ()

    def __missing__(self, name: str) -> None:
        return None


def past_of(
    subject: Subject | CargoSubject,
    hits: Iterable[str] = (),
    outcome: str = "",
    random: bool = False,
) -> Past:
    """A subject rebuilt from what the tables hold, its fields worked out only when a rule asks them."""
    identity = subject.traveller.id if isinstance(subject, Subject) else subject.consignment.id
    return Past(
        id=identity,
        day=subject.today or subject.travel_day or "",
        stream=subject.stream,
        row=Values(subject),
        hits=tuple(hits),
        outcome=outcome,
        random=random,
    )


def encode(past: Past, kind: str = TRAVELLER) -> bytes:
    """One line of a file of rows: the values that are known, and what came of it."""
    known = {name: value for name in _FIELDS_OF[kind] if (value := past.row[name]) is not None}
    return orjson.dumps(
        [past.id, past.day, past.stream, known, past.hits, past.outcome, past.random]
    )


def decode(line: bytes) -> Past:
    """What `encode` wrote."""
    identity, day, stream, known, hits, outcome, random = orjson.loads(line)
    return Past(
        id=identity, day=day, stream=stream, row=Stored(known), hits=tuple(hits), outcome=outcome, random=random
    )  # fmt: skip


def decoded(lines: Iterable[bytes]) -> Iterator[Past]:
    """All subjects of a file of rows; empty lines are passed over."""
    return (decode(line) for line in lines if line.strip())
