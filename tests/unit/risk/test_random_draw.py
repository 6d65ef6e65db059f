"""The draw can be repeated with the key and with nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.risk.random_draw import draw_number, drawn

KEY = b"0123456789abcdef0123456789abcdef"


def test_an_auditor_repeats_it() -> None:
    # Fixed for ever: a change of the draw would make past draws unverifiable.
    assert draw_number(KEY, "trv_1", "passenger") == pytest.approx(0.0563866297, abs=1e-9)


@given(st.text(max_size=30), st.floats(0, 1), st.floats(0, 1))
def test_who_is_drawn_at_a_share_is_drawn_at_every_greater_one(
    who: str, a: float, b: float
) -> None:
    low, high = sorted((a, b))
    assert drawn(KEY, who, "crew", high) or not drawn(KEY, who, "crew", low)
    assert not drawn(KEY, who, "crew", 0.0)
    assert drawn(KEY, who, "crew", 1.0)


def test_parts_do_not_run_into_each_other() -> None:
    assert draw_number(KEY, "b", "a", "x") != draw_number(KEY, "bx", "a", "")
    assert draw_number(KEY, "b", "a", stratum="x") != draw_number(KEY, "b", "a", stratum="y")


def test_shares_are_kept_and_keys_are_independent() -> None:
    people = [f"trv_{n}" for n in range(20_000)]
    one = {p for p in people if drawn(KEY, p, "passenger", 0.02)}
    other = {p for p in people if drawn(KEY[::-1], p, "passenger", 0.02)}
    assert 320 <= len(one) <= 480
    assert len(one & other) <= 25


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="longer secret"):
        drawn(b"short", "trv_1", "passenger", 0.5)
