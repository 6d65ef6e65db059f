"""The entities of a segment: their facts, read from columns, and the ways to find them other than by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from offing.records.assessments import Evidence
from offing.watchlists.births import Birth, read_birth
from offing.watchlists.exact import COMPARED, exact_key
from offing.watchlists.hashes import hash64
from offing.watchlists.index.artefact import Array
from offing.watchlists.index.born import Born, among
from offing.watchlists.index.columns import GENDERS, ID_MASK, SEVERAL
from offing.watchlists.index.display import Display
from offing.watchlists.index.facts import (
    Met,
    births_met,
    gender_evidence,
    nationality_evidence,
)
from offing.watchlists.index.patterns import met, pattern_of
from offing.watchlists.model import EXACT_KINDS, KINDS, Pair, Query
from offing.watchlists.nationalities import alpha3, numbers, rarity
from offing.watchlists.weights import (
    CONFIRMED,
    CONTACT_SAME,
    DOCUMENT_OTHER_ISSUER,
    DOCUMENT_SAME,
    GENDER_CONFLICT,
    GENDER_SAME,
    NATIONALITY_CONFLICT,
    PATTERN_MET,
    POSTAL_ADDRESS_SAME,
)

_GENDER = {number: letter for letter, number in GENDERS.items()}
_NAMELESS = frozenset(KINDS.index(kind) for kind in EXACT_KINDS)
_CONFIRMED = Evidence(
    f="confirmed", bits=CONFIRMED, why="an officer found this to be the same person before"
)
_COUNTRY = {number: code for code, number in numbers().items()}
_SHARED = {"phone": CONTACT_SAME, "email": CONTACT_SAME, "address": POSTAL_ADDRESS_SAME}
_PATTERNED = {"phone": "telephone number", "email": "mail address"}


class Number(NamedTuple):
    """An asked number or address, as it is compared."""

    kind: str
    text: str
    hash: int
    issuer: str | None


@dataclass(frozen=True, slots=True)
class AskedFacts:
    """What a query says besides names, read once."""

    kind: int
    births: tuple[Birth, ...]
    nations: tuple[str, ...]
    gender: str | None
    exact: tuple[Number, ...]
    most: float  # bits that nationality and gender can add
    confirmed: frozenset[Pair]
    contacts: tuple[Pair, ...]  # as they were sent, for patterns


def facts_of(query: Query) -> AskedFacts:
    """The facts of a query; what cannot be read counts as missing."""
    nations = tuple([code for text in query.nationalities if (code := alpha3(text))])
    most = max([rarity(code) for code in nations], default=0.0)
    gender = query.gender if query.gender in GENDERS else None
    return AskedFacts(
        KINDS.index(query.kind),
        tuple([birth for text in query.births if (birth := read_birth(text))]),
        nations,
        gender,
        tuple(_numbers(query)),
        most + (GENDER_SAME if gender else 0.0),
        query.confirmed,
        (*(("email", text) for text in query.emails), *(("phone", text) for text in query.phones)),
    )


def _numbers(query: Query) -> Iterator[Number]:
    asked = [("document", d.number, alpha3(d.issuer)) for d in query.documents]
    asked += [("phone", text, None) for text in query.phones]
    asked += [("email", text, None) for text in query.emails]
    asked += [("address", text, None) for text in query.addresses]
    asked += [(kind, text, None) for kind, text in query.numbers if kind in COMPARED]
    for kind, text, issuer in asked:
        if key := exact_key(kind, text):
            yield Number(kind, *key, issuer)


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

    def __init__(self, arrays: dict[str, Array], folder: Path) -> None:
        self._a = arrays
        # Memory views give plain numbers several times as fast as arrays do.
        self.born = Born(arrays)
        self._kind, self._gender = memoryview(arrays["kind"]), memoryview(arrays["gender"])
        self._nation = memoryview(arrays["nation"])
        self._id_hash, self._exact_hash, self._nations_entity = (
            memoryview(arrays[name]) for name in ("id_hash", "exact_hash", "nations_entity")
        )
        self.entry_at = Display(folder, arrays["block_start"]).entry
        listed = np.flatnonzero(arrays["kind"] == KINDS.index("pattern")).tolist()
        read = [(entity, pattern_of(self.entry_at(entity).name)) for entity in listed]
        self._patterns = [(entity, pattern) for entity, pattern in read if pattern]

    def kind(self, entity: int) -> int:
        """The number of the entity's kind."""
        return int(self._kind[entity])

    def nameless(self, entity: int) -> bool:
        """Whether the entity is a number or address and not somebody."""
        return self._kind[entity] in _NAMELESS

    def called(self, identity: str) -> Iterator[int]:
        """The entities with this id, one for each list that has it."""
        for at in among(self._id_hash, hash64("id", identity) & ID_MASK):
            entity = int(self._a["id_entity"][at])
            if self.entry_at(entity).id == identity:
                yield entity

    def listed(self, pair: Pair) -> int | None:
        """The entity that is this entry of this list, or None."""
        found = (n for n in self.called(pair[1]) if self.entry_at(n).list == pair[0])
        return next(found, None)

    def identified(self, asked: AskedFacts) -> dict[int, list[Evidence]]:
        """Entities with an asked number or address, or confirmed before as this person, each with its lines."""
        found = {entity: [line] for entity, line in self._same_number(asked).items()}
        if asked.contacts and self._patterns:
            for entity, kind, text in met(self._patterns, asked.contacts):
                why = f"meets the pattern of a {_PATTERNED[kind]}"
                line = Evidence(
                    f="pattern", q=text, c=self.entry_at(entity).name, bits=PATTERN_MET, why=why
                )
                found.setdefault(entity, [line])
        for pair in asked.confirmed:
            if (listed := self.listed(pair)) is not None:
                found.setdefault(listed, []).append(_CONFIRMED)
        return found

    def _same_number(self, asked: AskedFacts) -> dict[int, Evidence]:
        """Entities with an asked number or address, each with its best line."""
        best: dict[int, Evidence] = {}
        for number in asked.exact:
            for at in among(self._exact_hash, number.hash):
                entity = int(self._a["exact_entity"][at])
                line = _identity(number, _COUNTRY.get(int(self._a["exact_issuer"][at])))
                if entity not in best or line.bits > best[entity].bits:
                    best[entity] = line
        return best

    def facts(self, asked: AskedFacts, entity: int) -> Facts:
        """What birth, nationality and gender say, where both sides know them."""
        births = births_met(asked.births, self.born.of(entity)) if asked.births else None
        lines = [
            nationality_evidence(asked.nations, self._nations(entity)) if asked.nations else None,
            gender_evidence(asked.gender, _GENDER.get(self._gender[entity])),
        ]
        others = [line for line in lines if line]
        bits = (births.bits if births else 0.0) + sum([line.bits for line in others])
        return Facts(bits, births, others)

    def most(self, asked: AskedFacts, entities: Array) -> Array:
        """Bits that the facts of each entity cannot exceed; those born on an asked day are not looked for here."""
        bits = _nation_table(asked.nations)[self._a["nation"][entities]]
        if asked.gender:
            bits += _gender_table(asked.gender)[self._a["gender"][entities]]
        if asked.births:
            bits += self.born.most(asked.births, entities)
        return bits

    def _nations(self, entity: int) -> tuple[str, ...]:
        number = self._nation[entity]
        if number != SEVERAL:
            return (_COUNTRY[number],) if number else ()
        places = among(self._nations_entity, entity)
        return tuple([_COUNTRY[int(self._a["nations"][at])] for at in places])


