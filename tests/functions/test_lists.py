"""lists: from entries to the index in use, step by step; an index that loses entries never goes live."""

import pytest

from functions.lists import handler
from functions.lists.handler import BuildRefused, lambda_handler
from offing.runtime.artefacts import current_index
from offing.runtime.telemetry import WorkFailedError
from offing.watchlists.model import Query
from offing.watchlists.sources.jsonl import entry_of
from offing.watchlists.store import ListStore
from tests.functions.calls import CONTEXT
from tests.functions.flow import BUILD, build_lists
from tests.functions.story import MOVEMENT, WANTED, told
from tests.functions.world import World


@pytest.fixture
def listed(world: World) -> World:
    """A list of one."""
    ListStore(world.tables).upsert([entry_of(WANTED, "wanted")], "test", world.now)
    return world


def test_the_steps_bring_entries_into_use(listed: World) -> None:
    answer = build_lists()
    index = current_index(listed.blobs)
    assert index.version == answer["version"]
    assert index.match(Query(names=("DEMOVA, AISHA",), births=("2001-04-02",)))


def test_nothing_is_in_use_before_it_is_published(listed: World) -> None:
    event = lambda_handler({"step": "read"}, CONTEXT)
    event = lambda_handler({**event, "step": "build"}, CONTEXT)
    assert lambda_handler({**event, "step": "validate"}, CONTEXT)["entries"] == 1
    assert current_index(listed.blobs).version == "none"


def test_an_index_that_does_not_find_its_entries_is_refused(
    listed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = lambda_handler({"step": "read"}, CONTEXT)
    event = lambda_handler({**event, "step": "build"}, CONTEXT)
    other = entry_of({**WANTED, "id": "WANTED-2", "name": "SOMEBODY ELSE"}, "wanted")
    ListStore(listed.tables).upsert([other], "test", listed.now)
    with pytest.raises(BuildRefused, match="WANTED-2"):
        lambda_handler({**event, "step": "validate"}, CONTEXT)


def test_building_twice_gives_the_same_version(listed: World) -> None:
    assert build_lists()["version"] == build_lists()["version"]


def test_movements_that_may_still_be_met_are_matched_again(world: World) -> None:
    told(world)
    assert handler.rematch({"version": "v"})["movements"] == 1
    assert world.queues.take("match") == [{"movement": MOVEMENT}]
    world.now = "2026-12-24T03:00:00.000Z"
    assert handler.rematch({"version": "v"})["movements"] == 0


def test_no_lists_at_all_are_an_index_too(world: World) -> None:
    assert build_lists()["movements"] == 0


def test_every_step_of_the_machine_is_there_and_no_other() -> None:
    assert tuple(handler.STEPS) == BUILD
    with pytest.raises(WorkFailedError, match="KeyError"):
        lambda_handler({"step": "burn"}, CONTEXT)
