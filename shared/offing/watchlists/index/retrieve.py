"""Retrieval by the same evidence as the score: an upper bound of every row's name bits in a few array steps."""

import numpy as np

from offing.watchlists.index.align import Asked
from offing.watchlists.index.artefact import Array
from offing.watchlists.index.words import STEP
from offing.watchlists.weights import CONFLICT, EXTRA_ASKED, EXTRA_LISTED, INITIAL, NAME_FLOOR

_MOST_ROWS = 96


class Rows:
    """The rows of an index with one reused sum for each; not for use by two threads at once."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._size = np.asarray(arrays["row_size"], np.float32)
        self._start = arrays["entity_start"]
        self._sum = np.zeros(len(self._size), np.float32)

    def find(self, asked: Asked, entities: set[int], most: int) -> tuple[list[int], list[int]]:
        """Rows whose name alone may count, best first; and the likest `most` rows of each of `entities`."""
        touched: list[Array] = []
        for unit in asked.units:
            rows = unit.alike.rows
            if len(rows):
                self._sum[rows] += unit.alike.steps if unit.mask.bit_count() == 1 else unit.alike.steps + np.float32(STEP)
                touched.append(rows)
        all_rows = np.concatenate(touched) if touched else np.empty(0, np.int32)
        chosen = self._above_floor(asked, all_rows)
        likest = [row for entity in entities for row in self._likest(entity, most)]
        self._sum[all_rows] = 0.0
        return chosen, likest

    def _above_floor(self, asked: Asked, rows: Array) -> list[int]:
        sums = self._sum[rows]
        # One word of a few bits is not enough: most rows end here.
        near = np.flatnonzero(sums % STEP >= NAME_FLOOR - len(asked.initials) - INITIAL)
        rows, sums = rows[near], sums[near]
        met = np.floor_divide(sums, STEP)
        mine = np.maximum(len(asked.words) - met, 0.0)
        theirs = np.maximum(self._size[rows] - met, 0.0)
        both = np.minimum(mine, theirs)
        bound = sums - met * STEP + CONFLICT * both + EXTRA_ASKED * (mine - both) + EXTRA_LISTED * (theirs - both)
        bound += INITIAL * (len(asked.initials) + 1)
        enough = np.flatnonzero(bound >= NAME_FLOOR)
        best = enough[np.argsort(-bound[enough], kind="stable")]
        return list(dict.fromkeys(rows[best].tolist()))[:_MOST_ROWS]

    def _likest(self, entity: int, most: int) -> list[int]:
        start, end = self._start[entity : entity + 2].tolist()
        order = np.argsort(-self._sum[start:end], kind="stable")[:most]
        return [start + int(n) for n in order.tolist()]
