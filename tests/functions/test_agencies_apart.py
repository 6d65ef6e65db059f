"""What one agency found of a traveller is not another's to see, by whatever way they come."""

import pytest

from functions.officer_api.handler import lambda_handler as officer_api
from offing.access.trail import everything
from offing.watchlists.register import ListRegister, WatchList
from tests.functions.calls import ask, rest
from tests.functions.people import CLAIMS
from tests.functions.story import MOVEMENT, Told, told
from tests.functions.test_adjudications import OURS, THEIRS, pushed
from tests.functions.test_officer_api import officer
from tests.functions.world import World

FOUND = ("band", "score", "lane", "case")


@pytest.fixture
def story(world: World) -> Told:
    """A flight with a case of border control on it."""
    return told(world)


def row(story: Told, by: str) -> dict[str, object]:
    rows = officer("GET", f"/movements/{MOVEMENT}", by=by).body["travellers"]
    (found,) = [r for r in rows if r["id"] == story.traveller]
    return dict(found)


def test_the_owner_sees_the_case_on_the_manifest(story: Told) -> None:
    shown = row(story, "targeting_officer")
    assert (shown["band"], shown["case"], shown["matches"]) == ("red", story.case, 1)


def test_another_agency_sees_a_traveller_like_any_other(story: Told) -> None:
    shown = row(story, "other_agency")
    assert shown["name"]
    assert [shown[name] for name in FOUND] == [None] * 4
    assert (shown["matches"], shown["hits"]) == (0, 0)


def test_a_traveller_with_another_agencys_case_is_not_found(story: Told) -> None:
    asked = {"q": "demova", "kind": "travellers"}
    found = [
        {item["id"] for item in officer("GET", "/search", by=by, **asked).body["items"]}
        for by in ("targeting_officer", "other_agency")
    ]
    assert story.traveller in found[0]
    assert story.traveller not in found[1]


def figures(agency: str) -> set[str]:
    claims = {**CLAIMS["analyst"], "custom:agency": agency, "cognito:username": "u-x"}
    answer = ask(officer_api, rest("GET", "/statistics/rules", claims=claims))
    assert answer.status == 200
    return {row["rule"] for row in answer.body}


def test_figures_of_a_list_are_for_those_who_may_see_it(world: World) -> None:
    for name, agency in (("wanted", "border"), ("couriers", "customs")):
        at = WatchList(name=name, agency=agency, purpose="Of one agency")
        ListRegister(world.tables).put(at, 0, "ana", world.now)
    pushed(world, OURS, THEIRS)
    assert figures("border") == {"match:wanted:strong"}
    assert figures("customs") == {"match:couriers:strong"}


@pytest.mark.parametrize("path", ["/cases/case_guessed", "/travellers/trv_guessed"])
def test_guessing_an_id_leaves_a_trace(world: World, path: str) -> None:
    assert officer("GET", path).status == 404
    entries = list(everything(world.tables))
    assert entries[-1].detail == {"found": "no"}
    assert "guessed" not in entries[-1].resource
