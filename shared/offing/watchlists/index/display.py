"""Entries as they are shown: lines of JSON in small compressed blocks, opened only for those that match."""

import zlib
from collections.abc import Sequence
from dataclasses import MISSING, fields
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from offing.watchlists.index import artefact
from offing.watchlists.index.artefact import Array
from offing.watchlists.model import Alias, Entry, ListedDocument

_BLOCK = 32
_PHRASES, _MOST_PHRASES = (
    200,
    16_000,
)  # entries, bytes, that show a block's packer what entries look like
_RAW = -15  # blocks need no checksum of their own: the whole file has a digest
_KEPT_BLOCKS, _KEPT_ENTRIES = 256, 4096
_UNSAID = {f.name: f.default for f in fields(Entry)}


def written(listed: Sequence[Entry]) -> tuple[bytes, Array, bytes]:
    """The blocks of the entries, where each begins, and the phrases that all were packed with."""
    lines = [_line(entry) for entry in listed]
    phrases = b"".join(lines[:: max(1, len(lines) // _PHRASES)])[-_MOST_PHRASES:]
    blocks = [
        _packed(b"".join(lines[at : at + _BLOCK]), phrases) for at in range(0, len(lines), _BLOCK)
    ]
    starts = np.cumsum([0, *map(len, blocks)], dtype=np.int64)
    return b"".join(blocks), starts, phrases


def _line(entry: Entry) -> bytes:
    """An entry, one line; what it does not say takes no room."""
    said = {
        name: value
        for name, unsaid in _UNSAID.items()
        if (value := getattr(entry, name)) != unsaid or unsaid is MISSING
    }
    return orjson.dumps(said) + b"\n"


def _packed(block: bytes, phrases: bytes) -> bytes:
    packer = zlib.compressobj(6, wbits=_RAW, zdict=phrases)
    return packer.compress(block) + packer.flush()


class Display:
    """The entries of a segment by their number."""

    def __init__(self, folder: Path, starts: Array) -> None:
        packed = artefact.mapped(folder / artefact.ENTRIES)
        phrases = (folder / artefact.PHRASES).read_bytes()
        block = lru_cache(maxsize=_KEPT_BLOCKS)(partial(_block, packed, starts, phrases))
        self.entry = lru_cache(maxsize=_KEPT_ENTRIES)(partial(_entry, block))


def _block(packed: Any, starts: Array, phrases: bytes, number: int) -> list[bytes]:
    start, end = starts[number : number + 2].tolist()
    opener = zlib.decompressobj(wbits=_RAW, zdict=phrases)
    return opener.decompress(packed[start:end]).split(b"\n")


def _entry(block: Any, number: int) -> Entry:
    body: dict[str, Any] = orjson.loads(block(number // _BLOCK)[number % _BLOCK])
    body["aliases"] = [Alias(**alias) for alias in body.get("aliases", ())]
    body["documents"] = [ListedDocument(**d) for d in body.get("documents", ())]
    # Tuples come back from JSON as lists.
    said: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in body.items()}
    return Entry(**said)
