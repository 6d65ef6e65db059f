"""Which patterns are safe, and that the safe ones cannot take long."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.risk.patterns import MAX_TEXT, PatternError, compile_pattern

GOOD = [
    ("A.*EZ", "ALVAREZ", True),
    ("A.*EZ", "ALVARES", False),
    (r"[A-Z]{2}\d{6,8}", "xt9004711", True),
    ("(SMITH|SMYTHE?)", "SMYTH", True),
    ("(?:AB|CD)X", "CDX", True),
    (r"\+49.*", "+4930", True),
    ("[^0-9]+", "ABC", True),
    ("ABC", "XABC", False),
]
BAD = [
    ("(a+)+b", "a group is repeated"),
    ("(a|a)*", "a group is repeated"),
    ("a*a*a*b", "ways"),
    (r"(a)\1", "not allowed"),
    ("(?=a)b", "not allowed"),
    ("(ab", "not closed"),
    ("a{3,1}", "empty"),
    ("a{1,999}", "over 128"),
    ("", "1 to 120"),
    ("A" * 121, "1 to 120"),
    ("[z-a]", "does not read"),
    ("^A", "not allowed"),
    ("*A", "not allowed"),
    ("a{2}{3}", "not allowed"),
]


@pytest.mark.parametrize(("pattern", "text", "matches"), GOOD)
def test_safe_patterns_match_whole_texts_in_any_case(
    pattern: str, text: str, matches: bool
) -> None:
    assert compile_pattern(pattern)(text) is matches


@pytest.mark.parametrize(("pattern", "why"), BAD)
def test_other_patterns_are_refused_with_the_reason(pattern: str, why: str) -> None:
    with pytest.raises(PatternError, match=why):
        compile_pattern(pattern)


pieces = st.sampled_from(
    ["a", "b", ".", "[ab]", "a*", "a+", ".*", "a?", "b{1,9}", "(a|b)", "(aa|a)", "|", "(", ")", "*"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=14).map("".join))
def test_whatever_is_accepted_answers_soon(pattern: str) -> None:
    try:
        test = compile_pattern(pattern)
    except PatternError:
        return
    for text in ("a" * MAX_TEXT, "ab" * MAX_TEXT, "a" * (MAX_TEXT - 1) + "c"):
        started = perf_counter()
        test(text)
        assert perf_counter() - started < 1.0
