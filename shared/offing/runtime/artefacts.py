"""The watchlist index in a warm function: fetched once, looked at for a newer one every few seconds."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from offing.kernel.errors import UnavailableError
from offing.kernel.ports import Blobs
from offing.records.assessments import Match
from offing.watchlists.index import open_index
from offing.watchlists.model import Entry, Pair, Query
from offing.watchlists.publication import Publication, Publications

BUCKET = "artefacts"
CURRENT = "watchlists/CURRENT"
_LOOK_EVERY_S = 2.0


class NoIndex:
    """Before the first list is built nobody matches."""

    version = "none"

    def match(self, query: Query, limit: int = 20) -> list[Match]:  # noqa: ARG002
        """Nobody."""
        return []

    def match_many(self, queries: Sequence[Query], limit: int = 20) -> list[list[Match]]:  # noqa: ARG002
        """Nobody, so many times."""
        return [[] for _ in queries]

    def listed(self, pair: Pair) -> Entry | None:  # noqa: ARG002
        """None."""
        return None


_open: dict[str, Any] = {
    "index": NoIndex(),
    "pointer": None,
    "looked": -_LOOK_EVERY_S,
    "base": None,
    "changes": None,
}


def current_index(blobs: Blobs, rev: int = 0) -> Any:
    """The newest published index; where publication `rev` must be among it, whoever asks waits for no look."""
    now = time.monotonic()
    behind = (_open["pointer"] or {}).get("rev", 0) < rev
    if not behind and now - _open["looked"] < _LOOK_EVERY_S:
        return _open["index"]
    raw = blobs.get(BUCKET, CURRENT)
    _open["looked"] = now
    if raw:
        pointer = orjson.loads(raw)
        if _names(pointer) != _names(_open["pointer"]):
            _replace(blobs, pointer)
        _open["pointer"] = pointer
    return _open["index"]


def _names(pointer: dict[str, Any] | None) -> tuple[str | None, str | None]:
    return (pointer or {}).get("version"), (pointer or {}).get("delta")


def _replace(blobs: Blobs, pointer: dict[str, Any]) -> None:
    """Open what the pointer names; a base that is at hand is not fetched again."""
    base, changes = _names(pointer)
    same = base == _names(_open["pointer"])[0]
    folder = _open["base"] if same else _fetched(blobs, str(base))
    over = _fetched(blobs, changes_of(str(base), changes)) if changes else None
    index = open_index(folder, over)
    old = [_open["changes"], None if same else _open["base"]]
    _open.update(index=index, base=folder, changes=over)
    for left in filter(None, old):
        shutil.rmtree(left, ignore_errors=True)


def _fetched(blobs: Blobs, version: str) -> Path:
    return fetch_index(blobs, version, Path(tempfile.mkdtemp(prefix="offing-index-")))


def changes_of(base: str, changes: str) -> str:
    """Where the changes to a base lie among the versions."""
    return f"{base}/changes/{changes}"


def fetch_index(blobs: Blobs, version: str, folder: Path) -> Path:
    """The files of a built index, fetched into a folder."""
    for name in orjson.loads(_needed(blobs, version, "FILES")):
        (folder / name).write_bytes(_needed(blobs, version, name))
    return folder


def _needed(blobs: Blobs, version: str, name: str) -> bytes:
    content = blobs.get(BUCKET, f"watchlists/{version}/{name}")
    if content is None:
        raise UnavailableError(f"The watchlist index {version} lacks its file {name}")
    return content


def upload_index(blobs: Blobs, folder: Path, version: str) -> None:
    """Upload a built index under its version; nobody uses it yet."""
    files = sorted(path.name for path in folder.iterdir() if path.is_file())
    for name in files:
        blobs.put(BUCKET, f"watchlists/{version}/{name}", (folder / name).read_bytes())
    blobs.put(BUCKET, f"watchlists/{version}/FILES", orjson.dumps(files), "application/json")


def announce_index(blobs: Blobs, publications: Publications) -> Publication:
    """Point all functions to the publication in use; whoever writes last has looked last."""
    written = _current(publications)
    while True:
        pointer = {
            "version": written.base,
            "delta": written.changes,
            "entries": written.entries,
            "rev": written.rev,
        }
        blobs.put(BUCKET, CURRENT, orjson.dumps(pointer), "application/json")
        now = _current(publications)
        if now.rev == written.rev:
            return now
        written = now


def _current(publications: Publications) -> Publication:
    current = publications.current()
    if current is None:
        raise UnavailableError("No index has been published yet")
    return current
