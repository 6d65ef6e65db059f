"""Objects put under upload/: what is no message is rejected with a reason; every key is read, whatever its signs."""

import hashlib
import uuid
from typing import Any

import pytest

from offing.kernel.ids import message_id
from tests.e2e.made_up import made_up
from tests.e2e.speaking import World, until

pytestmark = [pytest.mark.emulator, pytest.mark.enable_socket]


def log_of(world: World, content: bytes) -> dict[str, Any]:
    """The message as an officer sees it, once it is read."""
    path = f"/messages/{message_id('XQ', content)}"

    def read() -> dict[str, Any] | None:
        answer = world.officer("tilda").ask("GET", path)
        known: dict[str, Any] = answer.json()
        return known if answer.status_code == 200 and known["status"] != "pending" else None

    found = until(read, "the upload is read")
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ["noise", "page", "picture"])
def test_what_is_no_message_is_rejected_with_a_reason(world: World, kind: str) -> None:
    mark = uuid.uuid4().bytes
    content = {
        "noise": hashlib.sha256(mark).digest() * 40,
        "page": b"<html><body>502 " + mark.hex().encode() + b"</body></html>",
        "picture": b"\x89PNG\r\n\x1a\n" + mark + bytes(200),
    }[kind]
    key = f"upload/XQ/{kind}-{mark.hex()}.bin"
    world.blobs.put("intake", key, content)
    found = log_of(world, content)
    assert found["status"] == "rejected"
    assert found["channel"] == "s3"
    assert found["sha256"] == hashlib.sha256(content).hexdigest()
    assert [f["severity"] for f in found["findings"]] == ["fatal"]
    assert found["findings"][0]["text"]
    day = found["received_at"][:10]
    listed = world.officer("tilda").see(f"/messages?date={day}&status=rejected&limit=200")["items"]
    assert found["id"] in {row["id"] for row in listed}
    assert world.blobs.get("intake", key) is None


@pytest.mark.parametrize(
    "name", ["plain.edi", "two words.edi", "a+b.edi", "50%41.edi", "naïve-飛行.edi"]
)
def test_a_message_is_read_whatever_its_key(world: World, name: str) -> None:
    content = made_up().drafts[0].content
    key = f"upload/XQ/{uuid.uuid4().hex}/{name}"
    world.blobs.put("intake", key, content)
    assert log_of(world, content)["status"] == "parsed"
    assert world.blobs.get("intake", key) is None
