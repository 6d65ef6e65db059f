"""officer_api: what officers do with cases, and what they are told when it cannot be."""

import json
from typing import Any

import pytest

from functions.officer_api.handler import lambda_handler
from functions.parse.handler import lambda_handler as parse
from offing.cases.store import CaseStore
from tests.functions.calls import CONTEXT, Answer, ask, rest, sqs
from tests.functions.people import CLAIMS
from tests.functions.story import MOVEMENT, Told, told
from tests.functions.world import World

REFER = {"reason": "confirmed_match", "office": "NTC"}
FOUND = {"result": {"outcome": "positive", "code": "cash", "quantity": 5, "unit": "kg"}}


@pytest.fixture
def story(world: World) -> Told:
    """A flight with a case on it."""
    return told(world)


def officer(
    method: str,
    path: str,
    body: dict[str, Any] | None = None,
    *,
    by: str = "targeting_officer",
    rev: int | str | None = None,
    **query: str,
) -> Answer:
    headers = {"Offing-Purpose": "border_control"}
    headers |= {} if rev is None else {"If-Match": str(rev)}
    text = json.dumps(body) if body is not None else None
    event = rest(method, path, claims=CLAIMS[by], headers=headers, body=text, query=query)
    return ask(lambda_handler, event)


def act(story: Told, action: str, rev: int | str | None, **more: Any) -> Answer:
    body = more.pop("body", {})
    return officer("POST", f"/cases/{story.case}/{action}", body, rev=rev, **more)


def claimed(story: Told) -> int:
    return int(act(story, "claim", 1).body["rev"])


def test_the_queue_shows_the_case_with_its_reasons_and_counts(story: Told) -> None:
    answer = officer("GET", "/queue").body
    (row,) = answer["items"]
    assert (row["id"], row["movement"], row["state"]) == (story.case, MOVEMENT, "opened")
    assert row["why"][0]["code"] == "wanted/WANTED-0001"
    assert answer["counts"] == {"opened": 1, "in_review": 0, "referred": 0, "acknowledged": 0}


def test_counts_follow_what_is_done(story: Told) -> None:
    claimed(story)
    assert officer("GET", "/queue").body["counts"]["in_review"] == 1
    assert officer("GET", "/queue", state="in_review").body["items"][0]["holder"]


def test_a_state_that_there_is_not_is_told_the_states(story: Told) -> None:
    answer = officer("GET", "/queue", state="lost")
    assert answer.status == 400
    assert "in_review" in answer.body["detail"]


def test_a_case_carries_its_revision_and_what_may_be_done(story: Told) -> None:
    answer = officer("GET", f"/cases/{story.case}")
    assert answer.headers["etag"] == str(answer.body["rev"])
    assert answer.body["actions"] == ["claim"]
    assert [e["action"] for e in answer.body["events"]] == ["open"]


def test_claim_refer_acknowledge_result(story: Told) -> None:
    rev = claimed(story)
    referred = act(story, "refer", rev, body=REFER).body
    assert (referred["state"], referred["office"]) == ("referred", "NTC")
    port = {"by": "examining_officer"}
    received = act(story, "acknowledge", referred["rev"], **port).body
    assert received["actions"] == ["result"]
    done = act(story, "result", received["rev"], body=FOUND, **port).body
    assert (done["state"], done["result"]["code"]) == ("result", "cash")
    told_of = [e["action"] for e in done["events"]]
    assert told_of == ["open", "claim", "refer", "acknowledge", "result"]


def test_somebody_elses_change_is_shown_instead_of_overwritten(story: Told) -> None:
    claimed(story)
    stale = act(story, "release", 1)
    assert stale.status == 409
    assert stale.body["code"] == "stale-write"
    current = stale.body["current"]
    assert (current["id"], current["state"], current["rev"]) == (story.case, "in_review", 2)


@pytest.mark.parametrize("etag", [None, "", "abc", "*"])
def test_a_change_needs_the_revision_that_was_seen(etag: str | None, story: Told) -> None:
    answer = act(story, "claim", etag)
    assert answer.status == 400
    assert answer.body["where"] == "header.If-Match"


@pytest.mark.parametrize("etag", ['"1"', 'W/"1"'])
def test_the_revision_may_come_as_an_entity_tag(etag: str, story: Told) -> None:
    assert act(story, "claim", etag).status == 200


WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "no reason": ("clear", {}, "reason"),
    "a reason of another action": ("clear", {"reason": "confirmed_match"}, "reason"),
    "an unknown office": ("refer", {**REFER, "office": "XXX"}, "office"),
}


@pytest.mark.parametrize("why", WRONG)
def test_a_wrong_code_is_told_the_right_ones(why: str, story: Told) -> None:
    action, body, where = WRONG[why]
    answer = act(story, action, claimed(story), body=body)
    assert (answer.status, answer.body["where"]) == (400, where)
    assert "known" in answer.body["detail"] or "different_person" in answer.body["detail"]


def test_what_the_state_does_not_allow_is_told_what_it_does(story: Told) -> None:
    answer = act(story, "acknowledge", 1)
    assert (answer.status, answer.body["code"]) == (409, "conflict")
    assert "claim" in answer.body["detail"]


