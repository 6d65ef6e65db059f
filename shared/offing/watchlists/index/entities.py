"""The entities of an index: their facts, read from columns, and the ways to find them other than by name."""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson

from offing.records.assessments import Evidence
from offing.watchlists.births import Birth, read_birth
from offing.watchlists.index.artefact import Array, hash64
from offing.watchlists.index.columns import (
    GENDERS,
    document_number,
    email_address,
    phone_number,
)
from offing.watchlists.index.facts import (
    Met,
    births_met,
    gender_evidence,
    nationality_evidence,
)
from offing.watchlists.index.years import Years
from offing.watchlists.model import EXACT_KINDS, KINDS, Alias, Entry, ListedDocument, Pair, Query
from offing.watchlists.nationalities import alpha3, numbers, rarity
from offing.watchlists.weights import (
    CONFIRMED,
    CONTACT_SAME,
    DOCUMENT_OTHER_ISSUER,
    DOCUMENT_SAME,
    GENDER_SAME,
)

_GENDER = {number: letter for letter, number in GENDERS.items()}
_NAMELESS = frozenset(KINDS.index(kind) for kind in EXACT_KINDS)
_CONFIRMED = Evidence(
    f="confirmed", bits=CONFIRMED, why="an officer found this to be the same person before"
)
_COUNTRY = {number: code for code, number in numbers().items()}


@dataclass(frozen=True, slots=True)
class AskedFacts:
    """What a query says besides names, read once."""

    kind: int
    births: tuple[Birth, ...]
    nations: tuple[str, ...]
    gender: str | None
    exact: tuple[tuple[str, str, str | None], ...]
    most: float  # bits that nationality and gender can add
    confirmed: frozenset[Pair]


def facts_of(query: Query) -> AskedFacts:
    """The facts of a query; what cannot be read counts as missing."""
    nations = tuple([code for text in query.nationalities if (code := alpha3(text))])
    most = max([rarity(code) for code in nations], default=0.0)
    return AskedFacts(
        KINDS.index(query.kind),
        tuple([birth for text in query.births if (birth := read_birth(text))]),
        nations,
        query.gender,
        tuple(_identifiers(query)),
        most + (GENDER_SAME if query.gender else 0.0),
        query.confirmed,
    )


def _identifiers(query: Query) -> Iterator[tuple[str, str, str | None]]:
    for document in query.documents:
        yield "document", document_number(document.number), alpha3(document.issuer)
    yield from (("phone", phone_number(phone), None) for phone in query.phones)
    yield from (("email", email_address(email), None) for email in query.emails)


class Facts(NamedTuple):
    """What the facts of an entity say to those of a query: `bits` is their sum, put in lines only when shown."""

    bits: float
    births: Met | None
    others: list[Evidence]

    def lines(self) -> list[Evidence]:
        """The evidence, birth first."""
        return [self.births.line(), *self.others] if self.births else self.others


