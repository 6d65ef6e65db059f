"""From entries to the tables of one segment: words, names, facts, and the entries as they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from offing.watchlists.births import Birth, read_birth
from offing.watchlists.index import artefact, born, columns, display
from offing.watchlists.index.artefact import Array
from offing.watchlists.index.rows import rows_of
from offing.watchlists.model import Entry
from offing.watchlists.similarity import phon


@dataclass(frozen=True, slots=True)
class Tables:
    """What entries alone say; what their words are worth among others is `neighbours`' part."""

    listed: list[Entry]
    words: list[str]
    arrays: dict[str, Array]
    texts: dict[str, bytes]

    @property
    def borne(self) -> Array:
        """How many entries bear each word."""
        return self.arrays["borne"]


def of(entries: Iterable[Entry]) -> Tables:
    """The tables of `entries`; of two with the same list and id the last counts."""
    listed, births = _in_order(entries)
    words, arrays = _names(listed)
    arrays |= columns.of(listed) | born.columns(births)
    blocks, starts, phrases = display.written(listed)
    arrays["block_start"] = starts
    arrays |= {name: np.empty(0) for name in ("gone", "reworded", "reworth")}
    texts = {
        artefact.WORDS: "".join(word + "\n" for word in words).encode(),
        artefact.SOUNDS: "".join(phon(word) + "\n" for word in words).encode(),
        artefact.ENTRIES: blocks,
        artefact.PHRASES: phrases,
    }
    return Tables(listed, words, arrays, texts)


def _in_order(entries: Iterable[Entry]) -> tuple[list[Entry], list[tuple[Birth, ...]]]:
    """Each entry once, in the order of birth and then of list and id."""
    unique = {(entry.list, entry.id): entry for entry in entries}
    births = {pair: _births(entry) for pair, entry in unique.items()}
    pairs = sorted(unique, key=lambda pair: (born.place(births[pair]), pair))
    return [unique[pair] for pair in pairs], [births[pair] for pair in pairs]


def _births(entry: Entry) -> tuple[Birth, ...]:
    return tuple([birth for text in entry.births if (birth := read_birth(text))])


def _names(listed: list[Entry]) -> tuple[list[str], dict[str, Array]]:
    """The words of all names, and the columns of names."""
    ids: dict[str, int] = {}
    number = ids.setdefault
    rows = [(n, words, flags) for n, entry in enumerate(listed) for words, flags in rows_of(entry)]
    row_word = np.array(
        [number(word, len(ids)) for _, words, _ in rows for word in words], np.int32
    )
    start = np.cumsum([0, *[len(words) for _, words, _ in rows]], dtype=np.int32)
    row_entity = np.array([n for n, _, _ in rows], np.int32)
    long = np.array([len(word) > 1 for word in ids], np.bool_)[row_word]
    size = np.add.reduceat(np.append(long, False), start[:-1], dtype=np.uint8) if rows else long
    flags = np.array([flags for _, _, flags in rows], np.uint8)
    row = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(start))
    post_word, post_row = _once(row_word, row)
    borne, _ = _once(row_word, row_entity[row])
    words = len(ids)
    return list(ids), {
        "row_word": row_word, "row_start": start, "row_entity": row_entity,
        "row_shape": columns.shape(size, flags),
        "post_row": post_row, "post_start": post_word.searchsorted(np.arange(words + 1)),
        "borne": np.bincount(borne, minlength=words),
    }  # fmt: skip


def _once(words: Array, of: Array) -> tuple[Array, Array]:
    """Words with what they stand in, in order and each pair once."""
    pairs = distinct(words.astype(np.int64) << 32 | of)
    return pairs >> 32, pairs & 0xFFFFFFFF


def distinct(numbers: Array) -> Array:
    """The distinct numbers in order; several times as fast as `numpy.unique`."""
    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))] if len(ordered) else ordered
