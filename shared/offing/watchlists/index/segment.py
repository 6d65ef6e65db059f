"""One segment of an index: everything a query may find in one folder of arrays."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from offing.records.assessments import Evidence
from offing.watchlists.index import artefact
from offing.watchlists.index.align import WEAK_LINE, Asked, Fit, Line, fit, in_words
from offing.watchlists.index.artefact import Array, Manifest, three
from offing.watchlists.index.born import among
from offing.watchlists.index.columns import SIZE_BITS
from offing.watchlists.index.entities import AskedFacts, Entities, Facts
from offing.watchlists.index.retrieve import Rows, Within
from offing.watchlists.index.rows import WEAK
from offing.watchlists.index.words import Vocabulary
from offing.watchlists.model import Entry, Pair
from offing.watchlists.weights import (
    BIRTH_DIFFERENT,
    BIRTH_SAME,
    BIRTH_SWAPPED,
    CONFLICT,
    LEAST_THRESHOLD,
    NAME_FLOOR,
    NAME_UNLIKE,
    NOM_DE_GUERRE,
    WEAK_BELOW,
)

# Of an entity found by its facts, so many of its likest names are compared in full.
_ROWS_OF_ENTITY = 8
_MOST_ROWS = 96
_MANY_ROWS = 8  # from so many rows on it pays to look at all their years of birth first
_MANY_BORN = 6  # and from so many born on one day
_NAMELESS = Fit(0.0, [])
_ROUNDING = 1.0  # bits of a name are rounded word by word


class Found(NamedTuple):
    """An entity with its bits; the evidence is put in lines only when it is shown."""

    bits: float
    entity: int
    name: Fit
    facts: Facts
    same: list[Evidence]

    def lines(self) -> list[Evidence]:
        """The evidence, name first."""
        return [*in_words(self.name), *self.facts.lines(), *self.same]


class Segment:
    """One folder of an index; entities that are `gone` were replaced or withdrawn later and are never found."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        arrays = artefact.read_arrays(folder, manifest)
        self.vocabulary = Vocabulary(*artefact.read_words(folder), arrays)
        self.entities = Entities(arrays, folder)
        self.gone: frozenset[int] = frozenset()
        self.arrays = arrays
        self._rows = Rows(arrays)
        self._entity_of, self._row_word = arrays["row_entity"], arrays["row_word"]
        self._row_entity, self._row_shape, self._row_start = (
            memoryview(arrays[name]) for name in ("row_entity", "row_shape", "row_start")
        )

    def overlay(self, changes: dict[str, Array]) -> None:
        """Takes in what later changes say of this segment: what is gone, and which words are worth other bits now."""
        self.gone = frozenset(changes["gone"].tolist())
        self.vocabulary.reweigh(changes["reworded"].tolist(), changes["reworth"].tolist())

    def entry(self, identity: str) -> Entry | None:
        """The entry with this id, or None where there is none or it is gone."""
        numbers = (n for n in self.entities.called(identity) if n not in self.gone)
        return next(map(self.entities.entry_at, numbers), None)

    def listed(self, pair: Pair) -> Entry | None:
        """The entry of this list with this id, or None where there is none or it is gone."""
        number = self.entities.listed(pair)
        return None if number is None or number in self.gone else self.entities.entry_at(number)

    def find(self, names: Sequence[Asked], known: AskedFacts, floor: float) -> Iterator[Found]:
        """The entities that come over the floor, in no order."""
        same = self.entities.identified(known)
        facts: dict[int, Facts] = {}
        for entity, name in self._fits(names, known, same.keys(), facts, floor).items():
            if entity in self.gone:
                continue
            if entity not in facts:
                facts[entity] = self.entities.facts(known, entity)
            lines = same.get(entity, [])
            bits = name.bits + facts[entity].bits + sum([line.bits for line in lines])
            if bits > (min(floor, LEAST_THRESHOLD - WEAK_BELOW) if lines else floor):
                yield Found(bits, entity, name, facts[entity], lines)

    def _fits(
        self,
        names: Sequence[Asked],
        known: AskedFacts,
        identified: Collection[int],
        facts: dict[int, Facts],
        floor: float,
    ) -> dict[int, Fit]:
        """The best-fitting name of every entity worth a closer look; `facts` keeps those that were needed for it."""
        best: dict[int, Fit] = {}
        runs, single = self.entities.born.on(known.births)
        for asked in names:
            by_fact = self._born_and_worth(asked, known, runs, floor).union(single, identified)
            self._found_by_fact(asked, known, by_fact, identified, best, floor)
            for row, most in self._worth(asked, known, floor):
                entity = self._row_entity[row]
                if entity in by_fact or self.entities.kind(entity) != known.kind:
                    continue
                if entity not in facts:
                    facts[entity] = self.entities.facts(known, entity)
                if most + facts[entity].bits + _ROUNDING < floor:
                    continue
                found = self._fit(asked, row)
                if found.bits >= NAME_FLOOR:
                    _keep(best, entity, found)
        return best

    def _born_and_worth(
        self, asked: Asked, known: AskedFacts, runs: Sequence[range], floor: float
    ) -> set[int]:
        """Those born on an asked day, in runs of entities, that may come over the floor."""
        found: set[int] = set()
        for run in runs:
            if len(run) < _MANY_BORN:
                found.update(run)
                continue
            first = bisect_left(self._row_entity, run.start)
            end = bisect_left(self._row_entity, run.stop, first)
            entities = self._entity_of[first:end]
            names = np.maximum(self._rows.bounds(asked, first, end), np.float32(_floor(asked)))
            facts = self.entities.most(known, entities) - BIRTH_SWAPPED + BIRTH_SAME
            found.update(entities[names + facts + _ROUNDING >= floor].tolist())
        return found

    def _found_by_fact(
        self,
        asked: Asked,
        known: AskedFacts,
        by_fact: set[int],
        identified: Collection[int],
        best: dict[int, Fit],
        floor: float,
    ) -> None:
        """Names of entities with the same birth date or identifier, alike or not."""
        near = {word: gain for unit in asked.units for word, gain in unit.alike.gain.items()}
        unlike = _unlike(asked)
        hopeless = BIRTH_SAME + known.most + unlike.bits <= floor
        for entity in by_fact:
            if self.entities.nameless(entity):
                best[entity] = _NAMELESS
            elif self.entities.kind(entity) == known.kind:
                found = self._likest(asked, entity, near)
                if found or not hopeless or entity in identified:
                    _keep(best, entity, found or unlike)

    def _worth(self, asked: Asked, known: AskedFacts, floor: float) -> list[tuple[int, float]]:
        """Rows, with bits that their names cannot exceed, of entities that may come over the floor."""
        found: dict[int, float] = {}
        for where in self._where(known, floor):
            rows, most = self._rows.find(asked, where)
            if len(rows) >= _MANY_ROWS:
                facts = self.entities.most(known, self._entity_of[rows])
                kept = most + facts + _ROUNDING >= floor
                rows, most = rows[kept], most[kept]
            found.update(zip(rows.tolist(), most.tolist(), strict=True))
        if self.gone:
            found = {row: b for row, b in found.items() if self._row_entity[row] not in self.gone}
        best = sorted(found.items(), key=lambda one: (-one[1], one[0]))
        return best[:_MOST_ROWS]

    def _where(self, known: AskedFacts, floor: float) -> list[Within]:
        """Where to look for names: everywhere for those that make up for a birth years apart, near it for others."""
        needed = floor - known.most - _ROUNDING
        if not known.births:
            return [Within(None, max(NAME_FLOOR, needed))]
        far = needed - BIRTH_DIFFERENT
        if far <= NAME_FLOOR:
            return [Within(None, NAME_FLOOR)]
        spans = tuple([(birth.first, birth.last, birth.full) for birth in known.births])
        return [Within(None, far), Within(self.entities.born.near_rows(spans), NAME_FLOOR)]

    def _likest(self, asked: Asked, entity: int, near: dict[int, float]) -> Fit | None:
        """The best-fitting name of an entity, None where no name has a word in common."""
        agreed = []
        for row in among(self._row_entity, entity):
            words = self._words_of(row)
            met = [near[word] - CONFLICT for word in words if word in near]
            if met:
                agreed.append((-sum(met), row))
        fits = [self._fit(asked, row) for _, row in sorted(agreed)[:_ROWS_OF_ENTITY]]
        return max(fits, key=lambda one: one.bits, default=None)

    def _words_of(self, row: int) -> list[int]:
        words: list[int] = three(
            self._row_word[self._row_start[row] : self._row_start[row + 1]]
        ).tolist()
        return words

    def _fit(self, asked: Asked, row: int) -> Fit:
        """The evidence of one listed name; never worse than having no word in common."""
        found = fit(asked, self._words_of(row), self.vocabulary)
        if self._row_shape[row] >> SIZE_BITS & WEAK:
            found = Fit(found.bits + WEAK_LINE.bits, [*found.lines, WEAK_LINE])
        return found if found.bits >= _floor(asked) else _unlike(asked)


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
