"""Files for lists: read and shown when they arrive, applied when a person, or the list itself, says so."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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
    FAILED,
    Import,
    ImportStore,
    accepted,
    apply,
    previewed,
    replace_state,
)
from offing.watchlists.model import Entry
from offing.watchlists.register import ListRegister, WatchList
from offing.watchlists.sources import Rejected, read
from offing.watchlists.store import ListStore

_PARTS = 3  # lists/<list>/<import id, or any name that a feed gives its file>


def import_file(event: dict[str, Any]) -> dict[str, Any]:
    """Read a file that has arrived and keep what it would do; apply it at once where its list says so."""
    ports, key = wiring.ports(), _key(event)
    at = _list_of(key)
    if at is None:
        logger.warning("a file for no list")
        return _answer(event)
    store = ImportStore(ports.tables)
    known = store.get(at.name, key.split("/")[2]) or _arrived(store, at, key)
    done = known
    if known.state == "awaited":
        done = store.save(_previewed(known, at), known)
    if at.apply_at_once and done.readable and not done.rejected:
        store.approve(done, known.by, "applied at once, as the list says")
        return apply_import({**event, "detail": {"list": at.name, "imported": known.id}})
    return _answer(event)


def apply_import(event: dict[str, Any]) -> dict[str, Any]:
    """Apply an import that has been approved; one that has been applied already changes nothing."""
    ports = wiring.ports()
    store = ImportStore(ports.tables)
    detail = event["detail"]
    known, at = store.need(detail["list"], detail["imported"]), _registered(detail["list"])
    if known.state not in (APPROVED, APPLIED):
        return _answer(event)
    with _read(known, at) as found:
        done = apply(known, found, ListStore(ports.tables), ports.now())
    store.save(done, known)
    # Also where nothing was left to do: a step that died before its answer has done it.
    return _answer(event, changed=True)


def _previewed(of: Import, at: WatchList) -> Import:
    try:
        with _read(of, at) as found:
            return previewed(of, found, ListStore(wiring.ports().tables))
    except OffingError as error:
        return replace_state(of, FAILED, error.detail)


@contextmanager
def _read(of: Import, at: WatchList) -> Iterator[Iterator[Entry | Rejected]]:
    content = wiring.ports().blobs.get("intake", of.key)
    if content is None:
        raise OffingError("The file is kept no more: send it again")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        del content
        yield accepted(read(of.format, path, at.name, at.columns), at, of.format)


def _key(event: dict[str, Any]) -> str:
    """The file's key; S3's own notifications would encode it, EventBridge gives it as it is."""
    return unquote_plus(str(event["detail"]["object"]["key"]))


def _list_of(key: str) -> WatchList | None:
    parts = key.split("/")
    return ListRegister(wiring.ports().tables).get(parts[1]) if len(parts) == _PARTS else None


def _registered(name: str) -> WatchList:
    return ListRegister(wiring.ports().tables).get(name) or WatchList(name=name)


def _arrived(store: ImportStore, at: WatchList, key: str) -> Import:
    """The import of a file that a feed put there by itself; the same name on another day is another import."""
    now = wiring.ports().now()
    made = Import(
        id=derived_id("imp", key, now[:10]),
        list=at.name,
        key=key,
        format=at.format,
        at=now,
        by=f"feed:{at.partner or at.agency}",
    )
    return store.get(at.name, made.id) or store.save(made, None)


def _answer(event: dict[str, Any], *, changed: bool = False) -> dict[str, Any]:
    return {"reason": str(event.get("reason", "manual")), "changed": changed}
