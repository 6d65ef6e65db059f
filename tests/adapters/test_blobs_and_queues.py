"""The contracts of blobs and queues."""

from offing.kernel.ports import Blobs, Queues


def test_an_object_comes_back_byte_for_byte(blobs: Blobs) -> None:
    blobs.put("archive", "a/b", b"\x00UNB+\xff", "application/edifact")
    assert blobs.get("archive", "a/b") == b"\x00UNB+\xff"
    blobs.put("archive", "a/b", b"second")
    assert blobs.get("archive", "a/b") == b"second"


def test_an_absent_object_is_none_and_may_be_removed(blobs: Blobs) -> None:
    assert blobs.get("archive", "none") is None
    blobs.delete("archive", "none")


def test_a_form_names_address_and_fields(blobs: Blobs) -> None:
    form = blobs.upload_form("archive", "upload/XQ/1", max_bytes=10, seconds=60)
    assert form["url"]
    assert form["fields"]["key"] == "upload/XQ/1"


def test_messages_wait_in_the_queue(queues: Queues) -> None:
    queues.send("match", [{"movement": str(n)} for n in range(23)])
    assert queues.depth("match") == 23


def test_nothing_to_send_is_fine(queues: Queues) -> None:
    queues.send("match", [])
    assert queues.depth("match") == 0
