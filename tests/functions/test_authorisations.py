"""Authorising entries: a second person, the wording that they saw, an end, and what was told because of it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from functions.interactive_api import held
from functions.officer_api.handler import lambda_handler
from offing.watchlists.register import ListRegister, WatchList
from offing.watchlists.store import ListStore, mark_of
from tests.functions.boarding import LISTED, OTHER, agreed, entry, listed, paxlst
from tests.functions.boarding import ask as board
from tests.functions.calls import Answer, ask, rest
from tests.functions.people import CLAIMS
from tests.functions.world import World

PATH = "/lists/wanted/entries/WANTED-0001/authorisation"
REASON = "A warrant of the court"


@pytest.fixture(autouse=True)
def ready(world: World) -> None:
    """A list of border control with one entry, a carrier, and a function that has just started."""
    world.tables.put_many("notices", [{"pk": "CLIENT#client-xq", "sk": "META", "carrier": "XQ"}])
    wanted = WatchList(name="wanted", agency="border", purpose="Persons who are wanted")
    ListRegister(world.tables).put(wanted, 0, "u-a", world.now)
    listed(world)
    held.forget()


def officer(
    method: str, path: str, body: Any = None, claims: dict[str, str] | None = None
) -> Answer:
    headers = {"Offing-Purpose": "border_control", "Content-Type": "application/json"}
    who = claims or CLAIMS["supervisor"]
    text = json.dumps(body) if body is not None else None
    return ask(lambda_handler, rest(method, path, claims=who, headers=headers, body=text))


def given(world: World, **changes: Any) -> Answer:
    body = {"reason": REASON, "until": "2027-01-31", "digest": mark_of(entry(world))}
    claims = changes.pop("claims", None)
    return officer("PUT", PATH, {**body, **changes}, claims)


def told() -> list[str]:
    held.forget()
    return [code for _, code in board(paxlst(LISTED)).codes]


def test_an_officer_authorises_and_takes_it_back(world: World) -> None:
    before = officer("GET", PATH).body
    assert (before["asks"], before["may"], before["authorisation"]) == (True, True, None)
    assert before["author"] == "police"
    assert told() == ["0Z"]
    answer = given(world)
    assert answer.status == 200, answer.body
    known = answer.body["authorisation"]
    assert (known["by"], known["reason"], known["covers"]) == ("u-supervisor", REASON, True)
    assert told() == ["1Z"]
    [listed_too] = officer("GET", "/authorisations").body["items"]
    assert (listed_too["entry"], listed_too["name"]) == ("WANTED-0001", "DEMOVA, AISHA")
    for _ in range(2):
        ended = officer("POST", f"{PATH}/withdraw", {"reason": "The warrant was lifted"})
        assert ended.status == 200
        assert ended.body["authorisation"]["withdrawn_by"] == "u-supervisor"
        assert ended.body["authorisation"]["stands"] is False
    assert told() == ["0Z"]
    assert officer("GET", "/authorisations").body["items"] == []
    assert given(world).status == 200, "it may be given again"
    assert told() == ["1Z"]


def test_a_changed_entry_needs_a_new_authorisation(world: World) -> None:
    given(world)
    listed(world, reference="as changed by its owner")
    [stale] = officer("GET", "/authorisations").body["items"]
    assert (stale["stands"], stale["covers"]) == (True, False)
    assert told() == ["0Z"]
    given(world)
    assert told() == ["1Z"]


def test_an_index_that_is_behind_the_list_bars_nobody(world: World) -> None:
    """The entry was changed and authorised anew; the index still finds people by its old wording."""
    changed = replace(entry(world), name="SOMEBODY, ELSE")
    ListStore(world.tables).upsert([changed], "police", world.now)
    given(world)
    assert told() == ["0Z"]


REFUSALS: dict[str, tuple[dict[str, Any], int, str]] = {
    "in a wording that is no more": ({"digest": "an older one"}, 409, "conflict"),
    "for longer than a year": ({"until": "2027-11-30"}, 400, "invalid-input"),
    "until yesterday": ({"until": "2026-11-20"}, 400, "invalid-input"),
    "until no day": ({"until": "soon"}, 400, "invalid-input"),
    "without a reason": ({"reason": "x"}, 422, "invalid-input"),
    "by who may not": ({"claims": CLAIMS["targeting_officer"]}, 403, "not-allowed"),
    "by another agency": (
        {"claims": {**CLAIMS["supervisor"], "custom:agency": "customs"}},
        404,
        "not-found",
    ),
}


@pytest.mark.parametrize("why", REFUSALS)
def test_it_is_not_given(why: str, world: World) -> None:
    changes, status, code = REFUSALS[why]
    answer = given(world, **changes)
    assert (answer.status, answer.body["code"]) == (status, code)
    assert told() == ["0Z"]


def test_nobody_authorises_what_they_wrote(world: World) -> None:
    listed(world)
    written = entry(world)
    ListStore(world.tables).write(
        written, mark_of(written), "u-supervisor", world.now, "written by the supervisor"
    )
    answer = given(world)
    assert answer.status == 403
    assert "Somebody else must agree" in answer.body["detail"]
    assert officer("GET", PATH).body["may"] is False


def test_an_entry_that_does_not_ask_for_it_is_not_authorised(world: World) -> None:
    listed(world, actions=["alert"])
    assert given(world).status == 409


def test_what_a_carrier_was_told_is_shown_without_what_is_others(world: World) -> None:
    agreed(world)
    receipt = board(paxlst(OTHER, LISTED)).headers["offing-receipt"]
    path = f"/messages/{receipt}/answers"
    own = officer("GET", path).body["items"]
    assert [(a["position"], a["code"]) for a in own] == [(1, "0Z"), (2, "1Z")]
    assert own[1]["barred"]["entry"] == "WANTED-0001"
    others = {**CLAIMS["targeting_officer"], "custom:agency": "customs"}
    veiled = officer("GET", path, claims=others).body["items"]
    assert [a["barred"] for a in veiled] == [None, None]
    assert "DEMOVA" not in json.dumps(own)
