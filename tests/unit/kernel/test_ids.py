"""Identities are RFC 4648's base 32 of a SHA-256, and stay so: they are stored."""

import base64
import hashlib

from hypothesis import given
from hypothesis import strategies as st

from offing.kernel.ids import derived_id, digest


@given(st.lists(st.binary(max_size=40) | st.text(max_size=40), max_size=4), st.integers(0, 32))
def test_a_digest_is_the_standard_one(parts: list[bytes | str], length: int) -> None:
    raw = [p.encode() if isinstance(p, str) else p for p in parts]
    hashed = hashlib.sha256(b"".join(len(p).to_bytes(8, "big") + p for p in raw)).digest()
    assert digest(*parts, length=length) == base64.b32encode(hashed).decode().lower()[:length]


def test_a_derived_id_is_the_one_of_the_first_release() -> None:
    assert derived_id("trv", "m", "k") != derived_id("trv", "mk", "")
    assert derived_id("case", "trv_1") == "case_k56cguxuinxmwn65tok4ngyvck"
