"""Files for lists: read and shown when they arrive, applied when a person, or the list itself, says so."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from offing.kernel.errors import OffingError
from offing.kernel.ids import derived_id
from offing.runtime import wiring
from offing.runtime.telemetry import logger
from offing.watchlists.imports import (
    APPLIED,
    APPROVED,
    AWAITED,
    PREVIEWED,
    Import,
    ImportStore,
    accepted,
    apply,
    failed,
    previewed,
)
from offing.watchlists.model import Entry
from offing.watchlists.register import ListRegister, WatchList
from offing.watchlists.sources import Rejected, read
from offing.watchlists.store import ListStore

_PARTS = 3  # lists/<list>/<import id, or any name that a feed gives its file>


def import_file(event: dict[str, Any]) -> dict[str, Any]:
    """Read a file that has arrived and keep what it would do; apply it at once where its list says so."""
    ports, key = wiring.ports(), _key(event)
    at, content = _list_of(key), ports.blobs.get("intake", key)
    if at is None or content is None:
        logger.warning("a file for no list, or gone")
        return _answer(event)
    store, sha256 = ImportStore(ports.tables), hashlib.sha256(content).hexdigest()
    known = store.get(at.name, key.split("/")[2]) or _arrived(store, at, key, sha256)
    done = known
    if known.state in (AWAITED, PREVIEWED) and known.sha256 != sha256:
        shown = replace(known, sha256=sha256, shown_at=ports.now())
        done = store.save(_shown(shown, at, content), known)
    if at.apply_at_once and done.readable and not done.rejected:
        store.approve(done, known.by, "applied at once, as the list says")
        return apply_import({**event, "detail": {"list": at.name, "imported": known.id}})
    return _answer(event)


def apply_import(event: dict[str, Any]) -> dict[str, Any]:
    """Apply an import that has been approved; one that has been applied already changes nothing."""
    ports, detail = wiring.ports(), event["detail"]
    store = ImportStore(ports.tables)
    known, at = store.need(detail["list"], detail["imported"]), _registered(detail["list"])
    if known.state not in (APPROVED, APPLIED):
        return _answer(event)
    content = ports.blobs.get("intake", known.key) or b""
    if hashlib.sha256(content).hexdigest() != known.sha256:
        store.save(
            failed(known, "The file is no longer the one that was shown: send it again"), known
        )
        return _answer(event)
    with _read(known, at, content) as found:
        done = apply(known, found, ListStore(ports.tables), ports.now())
    store.save(done, known)
    # Also where nothing was left to do: a step that died before its answer has done it.
    return _answer(event, changed=True)


def _shown(of: Import, at: WatchList, content: bytes) -> Import:
    try:
        with _read(of, at, content) as found:
            return previewed(of, found, ListStore(wiring.ports().tables))
    except OffingError as error:
        return failed(of, error.detail)


@contextmanager
def _read(of: Import, at: WatchList, content: bytes) -> Iterator[Iterator[Entry | Rejected]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        yield accepted(read(of.format, path, at.name, at.columns), at, of.format)


def _key(event: dict[str, Any]) -> str:
    """The file's key; S3's own notifications would encode it, EventBridge gives it as it is."""
    return unquote_plus(str(event["detail"]["object"]["key"]))


def _list_of(key: str) -> WatchList | None:
    parts = key.split("/")
    return ListRegister(wiring.ports().tables).get(parts[1]) if len(parts) == _PARTS else None


def _registered(name: str) -> WatchList:
    return ListRegister(wiring.ports().tables).get(name) or WatchList(name=name)


def _arrived(store: ImportStore, at: WatchList, key: str, sha256: str) -> Import:
    """The import of a file that a feed put there by itself; other content under the same name is another import."""
    now = wiring.ports().now()
    made = Import(
        id=derived_id("imp", key, sha256),
        list=at.name,
        key=key,
        format=at.format,
        at=now,
        by=f"feed:{at.partner or at.agency}",
    )
    return store.get(at.name, made.id) or store.save(made, None)


def _answer(event: dict[str, Any], *, changed: bool = False) -> dict[str, Any]:
    return {"reason": str(event.get("reason", "manual")), "changed": changed}
