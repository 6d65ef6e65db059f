"""Odd requests of people who have signed in: refused in words, and nothing they typed is kept."""

import json
from typing import Any

import pytest

from functions.officer_api.handler import lambda_handler
from offing.cases.model import Action
from offing.cases.store import CaseStore
from tests.functions.calls import ask, rest
from tests.functions.people import CLAIMS
from tests.functions.story import Told, told
from tests.functions.test_officer_api import act, officer
from tests.functions.world import World

PORT = {**CLAIMS["examining_officer"], "custom:office": "NTC"}


@pytest.fixture
def story(world: World) -> Told:
    """A flight with a case on it."""
    return told(world)


@pytest.mark.parametrize("revision", ["²", "٣", "9" * 5000, "-1", "1.0", "*", ""])
def test_a_revision_that_is_none_is_refused_in_words(revision: str, story: Told) -> None:
    answer = act(story, "claim", revision)
    assert answer.status == 400
    assert answer.body["where"] == "header.If-Match"


def test_an_access_token_has_no_agency_and_is_refused(world: World) -> None:
    claims = {**CLAIMS["targeting_officer"], "token_use": "access"}
    assert ask(lambda_handler, rest("GET", "/me", claims=claims)).status == 401
    claims["token_use"] = "id"
    assert ask(lambda_handler, rest("GET", "/me", claims=claims)).status == 200


def test_a_port_sees_a_dossier_once_it_is_referred(world: World, story: Told) -> None:
    def dossier() -> int:
        headers = {"Offing-Purpose": "border_control"}
        event = rest("GET", f"/travellers/{story.traveller}", claims=PORT, headers=headers)
        return ask(lambda_handler, event).status

    store = CaseStore(world.tables)
    assert store.need(story.case).office == "NTC"
    assert dossier() == 403
    for kind in ("claim", "refer"):
        step = Action(kind=kind, actor="ana", at=world.now, reason="confirmed_match")
        store.act(story.case, step)
    assert dossier() == 200


def test_a_name_typed_as_an_id_is_not_kept(world: World, story: Told) -> None:
    world.audited()
    answer = officer("POST", "/messages/JOHN DOE 1980/resubmit", {}, by="supervisor")
    assert answer.status == 404
    kept: list[Any] = [json.loads(bytes(item["body"])) for item in world.audited()]  # type: ignore[arg-type]
    assert [entry["action"] for entry in kept] == ["message:resubmit"]
    assert "JOHN" not in json.dumps(kept)
    assert kept[0]["resource"].startswith("Message/")
