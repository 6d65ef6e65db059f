"""Whether one name resembles another: for rules, which need a yes or no and no index.

The watchlists weigh evidence over a million names; here one written name is held against one value. Each wanted
word must be found, in any order, in a word that sounds alike or differs by few letters.
"""

from functools import lru_cache

from offing.kernel.names import normalise

_SAME_LENGTH = 2  # words that differ more in length are not compared letter by letter
_LETTERS_A_SLIP = 4  # one slip for every so many letters


def _slips(left: str, right: str, most: int) -> int:
    """Restricted edit distance (a swap of neighbours is one slip), given up beyond `most`."""
    older: list[int] = []
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if older and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


@lru_cache(maxsize=16_384)
def alike(left: str, right: str) -> bool:
    """Whether two words may be spellings of one: at most one slip in four letters, the first letter kept."""
    if left == right:
        return True
    most = min(len(left), len(right)) // _LETTERS_A_SLIP
    if not most or left[0] != right[0] or abs(len(left) - len(right)) > min(most, _SAME_LENGTH):
        return False
    return _slips(left, right, most) <= most


@lru_cache(maxsize=16_384)
def _words(text: str) -> tuple[str, ...]:
    return tuple(normalise(text).split())


def resembles(value: str, wanted: tuple[str, ...]) -> bool:
    """Whether every wanted word has a word of its own in the value that is alike."""
    left = list(_words(value))
    for word in wanted:
        found = next((w for w in left if alike(word, w)), None)
        if found is None:
            return False
        left.remove(found)
    return True
