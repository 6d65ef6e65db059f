"""Which ids have been seen: eight bytes each, so that a list of tens of millions stays in memory."""

from array import array
from bisect import bisect_left
from heapq import merge

from offing.watchlists.hashes import hash64

_RECENT = 250_000


class Once:
    """Ids that were met before; two different ones are taken for one less than once in 10^5 lists of ten million."""

    def __init__(self, recent: int = _RECENT) -> None:
        self._most = recent
        self._recent: set[int] = set()
        # Sorted runs, each longer than the next, so that there are few to look through.
        self._runs: list[array[int]] = []

    def first(self, identity: str) -> bool:
        """Whether this id is met for the first time."""
        number = hash64("id", identity)
        if number in self._recent or any(_holds(run, number) for run in self._runs):
            return False
        self._recent.add(number)
        if len(self._recent) >= self._most:
            self._settle()
        return True

    def _settle(self) -> None:
        run = array("Q", sorted(self._recent))
        self._recent.clear()
        while self._runs and len(self._runs[-1]) <= len(run):
            run = array("Q", merge(self._runs.pop(), run))
        self._runs.append(run)


def _holds(run: array[int], number: int) -> bool:
    at = bisect_left(run, number)
    return at < len(run) and run[at] == number
