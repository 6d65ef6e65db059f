"""One local stack for the whole suite: the running one that $OFFING_STACK names, or one started for it."""

import os
from collections.abc import Iterator

import pytest

from offing.local import stack as stacks
from offing.local.state import Stack, names
from tests.e2e.speaking import World

NAME = os.environ.get("OFFING_STACK", "test")


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The stack; taken down at the end only when it was started here."""
    found = Stack.load(NAME) if NAME in names() else None
    running = found is not None and found.running()
    yield found if found is not None and running else stacks.up(NAME)
    if not running:
        stacks.down(NAME)


@pytest.fixture(scope="session")
def world(stack: Stack) -> World:
    """Everybody who speaks to the stack."""
    return World(stack)
