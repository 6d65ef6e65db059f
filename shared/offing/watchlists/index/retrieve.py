"""Retrieval by the same evidence as the score: an upper bound of every row's name bits in a few array steps."""

from functools import lru_cache

import numpy as np

from offing.watchlists.index.align import Asked, Unit
from offing.watchlists.index.artefact import Array
from offing.watchlists.index.rows import MAX_WORDS
from offing.watchlists.weights import CONFLICT, EXTRA_ASKED, EXTRA_LISTED, INITIAL, NAME_FLOOR

_NOTHING = (np.empty(0, np.int32), np.empty(0, np.float32))


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
        self._size = arrays["row_size"]
        self._sum = np.zeros(len(self._size), np.float32)

    def find(self, asked: Asked) -> tuple[Array, Array]:
        """Rows whose name alone may count, best first, and the bits that their names cannot exceed."""
        early, late = _split(asked)
        touched = [unit for unit in early if len(unit.alike.rows)]
        if not touched:
            return _NOTHING
        for unit in touched:
            self._sum[unit.alike.rows] += _steps(unit)
        rows = np.concatenate([unit.alike.rows for unit in touched])
        sums = self._sum[rows]
        self._sum[rows] = 0.0
        for unit in late:
            sums += _at(unit, rows)
        return self._above_floor(asked, rows, sums)

    def _above_floor(self, asked: Asked, rows: Array, sums: Array) -> tuple[Array, Array]:
        slack = INITIAL * (len(asked.initials) + 1)
        bound = sums + (_if_nothing_agreed(len(asked.words)) + np.float32(slack))[self._size[rows]]
        (enough,) = (bound >= NAME_FLOOR).nonzero()
        if not len(enough):
            return _NOTHING
        best = enough[np.argsort(-bound[enough], kind="stable")]
        return rows[best], bound[best]


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
