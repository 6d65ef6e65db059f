"""Laying an asked name beside a listed one, word by word, with the bits of every word."""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from offing.records.assessments import Evidence
from offing.watchlists.index.lexicon import Lexicon, Name
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


@dataclass(frozen=True, slots=True)
class Unit:
    """One asked word, or two adjacent ones that the list writes as one; `mask` has a bit for each word it covers."""

    mask: int
    text: str
    alike: Alike


@dataclass(frozen=True, slots=True)
class Asked:
    """An asked name ready for comparison with the names of one segment."""

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


def ask(name: Name, lexicon: Lexicon, vocabulary: Vocabulary, *, truncated: bool = False) -> Asked:
    """`name` with the neighbours of its words in the vocabulary; pairs that some segment writes as one too."""
    words = name.words
    units = [Unit(1 << i, word, vocabulary.alike(word)) for i, word in enumerate(words)]
    if truncated and words:
        units[-1] = Unit(units[-1].mask, words[-1], vocabulary.starting(words[-1]))
    for i, (left, right) in enumerate(pairwise(words)):
        if left + right in lexicon:
            units.append(Unit(3 << i, left + right, vocabulary.alike(left + right)))
    return Asked(words, tuple(units), name.initials, name.assumed)


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
