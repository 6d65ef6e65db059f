"""Retrieval by the same evidence as the score: an upper bound of every row's name bits in a few array steps."""

from functools import lru_cache

import numpy as np

from offing.watchlists.index.align import Asked, Unit
from offing.watchlists.index.artefact import Array
from offing.watchlists.index.rows import MAX_WORDS
from offing.watchlists.weights import CONFLICT, EXTRA_ASKED, EXTRA_LISTED, INITIAL, NAME_FLOOR

_MOST_ROWS = 96


@lru_cache(maxsize=256)
def _if_nothing_agreed(asked: int) -> Array:
    """The bits of a name of so many words against names of 0, 1, … words when none agrees.

    A word that agrees takes one away on either side, and with it one conflict: so the bits of a name are these, plus
    for each agreeing word its gain and the conflict it saves.
    """
    listed = np.arange(MAX_WORDS + 1)
    both = np.minimum(asked, listed)
    bits = CONFLICT * both + EXTRA_ASKED * (asked - both) + EXTRA_LISTED * (listed - both)
    return np.asarray(bits, np.float32)


class Rows:
    """The rows of an index with one reused sum for each; not for use by two threads at once."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._size, self._start = arrays["row_size"], arrays["entity_start"]
        self._sum = np.zeros(len(self._size), np.float32)

    def find(
        self, asked: Asked, entities: set[int], most: int
    ) -> tuple[list[int], dict[int, list[int]]]:
        """Rows whose name alone may count, best first; and the likest `most` rows of each of `entities`."""
        early, late = _split(asked)
        if entities:
            early, late = early + late, []
        touched = [unit.alike.rows for unit in early if len(unit.alike.rows)]
        for unit in early:
            self._sum[unit.alike.rows] += _steps(unit)
        rows = np.concatenate(touched) if touched else np.empty(0, np.int32)
        sums = self._sum[rows]
        for unit in late:
            sums += _at(unit, rows)
        chosen = self._above_floor(asked, rows, sums)
        likest = {entity: self._likest(entity, most) for entity in entities}
        self._sum[rows] = 0.0
        return chosen, likest

    def _above_floor(self, asked: Asked, rows: Array, sums: Array) -> list[int]:
        bound = sums + _if_nothing_agreed(len(asked.words))[self._size[rows]]
        slack = INITIAL * (len(asked.initials) + 1)
        (enough,) = (bound >= NAME_FLOOR - slack).nonzero()
        if not len(enough):
            return []
        best = enough[np.argsort(-bound[enough], kind="stable")]
        return list(dict.fromkeys(rows[best].tolist()))[:_MOST_ROWS]

    def _likest(self, entity: int, most: int) -> list[int]:
        """The entity's rows with any word in common, likest first."""
        start, end = self._start[entity : entity + 2].tolist()
        sums = self._sum[start:end].tolist()
        order = sorted((n for n, met in enumerate(sums) if met), key=lambda n: -sums[n])
        return [start + n for n in order[:most]]


def _steps(unit: Unit) -> Array:
    """What a unit adds to its rows; two words that the list writes as one save two conflicts."""
    return (
        unit.alike.steps if unit.mask.bit_count() == 1 else unit.alike.steps - np.float32(CONFLICT)
    )


def _split(asked: Asked) -> tuple[list[Unit], list[Unit]]:
    """Units that can open a row, and common words that even together cannot: those only add to opened rows."""
    left = NAME_FLOOR - INITIAL * (len(asked.initials) + 1)
    late: list[Unit] = []
    units = sorted(asked.units, key=lambda unit: unit.alike.most)
    while units and 0 < units[0].alike.most < left:
        left -= units[0].alike.most
        late.append(units.pop(0))
    return units, late


def _at(unit: Unit, rows: Array) -> Array:
    """What a unit adds at `rows`."""
    own = unit.alike.rows
    place = np.minimum(own.searchsorted(rows), len(own) - 1)
    return np.where(own[place] == rows, _steps(unit)[place], np.float32(0.0))
