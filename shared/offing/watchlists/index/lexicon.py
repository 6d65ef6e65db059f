"""From a name as it was sent to the words that are looked up, by what any segment of an index knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from offing.kernel.names import unglued
from offing.watchlists.index.rows import words_of
from offing.watchlists.index.words import Vocabulary

_KUNYA = frozenset({"ABU", "ABOU", "ABO", "EBU", "UMM", "OUM"})
# Nisbas of countries and regions: who is called the Moroccan is so called abroad, not in a register.
_NISBA_WORDS = """
MAGHRIBI MAGHREBI TUNISI LIBI MISRI MASRI IRAQI SHAMI SURI YAMANI YEMENI KINI KENI TANZANI SUDANI SUMALI SOMALI JAZAIRI
FILISTINI AFGHANI KURDI TURKI ALMANI BRITANI BARITANI FARANSI AMRIKI HINDI URDUNI LUBNANI KUWAITI IRANI BAKISTANI
PAKISTANI BALUCHI SHISHANI DAGHISTANI UZBEKI TAJIKI INDUNISI BAHRAYNI QATARI MAKKI MADANI HIJAZI NAJDI ANDALUSI
MAURITANI SHINQITI NIJIRI ALBANI BOSNI
"""
_NISBA = frozenset(_NISBA_WORDS.split())
_SPLIT_FROM = 6
_MOST_PARTED = 50_000
_LIKE_A_WORD = 0.92  # a long word this like a listed one is that word misspelt, not two glued


@dataclass(frozen=True, slots=True)
class Name:
    """An asked name in words, glued ones parted; `assumed` says that it is a nom de guerre or half a name:
    a kunya (ABU X), a nisba (X AL-MAGHRIBI), one word."""

    words: tuple[str, ...]
    initials: tuple[str, ...]
    assumed: bool


class Lexicon:
    """The words of all segments of an index together, so that each segment sees a name cut the same way."""

    def __init__(self, vocabularies: Sequence[Vocabulary]) -> None:
        self._known = tuple(vocabularies)
        self._ids = tuple(vocabulary.ids for vocabulary in vocabularies)
        self._parts: dict[str, tuple[str, ...]] = {}

    def __contains__(self, word: str) -> bool:
        for ids in self._ids:  # noqa: SIM110  asked a dozen times for each name: a generator would double its cost
            if word in ids:
                return True
        return False

    def name(self, text: str, kind: str) -> Name:
        """The name in `text`; a word with a title glued on is freed, one glued of two listed words is parted."""
        words = words_of(text, kind)
        if kind == "person" and words and words[-1] not in self:
            words = (*words[:-1], unglued(words[-1])[0])
        whole = tuple(part for word in words if len(word) > 1 for part in self._parted(word))
        return Name(whole, tuple(word for word in words if len(word) == 1), _assumed(words))

    def _parted(self, word: str) -> tuple[str, ...]:
        """The two listed words that `word` is made of, if it is itself unlike any listed word; else itself."""
        if len(word) < _SPLIT_FROM or word in self:
            return (word,)
        if word not in self._parts:
            if len(self._parts) >= _MOST_PARTED:
                self._parts.clear()
            self._parts[word] = self._cut(word)
        return self._parts[word]

    def _cut(self, word: str) -> tuple[str, ...]:
        for cut in range(2, len(word) - 2):
            if word[:cut] in self and word[cut:] in self:
                alike = [s for known in self._known for s in known.alike(word).similarity.values()]
                glued = max(alike, default=0.0) <= _LIKE_A_WORD
                return (word[:cut], word[cut:]) if glued else (word,)
        return (word,)


def _assumed(words: tuple[str, ...]) -> bool:
    if len(words) <= 1:
        return bool(words)
    return words[-1] in _NISBA or any(word in _KUNYA for word in words[:-1])
