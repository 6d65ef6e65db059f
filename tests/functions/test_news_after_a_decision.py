"""A decided case is not the end of the story: what comes to light later is put before an officer anew."""

import pytest

from offing.cases.model import Action
from offing.cases.store import CaseStore
from tests.functions.flow import list_entries, pump
from tests.functions.story import MOVEMENT, WANTED, Told, told
from tests.functions.test_officer_api import act, claimed, officer
from tests.functions.world import World


@pytest.fixture
def story(world: World) -> Told:
    """A flight with a case on it."""
    return told(world)


def cleared(story: Told, world: World) -> None:
    assert act(story, "clear", claimed(story), body={"reason": "different_person"}).status == 200
    pump(world)
    assert CaseStore(world.tables).need(story.case).state == "closed"


def scored_again(world: World) -> list[str]:
    """The cases that are open once the movement has been matched and scored again."""
    world.queues.send("match", [{"movement": MOVEMENT}])
    pump(world)
    return [case.id for case in CaseStore(world.tables).queue("opened", 10)[0]]


def test_what_is_known_already_opens_nothing(world: World, story: Told) -> None:
    cleared(story, world)
    assert scored_again(world) == []


def test_a_new_list_entry_opens_another_case(world: World, story: Told) -> None:
    cleared(story, world)
    list_entries(world, [WANTED, {**WANTED, "id": "WANTED-0002"}])
    (fresh,) = scored_again(world)
    assert fresh != story.case
    assert officer("GET", f"/travellers/{story.traveller}").body["case"]["id"] == fresh
    rows = officer("GET", f"/movements/{MOVEMENT}").body["travellers"]
    assert [row["case"] for row in rows if row["case"]] == [fresh]
    assert scored_again(world) == [fresh], "once"


def test_who_was_taken_off_and_is_back_has_another_case(world: World, story: Told) -> None:
    gone = Action(kind="cancel", actor="offing", at=world.now)
    CaseStore(world.tables).act(story.case, gone)
    pump(world)
    (fresh,) = scored_again(world)
    assert fresh != story.case
