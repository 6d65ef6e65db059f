"""The watchlist index in a warm function: fetched once, looked at for a newer one every few seconds."""

import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import orjson

from offing.kernel.errors import UnavailableError
from offing.kernel.ports import Blobs
from offing.records.assessments import Match
from offing.watchlists.index import open_index
from offing.watchlists.model import Query

BUCKET = "artefacts"
CURRENT = "watchlists/CURRENT"
_LOOK_EVERY_S = 2.0


class NoIndex:
    """Before the first list is built nobody matches."""

    version = "none"

    def match(self, query: Query, limit: int = 20) -> list[Match]:  # noqa: ARG002
        """Nobody."""
        return []


_open: dict[str, Any] = {
    "index": NoIndex(),
    "version": "none",
    "looked": -_LOOK_EVERY_S,
    "folder": None,
}


def current_index(blobs: Blobs) -> Any:
    """The newest published index."""
    now = time.monotonic()
    if now - _open["looked"] < _LOOK_EVERY_S:
        return _open["index"]
    raw = blobs.get(BUCKET, CURRENT)
    _open["looked"] = now
    if raw:
        pointer = orjson.loads(raw)
        if pointer["version"] != _open["version"]:
            _replace(blobs, pointer)
    return _open["index"]


def _replace(blobs: Blobs, pointer: dict[str, Any]) -> None:
    folder = fetch_index(blobs, pointer["version"], Path(tempfile.mkdtemp(prefix="offing-index-")))
    old = _open["folder"]
    _open.update(index=open_index(folder), version=pointer["version"], folder=folder)
    if old:
        shutil.rmtree(old, ignore_errors=True)


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


def publish_index(blobs: Blobs, version: str) -> None:
    """Make an uploaded index the current one."""
    blobs.put(BUCKET, CURRENT, orjson.dumps({"version": version}), "application/json")
