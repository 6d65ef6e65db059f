"""The files of an index: little-endian arrays and texts beside a manifest that names, counts and seals them."""

import hashlib
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

MAGIC, SCHEMA = "offing-watchlist-index", 1
MANIFEST = "manifest.json"

# Every array by name, with its type; a file is `<name>.npy`.
ARRAYS: dict[str, str] = {
    "info": "<f4",  # word -> bits
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
}  # fmt: skip
TEXTS = ("words.txt", "sounds.txt", "entries.jsonl")

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an index holds; `version` is the digest of its files, `thresholds` alerts per 1,000 -> bits."""

    version: str
    counts: Mapping[str, int]
    lists: Mapping[str, int]
    files: Mapping[str, str]
    thresholds: Mapping[str, float]
    floor: float
    sample: Mapping[str, int] = field(default_factory=dict)
    magic: str = MAGIC
    schema: int = SCHEMA
    names: str = names.VERSION
    model: str = MODEL


def hash64(kind: str, text: str) -> int:
    """A 64-bit key for exact look-up of `text` among things of its `kind`."""
    return int.from_bytes(
        hashlib.blake2b(f"{kind}:{text}".encode(), digest_size=8).digest(), "little"
    )


def write(folder: Path, arrays: Mapping[str, Array], texts: Mapping[str, bytes]) -> dict[str, str]:
    """Writes the files; returns the SHA-256 of each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, kind in ARRAYS.items():
        np.save(folder / f"{name}.npy", np.ascontiguousarray(arrays[name], dtype=kind))
    for name in TEXTS:
        (folder / name).write_bytes(texts[name])
    names_ = [*(f"{name}.npy" for name in ARRAYS), *TEXTS]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names_}


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


def read_arrays(folder: Path) -> dict[str, Array]:
    """All arrays, memory-mapped where they are not empty."""
    found: dict[str, Array] = {}
    for name in ARRAYS:
        path = folder / f"{name}.npy"
        # A plain view: numpy's memmap class costs microseconds at every slice.
        found[name] = np.load(path, mmap_mode="r").view(np.ndarray)
    return found


def read_words(folder: Path) -> tuple[list[str], list[str]]:
    """The vocabulary and its sounds."""
    words, sounds = ((folder / name).read_text("ascii").split("\n")[:-1] for name in TEXTS[:2])
    return words, sounds


def verify(folder: Path) -> list[str]:
    """The names of files that do not have the digest in the manifest."""
    manifest = read_manifest(folder)
    digest = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in manifest.files
    }
    return [name for name, wanted in manifest.files.items() if digest[name] != wanted]
