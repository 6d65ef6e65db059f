"""What carriers are answered in their own language, and the sandbox, through the front door."""

import httpx
import pytest

from offing.messages import read_file
from tests.e2e.listed_people import Party, party
from tests.e2e.speaking import World

pytestmark = [pytest.mark.emulator, pytest.mark.enable_socket]
EDIFACT = "application/edifact"


@pytest.fixture(scope="module")
def some() -> Party:
    """A party with a flight that nobody has heard of yet."""
    return party()


def send(
    world: World, path: str, content: bytes, accept: str = "application/json"
) -> httpx.Response:
    """A file to the carriers' API by its public address."""
    headers = world.bearer("xq") | {"content-type": EDIFACT, "accept": accept}
    url = f"{world.stack.urls['carrier_api']}{path}"
    return httpx.post(url, content=content, headers=headers, timeout=60)


def test_a_list_is_acknowledged_in_edifact_where_the_carrier_asks(
    world: World, some: Party
) -> None:
    content = some.message(some.out)
    answer = send(world, "/messages", content, EDIFACT)
    assert (answer.status_code, answer.headers["content-type"]) == (202, EDIFACT)
    assert answer.headers["offing-receipt"].startswith("msg_")
    (said,) = read_file(answer.content).messages
    assert said.format == "CUSRES"
    assert send(world, "/messages", content, EDIFACT).content == answer.content, "byte for byte"
    assert send(world, "/messages", content).json()["duplicate"]


def test_what_is_broken_is_answered_by_contrl(world: World, some: Party) -> None:
    broken = some.message(some.back).replace(b"UNZ+1", b"UNZ+9")
    answer = send(world, "/messages", broken, EDIFACT)
    assert answer.status_code == 202
    assert read_file(answer.content).messages[0].format == "CONTRL"


def test_the_sandbox_explains_and_keeps_nothing(world: World, some: Party) -> None:
    before = world.counts()["messages"]["received"]
    wrong = some.message(some.back, some.others).replace(b"DTM+329:", b"DTM+329:99")
    answer = send(world, "/validate", wrong)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["readable"], told["counts"]["travellers"]) == (True, len(some.others))
    assert told["findings"]
    assert all(one["advice"] and one["excerpt"]["segment"] for one in told["findings"])
    assert world.counts()["messages"]["received"] == before
