"""The random arm: who is drawn is decided by a keyed hash, never by a person and never by chance of the run.

An auditor with the key repeats every draw; an officer without it can neither predict nor exchange one. The
subject's own id is hashed, so that delivering a message twice draws the same travellers.
"""

import hashlib
import hmac

_BYTES = 8
_WHOLE = 1 << (8 * _BYTES)
MIN_KEY_BYTES = 16


def draw_number(key: bytes, subject_id: str, stream: str, stratum: str = "all") -> float:
    """The subject's lot in its stream and stratum, even over [0, 1)."""
    if len(key) < MIN_KEY_BYTES:
        raise ValueError(f"the draw key has fewer than {MIN_KEY_BYTES} bytes: set a longer secret")
    parts = (part.encode() for part in (stream, stratum, subject_id))
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    lot = hmac.digest(key, message, hashlib.sha256)[:_BYTES]
    # 53 bits, the precision of a float: the largest lot stays below 1.
    return (int.from_bytes(lot, "big") >> 11) / (_WHOLE >> 11)


def drawn(key: bytes, subject_id: str, stream: str, share: float, *, stratum: str = "all") -> bool:
    """Whether the subject is drawn for examination at the given share of its stream and stratum."""
    return draw_number(key, subject_id, stream, stratum) < share
