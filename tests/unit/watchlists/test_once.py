"""Ids met before are known, however many there are."""

from hypothesis import given
from hypothesis import strategies as st

from offing.watchlists.sources.once import Once


@given(st.lists(st.integers(0, 60), max_size=200), st.integers(1, 9))
def test_an_id_is_first_once(numbers: list[int], recent: int) -> None:
    once = Once(recent)
    seen: set[int] = set()
    for number in numbers:
        assert once.first(f"E-{number}") is (number not in seen)
        seen.add(number)
