"""Identifiers: content identities, derived identities and the short references people read out."""

import hashlib
import os

# Crockford's base 32 without I, L, O, U: read over a radio without confusion.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK_MODULUS = 31
# RFC 4648's base 32 in lower case, two digits at a time: the base64 module works in Python, and three times as long.
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [a + b for a in _DIGITS for b in _DIGITS]
_USED = 20  # bytes of the hash: as many as 32 digits hold
_SHIFTS = range(8 * _USED - 10, -1, -10)


def digest(*parts: str | bytes, length: int = 26) -> str:
    """Lower-case base 32 SHA-256 over length-prefixed `parts`; the same parts always give the same text.

    `length` is at most 32.
    """
    h = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        h.update(len(raw).to_bytes(8))
        h.update(raw)
    bits = int.from_bytes(h.digest()[:_USED])
    return "".join([_PAIRS[bits >> s & 1023] for s in _SHIFTS[: (length + 1) // 2]])[:length]


def message_id(carrier: str, content: bytes) -> str:
    """The receipt of a message: the same bytes from the same carrier always have the same receipt."""
    return f"msg_{digest(carrier, content)}"


def derived_id(prefix: str, *parts: str) -> str:
    """An id that depends on nothing but its parts, so that repeated work meets its own trace."""
    return f"{prefix}_{digest(*parts)}"


def uuid7(milliseconds: int, random: bytes | None = None) -> str:
    """A time-ordered UUID (RFC 9562, version 7) for `milliseconds` since 1970."""
    raw = bytearray(milliseconds.to_bytes(6, "big") + (random or os.urandom(10)))
    raw[6] = (raw[6] & 0x0F) | 0x70
    raw[8] = (raw[8] & 0x3F) | 0x80
    h = raw.hex()
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"


def reference(identity: str) -> str:
    """A short reference with a check character, as said on the telephone: `7QK4-M2X9-T`."""
    value = int.from_bytes(hashlib.sha256(identity.encode()).digest()[:5], "big")
    body = "".join(_ALPHABET[(value >> shift) & 31] for shift in range(35, -5, -5))
    check = _ALPHABET[value % _CHECK_MODULUS]
    return f"{body[:4]}-{body[4:]}-{check}"
