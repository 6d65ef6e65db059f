"""Signing: webhooks after Standard Webhooks, version 1: HMAC-SHA256 over `id.timestamp.body`, in base64.

Several secrets may hold at once, so that a partner can change theirs without losing a message.
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping

from offing.kernel.errors import InvalidInputError, UnauthenticatedError

TOLERANCE_SECONDS = 300
_PREFIX = "whsec_"
_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")  # a dot would let one id, time and body pass for another


def sign(identity: str, timestamp: int, body: bytes, secrets: Iterable[str]) -> dict[str, str]:
    """The three headers of a webhook; one signature for each secret that holds."""
    if not _ID.fullmatch(identity):
        raise InvalidInputError(
            "A webhook id has letters, digits, - and _ only.", where="webhook-id"
        )
    signatures = [f"v1,{_signature(identity, timestamp, body, secret)}" for secret in secrets]
    if not signatures:
        raise InvalidInputError("A webhook is not sent unsigned: give a secret.", where="secret")
    return {
        "webhook-id": identity,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }


def verify(headers: Mapping[str, str], body: bytes, secrets: Iterable[str], now: int) -> str:
    """The id of a webhook whose signature and time are right; otherwise UnauthenticatedError."""
    sent = {name.lower(): value for name, value in headers.items()}
    identity = _present(sent, "webhook-id")
    if not _ID.fullmatch(identity):
        raise UnauthenticatedError("Send letters, digits, - and _ only.", where="webhook-id")
    timestamp = _time(_present(sent, "webhook-timestamp"), now)
    given = [
        signature.encode()
        for version, _, signature in (
            part.partition(",") for part in _present(sent, "webhook-signature").split()
        )
        if version == "v1"
    ]
    expected = [_signature(identity, timestamp, body, secret).encode() for secret in secrets]
    # Compare all with all: the time taken tells neither which secret nor where they differ.
    if not any([hmac.compare_digest(e, g) for e in expected for g in given]):  # noqa: C419
        raise UnauthenticatedError(
            "The signature is wrong. Sign `id.timestamp.body` with the secret you were given.",
            where="webhook-signature",
        )
    return identity


def _present(sent: Mapping[str, str], name: str) -> str:
    if not sent.get(name):
        raise UnauthenticatedError(f"The header {name} is missing.", where=name)
    return sent[name]


def _time(text: str, now: int) -> int:
    if not (text.isascii() and text.isdigit()):
        raise UnauthenticatedError("Send seconds since 1970.", where="webhook-timestamp")
    if abs(now - int(text)) > TOLERANCE_SECONDS:
        raise UnauthenticatedError(
            "The time is more than five minutes from ours. Set your clock, and sign each try anew.",
            where="webhook-timestamp",
        )
    return int(text)


def _signature(identity: str, timestamp: int, body: bytes, secret: str) -> str:
    signed = f"{identity}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.digest(_key(secret), signed, hashlib.sha256)).decode()


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        key = b""
    if len(key) < 24:
        raise InvalidInputError(
            "A secret is `whsec_` and at least 24 bytes in base64.", where="secret"
        )
    return key


def new_secret(random: bytes) -> str:
    """A secret from 24 to 64 random bytes, as partners are given it."""
    return _PREFIX + base64.b64encode(random).decode()
