"""Asking before boarding, by HTTP: barred only once a second person has authorised it, and no longer than that."""

import random
import string
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from offing.messages import read_file
from tests.e2e.speaking import World, until
from tests.functions.boarding import Pax, paxlst

UNTIL = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
pytestmark = [pytest.mark.emulator, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def wanted() -> Pax:
    """Somebody whom no other test has listed."""
    chance = random.SystemRandom()
    family = "".join(chance.choices(string.ascii_uppercase, k=10))
    number = "".join(chance.choices(string.digits, k=8))
    return Pax(name=f"{family}:ORLA", document=f"Q{number}", reference=f"XQ{number}")


@pytest.fixture(scope="module")
def listed(world: World, wanted: Pax) -> Iterator[str]:
    """The police have listed them and ask that they do not board; gives the entry's address."""
    identity = f"E2E-{wanted.document}"
    row: dict[str, Any] = {
        "id": identity,
        "name": wanted.name.replace(":", ", "),
        "dob": ["2001-04-02"],
        "nationality": ["EGY"],
        "documents": [{"type": "P", "number": wanted.document, "issuer": "EGY"}],
        "actions": ["alert", "do-not-board"],
    }
    assert world.send_list("police", "wanted", [row]).status_code == 202
    path = f"/lists/wanted/entries/{identity}/authorisation"
    until(lambda: told(world, wanted, "BEFORE") == "0Z", "the index is in use")
    yield path
    world.officer("sven").ask("POST", f"{path}/withdraw", {"reason": "The test is over"})


def board(world: World, one: Pax, reference: str, **headers: str) -> httpx.Response:
    url = f"{world.stack.urls['interactive_api']}/boarding"
    kind = {"content-type": "application/edifact"}
    sent = {**world.bearer("xq"), **kind, **headers}
    return httpx.post(url, content=paxlst(one, reference=reference), headers=sent, timeout=60)


def told(world: World, one: Pax, reference: str) -> str:
    """The code of the one answer."""
    answer = board(world, one, reference)
    if answer.status_code != 200:
        return str(answer.status_code)
    [message] = read_file(answer.content).messages
    [person] = message.answers
    assert person.reference == one.reference
    return person.codes[0]


def test_do_not_board_needs_a_second_person(world: World, wanted: Pax, listed: str) -> None:
    assert told(world, wanted, "R1") == "0Z", "the police alone keep nobody from boarding"
    sven = world.officer("sven")
    seen = sven.see(listed)
    assert (seen["asks"], seen["authorisation"]) == (True, None)
    body = {"reason": "A warrant of the court", "until": UNTIL, "digest": seen["digest"]}
    assert world.officer("tilda").ask("PUT", listed, body).status_code == 403
    answer = sven.ask("PUT", listed, body)
    assert answer.status_code == 200, answer.text
    until(lambda: told(world, wanted, "R2") == "1Z", "the authorisation has arrived")
    sven.ask("POST", f"{listed}/withdraw", {"reason": "The warrant was lifted"})
    until(lambda: told(world, wanted, "R2") == "0Z", "it has been taken back")


def test_what_is_asked_becomes_a_record_and_a_case(world: World, wanted: Pax, listed: str) -> None:
    answer = board(world, wanted, "R3", accept="application/json")
    receipt = answer.json()["receipt"]
    assert answer.headers["offing-receipt"] == receipt

    def read() -> bool:
        seen = world.officer("tilda").ask("GET", f"/messages/{receipt}")
        return seen.status_code == 200 and seen.json()["status"] == "parsed"

    until(read, "the message is read")
    answers = world.officer("tilda").see(f"/messages/{receipt}/answers")["items"]
    assert [(a["reference"], a["code"]) for a in answers] == [(wanted.reference, "0Z")]
    name = wanted.name.replace(":", "/")
    until(lambda: name in {c["name"] for c in opened(world)}, "a case is opened")


def opened(world: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.officer("tilda").see("/queue?state=opened&limit=200")[
        "items"
    ]
    return found


def test_asking_needs_its_own_scope(world: World) -> None:
    url = f"{world.stack.urls['interactive_api']}/boarding"
    assert httpx.post(url, content=b"x").status_code == 401
