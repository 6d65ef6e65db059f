"""Dates as carriers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.kernel import dates

DAY = "2026-01-13"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("700602", "1970-06-02"),
        ("010402", "2001-04-02"),
        ("250914", "2025-09-14"),
        ("260113", "2026-01-13"),
        ("260114", "1926-01-14"),
        ("19700602", "1970-06-02"),
        ("1970-06-02", "1970-06-02"),
        ("1970-06-02T00:00:00", "1970-06-02"),
        ("02JUN70", "1970-06-02"),
        ("2jun1970", "1970-06-02"),
        ("12JUL12", "2012-07-12"),
        ("1990", "1990"),
        ("85", "1985"),
        ("700600", "1970-06"),
        ("700000", "1970"),
        ("709999", None),
        ("700230", None),
        ("000000", None),
        ("19700602:102", None),
        ("02XXX70", None),
        ("²³0101", None),
        ("", None),
    ],
)
def test_birth_dates(text: str, expected: str | None) -> None:
    assert dates.birth_date(text, DAY) == expected


def test_a_birth_never_lies_after_the_message() -> None:
    assert dates.birth_date("12JUL12", "2010-12-09") == "1912-07-12"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("991231", "2099-12-31"), ("20MAY32", "2032-05-20"), ("2031-05-01", "2031-05-01")],
)
def test_expiry_is_of_this_century(text: str, expected: str) -> None:
    assert dates.expiry_date(text) == expected


def test_issue_lies_in_the_past() -> None:
    assert dates.issue_date("990101", DAY) == "1999-01-01"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2601131030", "2026-01-13T10:30"),
        ("202601131030", "2026-01-13T10:30"),
        ("20260113103059", "2026-01-13T10:30"),
        ("260113", "2026-01-13"),
        ("20260113", "2026-01-13"),
        ("2026-01-13T10:30:00", "2026-01-13T10:30"),
        ("2601132460", None),
        ("2613011030", None),
        ("26011", None),
    ],
)
def test_moments(text: str, expected: str | None) -> None:
    assert dates.moment(text) == expected


@pytest.mark.parametrize(
    ("date", "time", "expected"),
    [
        ("130126", "1030", "2026-01-13T10:30"),
        ("130126", "", "2026-01-13"),
        ("130126", "4321", "2026-01-13"),
        ("310226", "1030", None),
    ],
)
def test_padis_dates_have_the_day_first(date: str, time: str, expected: str | None) -> None:
    assert dates.day_first(date, time) == expected


def test_whether_the_century_was_guessed() -> None:
    assert dates.is_century_guessed("02JUN70")
    assert dates.is_century_guessed("700602")
    assert not dates.is_century_guessed("19700602")


@given(st.text(max_size=20), st.text(max_size=6))
def test_no_text_raises(text: str, time: str) -> None:
    for found in (
        dates.birth_date(text, DAY),
        dates.expiry_date(text),
        dates.moment(text),
        dates.day_first(text, time),
    ):
        assert found is None or found[:2].isdigit()
