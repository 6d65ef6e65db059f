"""Names: one normalisation, titles that go and names that stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.kernel.names import clean_given_names, normalise, tokens
from offing.kernel.scripts import romanisations, script_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Jérôme Øre", "JEROME ORE"),
        ("G.m.b.H.", "GMBH"),
        ("A/S", "AS"),
        ("ba'asyir", "BAASYIR"),
        ("Ротенберг Аркадий", "ROTENBERG ARKADII"),
        ("ბარაკ", "BARAK"),
        ("Weiß", "WEISS"),
        ("", ""),
    ],
)
def test_normalise_gives_capitals_without_marks(text: str, plain: str) -> None:
    assert normalise(text) == plain


@pytest.mark.parametrize(
    ("given_names", "name", "title"),
    [
        ("JOHN MR", "JOHN", "MR"),
        ("JOHNMR", "JOHN", "MR"),
        ("MR JOHN", "JOHN", "MR"),
        ("LOUIEMRS", "LOUIE", "MRS"),
        ("SARAHMS", "SARAH", "MS"),
        ("ANNA MARIAMISS", "ANNA MARIA", "MISS"),
        ("TIMMSTR", "TIM", "MSTR"),
        ("JAMES", "JAMES", None),
        ("WILLIAMS", "WILLIAMS", None),
        ("UMR", "UMR", None),
        ("AMR", "AMR", None),
        ("ALEXANDR", "ALEXANDR", None),
        ("BADR", "BADR", None),
        ("MR", "MR", None),
        ("FNU", "", None),
        ("XXX MR", "", "MR"),
        ("", "", None),
    ],
)
def test_titles_go_and_names_stay(given_names: str, name: str, title: str | None) -> None:
    assert clean_given_names(given_names) == (name, title)


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "ABDUL RAHMAN",
            "Abdelrahman",
            "Abdurrahman",
            "'Abd al-Rahman",
            "ABD-AL-RAHMAN",
            "RAHMAN, ABDUL",
        ),
        ("Abdullah", "Abd Allah", "Abdallah"),
        ("SAIF-AL-DIN", "Saifuddin", "Saif ud Din", "Saifeddine"),
        ("Saif Allah", "Saifullah", "SAIFALLAH"),
        ("Osama bin Laden", "OSAMA LADEN", "LADEN, Osama", "Sheikh Osama ibn Laden"),
    ],
)
def test_spellings_of_one_name_have_the_same_words(spellings: tuple[str, ...]) -> None:
    assert len({frozenset(tokens(spelling)) for spelling in spellings}) == 1


def test_a_name_of_particles_alone_keeps_them() -> None:
    assert tokens("AL BIN") == ("BIN",)


def test_arabic_script_has_several_romanisations() -> None:
    assert script_of("طالب") == "Arab"
    assert len(romanisations("طالب كلبي")) > 1
    assert romanisations("محمد بن سلمان") == ("MUHAMMAD BIN SALMAN",)


@given(st.text(max_size=40))
def test_normalise_is_ascii_and_stable(text: str) -> None:
    once = normalise(text)
    assert once.isascii()
    assert normalise(once) == once


@given(st.text(max_size=40))
def test_tokens_never_hold_spaces_or_nothing(text: str) -> None:
    assert all(word and " " not in word for word in tokens(text))
