"""What goes wrong inside is told by kind and place: no name gets into a log or into a workflow's history."""

import pytest

from functions.index.handler import lambda_handler as index
from functions.lists.handler import lambda_handler as lists
from offing.adapters.memory import MemoryTables
from offing.kernel.plain import to_json
from offing.runtime.telemetry import WorkFailedError
from offing.watchlists.sources.jsonl import entry_of
from offing.watchlists.store import ListStore
from tests.functions.calls import CONTEXT, stream
from tests.functions.flow import build_lists
from tests.functions.story import WANTED
from tests.functions.world import World


def damaged(tables: MemoryTables) -> None:
    """An entry in a form that cannot be read, with a name in it."""
    body = to_json({"id": 5, "name": "DEMOVA"})
    tables.put_many("watchlists", [{"pk": "LIST#wanted", "sk": "ENTRY#E1", "body": body}])
    tables.put_many("watchlists", [{"pk": "LISTS", "sk": "wanted"}])


def test_a_build_that_fails_quotes_nobody(world: World) -> None:
    damaged(world.tables)
    with pytest.raises(WorkFailedError) as failure:
        lists({"step": "build", "lists": ["wanted"]}, CONTEXT)
    assert "DEMOVA" not in str(failure.value)
    assert "ValidationError at " in str(failure.value)
    assert failure.value.__cause__ is None
    assert failure.value.__suppress_context__


def test_a_projection_that_fails_quotes_nobody(world: World) -> None:
    change = stream((None, {"pk": "CASE#c", "sk": "META", "rev": 1, "body": b"DEMOVA"}))
    with pytest.raises(WorkFailedError) as failure:
        index(change, CONTEXT)
    assert "DEMOVA" not in str(failure.value)


def test_one_entry_too_bare_to_match_anybody_stops_no_build(world: World) -> None:
    known = [
        entry_of({**WANTED, "id": f"W{n}", "dob": [f"19{n}-04-02"]}, "wanted")
        for n in range(40, 80)
    ]
    bare = entry_of({"id": "BARE", "name": ","}, "wanted")
    ListStore(world.tables).upsert([*known, bare], "test", world.now)
    assert build_lists()["version"]
