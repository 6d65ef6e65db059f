"""Birth dates in the forms that people write."""

import pytest

from offing.watchlists.births import read_birth, written


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("1961-03-17", "1961-03-17"),
        ("1961-3-7", "1961-03-07"),
        ("1961-03", "1961-03"),
        ("1961", "1961"),
        ("1960/1962", "1960/1962"),
        ("19610317", "1961-03-17"),
        ("17MAR1961", "1961-03-17"),
        ("17/03/1961", "1961-03-17"),
        ("03/17/1961", "1961-03-17"),
        ("17.3.1961", "1961-03-17"),
        ("1961-17-03", "1961"),
        ("1961-02-31", "1961-02"),
        ("1961-03-17T00:00:00Z", "1961-03-17"),
        ("17", None),
        ("0061", None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_a_birth_date_is_read_or_missing(text: str, birth: str | None) -> None:
    found = read_birth(text)
    assert (str(found) if found else None) == birth


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("12 May 1957", "1957-05-12"),
        ("May 1957", "1957-05"),
        ("circa 1957", "1957"),
        ("c. 1957", "1957"),
        ("1957 to 1959", "1957/1959"),
        ("12 May 1957 to 3 Jun 1957", "1957-05-12"),
        ("unknown", None),
    ],
)
def test_a_date_in_words_takes_the_form_of_an_entry(text: str, birth: str | None) -> None:
    assert written(text) == birth