@pytest.mark.parametrize("action", ["expire", "cancel"])
def test_steps_of_the_machine_are_for_nobody(action: str, story: Told, world: World) -> None:
    assert act(story, action, 1).status == 400
    assert CaseStore(world.tables).need(story.case).state == "opened"


def test_a_body_of_the_wrong_kind_is_named_by_its_places_only(story: Told) -> None:
    answer = act(story, "claim", 1, body={"reason": ["DEMOVA"]})
    assert answer.status == 422
    assert answer.body["errors"][0]["where"].endswith("reason")
    assert "DEMOVA" not in json.dumps(answer.body)


def test_another_agencys_case_does_not_exist(story: Told) -> None:
    other = {"by": "other_agency"}
    assert officer("GET", f"/cases/{story.case}", **other).status == 404  # type: ignore[arg-type]
    assert officer("GET", f"/travellers/{story.traveller}", **other).status == 404  # type: ignore[arg-type]
    assert act(story, "claim", 1, by="other_agency").status == 404
    assert officer("GET", "/queue", by="other_agency").body["items"] == []


@pytest.mark.parametrize("path", ["/messages/msg_0", "/movements/air-X1-20260101-A-B"])
def test_who_may_not_ask_does_not_learn_what_there_is(path: str, story: Told) -> None:
    assert officer("GET", path, by="stranger").status == 403


def test_a_port_sees_a_case_once_it_is_referred_there(story: Told) -> None:
    path = f"/cases/{story.case}"
    assert officer("GET", path, by="examining_officer").status == 403
    act(story, "refer", claimed(story), body=REFER)
    assert officer("GET", path, by="examining_officer").status == 200


def test_the_dossier_lays_entry_and_traveller_side_by_side(story: Told) -> None:
    dossier = officer("GET", f"/travellers/{story.traveller}").body
    assert dossier["traveller"]["surname"] == "DEMOVA"
    (match,) = dossier["assessment"]["matches"]
    assert match["entry"]["name"] == "DEMOVA, AISHA"
    assert dossier["case"]["id"] == story.case
    assert dossier["messages"][0]["id"] == story.receipt
    points = sum(line["points"] for line in dossier["assessment"]["score"]["lines"])
    assert points == pytest.approx(dossier["assessment"]["score"]["points"], abs=0.01)


def test_search_finds_by_name_and_says_when_the_engine_is_away(story: Told, world: World) -> None:
    found = officer("GET", "/search", q="demova").body
    assert (found["available"], found["items"][0]["id"]) == (True, story.traveller)
    world.search.away = True
    away = officer("GET", "/search", q="demova")
    assert away.status == 200
    assert away.body == {"items": [], "total": 0, "available": False}


def test_searching_cases_shows_those_of_the_own_agency(story: Told) -> None:
    assert officer("GET", "/search", q="demova", kind="cases").body["total"] == 1
    other = officer("GET", "/search", q="demova", kind="cases", by="other_agency")
    assert other.body["total"] == 0


def test_what_was_searched_is_in_the_trail_as_a_code(story: Told, world: World) -> None:
    officer("GET", "/search", q="demova")
    entry = bytes(world.audited()[-1]["body"])  # type: ignore[arg-type]
    assert b"words" in entry
    assert b"demova" not in entry.lower()


def test_a_message_is_read_again(story: Told, world: World) -> None:
    path = f"/messages/{story.receipt}"
    answer = officer("POST", f"{path}/resubmit", by="supervisor")
    assert (answer.body["status"], answer.body["attempts"]) == ("pending", 2)
    parse(sqs(*world.queues.take("messages")), CONTEXT)
    assert officer("GET", path).body["status"] == "parsed"
    assert officer("POST", "/messages/msg_0/resubmit", by="supervisor").status == 404


def test_the_log_and_the_manifest_show_the_counts(story: Told) -> None:
    (row,) = officer("GET", "/messages", date="2026-11-21").body["items"]
    assert row["counts"]["travellers"] == 3
    manifest = officer("GET", f"/movements/{MOVEMENT}").body
    counts = manifest["reconciliation"]
    assert (counts["named"], counts["travellers"], counts["assessed"]) == (3, 3, 3)
    assert manifest["travellers"][0]["case"] == story.case
    (board,) = officer("GET", "/movements", date="2026-01-13").body["items"]
    assert (board["id"], board["balanced"]) == (MOVEMENT, True)


def test_counts_in_are_counts_out(story: Told) -> None:
    found = officer("GET", "/reconciliation").body
    assert found["balanced"] is True
    assert found["travellers"] == {"received": 3, "assessed": 3, "matched": 1, "hits": 0}
    assert found["queues"] == {"messages": 0, "match": 0, "score": 0, "notices": 0}


def test_the_trail_is_shown_and_verified(story: Told, world: World) -> None:
    officer("GET", "/queue")
    shown = officer("GET", "/audit", by="auditor", actor="u-targeting_officer").body["items"]
    assert [e["action"] for e in shown] == ["case:view"]
    report = officer("GET", "/audit/verify", by="auditor").body
    assert (report["intact"], report["entries"]) == (True, 3)


def test_a_poll_is_written_down_once_in_five_minutes(story: Told, world: World) -> None:
    for minute in (0, 1, 4, 6):
        world.now = f"2026-11-21T03:{minute:02d}:00.000Z"
        officer("GET", "/queue")
    assert len(world.audited()) == 2
