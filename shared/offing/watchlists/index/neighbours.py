"""What is known of the vocabulary when an index is built: which words are alike, and what each is worth."""

from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from offing.watchlists import frequencies, nicknames
from offing.watchlists.index.artefact import Array
from offing.watchlists.index.tables import distinct
from offing.watchlists.similarity import (
    CROWDED_KEY,
    GLUED_ARTICLE,
    LETTERS_FROM,
    OF_BONES,
    OF_LETTERS,
    OF_SOUND,
    keys,
    level,
    levels,
    phon,
    skeleton,
)
from offing.watchlists.weights import INFO_MAX, INFO_MIN, SIMILAR_ENOUGH, SIMILAR_FROM, SIMILAR_SPAN

_LIST_SHARE = 0.25  # a word on 1 % of the list is borne by a quarter of a per cent of travellers
_SMALLEST_PUBLIC = 4000  # a short list says nothing about how common a word is
_CHUNK = 400_000


class Beyond(NamedTuple):
    """Words outside a vocabulary that are like some in it: number of the one inside, share of travellers, likeness."""

    inside: Array
    share: Array
    score: Array


def of(
    words: list[str], borne: Array, entries: int, beyond: Beyond | None = None
) -> dict[str, Array]:
    """Keys, neighbours and bits of the words; `borne` counts the entries that bear each."""
    hashes, owner = _keys(words)
    sounds = [phon(word) for word in words]
    bones = np.fromiter((crc32(skeleton(word).encode()) for word in words), np.uint32, len(words))
    left, right, score = _alike(words, sounds, bones, hashes, owner)
    order = np.lexsort((right, left))
    left, right, score = left[order], right[order], level(score[order])
    return {
        "key_hash": hashes,
        "key_word": owner,
        "bone": bones,
        "near_start": np.searchsorted(left, np.arange(len(words) + 1)).astype(np.int32),
        "near_word": right,
        "near_score": score,
        "info": bits(shares(words, borne, entries), left, right, levels(score), beyond),
    }


def _keys(words: list[str]) -> tuple[Array, Array]:
    """Key hashes in order, each with its word."""
    found = [keys(word) for word in words]
    hashes = np.fromiter((h for of_word in found for h in of_word), np.uint32)
    owner = np.repeat(np.arange(len(words), dtype=np.int32), [len(of_word) for of_word in found])
    order = np.argsort(hashes, kind="stable")
    return hashes[order], owner[order]


def _alike(
    words: list[str], sounds: list[str], bones: Array, hashes: Array, owner: Array
) -> tuple[Array, Array, Array]:
    """Every ordered pair of different words that are alike, with its similarity."""
    chunks = [_score(part, words, sounds, bones) for part in _pairs(hashes, owner)]
    chunks += [_short_forms(words), _glued(words)]
    left, right, score = (np.concatenate([chunk[n] for chunk in chunks]) for n in range(3))
    # Of a pair found twice the higher score counts.
    pair = left << 32 | right
    order = np.lexsort((score, pair))
    kept = order[np.flatnonzero(np.diff(pair[order], append=-1))]
    left, right, score = left[kept], right[kept], score[kept]
    return np.concatenate([left, right]), np.concatenate([right, left]), np.tile(score, 2)


def _pairs(hashes: Array, owner: Array) -> list[Array]:
    """Pairs of words that share a key, each once, in chunks."""
    starts = (
        np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.zeros(0, int)
    )
    found = [np.empty(0, np.int64)]
    for start, end in pairwise([*starts.tolist(), len(hashes)]):
        if 2 <= end - start <= CROWDED_KEY:
            ids = np.sort(owner[start:end]).astype(np.int64)
            one, other = np.triu_indices(end - start, 1)
            found.append(ids[one] << 32 | ids[other])
    pairs = distinct(np.concatenate(found))
    return np.array_split(pairs, len(pairs) // _CHUNK + 1)


def _score(
    pairs: Array, words: list[str], sounds: list[str], bones: Array
) -> tuple[Array, Array, Array]:
    left, right = pairs >> 32, pairs & 0xFFFFFFFF
    letters = _jaro_winkler(words, left, right)
    near = np.flatnonzero(letters >= LETTERS_FROM)
    left, right = left[near], right[near]
    sound = _jaro_winkler(sounds, left, right)
    score = OF_LETTERS * letters[near] + OF_SOUND * sound + OF_BONES * (bones[left] == bones[right])
    keep = score >= SIMILAR_ENOUGH
    return left[keep], right[keep], score[keep]


def _jaro_winkler(texts: list[str], left: Array, right: Array) -> Array:
    one, other = [texts[n] for n in left.tolist()], [texts[n] for n in right.tolist()]
    return np.asarray(
        cpdist(one, other, scorer=JaroWinkler.normalized_similarity, dtype=np.float32)
    )


def _glued(words: list[str]) -> tuple[Array, Array, Array]:
    """Words that are another with an Arabic article glued before it."""
    ids = {word: n for n, word in enumerate(words)}
    found = [
        sorted((number, ids[word[2:]]))
        for word, number in ids.items()
        if word[:2] in ("AL", "EL") and len(word) > 5 and word[2:] in ids
    ]
    pairs = np.array(found, np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1], np.full(len(pairs), GLUED_ARTICLE, np.float32)


def _short_forms(words: list[str]) -> tuple[Array, Array, Array]:
    """Full names with their short forms."""
    ids = {word: n for n, word in enumerate(words)}
    found = {
        (min(number, ids[other]), max(number, ids[other]))
        for word, number in ids.items()
        for other in nicknames.partners().get(word, ())
        if other in ids
    }
    pairs = np.array(sorted(found), np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1], np.full(len(pairs), nicknames.ALIKE, np.float32)


def shares(words: list[str], borne: Array, entries: int) -> Array:
    """The share of travellers who bear each word: the hand-written one or, if that says nothing, its share of the list
    damped, because a list has more of its own names than the travelling public."""
    known = frequencies.shares()
    table = np.array([known.get(word, 0.0) for word in words])
    return np.asarray(np.maximum(table, _LIST_SHARE * borne / max(entries, _SMALLEST_PUBLIC)))


def bits(
    own: Array, left: Array, right: Array, score: Array, beyond: Beyond | None = None
) -> Array:
    """Bits of each word: -log2 of the share of travellers who bear it or a variant of it."""
    size = len(own)
    total = own + np.bincount(left, own[right] * _close(score), size)
    if beyond is not None:
        total += np.bincount(beyond.inside, beyond.share * _close(beyond.score), size)
    worth = np.clip(-np.log2(np.maximum(total, 2.0**-INFO_MAX)), INFO_MIN, INFO_MAX)
    return np.asarray(worth, np.float32)


def _close(score: Array) -> Array:
    """How much of the bearers of an alike word count as bearers of this one."""
    return np.asarray(np.clip((score - SIMILAR_FROM) / SIMILAR_SPAN, 0.0, 1.0) ** 2)
