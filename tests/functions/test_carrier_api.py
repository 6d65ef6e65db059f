"""carrier_api: a receipt for every file, findings for its sender, words for every refusal."""

import json
from pathlib import Path
from typing import Any

import pytest

from functions.carrier_api.handler import lambda_handler
from functions.parse.handler import lambda_handler as parse
from offing.carriers.profile import Profile
from offing.carriers.store import ProfileStore
from offing.messages import read_file
from offing.runtime.message_bodies import MAX_BYTES
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


def kept(world: World) -> dict[str, Any]:
    """Everything that is stored, queued or told, but for the trail of who asked for what."""
    tables = {name: world.tables.all_items(name) for name in ("travel", "notices", "statistics")}
    return {
        "tables": tables,
        "blobs": dict(world.blobs.objects),
        "queues": {name: list(bodies) for name, bodies in world.queues.bodies.items()},
        "events": list(world.bus.events),
    }


def test_the_sandbox_explains_each_finding_where_it_stands() -> None:
    body = (SAMPLES / "synth_26_wrong_UNT.edi").read_bytes()
    seen = call("POST", "/validate", body=body, headers=EDIFACT)
    assert seen.status == 200
    assert seen.body["counts"] == {
        "messages": 1, "movements": 1, "travellers": 2, "bookings": 2, "findings": 1,
    }  # fmt: skip
    assert [(m["carrier"], m["number"], m["from"]) for m in seen.body["movements"]] == [
        ("XQ", "417", "LHR")
    ]
    [finding] = seen.body["findings"]
    assert body[finding["offset"] :].startswith(b"UNT+999")
    assert finding["excerpt"]["segment"] == "UNT+999+PAX001'"
    assert finding["excerpt"]["before"][-1] == "CNT+42:2'"
    assert "Count the segments" in finding["advice"]


@pytest.mark.parametrize("body", [LIST, b"hello", b"\x00\xff", b"<PNR/>"])
def test_the_sandbox_keeps_nothing(
    world: World, body: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    before = kept(world)
    assert call("POST", "/validate", body=body, headers=EDIFACT).status == 200
    assert kept(world) == before
    trail = json.dumps([str(entry["body"]) for entry in world.audited()])
    assert "message:validate" in trail
    told = trail + "".join(capsys.readouterr())
    assert "DEMOVA" not in told


def test_the_sandbox_is_for_those_who_may_send() -> None:
    reading = claims(scope="offing.carrier/read")
    asked = call("POST", "/validate", body=LIST, headers=EDIFACT, claims=reading)
    refused(asked, 403, "not-allowed")
    large = call("POST", "/validate", body=b"x" * (MAX_BYTES + 1), headers=EDIFACT)
    refused(large, 413, "too-large")


def in_edifact(body: bytes = LIST, accept: str = "application/edifact") -> tuple[Any, list[Any]]:
    """The headers of a push's answer and the messages in it."""
    event = rest(
        "POST", "/messages", claims=claims(), body=body, headers={**EDIFACT, "Accept": accept}
    )
    raw = lambda_handler(event, CONTEXT)
    headers = {name.lower(): value[0] for name, value in raw["multiValueHeaders"].items()}
    assert raw["statusCode"] == 202
    assert headers["content-type"] == "application/edifact"
    return headers, list(read_file(raw["body"].encode()).messages)


# What is pushed → the answers: format, function, codes of the first answer.
ANSWERS = {
    "a list": ("paxlst/synth_01", [("CUSRES", "962", ("0",))]),
    "a list with a wrong count": (
        "paxlst/synth_26",
        [("CONTRL", None, ("7",)), ("CUSRES", "962", ("0",))],
    ),
    "half a list": ("paxlst/synth_25", [("CONTRL", None, ("7",)), ("CUSRES", "962", ("4",))]),
    "two lists": ("paxlst/synth_31", [("CUSRES", "962", ("0",)), ("CUSRES", "962", ("0",))]),
    "bookings": ("pnrgov/synth_01", [("ACKRES", "23", ("3",))]),
    "bookings in XML": ("pnrgov_xml/synth_01", [("ACKRES", "23", ("3",))]),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_a_carrier_is_answered_in_edifact(what: str, world: World) -> None:
    name, expected = ANSWERS[what]
    path = next(p for p in SAMPLES.parent.glob(f"{name}*") if p.suffix in (".edi", ".xml"))
    headers, messages = in_edifact(path.read_bytes())
    assert [(m.format, m.function, m.answers[0].codes) for m in messages] == expected
    assert not [f for m in messages for f in m.findings]
    assert {m.sender for m in messages} != {None}
    receipt = headers["offing-receipt"]
    assert headers["location"] == f"/messages/{receipt}"
    assert world.blobs.get("archive", f"messages/XQ/{receipt}")
    assert world.queues.bodies["messages"] == [{"message_id": receipt, "attempt": 1}]


def test_what_nobody_can_read_is_answered_with_contrl(world: World) -> None:
    _, [message] = in_edifact(b"hello")
    assert (message.format, message.recipient) == ("CONTRL", "XQ")
    assert message.answers[0].codes == ("4", "18")
    assert world.queues.bodies["messages"]


def test_the_same_push_has_the_same_answer_in_edifact(world: World) -> None:
    event = rest(
        "POST",
        "/messages",
        claims=claims(),
        body=LIST,
        headers={**EDIFACT, "Accept": "application/edifact"},
    )
    first = lambda_handler(event, CONTEXT)["body"]
    world.now = "2026-11-21T04:30:00.000Z"
    assert lambda_handler(event, CONTEXT)["body"] == first


def test_an_answer_to_us_is_not_answered_but_received() -> None:
    body = (SAMPLES.parent / "contrl" / "05_received.edi").read_bytes()
    answer = push(body, headers={**EDIFACT, "Accept": "application/edifact"})
    assert answer.body["receipt"]


# Accept, what the profile says → whether the answer is EDIFACT.
FORMS = [
    ("", "json", False),
    ("", "edifact", True),
    ("*/*", "edifact", True),
    ("application/json", "edifact", False),
    ("application/edifact", "json", True),
    ("application/json;q=0.2, application/edifact", "json", True),
    ("application/edifact;q=0.1, application/json;q=0.9", "edifact", False),
    ("application/edifact;q=0", "json", False),
    ("APPLICATION/EDIFACT ; q=oops", "json", True),
]


@pytest.mark.parametrize(("accept", "agreed", "expected"), FORMS)
def test_accept_goes_before_what_was_agreed(
    world: World, accept: str, agreed: Any, expected: bool
) -> None:
    ProfileStore(world.tables).put(Profile(carrier="XQ", answers=agreed), rev=0)
    headers = {**EDIFACT, **({"Accept": accept} if accept else {})}
    raw = lambda_handler(
        rest("POST", "/messages", claims=claims(), body=LIST, headers=headers), CONTEXT
    )
    assert (raw["multiValueHeaders"]["Content-Type"] == ["application/edifact"]) is expected