class Entities:
    """Entities by their place in the index."""

    def __init__(self, arrays: dict[str, Array], entries: Path) -> None:
        self._a = arrays
        # Memory views give plain numbers several times as fast as arrays do.
        self._years = Years(arrays)
        self._kind, self._gender = memoryview(arrays["kind"]), memoryview(arrays["gender"])
        self._birth_start = memoryview(arrays["birth_start"])
        self._birth = memoryview(arrays["birth"].reshape(-1))
        self._nation_start = memoryview(arrays["nation_start"])
        self._nation = memoryview(arrays["nation"])
        with entries.open("rb") as file:
            size = entries.stat().st_size
            self._text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        # Bound to what it reads and not to this object, which would then never be freed at once.
        self.entry_at = lru_cache(maxsize=4096)(
            partial(_entry_at, arrays["entry_start"], self._text)
        )

    def kind(self, entity: int) -> int:
        """The number of the entity's kind."""
        return int(self._kind[entity])

    def nameless(self, entity: int) -> bool:
        """Whether the entity is a number or address and not somebody."""
        return self._kind[entity] in _NAMELESS

    def called(self, identity: str) -> Iterator[int]:
        """The entities with this id, one for each list that has it."""
        for entity in self._at("id", hash64("id", identity)):
            if self.entry_at(entity).id == identity:
                yield entity

    def listed(self, pair: Pair) -> int | None:
        """The entity that is this entry of this list, or None."""
        found = (n for n in self.called(pair[1]) if self.entry_at(n).list == pair[0])
        return next(found, None)

    def _at(self, column: str, wanted: int) -> Iterator[int]:
        """The entities at a hash in one of the sorted columns."""
        hashes, entities = self._a[f"{column}_hash"], self._a[f"{column}_entity"]
        at = int(hashes.searchsorted(np.uint64(wanted)))
        while at < len(hashes) and int(hashes[at]) == wanted:
            yield int(entities[at])
            at += 1

    def born(self, births: tuple[Birth, ...]) -> set[int]:
        """Entities born on an asked day, unless it is a day that registers fill in."""
        days, found = self._a["day"], set()
        for birth in births:
            if birth.full and not birth.usual:
                wanted = birth.ordinal
                at = int(days.searchsorted(np.int32(wanted)))  # of another type it would copy them
                while at < len(days) and days[at] == wanted:
                    found.add(int(self._a["day_entity"][at]))
                    at += 1
        return found

    def identified(self, asked: AskedFacts) -> dict[int, list[Evidence]]:
        """Entities with an asked number or address, or confirmed before as this person, each with its lines."""
        found = {entity: [line] for entity, line in self._same_number(asked).items()}
        for pair in asked.confirmed:
            if (entity := self.listed(pair)) is not None:
                found.setdefault(entity, []).append(_CONFIRMED)
        return found

    def _same_number(self, asked: AskedFacts) -> dict[int, Evidence]:
        """Entities with an asked document number, telephone or mail address, each with its best line."""
        best: dict[int, Evidence] = {}
        hashes = self._a["exact_hash"]
        for kind, text, issuer in asked.exact:
            wanted = hash64(kind, text)
            at = int(hashes.searchsorted(np.uint64(wanted)))
            while at < len(hashes) and int(hashes[at]) == wanted:
                entity = int(self._a["exact_entity"][at])
                line = _identity(kind, text, issuer, _COUNTRY.get(int(self._a["exact_issuer"][at])))
                if entity not in best or line.bits > best[entity].bits:
                    best[entity] = line
                at += 1
        return best

    def facts(self, asked: AskedFacts, entity: int) -> "Facts":
        """What birth, nationality and gender say, where both sides know them."""
        births = births_met(asked.births, self._births(entity)) if asked.births else None
        lines = [
            nationality_evidence(asked.nations, self._nations(entity)) if asked.nations else None,
            gender_evidence(asked.gender, _GENDER.get(self._gender[entity])),
        ]
        others = [line for line in lines if line]
        bits = (births.bits if births else 0.0) + sum([line.bits for line in others])
        return Facts(bits, births, others)

    def most(self, asked: AskedFacts, entities: Array) -> Array:
        """Bits that the facts of each entity cannot exceed, by the years of birth alone."""
        bits = np.full(len(entities), asked.most, np.float32)
        if asked.births:
            bits += self._years.most(asked.births, entities)
        return bits

    def _births(self, entity: int) -> list[Birth]:
        at, end = self._birth_start[entity], self._birth_start[entity + 1]
        numbers_ = self._birth[4 * at : 4 * end].tolist()
        return [
            Birth(numbers_[n], numbers_[n + 1], numbers_[n + 2] or None, numbers_[n + 3] or None)
            for n in range(0, len(numbers_), 4)
        ]

    def _nations(self, entity: int) -> tuple[str, ...]:
        at, end = self._nation_start[entity], self._nation_start[entity + 1]
        return tuple([_COUNTRY[number] for number in self._nation[at:end]])


def _entry_at(starts: Array, text: "mmap.mmap | bytes", entity: int) -> Entry:
    """The entry as it is shown."""
    start, end = starts[entity : entity + 2].tolist()
    body: dict[str, Any] = orjson.loads(text[start:end])
    body["aliases"] = [Alias(**alias) for alias in body.get("aliases", ())]
    body["documents"] = [ListedDocument(**d) for d in body.get("documents", ())]
    # Tuples come back from JSON as lists.
    said: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in body.items()}
    return Entry(**said)


def _identity(kind: str, text: str, issuer: str | None, listed: str | None) -> Evidence:
    if kind != "document":
        return Evidence(f=kind, q=text, c=text, bits=CONTACT_SAME, why="same")
    if issuer and listed and issuer != listed:
        why = f"same number, issued by {listed}"
        return Evidence(f=kind, q=text, c=text, bits=DOCUMENT_OTHER_ISSUER, why=why)
    return Evidence(f=kind, q=text, c=text, bits=DOCUMENT_SAME, why="same number")
