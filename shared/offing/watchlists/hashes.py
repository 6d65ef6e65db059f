"""64-bit keys of texts, for exact look-up in sorted columns."""

import hashlib


def hash64(kind: str, text: str) -> int:
    """A 64-bit key for exact look-up of `text` among things of its `kind`."""
    return int.from_bytes(
        hashlib.blake2b(f"{kind}:{text}".encode(), digest_size=8).digest(), "little"
    )
