"""The vocabulary of an index: which listed words are like an asked one, and the rows they stand in."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from offing.watchlists import nicknames
from offing.watchlists.index.artefact import LARGEST, Array, three
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
from offing.watchlists.weights import CONFLICT, SIMILAR_ENOUGH, SIMILAR_FROM, SIMILAR_SPAN

_MOST_BYTES = 120 * 1024 * 1024
_EACH_WORD, _EACH_NEAR = 700, 180
_GAIN_BITS, _GAIN_STEPS = 16, 4096  # bits of gain in steps of 1/4096, below 16
_PREFIX_ALIKE = 0.95  # a name cut off by a full field


@dataclass(frozen=True, slots=True)
class Alike:
    """The listed words like an asked one: `similarity` and bits to `gain` by word id, and the rows they stand in.

    `steps` are for retrieval: what each row may gain and the conflict that it saves; `most` is the largest gain.
    """

    similarity: dict[int, float]
    gain: dict[int, float]
    rows: Array
    steps: Array
    most: float

    @property
    def size(self) -> int:
        """About how many bytes it holds."""
        return _EACH_WORD + _EACH_NEAR * len(self.gain) + self.rows.nbytes + self.steps.nbytes


class Vocabulary:
    """The words of an index with their neighbours, found when first asked for and kept up to a number of bytes."""

    def __init__(
        self, words: list[str], sounds: list[str], arrays: dict[str, Array], keep: int = _MOST_BYTES
    ) -> None:
        self.words = words
        self.ids = {word: n for n, word in enumerate(words)}
        self.info: list[float] = arrays["info"].tolist()
        self._sounds, self._a, self._keep = sounds, arrays, keep
        self._known: OrderedDict[str, Alike] = OrderedDict()
        self._held = 0
        self._starts = memoryview(arrays["post_start"])
        self._gone: set[int] = set()

    def reweigh(self, numbers: list[int], bits: list[float]) -> None:
        """Gives words other bits; those of none are no longer listed."""
        for number, worth in zip(numbers, bits, strict=True):
            self.info[number] = worth
            if not worth:
                self._gone.add(number)
                del self.ids[self.words[number]]

    def alike(self, word: str) -> Alike:
        """The listed words like `word`."""
        found = self._known.get(word)
        return self._learn([word])[0] if found is None else found

    def prepare(self, words: Iterable[str]) -> None:
        """Looks up all words that are new at once, so that they are at hand."""
        self._learn([word for word in words if len(word) > 1 and word not in self._known])

    def near(self, words: list[str]) -> list[dict[int, float]]:
        """For each of `words` the listed words like it, with their similarity, itself too if it is listed."""
        unlisted = [word for word in words if word not in self.ids]
        searched = dict(zip(unlisted, self._search(unlisted), strict=True))
        found = [searched[w] if w in searched else self._near(self.ids[w]) for w in words]
        if not self._gone:
            return found
        return [{n: s for n, s in near.items() if n not in self._gone} for near in found]

    def _learn(self, words: list[str]) -> list[Alike]:
        found = []
        for word, near in zip(words, self.near(words), strict=True):
            new = self._with_rows(near)
            found.append(new)
            self._known[word] = new
            self._held += new.size
        while self._held > self._keep and len(self._known) > 1:
            self._held -= self._known.popitem(last=False)[1].size
        return found

    def starting(self, prefix: str) -> Alike:
        """The listed words that begin with `prefix`: for names that a message has cut off."""
        begun = {n: _PREFIX_ALIKE for word, n in self.ids.items() if word.startswith(prefix)}
        return self._with_rows({**begun, **self.alike(prefix).similarity})

    def _near(self, number: int) -> dict[int, float]:
        """Neighbours of a listed word, found when the index was built."""
        start, end = self._a["near_start"][number : number + 2].tolist()
        words = three(self._a["near_word"][start:end])
        scores = levels(self._a["near_score"][start:end])
        return {number: 1.0, **dict(zip(words.tolist(), scores.tolist(), strict=True))}

    def _search(self, words: list[str]) -> list[dict[int, float]]:
        """For words that are not listed themselves: the listed words like each."""
        found: list[dict[int, float]] = []
        for word in words:
            ids = candidates(word, self._a["key_hash"], self._a["key_word"])
            near = self._similar(word, ids) if len(ids) else {}
            for other in _with_and_without_article(word):
                if (number := self.ids.get(other)) is not None:
                    near[number] = GLUED_ARTICLE
            for other in nicknames.partners().get(word, ()):
                if (number := self.ids.get(other)) is not None:
                    near[number] = max(near.get(number, 0.0), nicknames.ALIKE)
            kept = level(np.fromiter(near.values(), np.float32, len(near)))
            found.append(dict(zip(near, levels(kept).tolist(), strict=True)))
        return found

    def _similar(self, word: str, ids: Array) -> dict[int, float]:
        """Those of `ids` that are alike enough: `similarity.similar` of one word and many, in two passes of rapidfuzz.

        The second pass, by sound, is for words that it can still lift over the bar.
        """
        score = JaroWinkler.normalized_similarity
        bones = self._a["bone"][ids] == np.uint32(crc32(skeleton(word).encode()))
        near = [self.words[n] for n in ids.tolist()]
        letters = cdist([word], near, scorer=score, dtype=np.float32)[0]
        bits = OF_LETTERS * letters + OF_BONES * bones
        (hopeful,) = ((bits + OF_SOUND >= SIMILAR_ENOUGH) & (letters >= LETTERS_FROM)).nonzero()
        if not len(hopeful):
            return {}
        chosen = ids[hopeful].tolist()
        sounds = [self._sounds[n] for n in chosen]
        bits = (
            bits[hopeful]
            + OF_SOUND * cdist([phon(word)], sounds, scorer=score, dtype=np.float32)[0]
        )
        pairs = zip(chosen, bits.tolist(), strict=True)
        return {number: alike for number, alike in pairs if alike >= SIMILAR_ENOUGH}

    def _with_rows(self, near: dict[int, float]) -> Alike:
        gain = {
            n: self.info[n] * min(1.0, (s - SIMILAR_FROM) / SIMILAR_SPAN) for n, s in near.items()
        }
        best = list(gain)
        if not best:
            return Alike(near, gain, np.empty(0, np.int32), np.empty(0, np.float32), 0.0)
        starts, posted = self._starts, self._a["post_row"]
        spans = [posted[starts[n] : starts[n + 1]] for n in best]
        rows, gains = _best_gains(spans, [gain[n] for n in best])
        return Alike(near, gain, rows, gains - np.float32(CONFLICT), max(gain.values()))


def _best_gains(spans: list[Array], gains: list[float]) -> tuple[Array, Array]:
    """The rows of several words in order, each once, with the most that any of its words gains."""
    if len(spans) == 1:
        return three(spans[0]), np.full(len(spans[0]), gains[0], np.float32)
    # Row and gain in one number, so that one sort brings together the gains of a row, the most last; rounded up.
    steps = np.array(gains) * _GAIN_STEPS + 1
    each = np.repeat(steps.astype(np.int64), [len(span) for span in spans])
    packed = np.sort(np.concatenate(spans).astype(np.int64) % (LARGEST + 1) << _GAIN_BITS | each)
    rows = packed >> _GAIN_BITS
    last = np.flatnonzero(np.diff(rows, append=-1))
    steps = packed[last] & ((1 << _GAIN_BITS) - 1)
    return rows[last].astype(np.int32), (steps / _GAIN_STEPS).astype(np.float32)


def candidates(word: str, key_hash: Array, key_word: Array) -> Array:
    """Ids of the words that share a key with `word`."""
    hashes = np.array(keys(word), np.uint32)
    left = key_hash.searchsorted(hashes, "left").tolist()
    right = key_hash.searchsorted(hashes, "right").tolist()
    spans = [key_word[a:b] for a, b in zip(left, right, strict=True) if a < b <= a + CROWDED_KEY]
    return distinct(three(np.concatenate(spans))) if spans else np.empty(0, np.int32)


def _with_and_without_article(word: str) -> tuple[str, ...]:
    bare = (word[2:],) if word[:2] in ("AL", "EL") and len(word) > 5 else ()
    return (f"AL{word}", f"EL{word}", *bare)
