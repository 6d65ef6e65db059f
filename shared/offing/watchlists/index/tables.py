"""From entries to the tables of one segment: words, names, facts, and the entries as they are shown."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields

import numpy as np
import orjson

from offing.watchlists.index import columns
from offing.watchlists.index.artefact import Array
from offing.watchlists.index.rows import rows_of
from offing.watchlists.model import Entry
from offing.watchlists.similarity import phon

_UNSAID = {f.name: f.default for f in fields(Entry) if f.default is not MISSING}


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
    unique = {(entry.list, entry.id): entry for entry in entries}
    listed = [unique[pair] for pair in sorted(unique)]
    words, arrays = _names(listed)
    arrays |= _postings(arrays["row_word"], arrays["row_start"], len(words))
    arrays |= columns.of(listed)
    bodies = [_body(entry) for entry in listed]
    arrays["entry_start"] = np.cumsum([0, *map(len, bodies)], dtype=np.int64)
    arrays |= {name: np.empty(0) for name in ("gone", "reworded", "reworth")}
    texts = {
        "words.txt": "".join(word + "\n" for word in words).encode(),
        "sounds.txt": "".join(phon(word) + "\n" for word in words).encode(),
        "entries.jsonl": b"".join(bodies),
    }
    return Tables(listed, words, arrays, texts)


def _names(listed: list[Entry]) -> tuple[list[str], dict[str, Array]]:
    vocabulary: dict[str, int] = {}
    row_words: list[int] = []
    row_start, row_entity, row_flags, row_size, entity_start = [0], [], [], [], [0]
    bearers: Counter[int] = Counter()
    for number, entry in enumerate(listed):
        seen: set[int] = set()
        for words, flags in rows_of(entry):
            ids = [vocabulary.setdefault(word, len(vocabulary)) for word in words]
            row_words.extend(ids)
            row_start.append(len(row_words))
            row_entity.append(number)
            row_flags.append(flags)
            row_size.append(sum(len(word) > 1 for word in words))
            seen.update(ids)
        entity_start.append(len(row_entity))
        bearers.update(seen)
    return list(vocabulary), {
        "borne": np.array([bearers[n] for n in range(len(vocabulary))], np.int32),
        "row_word": np.array(row_words, np.int32), "row_start": np.array(row_start, np.int32),
        "row_entity": np.array(row_entity, np.int32), "row_flags": np.array(row_flags, np.uint8),
        "row_size": np.array(row_size, np.uint8), "entity_start": np.array(entity_start, np.int32),
    }  # fmt: skip


def _body(entry: Entry) -> bytes:
    """An entry as it is shown, one line; what it does not say takes no room."""
    said = {f.name: getattr(entry, f.name) for f in fields(entry)}
    spoken = {name: value for name, value in said.items() if value != _UNSAID.get(name, _UNSAID)}
    return orjson.dumps(spoken) + b"\n"


def _postings(row_word: Array, row_start: Array, words: int) -> dict[str, Array]:
    """For each word the rows it stands in, ascending and once."""
    rows = np.repeat(np.arange(len(row_start) - 1, dtype=np.int64), np.diff(row_start))
    pairs = np.unique(row_word.astype(np.int64) << 32 | rows)
    start = np.searchsorted(pairs >> 32, np.arange(words + 1))
    return {"post_row": (pairs & 0xFFFFFFFF).astype(np.int32), "post_start": start.astype(np.int32)}
