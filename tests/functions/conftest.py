"""Handlers on ports in memory; nothing that one test leaves in a module reaches the next."""

from collections.abc import Iterator

import pytest

import functions.parse.handler
import functions.partner_api.handler
from offing.access.trail import AuditTrail
from offing.runtime import artefacts, caller, desk, rulebooks, wiring
from tests.functions.idempotency import MemoryPersistence
from tests.functions.world import World, environment


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A new world, in use."""
    made = World()
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    for module in (desk, caller, functions.partner_api.handler):
        monkeypatch.setattr(module, "_trail", AuditTrail())
    monkeypatch.setattr(desk, "_polled", {})
    nothing = {**dict.fromkeys(artefacts._open), "index": artefacts.NoIndex(), "looked": -100.0}
    monkeypatch.setattr(artefacts, "_open", nothing)
    for module in (artefacts, rulebooks):
        monkeypatch.setattr(module, "_LOOK_EVERY_S", 0.0)
    rulebooks.forget()
    monkeypatch.setattr(functions.parse.handler, "DynamoDBPersistenceLayer", MemoryPersistence)
    functions.parse.handler._once.cache_clear()
    wiring.use(made.ports())
    yield made
    wiring.use(None)
