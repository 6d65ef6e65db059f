"""Two names side by side without any list: which words agree, how far, and what is left over."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import takewhile

from rapidfuzz.distance import OSA

from offing.watchlists import frequencies, nicknames
from offing.watchlists.similarity import GLUED_ARTICLE, phon, similar, skeleton
from offing.watchlists.weights import INFO_MAX, INFO_MIN, SIMILAR_FROM, SIMILAR_SPAN

Weigh = Callable[[str], float]

_UNKNOWN_BITS, _FEWEST_BITS = 11.0, 3.0  # a word in nobody's table of common ones; a very short one
_SHORT, _SHORT_BITS = 5, 1.5  # each letter that a word lacks to five: short words meet by chance
_NUMBER_BITS = 4.0
_JOINED_ALIKE, _PART_UNLIKE = 0.93, 0.9


@dataclass(frozen=True, slots=True)
class Compared:
    """What a pair of names shows, in bits of the words' rarity.

    `agreed` by equal or like words, `spelling` lost to how they are spelt, `worst` the largest share of letters that
    differ in a pair of words, `rooted` the most consonants that do on both sides; `conflict` in words left over on both
    sides, `extra` in words of one side alone.
    """

    agreed: float
    spelling: float
    worst: float
    rooted: int
    conflict: float
    conflicts: int
    extra: float
    extras: int
    fewest: int

    @property
    def same(self) -> bool:
        """Whether the names have the same words, in any order."""
        return not (self.conflicts or self.extras or self.spelling)


@lru_cache(maxsize=65536)
def person_bits(word: str) -> float:
    """Bits of a word of a person's name, by the hand-written table and its length."""
    share = frequencies.shares().get(word)
    if share is not None:
        return min(INFO_MAX, max(INFO_MIN, -math.log2(share)))
    return max(_FEWEST_BITS, _UNKNOWN_BITS - _SHORT_BITS * max(0, _SHORT - len(word)))


@cache
def _company_table() -> dict[str, float]:
    text = files("offing.watchlists.tables").joinpath("company_words.txt").read_text("utf-8")
    lines = (line.split(":") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: float(bits) for bits, words in lines for word in words.split()}


def company_bits(word: str) -> float:
    """Bits of a word of a company's name: few for words that many companies share."""
    if word.isdigit():
        return _NUMBER_BITS
    rare = max(_NUMBER_BITS, _UNKNOWN_BITS - _SHORT_BITS * max(0, _SHORT - len(word)))
    return _company_table().get(word, rare)


@lru_cache(maxsize=65536)
def likeness(left: str, right: str) -> float:
    """`similar`, the glued article (ALTIKRITI ~ TIKRITI) and the short form (BILL ~ WILLIAM)."""
    for long, short in ((left, right), (right, left)):
        if long[2:] == short and long[:2] in ("AL", "EL") and len(short) > 3:
            return GLUED_ARTICLE
    alike = similar(left, right)
    return max(alike, nicknames.ALIKE) if right in nicknames.partners().get(left, ()) else alike


@lru_cache(maxsize=65536)
def apart(left: str, right: str) -> float:
    """Share of letters that differ, mean of spelling and sound; other consonants count half a letter more."""
    if left == right:
        return 0.0
    letters = OSA.distance(left, right) + OSA.distance(phon(left), phon(right))
    bones = 0.0 if skeleton(left) == skeleton(right) else 1.0
    return (letters + bones) / max(4, len(left) + len(right))


@lru_cache(maxsize=65536)
def rooted_apart(left: str, right: str) -> int:
    """How many consonants each word has where the other has others: LUKASHEVICH and LUKASHENKO have two names' roots,
    however alike they look. Romanisations change vowels and double letters and leave consonants."""
    mine, theirs = skeleton(left), skeleton(right)
    begun = _begun_alike(mine, theirs)
    mine, theirs = mine[begun:], theirs[begun:]
    return min(len(mine), len(theirs)) - _begun_alike(mine[::-1], theirs[::-1])


def _begun_alike(left: str, right: str) -> int:
    """How many signs two words have in common from their beginning."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))
    return sum(1 for _ in same)


def compare(left: tuple[str, ...], right: tuple[str, ...], weigh: Weigh = person_bits) -> Compared:
    """The best one-to-one pairing of the words, likest and rarest first."""
    mine, theirs = list(_bridged(left, right)), list(right)
    theirs = list(_bridged(right, tuple(mine)))
    agreed = spelling = worst = 0.0
    rooted = 0
    for i, j, alike in _pairing(mine, theirs, weigh):
        weight = min(weigh(mine[i]), weigh(theirs[j]))
        earned = min(1.0, (alike - SIMILAR_FROM) / SIMILAR_SPAN)
        agreed += weight * earned
        spelling += weight * (1 - earned)
        worst = max(worst, apart(mine[i], theirs[j]))
        rooted = max(rooted, rooted_apart(mine[i], theirs[j]) if alike < 1 else 0)
        mine[i] = theirs[j] = ""
    rest, others = _left_over(mine, theirs, weigh)
    both = min(len(rest), len(others))
    conflict = sum(min(weigh(a), weigh(b)) for a, b in zip(rest, others, strict=False))
    extra = [weigh(word) for word in (*rest[both:], *others[both:])]
    fewest = min(len(mine), len(theirs))
    return Compared(agreed, spelling, worst, rooted, conflict, both, sum(extra), len(extra), fewest)


def _pairing(left: list[str], right: list[str], weigh: Weigh) -> list[tuple[int, int, float]]:
    """Places of words that are alike enough, each place once."""
    found = sorted(
        (
            (alike * min(weigh(a), weigh(b)) ** 0.25, i, j, alike)
            for i, a in enumerate(left)
            for j, b in enumerate(right)
            if len(a) > 1 and len(b) > 1 and (alike := likeness(a, b)) >= SIMILAR_FROM
        ),
        reverse=True,
    )
    taken_left, taken_right, pairs = set(), set(), []
    for _, i, j, alike in found:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append((i, j, alike))
    return pairs


def _left_over(left: list[str], right: list[str], weigh: Weigh) -> tuple[list[str], list[str]]:
    """Words without a partner, rarest first; an initial takes a word that begins with it."""
    mine, theirs = [word for word in left if word], [word for word in right if word]
    for some, others in ((mine, theirs), (theirs, mine)):
        for letter in [word for word in some if len(word) == 1]:
            if word := next((other for other in others if other[0] == letter), None):
                some.remove(letter)
                others.remove(word)
    return sorted(mine, key=weigh, reverse=True), sorted(theirs, key=weigh, reverse=True)


def _bridged(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    """`left` with adjacent words joined where `right` writes them as one."""
    whole = [word for word in right if len(word) > 3]
    out: list[str] = []
    at = 0
    while at < len(left):
        size = next(
            (n for n in (3, 2) if at + n <= len(left) and _one_word(left[at : at + n], whole)), 1
        )
        out.append("".join(left[at : at + size]))
        at += size
    return tuple(out)


def _one_word(parts: tuple[str, ...], whole: list[str]) -> bool:
    joined = "".join(parts)
    return any(
        joined == word
        or (
            len(word) > _SHORT
            and likeness(joined, word) > _JOINED_ALIKE
            and max(likeness(part, word) for part in parts) < _PART_UNLIKE
        )
        for word in whole
    )
