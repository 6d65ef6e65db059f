"""lists: from entries to the index in use, step by step; an index that loses entries never goes live."""

import json
from dataclasses import replace

import pytest

from functions.lists import handler
from functions.lists.handler import BuildRefused, lambda_handler
from offing.records.travellers import Traveller
from offing.runtime import builds
from offing.runtime.artefacts import CURRENT, current_index
from offing.runtime.telemetry import WorkFailedError
from offing.travel.store import MovementStore
from offing.watchlists.model import Query
from offing.watchlists.publication import Publication, Publications
from offing.watchlists.sources.jsonl import entry_of
from offing.watchlists.store import ListStore
from tests.functions.calls import CONTEXT
from tests.functions.flow import BUILD, build_lists, publish_changes, pump
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
    listed.tables.delete_many("watchlists", [("LIST#wanted", "CHANGED#WANTED-2")])
    with pytest.raises(BuildRefused, match="WANTED-2"):
        lambda_handler({**event, "step": "validate"}, CONTEXT)


def test_building_twice_gives_the_same_version(listed: World) -> None:
    assert build_lists()["version"] == build_lists()["version"]


def test_no_lists_at_all_are_an_index_too(world: World) -> None:
    assert build_lists()["version"] == current_index(world.blobs).version


def test_every_step_is_there_and_no_other() -> None:
    assert {*BUILD, "changes", "spread", "import", "apply", "use"} <= set(handler.STEPS)
    with pytest.raises(WorkFailedError, match="KeyError"):
        lambda_handler({"step": "burn"}, CONTEXT)


NEW = {**WANTED, "id": "WANTED-0002", "name": "OKONKWO-LIND, PETRA", "dob": ["1977-03-09"]}
ASKED = Query(names=("PETRA OKONKWO LIND",), births=("1977-03-09",))


def write(world: World, *rows: dict[str, object]) -> None:
    ListStore(world.tables).upsert((entry_of(row, "wanted") for row in rows), "ana", world.now)


def found(world: World, query: Query = ASKED) -> list[str]:
    return [match.entity for match in current_index(world.blobs).match(query)]


def test_a_new_entry_is_live_without_a_full_build(listed: World) -> None:
    base = build_lists()["version"]
    write(listed, NEW)
    answer = publish_changes()
    assert answer["version"].startswith(f"{base}+")
    assert found(listed) == ["WANTED-0002"]
    assert found(listed, Query(names=("AISHA DEMOVA",), births=("2001-04-02",))) == ["WANTED-0001"]
    pointer = json.loads(listed.blobs.objects["artefacts", CURRENT])
    assert (pointer["version"], pointer["entries"]) == (base, 2)


def test_a_changed_and_a_withdrawn_entry_are_live_without_a_full_build(listed: World) -> None:
    build_lists()
    write(listed, NEW)
    publish_changes()
    write(listed, {**NEW, "name": "MARCHETTI, ALDO", "dob": ["1950-01-05"]})
    publish_changes()
    aldo = Query(names=("ALDO MARCHETTI",), births=("1950-01-05",))
    assert (found(listed), found(listed, aldo)) == ([], ["WANTED-0002"])
    ListStore(listed.tables).withdraw("wanted", ["WANTED-0002"], "ana", listed.now)
    publish_changes()
    assert found(listed, aldo) == []


def test_a_full_build_takes_the_changes_in_and_forgets_their_marks(listed: World) -> None:
    build_lists()
    write(listed, NEW)
    publish_changes()
    version = build_lists()["version"]
    assert "+" not in version
    assert ListStore(listed.tables).marks() == {}
    assert found(listed) == ["WANTED-0002"]
    assert publish_changes()["version"] == version, "nothing has changed since"


def test_what_changes_while_a_full_build_runs_is_live_with_it(listed: World) -> None:
    build_lists()
    event = lambda_handler({"step": "build", **lambda_handler({"step": "read"}, CONTEXT)}, CONTEXT)
    write(listed, NEW)
    version = lambda_handler({"step": "publish", **event}, CONTEXT)["version"]
    assert "+" in version
    assert found(listed) == ["WANTED-0002"]
    assert set(ListStore(listed.tables).marks()) == {("wanted", "WANTED-0002")}


