"""Building an index: entries to words, rows, columns; then calibration against travellers who are not listed."""

import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import MISSING, fields
from pathlib import Path

import numpy as np
import orjson

from offing.kernel.ids import digest
from offing.watchlists import calibration
from offing.watchlists.index import artefact, columns, neighbours
from offing.watchlists.index.artefact import Array, Manifest
from offing.watchlists.index.match import open_index
from offing.watchlists.index.rows import rows_of
from offing.watchlists.model import Entry
from offing.watchlists.similarity import phon

_UNSAID = {f.name: f.default for f in fields(Entry) if f.default is not MISSING}


def build(entries: Iterable[Entry], folder: Path, *, sample: int = calibration.SAMPLE) -> Manifest:
    """Builds the index of `entries` in `folder`, which appears only when it is complete."""
    unique = {(entry.list, entry.id): entry for entry in entries}
    listed = sorted(unique.values(), key=lambda e: (e.list, e.id))
    arrays, texts = _tables(listed)
    work = folder.with_name(folder.name + ".building")
    shutil.rmtree(work, ignore_errors=True)
    files = artefact.write(work, arrays, texts)
    manifest = _manifest(listed, arrays, texts, files)
    artefact.write_manifest(work, manifest)
    manifest = calibration.calibrated(manifest, open_index(work), sample)
    artefact.write_manifest(work, manifest)
    shutil.rmtree(folder, ignore_errors=True)
    work.rename(folder)
    return manifest


def _manifest(
    listed: list[Entry], arrays: dict[str, Array], texts: dict[str, bytes], files: dict[str, str]
) -> Manifest:
    counts = {
        "entries": len(listed),
        "rows": len(arrays["row_entity"]),
        "words": texts["words.txt"].count(b"\n"),
    }
    version = digest(*(f"{name}:{sha}" for name, sha in sorted(files.items())))
    lists = dict(Counter(entry.list for entry in listed))
    return Manifest(
        version=version, counts=counts, lists=lists, files=files, thresholds={"1": calibration.DEFAULT_THRESHOLD},
        floor=calibration.DEFAULT_THRESHOLD - 6.0,
    )  # fmt: skip


def _tables(listed: list[Entry]) -> tuple[dict[str, Array], dict[str, bytes]]:
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
    words_ = list(vocabulary)
    arrays: dict[str, Array] = {
        "row_word": np.array(row_words, np.int32), "row_start": np.array(row_start, np.int32),
        "row_entity": np.array(row_entity, np.int32), "row_flags": np.array(row_flags, np.uint8),
        "row_size": np.array(row_size, np.uint8), "entity_start": np.array(entity_start, np.int32),
    }  # fmt: skip
    arrays |= _postings(arrays["row_word"], arrays["row_start"], len(words_))
    borne = np.array([bearers[i] for i in range(len(words_))], np.float64)
    arrays |= neighbours.of(words_, borne, len(listed))
    arrays |= columns.of(listed)
    bodies = [_body(entry) for entry in listed]
    arrays["entry_start"] = np.cumsum([0, *map(len, bodies)], dtype=np.int64)
    return arrays, {
        "words.txt": "".join(word + "\n" for word in words_).encode(),
        "sounds.txt": "".join(phon(word) + "\n" for word in words_).encode(),
        "entries.jsonl": b"".join(bodies),
    }


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
