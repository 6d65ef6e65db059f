"""Whether the index in use is the one that the entries of all lists give."""

import json

from offing.watchlists.model import Entry
from offing.watchlists.publication import Publications
from offing.watchlists.store import ListStore
from tests.e2e.speaking import World


def all_entries(world: World) -> list[Entry]:
    """The present entries of every list."""
    store = ListStore(world.tables)
    return [entry for name in store.lists() for entry in store.entries(name)]


def index_in_use(world: World) -> str:
    """The version of the index in use, or nothing while it is behind the entries."""
    current = Publications(world.tables).current()
    pointer = json.loads(world.blobs.get("artefacts", "watchlists/CURRENT") or b"{}")
    if current is None or pointer.get("rev") != current.rev:
        return ""
    return current.version if current.entries == len(all_entries(world)) else ""
