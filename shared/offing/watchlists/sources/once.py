"""Which ids have been seen: eight bytes each, so that a list of tens of millions stays in memory."""

import numpy as np

from offing.watchlists.hashes import hash64

_RECENT = 250_000


class Once:
    """Ids that were met before; two different ones are taken for one less than once in 10^5 lists of ten million."""

    def __init__(self) -> None:
        self._recent: set[int] = set()
        self._older = np.empty(0, np.uint64)

    def first(self, identity: str) -> bool:
        """Whether this id is met for the first time."""
        number = hash64("id", identity)
        if number in self._recent or self._is_older(number):
            return False
        self._recent.add(number)
        if len(self._recent) >= _RECENT:
            recent = np.fromiter(self._recent, np.uint64, len(self._recent))
            self._older = np.sort(np.concatenate([self._older, recent]))
            self._recent.clear()
        return True

    def _is_older(self, number: int) -> bool:
        if not len(self._older):
            return False
        wanted = np.uint64(number)
        at = int(self._older.searchsorted(wanted))
        return at < len(self._older) and bool(self._older[at] == wanted)
