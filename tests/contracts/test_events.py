"""What the code publishes on the bus is what events/schemas says, and names nobody."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from functions.advance.handler import lambda_handler as advance
from functions.openapi.__main__ import EVENTS_FOLDER, ROOT
from functions.partner_api.handler import lambda_handler as partner_api
from offing.cases.model import Action
from offing.cases.store import CaseStore
from offing.cases.workflow import OPENING_EVENT, TRANSITIONS
from offing.runtime import wiring
from offing.runtime.events import EVENTS, SOURCES
from offing.travel.intake import Intake, receive
from tests.functions.calls import CONTEXT, ask, rest, stream
from tests.functions.expected import every_notice
from tests.functions.flow import pump
from tests.functions.list_events import every_list_event
from tests.functions.story import told
from tests.functions.test_partner_api import BODY, signed
from tests.functions.world import World


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / EVENTS_FOLDER / f"{name}.v1.json").read_text())
    return found


@pytest.fixture
def published(world: World) -> World:
    """A world in which every event has been published."""
    case = told(world).case
    ports = wiring.ports()
    receive(
        Intake(ports.tables, ports.blobs, ports.queues, ports.bus), "XQ", b"noise", "s3", world.now
    )
    pump(world)
    for kind, more in (
        ("claim", {}),
        ("refer", {"reason": "confirmed_match", "office": "NTC", "note": "DEMOVA"}),
        ("not_examined", {"reason": "no_capacity"}),
        ("close", {}),
    ):
        CaseStore(world.tables).act(case, Action(kind=kind, actor="u1", at=world.now, **more))
        changes = [c for c in world.tables.take("cases") if c[1] and c[1]["sk"] == "META"]
        advance(stream(*changes), CONTEXT)
    listed = {"pk": "LIST#wanted", "sk": "META", "partner": "police"}
    world.tables.put_many("watchlists", [dict(listed)])
    ask(partner_api, rest("POST", "/lists/wanted/entries", body=BODY, headers=signed(BODY)))
    every_notice(world)
    every_list_event(world, case)
    return world


def test_everything_published_conforms_to_its_schema(published: World) -> None:
    assert {name for _, name, _ in published.bus.events} == set(EVENTS)
    for source, name, detail in published.bus.events:
        assert EVENTS[name] in SOURCES[source], name
        Draft202012Validator(schema(name)).validate(detail)


def test_nothing_published_names_anybody(published: World) -> None:
    said = json.dumps(published.bus.events).upper()
    for word in ("DEMOVA", "AISHA", "TG6215686", "2001-04-02", "EGY"):
        assert word not in said


@pytest.mark.parametrize("name", EVENTS)
def test_a_schema_takes_nothing_more(name: str) -> None:
    told_of = schema(name)
    Draft202012Validator.check_schema(told_of)
    assert told_of["additionalProperties"] is False
    assert set(told_of["required"]) == set(told_of["properties"])
    open_text = [
        key
        for key, value in told_of["properties"].items()
        if value.get("type") == "string" and not {"pattern", "enum"} & set(value)
    ]
    assert not open_text, "free text could hold a name"


def test_every_event_of_the_workflow_has_a_schema() -> None:
    announced = {row.event for row in TRANSITIONS.values() if row.event} | {OPENING_EVENT}
    assert announced == {event.__name__ for event in SOURCES["offing.cases"]}
