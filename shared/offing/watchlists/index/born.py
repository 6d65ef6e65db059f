"""When entities were born: their order, who shares a day, what a birth date can say at best before a closer look."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache, partial

import numpy as np

from offing.watchlists import weights as w
from offing.watchlists.births import Birth
from offing.watchlists.index.artefact import Array

# By years apart: the best that two dates so far apart can get; ten years apart is a usual slip of the pen.
_BEST_APART = [
    w.BIRTH_SWAPPED, w.BIRTH_NEAR, max(w.BIRTH_TWO_YEARS, w.BIRTH_DAYS_TWO_YEARS), *[w.BIRTH_DIFFERENT] * 3,
]  # fmt: skip
_FARTHEST = 101
_NEAR_YEARS = 2
_FIRST_YEAR, _LAST_YEAR = 1850, 2150
_YEAR_BITS = 9


def _table() -> Array:
    best = np.full(_FARTHEST, w.BIRTH_FAR, np.float32)
    best[: len(_BEST_APART)] = _BEST_APART
    best[10::10] = w.BIRTH_NEAR
    best[-1] = w.BIRTH_NEAR  # so far or farther: nobody needs to count tens there
    return best


_BEST = _table()


def place(births: Sequence[Birth]) -> int:
    """The number by which entities are ordered: one date of one year as a number, anything else first of all."""
    if len(births) != 1 or births[0].first != births[0].last:
        return 0
    (birth,) = births
    return birth.first << _YEAR_BITS | (birth.month or 0) << 5 | (birth.day or 0)


def columns(births: Sequence[Sequence[Birth]]) -> dict[str, Array]:
    """The columns of entities in the order of `place`."""
    places = np.array([place(of_entity) for of_entity in births], np.int32)
    loose = births[: int(np.searchsorted(places, 1))]
    flat = [(b.first, b.last, b.month or 0, b.day or 0) for of_entity in loose for b in of_entity]
    days = sorted({(b.ordinal, n) for n, bs in enumerate(loose) for b in bs if b.full})
    return {
        "born": places[len(loose) :],
        "birth_start": np.cumsum([0, *map(len, loose)], dtype=np.int32),
        "birth": np.array(flat, np.int16),
        "day": np.array([day for day, _ in days], np.int32),
        "day_entity": np.array([n for _, n in days], np.int32),
    }


def among(ordered: "memoryview[int]", wanted: int) -> range:
    """Where a number stands in an ordered column; for one number faster than numpy's search."""
    first = bisect_left(ordered, wanted)
    return range(first, bisect_right(ordered, wanted, first))


class Born:
    """The births of the entities of a segment; `loose` is how many have no date, a range or several."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._dates = arrays["born"]
        self._born = memoryview(self._dates)
        self._start = memoryview(arrays["birth_start"])
        self._birth = memoryview(arrays["birth"])
        self._days, self._day_entity = memoryview(arrays["day"]), memoryview(arrays["day_entity"])
        self.loose = len(self._start) - 1
        self._year = np.zeros(self.loose + len(self._dates), np.int16)
        self._year[self.loose :] = self._dates >> _YEAR_BITS
        starts = self._dates.searchsorted(_years_as_placed()) + self.loose
        rows = arrays["row_entity"].searchsorted(starts.astype(np.int32))
        loose = np.int32(self.loose)
        # Bound to numbers and not to this object, which would then never be freed at once.
        self.near_rows = lru_cache(maxsize=512)(
            partial(_near_rows, rows.tolist(), int(arrays["row_entity"].searchsorted(loose)))
        )

    def of(self, entity: int) -> tuple[Birth, ...]:
        """The births of an entity."""
        if entity >= self.loose:
            return (_birth(self._born[entity - self.loose]),)
        at, end = self._start[entity], self._start[entity + 1]
        flat = self._birth[4 * at : 4 * end].tolist()
        return tuple(
            Birth(flat[n], flat[n + 1], flat[n + 2] or None, flat[n + 3] or None)
            for n in range(0, len(flat), 4)
        )

    def on(self, births: Sequence[Birth]) -> tuple[list[range], set[int]]:
        """Entities born on an asked day, in runs and single ones; a day that registers fill in does not count."""
        runs: list[range] = []
        single: set[int] = set()
        for birth in births:
            if not birth.full or birth.usual:
                continue
            run = among(self._born, place((birth,)))
            runs.append(range(run.start + self.loose, run.stop + self.loose))
            single.update(self._day_entity[n] for n in among(self._days, birth.ordinal))
        return runs, single

    def most(self, asked: Sequence[Birth], entities: Array) -> Array:
        """The most bits that any of the asked dates may get with each entity not born on an asked day."""
        year = self._year[entities]
        bits = np.full(len(entities), w.BIRTH_FAR, np.float32)
        for birth in asked:
            apart = np.maximum(np.maximum(year - birth.last, birth.first - year), 0)
            np.maximum(bits, _BEST[np.minimum(apart, _FARTHEST - 1)], out=bits)
        bits[year == 0] = w.BIRTH_SAME
        return bits


def _near_rows(
    row_of_year: list[int], loose: int, spans: tuple[tuple[int, int, bool], ...]
) -> Array:
    """Where runs of rows begin and end whose births may speak for a match: near in years, tens of years apart, or not
    of one date."""
    years: set[int] = set()
    for first, last, full in spans:
        years.update(range(first - _NEAR_YEARS, last + _NEAR_YEARS + 1))
        if full:
            years.update(range(first % 10 + _FIRST_YEAR, _LAST_YEAR, 10))
    edges = [0, loose]
    for year in sorted(years):
        if _FIRST_YEAR <= year <= _LAST_YEAR:
            at, end = row_of_year[year - _FIRST_YEAR : year - _FIRST_YEAR + 2]
            if at == edges[-1]:
                edges[-1] = end
            elif end > at:
                edges += [at, end]
    return np.array(edges, np.int32)


def _years_as_placed() -> Array:
    return np.arange(_FIRST_YEAR, _LAST_YEAR + 2, dtype=np.int32) << _YEAR_BITS


@lru_cache(maxsize=65536)
def _birth(placed: int) -> Birth:
    """The date that `place` made a number of."""
    year = placed >> _YEAR_BITS
    return Birth(year, year, placed >> 5 & 15 or None, placed & 31 or None)
