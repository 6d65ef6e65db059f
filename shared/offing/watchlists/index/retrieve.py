"""Retrieval by the same evidence as the score: an upper bound of every row's name bits in a few array steps."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from offing.watchlists.index.align import Asked, Unit
from offing.watchlists.index.artefact import Array
from offing.watchlists.index.columns import SIZE_BITS
from offing.watchlists.index.rows import MAX_WORDS
from offing.watchlists.weights import CONFLICT, EXTRA_ASKED, EXTRA_LISTED, INITIAL

_NOTHING = (np.empty(0, np.int32), np.empty(0, np.float32))
_SIZE = (1 << SIZE_BITS) - 1


class Within(NamedTuple):
    """Where to look: runs of rows (None for all), and the bits that a name must have there to matter."""

    edges: Array | None
    least: float


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
    """The rows of a segment with one reused sum for each; not for use by two threads at once."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._shape = arrays["row_shape"]
        self._sum = np.zeros(len(self._shape), np.float32)

    def find(self, asked: Asked, where: Within) -> tuple[Array, Array]:
        """Rows whose name may have the bits needed, best first, and the bits that their names cannot exceed."""
        early, late = _split(asked, where.least)
        found = [part for unit in early if len((part := _within(unit, where.edges))[0])]
        if not found:
            return _NOTHING
        for rows, steps in found:
            self._sum[rows] += steps
        every = np.concatenate([rows for rows, _ in found]) if len(found) > 1 else found[0][0]
        sums = self._sum[every]
        self._sum[every] = 0.0
        if not late and len(found) == 1:
            return self._above(asked, every, sums, where.least)
        # What common words that cannot open a row may add at most decides whether to look at them at all.
        rest = sum(_most(unit) for unit in late)
        bound = self._bound(asked, every, sums)
        kept = bound + np.float32(rest) >= where.least
        every, sums = every[kept], sums[kept]
        for unit in late:
            sums += _at(unit, every)
        return self._above(asked, every, sums, where.least)

    def bounds(self, asked: Asked, first: int, end: int) -> Array:
        """The bits that the names of a run of rows cannot exceed."""
        sums = np.zeros(end - first, np.float32)
        edges = np.array([first, end], np.int32)
        for unit in asked.units:
            rows, steps = _within(unit, edges)
            sums[rows - first] += steps
        return self._bound(asked, slice(first, end), sums)

    def _bound(self, asked: Asked, rows: "Array | slice", sums: Array) -> Array:
        slack = INITIAL * (len(asked.initials) + 1)
        nothing = _if_nothing_agreed(len(asked.words))
        return np.asarray(sums + nothing[self._shape[rows] & _SIZE] + np.float32(slack))

    def _above(self, asked: Asked, rows: Array, sums: Array, least: float) -> tuple[Array, Array]:
        bound = self._bound(asked, rows, sums)
        (enough,) = (bound >= least).nonzero()
        if not len(enough):
            return _NOTHING
        best = enough[np.argsort(-bound[enough], kind="stable")]
        return rows[best], bound[best]


def _within(unit: Unit, edges: Array | None) -> tuple[Array, Array]:
    """A unit's rows in the runs, and what it adds to them."""
    rows, steps = unit.alike.rows, _steps(unit)
    if edges is None or not len(rows):
        return rows, steps
    cuts = rows.searchsorted(edges).tolist()
    runs = [slice(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if b > a]
    if len(runs) == 1:
        return rows[runs[0]], steps[runs[0]]
    if not runs:
        return _NOTHING
    return np.concatenate([rows[r] for r in runs]), np.concatenate([steps[r] for r in runs])


def _steps(unit: Unit) -> Array:
    """What a unit adds to its rows; two words that the list writes as one save two conflicts."""
    return (
        unit.alike.steps if unit.mask.bit_count() == 1 else unit.alike.steps - np.float32(CONFLICT)
    )


def _most(unit: Unit) -> float:
    return unit.alike.most - CONFLICT * unit.mask.bit_count()


def _split(asked: Asked, least: float) -> tuple[list[Unit], list[Unit]]:
    """Units that can open a row, and common words that even together cannot: those only add to opened rows."""
    left = least - INITIAL * (len(asked.initials) + 1)
    late: list[Unit] = []
    known = [unit for unit in asked.units if unit.alike.most]
    units = sorted(known, key=lambda unit: unit.alike.most)
    while units and units[0].alike.most < left:
        left -= units[0].alike.most
        late.append(units.pop(0))
    return units, late


def _at(unit: Unit, rows: Array) -> Array:
    """What a unit adds at `rows`."""
    own = unit.alike.rows
    place = np.minimum(own.searchsorted(rows), len(own) - 1)
    return np.where(own[place] == rows, _steps(unit)[place], np.float32(0.0))
