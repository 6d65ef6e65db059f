"""Requests that carry a message: of which types, how large."""

from typing import Any

from offing.runtime.http import sent_bytes

# A Lambda takes 6 MB; base 64 and the envelope need a third of it.
MAX_BYTES = 4_000_000
TYPES = frozenset(
    {
        "application/edifact",
        "application/octet-stream",
        "application/xml",
        "application/json",
        "text/plain",
        "text/xml",
    }
)


def message_bytes(event: Any, instead: str) -> bytes:
    """The message in a request, byte for byte; `instead` says where a larger one goes."""
    return sent_bytes(event, TYPES, MAX_BYTES, instead)
