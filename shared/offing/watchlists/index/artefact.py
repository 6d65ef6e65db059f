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

MAGIC, SCHEMA = "offing-watchlist-index", 2
MANIFEST = "manifest.json"

# Every array by name, with its type; all lie in one file, at the places in the manifest.
ARRAYS: dict[str, str] = {
    "info": "<f4", "borne": "<i4",  # word -> bits; how many entities bear it
    "key_hash": "<u4", "key_word": "<i4",  # sorted key hashes -> words
    "bone": "<u4",  # word -> hash of its skeleton
    "near_start": "<i4", "near_word": "<i4", "near_score": "<f4",  # word -> listed words like it
    "post_start": "<i4", "post_row": "<i4",  # word -> rows
    "row_start": "<i4", "row_word": "<i4",  # row -> words
    "row_entity": "<i4", "row_flags": "<u1", "row_size": "<u1", "entity_start": "<i4",  # row <-> entity
    "kind": "<u1", "gender": "<u1", "nation_start": "<i4", "nation": "<u1",
    "birth_start": "<i4", "birth": "<i2",  # entity -> (first, last, month, day)
    "day": "<i4", "day_entity": "<i4",  # sorted days of birth -> entities
    "exact_hash": "<u8", "exact_entity": "<i4", "exact_issuer": "<u1",  # document, phone, e-mail
    "id_hash": "<u8", "id_entity": "<i4",  # entry id -> entity
    "entry_start": "<i8",  # entity -> place in entries.jsonl
    # Of changes: entities of the base that they replace or take away; words of the base that are worth other bits now.
    "gone": "<i4", "reworded": "<i4", "reworth": "<f4",
}  # fmt: skip
_ARRAYS_FILE, _ALIGNED = "arrays.bin", 64
TEXTS = ("words.txt", "sounds.txt", "entries.jsonl")

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


def hash64(kind: str, text: str) -> int:
    """A 64-bit key for exact look-up of `text` among things of its `kind`."""
    return int.from_bytes(
        hashlib.blake2b(f"{kind}:{text}".encode(), digest_size=8).digest(), "little"
    )


def write(
    folder: Path, arrays: Mapping[str, Array], texts: Mapping[str, bytes]
) -> dict[str, tuple[int, int]]:
    """Writes the files; returns where each array begins in its file, and its length."""
    folder.mkdir(parents=True, exist_ok=True)
    places: dict[str, tuple[int, int]] = {}
    with (folder / _ARRAYS_FILE).open("wb") as file:
        for name, kind in ARRAYS.items():
            values = np.ascontiguousarray(arrays[name], dtype=kind).reshape(-1)
            file.write(b"\0" * (-file.tell() % _ALIGNED))
            places[name] = (file.tell(), len(values))
            file.write(values.data)
    for name in TEXTS:
        (folder / name).write_bytes(texts[name])
    return places


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
    manifest = Manifest(**orjson.loads(path.read_bytes()))
    if (manifest.magic, manifest.schema, manifest.names) != (MAGIC, SCHEMA, names.VERSION):
        raise InvalidInputError(
            "The index was built by another version of Offing: build it again.", where=str(path)
        )
    return manifest


def read_arrays(folder: Path, manifest: Manifest) -> dict[str, Array]:
    """All arrays, as views of one memory-mapped file."""
    with (folder / _ARRAYS_FILE).open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return {
        name: np.frombuffer(held, kind, count, offset)
        for name, kind in ARRAYS.items()
        for offset, count in (manifest.places[name],)
    }


def read_words(folder: Path) -> tuple[list[str], list[str]]:
    """The vocabulary and its sounds."""
    words, sounds = ((folder / name).read_text("ascii").split("\n")[:-1] for name in TEXTS[:2])
    return words, sounds


def verify(folder: Path) -> list[str]:
    """The names of files that do not have the digest in the manifest."""
    wanted, found = read_manifest(folder).files, seal(folder)
    return [name for name in wanted if found.get(name) != wanted[name]]
