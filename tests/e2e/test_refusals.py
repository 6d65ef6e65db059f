"""What the service refuses, as problem details through the gateway, whoever of the two says no."""

import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from offing.kernel.ports import Item
from offing.local import aws, tokens
from tests.e2e.speaking import World

pytestmark = [pytest.mark.emulator, pytest.mark.enable_socket]
EDIFACT = {"content-type": "application/edifact"}
MOST = 4_000_000


def push(world: World, headers: dict[str, str], content: bytes = b"UNB") -> httpx.Response:
    url = f"{world.place.carrier_api}/messages"
    return httpx.post(url, content=content, headers=headers, timeout=60)


def look(world: World, headers: dict[str, str]) -> httpx.Response:
    return httpx.get(f"{world.place.officer_api}/queue", headers=headers, timeout=60)


def act(world: World, who: str, path: str, **headers: str) -> httpx.Response:
    return world.officer(who).ask("POST", path, {}, **headers)


def reader(world: World) -> dict[str, str]:
    """The header of a client that may read receipts and not push."""
    scope = ("offing.carrier/read",)
    made = aws.client(world.stack, "cognito-idp").create_user_pool_client(
        UserPoolId=world.stack.output("MachinesPool"),
        ClientName=f"reader-{uuid.uuid4().hex[:8]}",
        GenerateSecret=True,
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["client_credentials"],
        AllowedOAuthScopes=list(scope),
    )["UserPoolClient"]
    known: Item = {"pk": f"CLIENT#{made['ClientId']}", "sk": "META", "carrier": "XQ"}
    world.tables.put_many("notices", [known])
    held = tokens.carrier_token(world.stack, made["ClientId"], made["ClientSecret"], scope)
    return {"authorization": f"Bearer {held}"}


REFUSALS: dict[str, tuple[int, Callable[[World], httpx.Response]]] = {
    "carrier without a token": (401, lambda w: push(w, EDIFACT)),
    "carrier with a bad token": (
        401,
        lambda w: push(w, EDIFACT | {"authorization": "Bearer a.b.c"}),
    ),
    "carrier with an officer's token": (401, lambda w: push(w, EDIFACT | w.bearer("tilda"))),
    "carrier that may only read": (403, lambda w: push(w, EDIFACT | reader(w))),
    "a body of another type": (
        415,
        lambda w: push(w, w.bearer("xq") | {"content-type": "image/png"}),
    ),
    "an empty body": (400, lambda w: push(w, w.bearer("xq") | EDIFACT, b"")),
    "a body that is too large": (
        413,
        lambda w: push(w, w.bearer("xq") | EDIFACT, b"U" * (MOST + 1)),
    ),
    "a receipt that nobody has": (
        404,
        lambda w: httpx.get(f"{w.place.carrier_api}/messages/msg_none", headers=w.bearer("xq")),
    ),
    "officer without a token": (401, lambda w: look(w, {})),
    "officer with a carrier's token": (401, lambda w: look(w, w.bearer("xq"))),
    "officer without a purpose": (403, lambda w: look(w, w.bearer("tilda"))),
    "an administrator at the queue": (403, lambda w: w.officer("root").ask("GET", "/queue")),
    "a case that is not there": (404, lambda w: w.officer("tilda").ask("GET", "/cases/case_none")),
    "no such address": (404, lambda w: w.officer("tilda").ask("GET", "/nonsense")),
    "a date that is none": (422, lambda w: w.officer("tilda").ask("GET", "/movements?date=soon")),
    "a partner without a signature": (
        401,
        lambda w: httpx.post(
            f"{w.place.partner_api}/lists/wanted/entries",
            json={"entries": []},
            headers={"offing-partner": "police"},
        ),
    ),
    "a partner's entries for another's list": (
        404,
        lambda w: w.send_list("fiu", "wanted", [{"id": "X"}]),
    ),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_is_a_problem_that_can_be_read(world: World, what: str) -> None:
    status, request = REFUSALS[what]
    answer = request(world)
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["content-type"].split(";")[0] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "code"} <= told.keys()
    assert told["status"] == status


def test_an_unsigned_change_changes_nothing(world: World) -> None:
    """A body that was changed after signing is refused."""
    headers = world.place.sign("police", b'{"entries": [{"id": "A"}]}')
    url = f"{world.place.partner_api}/lists/wanted/entries"
    named = headers | {"offing-partner": "police", "content-type": "application/json"}
    answer = httpx.post(url, content=b'{"entries": [{"id": "B"}]}', headers=named)
    assert answer.status_code == 401
    assert answer.json()["where"] == "webhook-signature"
