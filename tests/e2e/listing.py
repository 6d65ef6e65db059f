"""Whether the index in use is the one that the entries of all lists give."""

import json
import tempfile
from pathlib import Path

from offing.watchlists.index import build
from offing.watchlists.model import Entry
from offing.watchlists.store import ListStore
from tests.e2e.speaking import World


def all_entries(world: World) -> list[Entry]:
    """The present entries of every list."""
    store = ListStore(world.tables)
    return [entry for name in store.lists() for entry in store.entries(name)]


def index_in_use(world: World) -> str:
    """The version of the index in use, or nothing while it is not the one of all present entries."""
    found = json.loads(world.blobs.get("artefacts", "watchlists/CURRENT") or b"{}").get(
        "version", ""
    )
    with tempfile.TemporaryDirectory() as folder:
        wanted = build(all_entries(world), Path(folder) / "index").version
    return found if found == wanted else ""
