"""carrier_api: a receipt for every file, findings for its sender, words for every refusal."""

import json
from pathlib import Path
from typing import Any

import pytest

from functions.carrier_api.handler import MAX_BYTES, lambda_handler
from functions.parse.handler import lambda_handler as parse
from tests.functions.calls import CONTEXT, Answer, ask, rest, sqs
from tests.functions.world import World

SAMPLES = Path(__file__).parents[2] / "events" / "samples" / "paxlst"
LIST = (SAMPLES / "synth_01_02B_three_pax.edi").read_bytes()
EDIFACT = {"Content-Type": "application/edifact"}
BOTH = "offing.carrier/push offing.carrier/read"


@pytest.fixture(autouse=True)
def registered(world: World) -> None:
    """Two carriers, a client each."""
    for client, carrier in (("client-xq", "XQ"), ("client-zz", "ZZ")):
        item = {"pk": f"CLIENT#{client}", "sk": "META", "carrier": carrier}
        world.tables.put_many("notices", [dict(item)])


def claims(client: str = "client-xq", scope: str = BOTH) -> dict[str, str]:
    return {"client_id": client, "scope": scope, "sub": client}


def call(method: str, path: str, **more: Any) -> Answer:
    return ask(lambda_handler, rest(method, path, **{"claims": claims(), **more}))


def push(body: bytes = LIST, **more: Any) -> Answer:
    return call("POST", "/messages", **{"body": body, "headers": EDIFACT, **more})


def refused(answer: Answer, status: int, code: str) -> None:
    """The members of RFC 9457, and nothing of the message or its people."""
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "code"} <= set(answer.body)
    assert (answer.body["status"], answer.body["code"]) == (status, code)
    assert answer.body["type"].endswith(f"/problems/{code}")
    assert "DEMOVA" not in json.dumps(answer.body)


def test_a_receipt_is_given_and_the_file_is_archived_and_queued(world: World) -> None:
    answer = push()
    assert answer.status == 202
    assert answer.body["status"] == "pending"
    assert answer.body["duplicate"] is False
    receipt = answer.body["receipt"]
    assert answer.body["links"]["self"] == answer.headers["location"] == f"/messages/{receipt}"
    assert world.blobs.get("archive", f"messages/XQ/{receipt}")
    assert world.queues.bodies["messages"] == [{"message_id": receipt, "attempt": 1}]


def test_the_same_file_again_has_the_same_receipt_and_says_so(world: World) -> None:
    first, second = push().body, push().body
    assert second["receipt"] == first["receipt"]
    assert second["duplicate"] is True


def test_the_same_file_from_another_carrier_is_another_message() -> None:
    assert push().body["receipt"] != push(claims=claims("client-zz")).body["receipt"]


def test_the_sender_sees_what_became_of_it(world: World) -> None:
    receipt = push((SAMPLES / "synth_27_wrong_CNT.edi").read_bytes()).body["receipt"]
    parse(sqs(*world.queues.take("messages")), CONTEXT)
    seen = call("GET", f"/messages/{receipt}")
    assert seen.status == 200
    assert seen.body["status"] == "parsed"
    assert seen.body["counts"]["travellers"] > 0
    finding = seen.body["findings"][0]
    assert finding["severity"] in ("error", "warning")
    assert finding["code"]
    assert finding["text"]


@pytest.mark.parametrize("receipt", ["own", "msg_unknown"])
def test_other_carriers_messages_do_not_exist(receipt: str) -> None:
    if receipt == "own":
        receipt = push().body["receipt"]
    refused(call("GET", f"/messages/{receipt}", claims=claims("client-zz")), 404, "not-found")


REFUSALS = {
    "empty body": ({"body": b""}, 400, "invalid-input"),
    "no body": ({"body": None}, 400, "invalid-input"),
    "content type": ({"headers": {"Content-Type": "image/png"}}, 415, "unsupported-content"),
    "no content type": ({"headers": {}}, 415, "unsupported-content"),
    "no token": ({"claims": None}, 401, "not-signed-in"),
    "unknown client": ({"claims": claims("client-nobody")}, 401, "not-signed-in"),
    "reading scope": ({"claims": claims(scope="offing.carrier/read")}, 403, "not-allowed"),
    "no scope": ({"claims": claims(scope="")}, 403, "not-allowed"),
}


@pytest.mark.parametrize("why", REFUSALS)
def test_a_push_is_refused(why: str, world: World) -> None:
    change, status, code = REFUSALS[why]
    refused(push(**change), status, code)  # type: ignore[arg-type]
    assert not world.queues.bodies["messages"]


def test_a_file_over_the_limit_is_shown_the_way_to_uploads() -> None:
    answer = push(b"x" * (MAX_BYTES + 1))
    refused(answer, 413, "too-large")
    assert "/uploads" in answer.body["detail"]


def test_reading_needs_the_reading_scope() -> None:
    receipt = push().body["receipt"]
    pushing = claims(scope="offing.carrier/push")
    refused(call("GET", f"/messages/{receipt}", claims=pushing), 403, "not-allowed")


def test_an_upload_form_is_for_the_carriers_own_folder() -> None:
    answer = call("POST", "/uploads")
    assert answer.status == 201
    assert answer.body["key"].startswith("upload/XQ/")
    assert answer.body["fields"]["key"] == answer.body["key"]
    assert answer.body["max_bytes"] > MAX_BYTES


def test_an_unknown_address_is_a_problem_too() -> None:
    refused(call("GET", "/nowhere"), 404, "not-found")


def test_a_text_body_is_taken_as_it_is(world: World) -> None:
    answer = push(LIST.decode("latin-1"))  # type: ignore[arg-type]
    assert answer.body["receipt"] == push().body["receipt"]


def test_what_carriers_ask_is_written_down_allowed_or_not(world: World) -> None:
    push()
    push(claims=claims(scope="offing.carrier/read"))
    decisions = [json.loads(bytes(e["body"]))["decision"] for e in world.audited()]  # type: ignore[arg-type]
    assert decisions == ["allowed", "refused"]
