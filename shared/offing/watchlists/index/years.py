"""Years of birth of all entities at once: what a birth date can say at best, before anybody is looked at."""

import numpy as np

from offing.watchlists import weights as w
from offing.watchlists.births import Birth
from offing.watchlists.index.artefact import Array

# By years apart: the best that two dates so far apart can get; ten years apart is a usual slip of the pen.
_BEST_APART = [
    w.BIRTH_SAME, w.BIRTH_NEAR, max(w.BIRTH_TWO_YEARS, w.BIRTH_DAYS_TWO_YEARS), *[w.BIRTH_DIFFERENT] * 3,
]  # fmt: skip
_FARTHEST = 101


def _table() -> Array:
    best = np.full(_FARTHEST, w.BIRTH_FAR, np.float32)
    best[: len(_BEST_APART)] = _BEST_APART
    best[10::10] = w.BIRTH_NEAR
    best[-1] = w.BIRTH_NEAR  # so far or farther: nobody needs to count tens there
    return best


_BEST = _table()


class Years:
    """The first and last possible year of birth of each entity; where none is listed, anything may be."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        start, birth = arrays["birth_start"], arrays["birth"].reshape(-1, 4)
        known = np.flatnonzero(np.diff(start))
        entities = max(0, len(start) - 1)
        self._first = np.zeros(entities, np.int16)
        self._last = np.zeros(entities, np.int16)
        self._one = np.zeros(entities, np.bool_)
        if len(known):
            self._first[known] = np.minimum.reduceat(birth[:, 0], start[known])
            self._last[known] = np.maximum.reduceat(birth[:, 1], start[known])
            # Of several dates each may be met by a slip that their span hides.
            self._one[known] = np.diff(start)[known] == 1

    def most(self, asked: tuple[Birth, ...], entities: Array) -> Array:
        """The most bits that any of the asked dates may get with each entity."""
        first, last = self._first[entities], self._last[entities]
        bits = np.full(len(entities), w.BIRTH_FAR, np.float32)
        for birth in asked:
            apart = np.maximum(np.maximum(first - birth.last, birth.first - last), 0)
            np.maximum(bits, _BEST[np.minimum(apart, _FARTHEST - 1)], out=bits)
        bits[~self._one[entities]] = w.BIRTH_SAME
        bits[first == 0] = 0.0
        return bits
