"""The vocabulary of an index: which listed words are like a given one, and what a word is worth."""

from collections import OrderedDict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist, cpdist

from offing.watchlists import frequencies
from offing.watchlists.index.artefact import Array
from offing.watchlists.similarity import GLUED_ARTICLE, keys, phon, skeleton
from offing.watchlists.weights import INFO_MAX, INFO_MIN, SIMILAR_ENOUGH, SIMILAR_FROM, SIMILAR_SPAN

_CROWDED_KEY = 400  # a key that more words share finds nothing that others do not
_LIST_SHARE = 0.25  # a word on 1 % of the list is borne by a quarter of a per cent of travellers
STEP = 256.0  # more bits than any name can have


def strength(similarity: Array) -> Array:
    """The share of a word's bits that a variant of this similarity earns."""
    return np.clip((similarity - SIMILAR_FROM) / SIMILAR_SPAN, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Alike:
    """The listed words like an asked one: `similarity` by word id, and the rows they stand in.

    `steps` are for retrieval: what each row may gain, plus `STEP`, which counts the words met in the same sum.
    """

    similarity: dict[int, float]
    rows: Array
    steps: Array


class Vocabulary:
    """The words of an index with their neighbours, found when first asked for and kept up to a number of words."""

    def __init__(self, words: list[str], arrays: dict[str, Array], keep: int = 20_000) -> None:
        self.words = words
        self.ids = {word: n for n, word in enumerate(words)}
        self.info: list[float] = arrays["info"].tolist()
        self._info, self._hash, self._word = arrays["info"], arrays["key_hash"], arrays["key_word"]
        self._start, self._rows = arrays["post_start"], arrays["post_row"]
        self._known: OrderedDict[str, Alike] = OrderedDict()
        self._keep = keep

    def alike(self, word: str) -> Alike:
        """The listed words like `word`."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._find(word)
            if len(self._known) > self._keep:
                self._known.popitem(last=False)
        return found

    def starting(self, prefix: str) -> Alike:
        """The listed words that begin with `prefix`: for names that a message has cut off."""
        similarity = {n: 0.95 for word, n in self.ids.items() if word.startswith(prefix)}
        return self._with_rows({**self.alike(prefix).similarity, **similarity})

    def _find(self, word: str) -> Alike:
        ids = candidates(word, self._hash, self._word)
        if not len(ids):
            return self._with_rows({})
        near = [self.words[i] for i in ids.tolist()]
        scores = similarities(word, near)
        chosen = np.flatnonzero(scores >= SIMILAR_ENOUGH)
        return self._with_rows({int(ids[i]): float(scores[i]) for i in chosen.tolist()})

    def _with_rows(self, similarity: dict[int, float]) -> Alike:
        gain = {n: self.info[n] * min(1.0, (s - SIMILAR_FROM) / SIMILAR_SPAN) for n, s in similarity.items()}
        best = sorted(gain, key=gain.__getitem__, reverse=True)
        spans = [self._rows[self._start[n] : self._start[n + 1]] for n in best]
        if not spans:
            return Alike(similarity, np.empty(0, np.int32), np.empty(0, np.float32))
        rows, first = np.unique(np.concatenate(spans), return_index=True)
        gains = np.repeat(np.array([gain[n] for n in best], np.float32), [len(span) for span in spans])[first]
        return Alike(similarity, rows.astype(np.int32), gains + np.float32(STEP))


def candidates(word: str, key_hash: Array, key_word: Array) -> Array:
    """Ids of the words that share a key with `word`."""
    hashes = np.array(keys(word), np.uint32)
    left = np.searchsorted(key_hash, hashes, "left").tolist()
    right = np.searchsorted(key_hash, hashes, "right").tolist()
    spans = [key_word[a:b] for a, b in zip(left, right, strict=True) if b > a]
    return np.unique(np.concatenate(spans)) if spans else np.empty(0, np.int32)


def similarities(word: str, others: list[str]) -> Array:
    """`similarity.similar` of one word and many, in two passes of rapidfuzz."""
    raw = cdist([word], others, scorer=JaroWinkler.normalized_similarity, dtype=np.float32)[0]
    sounds = [phon(other) for other in others]
    sound = cdist([phon(word)], sounds, scorer=JaroWinkler.normalized_similarity, dtype=np.float32)[0]
    bones = skeleton(word)
    same = np.fromiter((skeleton(other) == bones for other in others), np.float32, len(others))
    score = 0.45 * raw + 0.45 * sound + 0.10 * same
    for n, other in enumerate(others):
        if other == word:
            score[n] = 1.0
        elif other[2:] == word and other[:2] in ("AL", "EL") or word[2:] == other and word[:2] in ("AL", "EL"):
            score[n] = max(float(score[n]), GLUED_ARTICLE)
    return np.asarray(score)


def class_bits(words: list[str], borne: Array, entries: int, key_hash: Array, key_word: Array) -> Array:
    """Bits of each word: -log2 of the share of travellers who bear it or a variant of it.

    A word's own share is the hand-written one or, if that says nothing, its share of the list damped, because a list
    has more of its own names than the travelling public.
    """
    known = frequencies.shares()
    table = np.array([known.get(word, 0.0) for word in words])
    own = np.maximum(table, _LIST_SHARE * borne / max(entries, 4000))
    left, right, score = _like_pairs(words, key_hash, key_word)
    close = strength(score) ** 2
    total = own.copy()
    np.add.at(total, left, own[right] * close)
    np.add.at(total, right, own[left] * close)
    return np.clip(-np.log2(np.maximum(total, 1e-6)), INFO_MIN, INFO_MAX).astype(np.float32)


def _like_pairs(words: list[str], key_hash: Array, key_word: Array) -> tuple[Array, Array, Array]:
    """Every pair of words that share a key and are alike, each once."""
    edges = np.flatnonzero(np.diff(key_hash, prepend=key_hash[:1] + 1)) if len(key_hash) else np.empty(0, np.int64)
    bounds = [*edges.tolist(), len(key_hash)]
    chunks = [np.empty(0, np.int64)]
    for a, b in pairwise(bounds):
        if 2 <= b - a <= _CROWDED_KEY:
            ids = np.sort(key_word[a:b]).astype(np.int64)
            i, j = np.triu_indices(b - a, 1)
            chunks.append(ids[i] << 32 | ids[j])
    pairs = np.unique(np.concatenate(chunks))
    left, right = pairs >> 32, pairs & 0xFFFFFFFF
    raw = cpdist([words[i] for i in left.tolist()], [words[j] for j in right.tolist()], scorer=JaroWinkler.normalized_similarity)
    near = np.flatnonzero(raw >= 0.6)
    left, right, raw = left[near], right[near], raw[near]
    sounds = [phon(word) for word in words]
    bones = [skeleton(word) for word in words]
    sound = cpdist([sounds[i] for i in left.tolist()], [sounds[j] for j in right.tolist()], scorer=JaroWinkler.normalized_similarity)
    same = np.fromiter((bones[i] == bones[j] for i, j in zip(left.tolist(), right.tolist(), strict=True)), np.float64, len(left))
    score = 0.45 * raw + 0.45 * sound + 0.10 * same
    keep = score >= SIMILAR_ENOUGH
    return left[keep], right[keep], score[keep]