@lru_cache(maxsize=1024)
def _nation_table(asked: tuple[str, ...]) -> Array:
    """By the number of a nationality, the most bits that it may add."""
    table = np.full(SEVERAL + 1, NATIONALITY_CONFLICT if asked else 0.0, np.float32)
    table[0] = 0.0
    for code in asked:
        if code in numbers():
            table[numbers()[code]] = rarity(code)
    table[SEVERAL] = max(map(rarity, asked), default=0.0)
    return table


@lru_cache(maxsize=4)
def _gender_table(asked: str) -> Array:
    table = np.full(len(GENDERS) + 1, GENDER_CONFLICT, np.float32)
    table[0], table[GENDERS[asked]] = 0.0, GENDER_SAME
    return table


def _identity(asked: Number, listed: str | None) -> Evidence:
    kind, text = asked.kind, asked.text
    if kind in _SHARED:
        return Evidence(f=kind, q=text, c=text, bits=_SHARED[kind], why="same")
    if asked.issuer and listed and asked.issuer != listed:
        why = f"same number, issued by {listed}"
        return Evidence(f=kind, q=text, c=text, bits=DOCUMENT_OTHER_ISSUER, why=why)
    return Evidence(f=kind, q=text, c=text, bits=DOCUMENT_SAME, why="same number")
