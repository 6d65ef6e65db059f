"""How alike two words of names are: by letters, by sound, by consonants; and the keys that find alike words."""

import re
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from offing.watchlists.weights import SIMILAR_ENOUGH

# Spellings of one sound in the romanisations of the world, longest first; vowels are levelled because
# Arabic, Persian and Hebrew do not write them and each carrier guesses its own.
_SOUNDS = {
    spelling: sound
    for sound, spellings in {
        "X": "SHCH TSCH SCH TCH TJ CZ SZ SH CH X",
        "J": "DSCH DZH DJ ZH",
        "Z": "DZ TS TZ",
        "F": "PH",
        "T": "TH",
        "D": "DH",
        "G": "GH",
        "K": "KH CK QU CQ Q C",
        "SA": "CE",
        "SI": "CI CY",
        "V": "W",
        "U": "OU OO OW AU AW UW IU YU YO IO UE AO EO O",
        "I": "EE IE EI EY AI AY IY YI Y",
        "A": "IA YA YE AE OE EA E",
    }.items()
    for spelling in spellings.split()
}
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
# Parts of a similarity: equal letters, equal sound, equal consonants; the mixture is that of an earlier trial.
OF_LETTERS, OF_SOUND, OF_BONES = 0.45, 0.45, 0.10
LETTERS_FROM = 0.6  # no sound makes up for letters less alike than this
CROWDED_KEY = 600  # a key that more listed words share finds nothing that others do not
GLUED_ARTICLE = 0.96  # how alike ALTIKRITI and TIKRITI count
_DOUBLED = re.compile(r"(.)\1+")
_TYPED_TWICE = re.compile(r"([^OE])\1+")  # OO and EE are sounds of their own
_SILENT_END = re.compile(r"(?<=[AIU])H$|(?<=[^AIU])A$(?<=...)")
_SKELETON = str.maketrans(
    {**dict.fromkeys("AIUH", ""), "G": "K", "B": "P", "V": "F", "D": "T", "Z": "S", "X": "S"}
)


@lru_cache(maxsize=65536)
def phon(word: str) -> str:
    """`word` as it sounds, spellings of one sound levelled."""
    if word.isdigit():
        return word
    word = _TYPED_TWICE.sub(r"\1", word)
    spelt = word[:1] + word[1:].replace("X", "KS")  # XI and ALEX: only the first is a sibilant
    levelled = _DOUBLED.sub(r"\1", _SOUND.sub(lambda m: _SOUNDS[m[0]], spelt))
    return _SILENT_END.sub("", levelled)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of `word`, voiced and unvoiced alike."""
    sound = phon(word)
    return _DOUBLED.sub(r"\1", sound.translate(_SKELETON)) or sound


def similar(left: str, right: str) -> float:
    """0 … 1: letters and sounds by Jaro-Winkler, and a tenth for equal consonants."""
    if left == right:
        return 1.0
    raw = JaroWinkler.normalized_similarity(left, right)
    sound = JaroWinkler.normalized_similarity(phon(left), phon(right))
    bones = skeleton(left) == skeleton(right)
    return float(OF_LETTERS * raw + OF_SOUND * sound + OF_BONES * bones)


_STEPS = 255
_LEVELS = SIMILAR_ENOUGH + (1 - SIMILAR_ENOUGH) * np.arange(_STEPS) / _STEPS


def level(scores: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Similarities of different words, none below `SIMILAR_ENOUGH`, as an index keeps them: in one byte."""
    steps = (np.asarray(scores) - SIMILAR_ENOUGH) / (1 - SIMILAR_ENOUGH) * _STEPS
    return np.asarray(np.minimum(steps.round(), _STEPS - 1), np.uint8)


def levels(kept: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The similarities that were kept in a byte each."""
    return np.asarray(_LEVELS[kept])


@lru_cache(maxsize=16384)
def keys(word: str) -> tuple[int, ...]:
    """Hashes that alike words share: skeleton and its one-letter deletions, the word's, its first five letters."""
    found = _keys(word)
    if len(word) >= 6 and word[:2] in ("AL", "EL"):
        found |= _keys(word[2:])
    return tuple({crc32(key.encode()) for key in found})


def _keys(word: str) -> set[str]:
    bones = skeleton(word)
    found = {"S" + bones, "W" + word}
    if len(bones) >= 3:
        found |= {"S" + bones[:i] + bones[i + 1 :] for i in range(len(bones))}
    if len(word) >= 4:
        found |= {"W" + word[:i] + word[i + 1 :] for i in range(len(word))}
    if len(word) >= 5:
        found.add("P" + word[:5])
    return found
