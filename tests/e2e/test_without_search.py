"""The search engine goes away and comes back: all else works meanwhile, and its projection catches up.

Its file name puts it last: the engine of the whole suite is stopped here.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from offing.demo.push import Parcel
from offing.local import processes, search_node
from offing.local.state import Stack
from tests.e2e.listing import index_in_use
from tests.e2e.made_up import MadeUp, made_up
from tests.e2e.speaking import World, in_engine, until

pytestmark = [pytest.mark.emulator, pytest.mark.engine, pytest.mark.enable_socket]
PATIENCE = 90


def healthy(stack: Stack) -> bool:
    """Whether the engine answers and has its indices open."""
    try:
        answer = httpx.get(f"{stack.urls['search']}/_cluster/health", timeout=2)
    except httpx.TransportError:
        return False
    return answer.status_code == 200 and answer.json()["status"] in ("green", "yellow")


def start(stack: Stack) -> None:
    """Start the node again on its own data and port."""
    data = stack.folder / "search"
    port = urlsplit(stack.urls["search"]).port or 0
    command = [*search_node.command(data), "-baseHttpPort", str(port - 1)]  # the runner adds one
    env = {k: os.environ[k] for k in ("PATH", "HOME", "LANG") if k in os.environ}
    stack.processes["search"] = processes.start(
        command, env=env | {"TMPDIR": str(data)}, log=stack.log("search"), cwd=data
    )
    stack.save()
    until(lambda: healthy(stack), "the engine is back", PATIENCE)


@dataclass(slots=True)
class Meanwhile:
    """What was done while the engine was away."""

    story: MadeUp
    case: dict[str, Any]


@pytest.fixture(scope="module")
def meanwhile(world: World) -> Iterator[Meanwhile]:
    """A flight is pushed and its case taken up without the engine; it is back when the tests are done."""
    if "search" not in world.stack.processes:
        pytest.skip("OPENSEARCH_URL names an engine that is not this stack's: it is left alone")
    story = made_up()
    world.send_list("police", "wanted", list(story.entries)).raise_for_status()
    until(lambda: index_in_use(world), "the index in use rests on all list entries")
    processes.stop(world.stack.processes["search"])
    try:
        yield Meanwhile(story, _push_and_claim(world, story))
    finally:
        if not healthy(world.stack):
            start(world.stack)


def _push_and_claim(world: World, story: MadeUp) -> dict[str, Any]:
    with world.carrier("XQ") as carrier:
        for draft in story.drafts:
            carrier.push(Parcel(name=draft.name, content=draft.content))
    case = until(lambda: _case_of(world, story), "the case is in the queue", PATIENCE)
    until(lambda: world.waiting() == 0, "the queues are empty", PATIENCE)
    return world.officer("tilda").act(_case_of(world, story) or case, "claim")


def _case_of(world: World, story: MadeUp) -> dict[str, Any] | None:
    rows = world.officer("tilda").see("/queue?state=opened&limit=200")["items"]
    return next((row for row in rows if row["movement"] == story.flight.movement), None)


def test_deciding_does_not_wait_for_search(world: World, meanwhile: Meanwhile) -> None:
    tilda = world.officer("tilda")
    assert meanwhile.case["state"] == "in_review"
    dossier = tilda.see(f"/travellers/{meanwhile.case['traveller']}")
    assert dossier["assessment"]["matches"]
    manifest = tilda.see(f"/movements/{meanwhile.story.flight.movement}")
    assert len(manifest["travellers"]) == meanwhile.story.travellers
    assert world.counts()["balanced"]


@pytest.mark.parametrize("kind", ["travellers", "cases", "messages"])
def test_search_says_that_it_is_away(world: World, meanwhile: Meanwhile, kind: str) -> None:
    told = world.officer("tilda").see(f"/search?q=anybody&kind={kind}")
    assert told == {"items": [], "total": 0, "available": False}


def test_the_projection_catches_up(world: World, meanwhile: Meanwhile) -> None:
    start(world.stack)
    movement, wanted = meanwhile.story.flight.movement, meanwhile.story.travellers
    until(lambda: in_engine(world, movement) == wanted, "search has every traveller", PATIENCE)

    def case_found() -> bool:
        query = f"/search?q={meanwhile.case['reference']}&kind=cases"
        told = world.officer("tilda").see(query)
        return bool(told["available"]) and meanwhile.case["id"] in {i["id"] for i in told["items"]}

    until(case_found, "search has the case", PATIENCE)
    assert world.dead_letters() == {}


def test_a_dropped_index_comes_back_with_its_own_fields(world: World, meanwhile: Meanwhile) -> None:
    """Warm functions do not know that somebody dropped it; it must not come back as a guess of the engine's."""
    engine = world.stack.urls["search"]
    dropped = httpx.delete(f"{engine}/travellers-v1", timeout=30)
    assert dropped.status_code == 200
    story = made_up()
    with world.carrier("XQ") as carrier:
        for draft in story.drafts:
            carrier.push(Parcel(name=draft.name, content=draft.content))
    movement, wanted = story.flight.movement, story.travellers
    until(lambda: in_engine(world, movement) == wanted, "search has every traveller", PATIENCE)
    mapping = httpx.get(f"{engine}/travellers/_mapping", timeout=10).json()
    assert list(mapping) == ["travellers-v1"]
    assert mapping["travellers-v1"]["mappings"]["dynamic"] == "strict"
