"""Laying an asked name beside a listed one, word by word, with the bits of every word."""

from dataclasses import dataclass
from typing import NamedTuple

from offing.records.assessments import Evidence
from offing.watchlists.index.words import Alike, Vocabulary
from offing.watchlists.weights import (
    CONFLICT,
    EXTRA_ASKED,
    EXTRA_LISTED,
    INITIAL,
    INITIAL_CONFLICT,
    WEAK_ALIAS,
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


class Line(NamedTuple):
    """One line of evidence before it is put in words: only few names that are compared are ever shown."""

    why: str
    bits: float
    q: str | None = None
    c: str | None = None
    sim: float | None = None


class Fit(NamedTuple):
    """How well one listed name fits: `bits` is the sum of the lines."""

    bits: float
    lines: list[Line]


WEAK_LINE = Line("the list calls this alias weak", WEAK_ALIAS)


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
    pairs = sorted(
        (-gains[word], u, place)
        for u, unit in enumerate(asked.units)
        for gains in (unit.alike.gain,)
        for place, word in enumerate(listed)
        if word in gains
    )
    used_asked = used_listed = 0
    lines: list[Line] = []
    words = vocabulary.words
    for loss, u, place in pairs:
        unit = asked.units[u]
        if not (unit.mask & used_asked or used_listed >> place & 1):
            used_asked |= unit.mask
            used_listed |= 1 << place
            word = listed[place]
            alike = unit.alike.similarity[word]
            lines.append(Line("met", exact(-loss), unit.text, words[word], alike))
    rest_asked = [word for i, word in enumerate(asked.words) if not used_asked >> i & 1]
    rest_listed = [words[w] for i, w in enumerate(listed) if not used_listed >> i & 1]
    lines += _left_over(rest_asked, rest_listed, asked.initials)
    return Fit(sum([line.bits for line in lines]), lines)


def _left_over(asked: list[str], listed: list[str], initials: tuple[str, ...]) -> list[Line]:
    lines: list[Line] = []
    for letter in initials:
        lines += _initial(letter, listed, asked_side=True)
    for letter in [word for word in listed if len(word) == 1]:
        listed.remove(letter)
        lines += _initial(letter, asked, asked_side=False)
    both = min(len(asked), len(listed))
    lines += [Line("another word", CONFLICT, q, c) for q, c in zip(asked, listed, strict=False)]
    lines += [Line("not on the list", EXTRA_ASKED, q=word) for word in asked[both:]]
    lines += [Line("only on the list", EXTRA_LISTED, c=word) for word in listed[both:]]
    return lines


def _initial(letter: str, others: list[str], *, asked_side: bool) -> list[Line]:
    """An initial against a word left over; takes that word away."""
    if not others:
        return []
    word = next((other for other in others if other[0] == letter), None)
    if word is not None:
        others.remove(word)
    bits, why = (INITIAL, "initial") if word is not None else (INITIAL_CONFLICT, "another initial")
    return [Line(why, bits, letter, word) if asked_side else Line(why, bits, word, letter)]


def in_words(found: Fit) -> list[Evidence]:
    """The lines as evidence that an officer reads."""
    return [
        Evidence(
            f="alias" if line.why == WEAK_LINE.why else "name",
            q=line.q,
            c=line.c,
            sim=None if line.sim is None else round(line.sim, 3),
            bits=line.bits,
            why=_met(line) if line.why == "met" else line.why,
        )
        for line in found.lines
    ]


def _met(line: Line) -> str:
    return (
        f"same word, 1 in {2**line.bits:,.0f} travellers" if line.sim == 1.0 else "spelling variant"
    )
