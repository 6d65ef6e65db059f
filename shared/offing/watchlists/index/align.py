"""Laying an asked name beside a listed one, word by word, with the bits of every word."""

from dataclasses import dataclass

from offing.records.assessments import Evidence
from offing.watchlists.index.words import Alike, Vocabulary
from offing.watchlists.weights import (
    CONFLICT,
    EXTRA_ASKED,
    EXTRA_LISTED,
    INITIAL,
    INITIAL_CONFLICT,
    SIMILAR_FROM,
    SIMILAR_SPAN,
    exact,
)  # fmt: skip

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


@dataclass(frozen=True, slots=True)
class Unit:
    """One asked word, or two adjacent ones that the list writes as one; `mask` has a bit for each word it covers."""

    mask: int
    text: str
    alike: Alike


@dataclass(frozen=True, slots=True)
class Asked:
    """An asked name ready for comparison; `assumed` says that it is a nom de guerre or half a name:
    a kunya (ABU X), a nisba (X AL-MAGHRIBI), one word."""

    words: tuple[str, ...]
    units: tuple[Unit, ...]
    initials: tuple[str, ...]
    assumed: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one listed name fits: `bits` is the sum of the evidence."""

    bits: float
    evidence: tuple[Evidence, ...]


def ask(words: tuple[str, ...], vocabulary: Vocabulary, *, truncated: bool = False) -> Asked:
    """`words` with their neighbours in the vocabulary; glued words are parted where the list knows both parts."""
    whole = tuple(part for word in words if len(word) > 1 for part in _parted(word, vocabulary))
    units = [Unit(1 << i, word, vocabulary.alike(word)) for i, word in enumerate(whole)]
    if truncated and whole:
        units[-1] = Unit(units[-1].mask, whole[-1], vocabulary.starting(whole[-1]))
    for i in range(len(whole) - 1):
        joined = whole[i] + whole[i + 1]
        if joined in vocabulary.ids:
            units.append(Unit(3 << i, joined, vocabulary.alike(joined)))
    initials = tuple(word for word in words if len(word) == 1)
    return Asked(whole, tuple(units), initials, _assumed(words))


def _assumed(words: tuple[str, ...]) -> bool:
    if len(words) <= 1:
        return bool(words)
    return words[-1] in _NISBA or any(word in _KUNYA for word in words[:-1])


def _parted(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The two listed words that `word` is made of, if it is itself unlike any listed word; else itself."""
    ids = vocabulary.ids
    if len(word) < _SPLIT_FROM or word in ids:
        return (word,)
    for cut in range(2, len(word) - 2):
        if word[:cut] in ids and word[cut:] in ids:
            likest = max(vocabulary.alike(word).similarity.values(), default=0.0)
            return (word,) if likest > 0.92 else (word[:cut], word[cut:])
    return (word,)


def fit(asked: Asked, listed: list[int], vocabulary: Vocabulary) -> Fit:
    """The best one-to-one pairing of words, dearest first, and what is left over on either side."""
    info = vocabulary.info
    pairs = [
        (info[word] * min(1.0, (similarity - SIMILAR_FROM) / SIMILAR_SPAN), u, place, similarity)
        for u, unit in enumerate(asked.units)
        for place, word in enumerate(listed)
        if (similarity := unit.alike.similarity.get(word)) is not None
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    used_asked, used_listed, lines = 0, 0, []
    for gain, u, place, similarity in pairs:
        unit = asked.units[u]
        if unit.mask & used_asked or used_listed >> place & 1:
            continue
        used_asked |= unit.mask
        used_listed |= 1 << place
        lines.append(_met(unit.text, vocabulary.words[listed[place]], similarity, gain))
    rest_asked = [word for i, word in enumerate(asked.words) if not used_asked >> i & 1]
    rest_listed = [vocabulary.words[w] for i, w in enumerate(listed) if not used_listed >> i & 1]
    lines += _left_over(rest_asked, rest_listed, asked.initials)
    return Fit(sum(line.bits for line in lines), tuple(lines))


def _met(asked: str, listed: str, similarity: float, gain: float) -> Evidence:
    share = f"1 in {2**gain:,.0f} travellers" if similarity == 1.0 else "spelling variant"
    why = f"same word, {share}" if similarity == 1.0 else share
    return Evidence(
        f="name", q=asked, c=listed, sim=round(similarity, 3), bits=exact(gain), why=why
    )


def _left_over(asked: list[str], listed: list[str], initials: tuple[str, ...]) -> list[Evidence]:
    lines: list[Evidence] = []
    for letter in initials:
        lines += _initial(letter, listed, asked_side=True)
    short = [word for word in listed if len(word) == 1]
    listed = [word for word in listed if len(word) > 1]
    for letter in short:
        lines += _initial(letter, asked, asked_side=False)
    both = min(len(asked), len(listed))
    for mine, theirs in zip(asked, listed, strict=False):
        lines.append(Evidence(f="name", q=mine, c=theirs, bits=CONFLICT, why="another word"))
    lines += [
        Evidence(f="name", q=word, bits=EXTRA_ASKED, why="not on the list") for word in asked[both:]
    ]
    lines += [
        Evidence(f="name", c=word, bits=EXTRA_LISTED, why="only on the list")
        for word in listed[both:]
    ]
    return lines


def _initial(letter: str, others: list[str], *, asked_side: bool) -> list[Evidence]:
    """An initial against a word left over; takes that word away."""
    if not others:
        return []
    word = next((other for other in others if other[0] == letter), None)
    if word is not None:
        others.remove(word)
    q, c = (letter, word) if asked_side else (word, letter)
    bits, why = (INITIAL, "initial") if word is not None else (INITIAL_CONFLICT, "another initial")
    return [Evidence(f="name", q=q, c=c, bits=bits, why=why)]
