"""The files of an index: little-endian arrays and texts beside a manifest that names, counts and seals them."""

import hashlib
import mmap
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from offing.kernel import names
from offing.kernel.errors import InvalidInputError
from offing.watchlists.weights import MODEL

MAGIC, SCHEMA = "offing-watchlist-index", 3
MANIFEST = "manifest.json"
THREE_BYTES = "<u3"  # numbers below 2^24, of which there are many: words and rows
LARGEST = (1 << 24) - 1

# Every array by name, with its type; all lie in one file, at the places in the manifest.
ARRAYS: dict[str, str] = {
    "info": "<f4", "borne": "<i4",  # word -> bits; how many entities bear it
    "key_hash": "<u4", "key_word": THREE_BYTES,  # sorted key hashes -> words
    "bone": "<u4",  # word -> hash of its skeleton
    "near_start": "<i4", "near_word": THREE_BYTES, "near_score": "u1",  # word -> listed words like it
    "post_start": "<i4", "post_row": THREE_BYTES,  # word -> rows
    "row_start": "<i4", "row_word": THREE_BYTES,  # row -> words
    "row_entity": "<i4", "row_shape": "u1",  # row -> entity; words of more than a letter, and flags
    "kind": "u1", "gender": "u1",
    "nation": "u1", "nations": "u1", "nations_entity": "<i4",  # entity -> nationality; those that have several
    # Entities stand in the order of their birth: first those with no date, a range or several, then one date each.
    "born": "<i4", "birth_start": "<i4", "birth": "<i2", "day": "<i4", "day_entity": "<i4",
    "exact_hash": "<u8", "exact_entity": "<i4", "exact_issuer": "u1",  # document, phone, e-mail
    "id_hash": "<u4", "id_entity": "<i4",  # entry id -> entity
    "block_start": "<i8",  # entities by the block -> place in their file
    # Of changes: entities of the base that they replace or take away; words of the base that are worth other bits now.
    "gone": "<i4", "reworded": "<i4", "reworth": "<f4",
}  # fmt: skip
_ARRAYS_FILE, _ALIGNED = "arrays.bin", 64
WORDS, SOUNDS, ENTRIES, PHRASES = "words.txt", "sounds.txt", "entries.z", "entries.phrases"
TEXTS = (WORDS, SOUNDS, ENTRIES, PHRASES)

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an index holds; `version` is the digest of its files, `thresholds` alerts per 1,000 -> bits.

    Changes that are laid over another index name it as their `base` and have its thresholds.
    """

    version: str
    counts: Mapping[str, int]
    lists: Mapping[str, int]
    files: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]
    thresholds: Mapping[str, float]
    floor: float
    sample: Mapping[str, int] = field(default_factory=dict)
    base: str | None = None
    magic: str = MAGIC
    schema: int = SCHEMA
    names: str = names.VERSION
    model: str = MODEL


def write(
    folder: Path, arrays: Mapping[str, Array], texts: Mapping[str, bytes]
) -> dict[str, tuple[int, int]]:
    """Writes the files; returns where each array begins in its file, and its length."""
    folder.mkdir(parents=True, exist_ok=True)
    places: dict[str, tuple[int, int]] = {}
    with (folder / _ARRAYS_FILE).open("wb") as file:
        for name, kind in ARRAYS.items():
            file.write(bytes(-file.tell() % _ALIGNED))
            values = arrays[name].reshape(-1)
            places[name] = (file.tell(), len(values))
            file.write(_as_stored(values, kind))
        file.write(bytes(1))  # three bytes are read as four
    for name in TEXTS:
        (folder / name).write_bytes(texts[name])
    return places


def _as_stored(values: Array, kind: str) -> bytes:
    if kind != THREE_BYTES:
        return np.ascontiguousarray(values, kind).tobytes()
    if len(values) and int(values.max()) > LARGEST:
        raise InvalidInputError(
            f"An index holds at most {LARGEST:,} names and words: build lists apart.", where="lists"
        )
    return values.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


def seal(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file but the manifest."""
    return {name: _digest(folder / name) for name in (_ARRAYS_FILE, *TEXTS)}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest last, so that a folder with one is complete."""
    (folder / MANIFEST).write_bytes(orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2))


def read_manifest(folder: Path) -> Manifest:
    """The manifest in `folder`; an index of another schema or of other name rules is refused."""
    path = folder / MANIFEST
    if not path.is_file():
        raise InvalidInputError(
            f"{folder} holds no index: build one with `offing watchlist build`.", where=str(path)
        )
    body = orjson.loads(path.read_bytes())
    if [body.get(key) for key in ("magic", "schema", "names")] != [MAGIC, SCHEMA, names.VERSION]:
        raise InvalidInputError(
            "The index was built by another version of Offing: build it again.", where=str(path)
        )
    return Manifest(**body)


def mapped(path: Path) -> "mmap.mmap | bytes":
    """The bytes of a file, read as they are needed."""
    if not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def read_arrays(folder: Path, manifest: Manifest) -> dict[str, Array]:
    """All arrays, as views of one memory-mapped file; those of three bytes have a byte too many, see `three`."""
    held = mapped(folder / _ARRAYS_FILE)
    found: dict[str, Array] = {}
    for name, kind in ARRAYS.items():
        offset, count = manifest.places[name]
        if kind == THREE_BYTES:
            found[name] = np.ndarray((count,), "<u4", held, offset, (3,))
        else:
            found[name] = np.frombuffer(held, kind, count, offset)
    return found


def three(values: Array) -> Array:
    """Numbers of a stored array of three bytes each."""
    return (values & LARGEST).view(np.int32)


def read_words(folder: Path) -> tuple[list[str], list[str]]:
    """The vocabulary and its sounds."""
    words, sounds = (
        (folder / name).read_text("ascii").split("\n")[:-1] for name in (WORDS, SOUNDS)
    )
    return words, sounds


def verify(folder: Path) -> list[str]:
    """The names of files that do not have the digest in the manifest."""
    wanted, found = read_manifest(folder).files, seal(folder)
    return [name for name in wanted if found.get(name) != wanted[name]]
