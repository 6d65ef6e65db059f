"""Any bytes are read, soon, into findings that point into the file: bytes at random, and samples as lines damage them.

`tests/fuzz` looks for more, for as long as somebody lets it run; what it found stands here as a row.
"""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import mutated
from tests.fuzz.reading import try_reading, unguarded
from tests.fuzz.run import seeds
from tests.unit.messages.samples import paxlst

SEEDS = seeds()

FOUND = {
    "a run of bag tags with thousands of digits": paxlst(
        f"NAD+FL+++A:B'FTX+BAG+++XQ{'1' * 6000}:2'"
    ),
    "a payment with more digits than a card, a line break within": (
        b"UNB+IATA:1+A+B'UNH+1+PNRGOV'FOP+CC:3::VI:11111111111\r111111111'UNT+3+1'"
    ),
}


# `try_reading` measures processor time itself; a busy machine is no fault of the readers.
@settings(deadline=None)
@given(st.binary(max_size=4096))
def test_any_bytes(data: bytes) -> None:
    with unguarded():
        try_reading(data)


@settings(deadline=None)
@given(st.sampled_from(SEEDS), st.integers(0, 2**32))
def test_damaged_messages(data: bytes, seed: int) -> None:
    with unguarded():
        try_reading(mutated(data, Random(seed), SEEDS))


@pytest.mark.parametrize("what", FOUND)
def test_what_fuzzing_found(what: str) -> None:
    with unguarded():
        try_reading(FOUND[what])