def test_a_full_build_that_was_overtaken_changes_nothing(listed: World) -> None:
    build_lists()
    slow = lambda_handler({"step": "build", **lambda_handler({"step": "read"}, CONTEXT)}, CONTEXT)
    write(listed, NEW)
    publish_changes()
    newer = build_lists()["version"]
    answer = lambda_handler({"step": "publish", **slow}, CONTEXT)
    assert (answer["version"], answer["stretches"]) == (newer, [])
    assert current_index(listed.blobs).version == newer
    assert found(listed) == ["WANTED-0002"]


def test_what_called_for_an_overtaken_build_is_live_all_the_same(listed: World) -> None:
    slow = lambda_handler({"step": "build", **lambda_handler({"step": "read"}, CONTEXT)}, CONTEXT)
    build_lists()
    write(listed, NEW)
    lambda_handler({"step": "publish", **slow}, CONTEXT)
    assert found(listed) == ["WANTED-0002"]


def test_a_publication_that_lost_the_race_looks_again(
    listed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_lists()
    write(listed, NEW)
    site = handler._site()
    stale = site.lists.marks()
    write(listed, {**NEW, "id": "WANTED-0003", "name": "MARCHETTI, ALDO"})
    publish = Publications.publish
    calls = []

    def raced(self: Publications, new: Publication, seen: Publication | None) -> Publication:
        calls.append(new)
        if len(calls) == 1:
            publish(self, replace(new, changes="other"), seen)
        return publish(self, new, seen)

    monkeypatch.setattr(Publications, "publish", raced)
    builds.publish_changes(site, stale)
    assert len(calls) == 2
    assert set(
        found(listed) + found(listed, Query(names=("ALDO MARCHETTI",), births=("2001-04-02",)))
    ) == {
        "WANTED-0002",
        "WANTED-0003",
    }


def test_so_many_changes_call_for_a_full_build(
    listed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_lists()
    monkeypatch.setattr(builds, "REBUILD_FROM", 1)
    write(listed, NEW)
    assert "+" not in publish_changes()["version"]
    monkeypatch.setattr(builds, "MOST_CHANGES", 0)
    write(listed, {**NEW, "id": "WANTED-0003"})
    answer = lambda_handler({"step": "changes"}, CONTEXT)
    assert (answer["version"], answer["rebuild"], answer["stretches"]) == ("", True, [])


def test_an_earlier_publication_is_used_again_until_it_is_released(listed: World) -> None:
    first = build_lists()["version"]
    write(listed, NEW)
    build_lists()
    builds.go_back(handler._site(), 1, "sven", "a wrong import")
    assert current_index(listed.blobs).version == first
    assert build_lists()["version"] == first, "full builds wait"
    assert current_index(listed.blobs).version == first
    write(listed, {**NEW, "id": "WANTED-0003"})
    publish_changes()
    assert found(listed) == ["WANTED-0003"], "single changes go live"
    builds.release(handler._site(), "sven", "mended")
    build_lists()
    assert set(found(listed)) == {"WANTED-0002", "WANTED-0003"}


def test_stored_travellers_are_found_by_a_new_entry(world: World) -> None:
    told(world)
    other = {**NEW, "name": "MBEKI-SOLANO, LUCIA", "dob": ["1985-11-30"], "documents": []}
    (person,) = [t for t in stored(world) if t.surname != "DEMOVA"][:1]
    write(world, {**other, "id": "NOBODY"})
    publish_changes()
    assert world.queues.take("match") == [], "nobody is concerned"
    name = f"{person.surname}, {person.given_names}"
    write(world, {**other, "id": "SOMEBODY", "name": name, "dob": [person.date_of_birth]})
    answer = publish_changes()
    assert [body["movement"] for body in world.queues.bodies["match"]] == [MOVEMENT]
    pump(world)
    entries = {
        m.entity for t in MovementStore(world.tables).travellers(MOVEMENT) for m in t.matches
    }
    assert "SOMEBODY" in entries
    again = lambda_handler({"step": "changes"}, CONTEXT)
    assert (again["version"], again["stretches"]) == (answer["version"], []), "once is enough"


def test_who_was_concerned_by_a_withdrawn_entry_is_matched_again(world: World) -> None:
    told(world)
    ListStore(world.tables).withdraw("wanted", ["WANTED-0001"], "ana", world.now)
    publish_changes()
    pump(world)
    assert [m for t in MovementStore(world.tables).travellers(MOVEMENT) for m in t.matches] == []


def stored(world: World) -> list[Traveller]:
    return [m.traveller for m in MovementStore(world.tables).travellers(MOVEMENT)]
