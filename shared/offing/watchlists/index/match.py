"""Matching: from a query to the entries it may be, each with bits that are the sum of its evidence."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import orjson

from offing.kernel.names import tokens, unglued
from offing.records.assessments import Evidence, Match
from offing.watchlists.dates import Birth, read_birth
from offing.watchlists.index import artefact, explain
from offing.watchlists.index.align import Asked, Fit, ask, fit
from offing.watchlists.index.columns import GENDERS, document_number, email_address, phone_number
from offing.watchlists.index.facts import birth_evidence, gender_evidence, nationality_evidence
from offing.watchlists.index.retrieve import Rows
from offing.watchlists.index.rows import WEAK, words_of
from offing.watchlists.index.words import Vocabulary
from offing.watchlists.countries import alpha3, numbers
from offing.watchlists.model import KINDS, Alias, Entry, ListedDocument, Query
from offing.watchlists.weights import (
    CONTACT_SAME, DOCUMENT_OTHER_ISSUER, DOCUMENT_SAME, NAME_FLOOR, NAME_UNLIKE, NOM_DE_GUERRE, WEAK_ALIAS,
)  # fmt: skip

_GENDER = {number: letter for letter, number in GENDERS.items()}
_COUNTRY = {number: code for code, number in numbers().items()}
_ROWS_OF_ENTITY = 4  # of an entity found by its facts, so many of its likest names are compared in full


def open_index(folder: Path) -> "Index":
    """Opens the index in `folder`; its arrays are mapped, not read."""
    return Index(folder)


class Index:
    """An opened index. `version` names its content; `match` depends on nothing but query and index."""

    def __init__(self, folder: Path) -> None:
        self.manifest = artefact.read_manifest(folder)
        self.version = self.manifest.version
        self._a = artefact.read_arrays(folder)
        self._vocabulary = Vocabulary((folder / "words.txt").read_text("utf-8").splitlines(), self._a)
        self._rows = Rows(self._a)
        self._entries = folder / "entries.jsonl"

    def match(
        self, query: Query, limit: int = 20, *, cleared: frozenset[str] = frozenset(), alerts_per_1000: float = 1.0
    ) -> list[Match]:
        """The entries that `query` may be, best first; `alerts_per_1000` moves the bands, nothing else.

        Entries in `cleared` stay visible but never alert: an officer has said that this is another person.
        """
        exact = self._exact(query)
        found = [
            (sum(line.bits for line in lines), entity, lines)
            for entity, name in self._fits(query, exact).items()
            if (lines := self._evidence(query, entity, name, exact.get(entity, ())))
        ]
        floor = self.manifest.floor
        best = sorted((f for f in found if f[0] >= floor), key=lambda f: (-f[0], f[1]))[:limit]
        threshold = explain.threshold(self.manifest, alerts_per_1000)
        return [explain.match_of(self, e, bits, lines, threshold, cleared) for bits, e, lines in best]

    def entry(self, entity: str) -> Entry | None:
        """The entry with this id, or None."""
        wanted = artefact.hash64("id", entity)
        at = int(np.searchsorted(self._a["id_hash"], np.uint64(wanted)))
        while at < len(self._a["id_hash"]) and int(self._a["id_hash"][at]) == wanted:
            entry = self.entry_at(int(self._a["id_entity"][at]))
            if entry.id == entity:
                return entry
            at += 1
        return None

    def entry_at(self, entity: int) -> Entry:
        """The entry in this place of the index."""
        start, end = self._a["entry_start"][entity : entity + 2].tolist()
        with self._entries.open("rb") as file:
            file.seek(start)
            body = orjson.loads(file.read(end - start))
        body["aliases"] = tuple(Alias(**alias) for alias in body["aliases"])
        body["documents"] = tuple(ListedDocument(**document) for document in body["documents"])
        return Entry(**{k: tuple(v) if isinstance(v, list) else v for k, v in body.items()})

    def _fits(self, query: Query, exact: dict[int, tuple[Evidence, ...]]) -> dict[int, Fit]:
        """The best-fitting name of every entity worth a closer look."""
        kind = KINDS.index(query.kind)
        by_fact = set(exact) | self._born(query)
        best: dict[int, Fit] = {}
        for name in query.names:
            asked = ask(self._words(name, query.kind), self._vocabulary, truncated=query.truncated)
            rows, of_facts = self._rows.find(asked, by_fact, _ROWS_OF_ENTITY)
            for row, by_name in [(r, True) for r in rows] + [(r, False) for r in of_facts]:
                entity = int(self._a["row_entity"][row])
                if self._a["kind"][entity] != kind:
                    continue
                found = self._fit(asked, row)
                if by_name and found.bits < NAME_FLOOR and entity not in by_fact:
                    continue
                if entity not in best or found.bits > best[entity].bits:
                    best[entity] = found
        return best

    def _fit(self, asked: Asked, row: int) -> Fit:
        """The evidence of one listed name; no agreement at all is one line, milder for a nom de guerre."""
        start, end = self._a["row_start"][row : row + 2].tolist()
        found = fit(asked, row, self._a["row_word"][start:end].tolist(), self._vocabulary)
        floor = NOM_DE_GUERRE if asked.kunya else NAME_UNLIKE
        if found.bits < floor:
            why = "a nom de guerre that is not on the list" if asked.kunya else "no name in common"
            line = Evidence(f="name", q=" ".join(asked.words), bits=floor, why=why)
            return Fit(floor, (line,), 0, row)
        if self._a["row_flags"][row] & WEAK:
            line = Evidence(f="alias", bits=WEAK_ALIAS, why="the list calls this alias weak")
            return Fit(found.bits + WEAK_ALIAS, (*found.evidence, line), found.agreed, row)
        return found

    def _words(self, name: str, kind: str) -> tuple[str, ...]:
        words = words_of(name, kind)
        if kind != "person" or not words or words[-1] in self._vocabulary.ids:
            return words
        return (*words[:-1], unglued(words[-1])[0])

    def _evidence(self, query: Query, entity: int, name: Fit, exact: tuple[Evidence, ...]) -> list[Evidence]:
        start, end = self._a["nation_start"][entity : entity + 2].tolist()
        nations = [_COUNTRY[n] for n in self._a["nation"][start:end].tolist()]
        asked = [code for n in query.nationalities if (code := alpha3(n))]
        others = (
            birth_evidence(_births(query), self._births_of(entity)),
            nationality_evidence(asked, nations),
            gender_evidence(query.gender, _GENDER.get(int(self._a["gender"][entity]))),
        )
        return [*name.evidence, *(line for line in others if line), *exact]

    def _births_of(self, entity: int) -> list[Birth]:
        start, end = self._a["birth_start"][entity : entity + 2].tolist()
        return [Birth(f, l, m or None, d or None) for f, l, m, d in self._a["birth"][start:end].tolist()]

    def _born(self, query: Query) -> set[int]:
        """Entities born on the asked day, unless it is a day that registers fill in."""
        found: set[int] = set()
        for birth in _births(query):
            if birth.full and not birth.usual:
                a, b = np.searchsorted(self._a["day"], [birth.ordinal, birth.ordinal + 1]).tolist()
                found.update(self._a["day_entity"][a:b].tolist())
        return found

    def _exact(self, query: Query) -> dict[int, tuple[Evidence, ...]]:
        """Entities with an asked document number, telephone or mail address, each with its best line."""
        best: dict[int, Evidence] = {}
        for kind, text, issuer in _numbers(query):
            wanted = np.uint64(artefact.hash64(kind, text))
            hashes = self._a["exact_hash"]
            for at in range(*(int(np.searchsorted(hashes, wanted, side)) for side in ("left", "right"))):
                entity, listed = int(self._a["exact_entity"][at]), int(self._a["exact_issuer"][at])
                line = _exact_line(kind, text, issuer, _COUNTRY.get(listed))
                if entity not in best or line.bits > best[entity].bits:
                    best[entity] = line
        return {entity: (line,) for entity, line in best.items()}


def _births(query: Query) -> list[Birth]:
    return [birth for text in query.births if (birth := read_birth(text))]


def _numbers(query: Query) -> Iterable[tuple[str, str, str | None]]:
    for document in query.documents:
        yield "document", document_number(document.number), alpha3(document.issuer)
    yield from (("phone", phone_number(phone), None) for phone in query.phones)
    yield from (("email", email_address(email), None) for email in query.emails)


def _exact_line(kind: str, text: str, issuer: str | None, listed: str | None) -> Evidence:
    if kind != "document":
        return Evidence(f=kind, q=text, c=text, bits=CONTACT_SAME, why="same")
    if issuer and listed and issuer != listed:
        return Evidence(f=kind, q=text, c=text, bits=DOCUMENT_OTHER_ISSUER, why=f"same number, issued by {listed}")
    return Evidence(f=kind, q=text, c=text, bits=DOCUMENT_SAME, why="same number")
