"""The published descriptions are those of the code, whole, and what the APIs answer conforms to them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from functions.carrier_api.handler import lambda_handler as carrier_api
from functions.interactive_api.handler import lambda_handler as interactive_api
from functions.officer_api.handler import lambda_handler as officer_api
from functions.openapi.__main__ import ROOT, files
from functions.openapi.apis import APIS, HEADERS, PROBLEMS
from functions.openapi.documents import document
from functions.parse.handler import lambda_handler as parse
from tests.functions.calls import CONTEXT, ask, rest, sqs
from tests.functions.people import CLAIMS
from tests.functions.story import LIST, told
from tests.functions.world import World

WRITTEN = files()
CARRIER = {"client_id": "c", "scope": "offing.carrier/push offing.carrier/read"}
EDIFACT = {"Content-Type": "application/edifact"}
_METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.mark.parametrize("path", WRITTEN, ids=str)
def test_the_file_is_what_the_code_says(path: Path) -> None:
    target = ROOT / path
    assert target.exists(), f"{path} is missing: run `make openapi`"
    assert target.read_text() == WRITTEN[path], f"{path} is out of date: run `make openapi`"


@pytest.mark.parametrize("folder", ["docs/openapi", "events/schemas"])
def test_no_file_is_left_of_what_is_no_more(folder: str) -> None:
    known = {path.name for path in WRITTEN if path.parent == Path(folder)}
    assert {f.name for f in (ROOT / folder).glob("*.json")} == known


def operations(name: str) -> list[tuple[str, dict[str, Any]]]:
    paths = document(APIS[name])["paths"]
    return [(f"{m.upper()} {p}", o) for p, item in paths.items() for m, o in item.items()]


@pytest.mark.parametrize("name", APIS)
def test_the_document_is_whole(name: str) -> None:
    told_of = document(APIS[name])
    assert told_of["openapi"].startswith("3.1")
    assert told_of["info"]["description"]
    text = json.dumps(told_of)
    for pointer in set(re.findall(r'"#/components/schemas/(\w+)"', text)):
        Draft202012Validator.check_schema(told_of["components"]["schemas"][pointer])
    identities = [o["operationId"] for _, o in operations(name)]
    assert len(set(identities)) == len(identities)
    for call, operation in operations(name):
        assert set(call.split()[0].lower().split()) <= _METHODS
        in_path = set(re.findall(r"{(\w+)}", call))
        named = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"}
        assert in_path == named, call
        assert operation["summary"], call
        assert operation["description"], call
        assert set(operation["security"][0]) == set(told_of["components"]["securitySchemes"])


@pytest.mark.parametrize("name", APIS)
def test_every_refusal_is_a_problem(name: str) -> None:
    for call, operation in operations(name):
        answered = {str(s) for s in APIS[name].calls.get(call, APIS[name].ordinary).answered}
        refusals = {
            s: r for s, r in operation["responses"].items() if int(s) >= 400 and s not in answered
        }
        assert "401" in refusals, call
        for status, response in refusals.items():
            assert list(response["content"]) == ["application/problem+json"], call
            assert response["description"] == PROBLEMS[int(status)]


@pytest.mark.parametrize("name", APIS)
def test_the_tables_name_no_call_that_there_is_not(name: str) -> None:
    assert set(APIS[name].calls) <= {call for call, _ in operations(name)}
    for call in APIS[name].calls.values():
        assert {*call.headers, *call.sends} <= set(HEADERS)


def conforms(body: Any, api: str, shape: str) -> None:
    schemas = document(APIS[api])["components"]["schemas"]
    schema = {"$ref": f"#/components/schemas/{shape}", "components": {"schemas": schemas}}
    Draft202012Validator(schema).validate(body)


def test_what_carriers_are_answered_conforms(world: World) -> None:
    item = {"pk": "CLIENT#c", "sk": "META", "carrier": "XQ"}
    world.tables.put_many("notices", [dict(item)])
    sent = rest("POST", "/messages", claims=CARRIER, body=LIST.read_bytes(), headers=EDIFACT)
    receipt = ask(carrier_api, sent).body
    conforms(receipt, "carrier", "Receipt")
    parse(sqs(*world.queues.take("messages")), CONTEXT)
    seen = ask(carrier_api, rest("GET", receipt["links"]["self"], claims=CARRIER))
    conforms(seen.body, "carrier", "Message")
    form = ask(carrier_api, rest("POST", "/uploads", claims=CARRIER))
    conforms(form.body, "carrier", "UploadForm")
    refused = ask(carrier_api, rest("POST", "/messages", claims=CARRIER))
    conforms(refused.body, "carrier", "Problem")


def test_what_carriers_are_told_before_boarding_conforms(world: World) -> None:
    item = {"pk": "CLIENT#c", "sk": "META", "carrier": "XQ"}
    world.tables.put_many("notices", [dict(item)])
    claims = {**CARRIER, "scope": "offing.carrier/interactive"}
    headers = {**EDIFACT, "Accept": "application/json"}
    for body in (LIST.read_bytes(), b"no message"):
        sent = rest("POST", "/boarding", claims=claims, body=body, headers=headers)
        conforms(ask(interactive_api, sent).body, "interactive", "Boarding")


@pytest.mark.parametrize(("etag", "body"), [("9", {}), ("x", {}), ("1", {"reason": 5})])
def test_what_officers_are_refused_conforms(etag: str, body: dict[str, Any], world: World) -> None:
    path = f"/cases/{told(world).case}/claim"
    headers = {"Offing-Purpose": "border_control", "If-Match": etag}
    claims = CLAIMS["targeting_officer"]
    event = rest("POST", path, claims=claims, headers=headers, body=json.dumps(body))
    conforms(ask(officer_api, event).body, "officer", "Problem")
