"""Matching: from a query to the entries it may be, each with bits that are the sum of its evidence."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from offing.kernel.names import unglued
from offing.records.assessments import Match
from offing.watchlists.index import artefact, explain
from offing.watchlists.index.align import WEAK_LINE, Asked, Fit, Line, ask, fit, in_words
from offing.watchlists.index.entities import AskedFacts, Entities, Facts, facts_of
from offing.watchlists.index.retrieve import Rows
from offing.watchlists.index.rows import WEAK, words_of
from offing.watchlists.index.words import Vocabulary
from offing.watchlists.model import Entry, Query
from offing.watchlists.weights import BIRTH_SAME, CONFLICT, NAME_FLOOR, NAME_UNLIKE, NOM_DE_GUERRE

_ROWS_OF_ENTITY = (
    8  # of an entity found by its facts, so many of its likest names are compared in full
)
_MOST_ROWS = 96
_MANY_ROWS = 8  # from so many rows on it pays to look at all their years of birth first
_NAMELESS = Fit(0.0, [])
_ROUNDING = 1.0  # bits of a name are rounded word by word


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def open_index(folder: Path, today: Callable[[], str] = _today) -> "Index":
    """Opens the index in `folder`; its arrays are mapped, not read. `today` is for journeys that are past."""
    return Index(folder, today)


class Index:
    """An opened index. `version` names its content; the bits of a match depend on nothing but query and index."""

    def __init__(self, folder: Path, today: Callable[[], str] = _today) -> None:
        self._today = today
        self.manifest = artefact.read_manifest(folder)
        self.version = self.manifest.version
        arrays = artefact.read_arrays(folder)
        self._vocabulary = Vocabulary(*artefact.read_words(folder), arrays)
        self._rows = Rows(arrays)
        self._entities = Entities(arrays, folder / "entries.jsonl")
        self._entity_start = memoryview(arrays["entity_start"])
        self._entity_of = arrays["row_entity"]
        self._row_entity, self._row_flags = (
            memoryview(arrays[name]) for name in ("row_entity", "row_flags")
        )
        self._row_start, self._row_word = (
            memoryview(arrays[name]) for name in ("row_start", "row_word")
        )

    def match(
        self,
        query: Query,
        limit: int = 20,
        *,
        cleared: frozenset[str] = frozenset(),
        alerts_per_1000: float = 1.0,
    ) -> list[Match]:
        """The entries that `query` may be, best first; `alerts_per_1000` moves the bands, nothing else.

        Entries in `cleared` stay visible but never alert: an officer has said that this is another person.
        """
        asked = facts_of(query)
        identified = self._entities.identified(asked)
        facts: dict[int, Facts] = {}
        found = []
        for entity, name in self._fits(query, asked, identified.keys(), facts).items():
            if entity not in facts:
                facts[entity] = self._entities.facts(asked, entity)
            same = [identified[entity]] if entity in identified else []
            bits = name.bits + facts[entity].bits + sum([line.bits for line in same])
            if bits > self.manifest.floor:
                found.append((-bits, entity, [*in_words(name), *facts[entity].lines(), *same]))
        if not found:
            return []
        threshold = explain.threshold(self.manifest, alerts_per_1000)
        judging = explain.Judging(threshold, max(query.on or "", self._today()), cleared)
        return [
            explain.match_of(self._entities.entry_at(entity), -less, lines, judging, self.version)
            for less, entity, lines in sorted(found, key=lambda one: one[:2])[:limit]
        ]

    def match_many(self, queries: Sequence[Query], limit: int = 20) -> list[list[Match]]:
        """The matches of each query, in order: a whole flight, whose new words are looked up all at once."""
        words = {
            word
            for query in queries
            for name in query.names
            for word in self._words(name, query.kind)
        }
        self._vocabulary.prepare(words)
        return [self.match(query, limit) for query in queries]

    def entry(self, entity: str) -> Entry | None:
        """The entry with this id, or None."""
        return self._entities.find(entity)

    def _fits(
        self, query: Query, known: AskedFacts, identified: Collection[int], facts: dict[int, Facts]
    ) -> dict[int, Fit]:
        """The best-fitting name of every entity worth a closer look; `facts` keeps those that were needed for it."""
        best: dict[int, Fit] = {}
        by_fact = self._entities.born(known.births).union(identified)
        for name in query.names or ("",):
            asked = ask(self._words(name, query.kind), self._vocabulary, truncated=query.truncated)
            self._found_by_fact(asked, known, by_fact, identified, best)
            for row, most in self._worth(asked, known):
                entity = self._row_entity[row]
                if entity in by_fact or self._entities.kind(entity) != known.kind:
                    continue
                if entity not in facts:
                    facts[entity] = self._entities.facts(known, entity)
                if most + facts[entity].bits + _ROUNDING < self.manifest.floor:
                    continue
                found = self._fit(asked, row)
                if found.bits >= NAME_FLOOR:
                    _keep(best, entity, found)
        return best

    def _found_by_fact(
        self,
        asked: Asked,
        known: AskedFacts,
        by_fact: set[int],
        identified: Collection[int],
        best: dict[int, Fit],
    ) -> None:
        """Names of entities with the same birth date or identifier, alike or not."""
        near = {word: gain for unit in asked.units for word, gain in unit.alike.gain.items()}
        unlike = _unlike(asked)
        hopeless = BIRTH_SAME + known.most + unlike.bits <= self.manifest.floor
        for entity in by_fact:
            if self._entities.nameless(entity):
                best[entity] = _NAMELESS
            elif self._entities.kind(entity) == known.kind:
                found = self._likest(asked, entity, near)
                if found or not hopeless or entity in identified:
                    _keep(best, entity, found or unlike)

    def _worth(self, asked: Asked, known: AskedFacts) -> list[tuple[int, float]]:
        """Rows, with bits that their names cannot exceed, of entities that may come over the floor."""
        rows, most = self._rows.find(asked)
        if len(rows) >= _MANY_ROWS:
            facts = self._entities.most(known, self._entity_of[rows])
            kept = most + facts + _ROUNDING >= self.manifest.floor
            rows, most = rows[kept], most[kept]
        found = dict(zip(rows.tolist(), most.tolist(), strict=True))
        return list(islice(found.items(), _MOST_ROWS))

    def _likest(self, asked: Asked, entity: int, near: dict[int, float]) -> Fit | None:
        """The best-fitting name of an entity, None where no name has a word in common."""
        agreed = []
        for row in range(self._entity_start[entity], self._entity_start[entity + 1]):
            words = self._row_word[self._row_start[row] : self._row_start[row + 1]]
            met = [near[word] - CONFLICT for word in words if word in near]
            if met:
                agreed.append((-sum(met), row))
        fits = [self._fit(asked, row) for _, row in sorted(agreed)[:_ROWS_OF_ENTITY]]
        return max(fits, key=lambda one: one.bits, default=None)

    def _fit(self, asked: Asked, row: int) -> Fit:
        """The evidence of one listed name; never worse than having no word in common."""
        words = self._row_word[self._row_start[row] : self._row_start[row + 1]].tolist()
        found = fit(asked, words, self._vocabulary)
        if self._row_flags[row] & WEAK:
            found = Fit(found.bits + WEAK_LINE.bits, [*found.lines, WEAK_LINE])
        return found if found.bits >= _floor(asked) else _unlike(asked)

    def _words(self, name: str, kind: str) -> tuple[str, ...]:
        words = words_of(name, kind)
        if kind != "person" or not words or words[-1] in self._vocabulary.ids:
            return words
        return (*words[:-1], unglued(words[-1])[0])


def _keep(best: dict[int, Fit], entity: int, found: Fit) -> None:
    if entity not in best or found.bits > best[entity].bits:
        best[entity] = found


def _floor(asked: Asked) -> float:
    """A name without agreement: milder for an assumed one, nothing for no name."""
    if not asked.words:
        return 0.0
    return NOM_DE_GUERRE if asked.assumed else NAME_UNLIKE


def _unlike(asked: Asked) -> Fit:
    """No agreement at all is one line, or none where no name was asked."""
    if not asked.words:
        return Fit(0.0, [])
    bits = _floor(asked)
    why = "an assumed name that is not on the list" if asked.assumed else "no name in common"
    return Fit(bits, [Line(why, bits, " ".join(asked.words))])
