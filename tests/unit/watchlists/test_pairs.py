"""Pairs: one threshold for persons, companies and things; facts of names beside them."""

import csv
import io

import pytest

from offing.kernel.errors import InvalidInputError
from offing.kernel.names import tokens
from offing.watchlists import nicknames
from offing.watchlists.births import read_birth
from offing.watchlists.compare import likeness, rooted_apart
from offing.watchlists.index.rows import words_of
from offing.watchlists.legal_forms import company_words
from offing.watchlists.pairs import score, scored_csv
from offing.watchlists.similarity import phon, similar, skeleton


@pytest.mark.parametrize(
    ("schema", "left", "right", "decision"),
    [
        ("Person", "Barzun Takrani", "TAKRANI, Barzun", "match"),
        ("Person", "Barzun Takrani", "Barzoon Takrany", "match"),
        ("Person", "B. Takrani", "Barzun Takrani", "match"),
        ("Person", "Ольга Верникова", "Olga Vernikova", "match"),
        ("Person", "Barzun Takrani", "Barzun Lindqvist", "no-match"),
        ("Person", "Barzun Takrani", "Maria Lopez", "no-match"),
        ("Company", "Vernika GmbH", "Vernika Gesellschaft mit beschränkter Haftung", "match"),
        ("Company", "VernikaAG", "Vernika AG", "match"),
        ("Company", "The Vernika & Sons Company", "Vernika and Sons", "match"),
        ("Company", "Vernika Trading Ltd", "Oldenmark Trading Ltd", "no-match"),
        ("Organization", "Vernika World Council", "VWC", "match"),
        ("Vessel", "SEA VERNIKA", "Sea Vernika", "match"),
        ("Vessel", "Sea Vernika", "Oldenmark", "no-match"),
        ("Person", "", "", "no-match"),
    ],
)
def test_decisions(schema: str, left: str, right: str, decision: str) -> None:
    assert score(schema, left, right).decision == decision
    assert score(schema, right, left).decision == decision


def test_csv_keeps_order_and_names() -> None:
    given = 'schema,name1,name2,note\nPerson,"A, ""B""",C,x\nCompany,D,E,y\n'
    rows = list(csv.DictReader(io.StringIO(scored_csv(given))))
    assert [(row["name1"], row["name2"]) for row in rows] == [('A, "B"', "C"), ("D", "E")]
    assert all(float(row["score"]) is not None and row["decision"] for row in rows)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InvalidInputError, match="name2"):
        scored_csv("schema,name1\nPerson,A\n")


@pytest.mark.parametrize(
    ("name", "words", "form"),
    [
        ("Vernika Sp. z o.o.", ("VERNIKA",), "LTD"),
        ("OAO Vernika", ("VERNIKA",), "PLC"),
        ("Brigade Forty-Four", ("BRIGADE", "44"), None),
        ("Brigade Forty 4", ("BRIGADE", "44"), None),
        ("Fund VII L.P.", ("FUND", "7"), "LP"),
        ("Company", ("COMPANY",), "CO"),
    ],
)
def test_companies_are_taken_apart(name: str, words: tuple[str, ...], form: str | None) -> None:
    found = company_words(name)
    assert (found.words, found.form) == (words, form)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("QADDAFI", "GADDAFI"),
        ("BACHAR", "BASHAR"),
        ("HUSSEIN", "HOCINE"),
        ("KAZAKEVITJ", "KAZAKEVICH"),
        ("YYU", "YU"),
    ],
)
def test_spellings_of_a_sound_are_alike(left: str, right: str) -> None:
    assert skeleton(left) == skeleton(right)
    assert similar(left, right) == similar(right, left) > 0.8
    assert phon(left)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1961-03-17", "1961-03-17"),
        ("1969-7-6", "1969-07-06"),
        ("1969-07", "1969-07"),
        ("1969", "1969"),
        ("1957/1959", "1957/1959"),
        ("1969-02-31", "1969-02"),
        ("1969-13-01", "1969"),
        ("0001", "None"),
        ("", "None"),
        ("17 March", "None"),
    ],
)
def test_births(text: str, shown: str) -> None:
    assert str(read_birth(text)) == shown


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("WILLIAM", "BILL"),
        ("ALEKSANDR", "SASHA"),
        ("FRANCISCO", "PACO"),
        ("ABDULLAH", "ABDO"),
    ],
)
def test_a_short_form_is_like_its_full_name(full: str, short: str) -> None:
    one, other = tokens(full)[0], tokens(short)[0]
    assert likeness(one, other) == likeness(other, one) >= nicknames.ALIKE
    assert likeness(one, "ZOLTAN") < nicknames.ALIKE


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("M/V ZOLVAR STAR", "ZOLVAR STAR", True),
        ("MT KELMIR", "Kelmir", True),
        ("F/V DORGAN 2", "DORGAN II", True),
        ("MOTOR VESSEL KELMIR", "MV KELMIR", True),
        ("MV", "MV", True),
        ("MV KELMIR", "MV ZOLVAR", False),
        ("MVUMI", "UMI", False),
    ],
)
def test_what_kind_of_ship_it_is_is_no_part_of_its_name(left: str, right: str, same: bool) -> None:
    assert (score("Vessel", left, right).decision == "match") is same
    assert (words_of(left, "vessel") == words_of(right, "vessel")) is same


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("KELMIROV", "KELMIROVA", 0),
        ("QADHAFI", "GADDAFI", 0),
        ("ZOLVARENKO", "ZOLVAREVICH", 2),
        ("KELBANO", "KELBANESE", 0),
        ("DORMALES", "DORMILLO", 0),
        ("MIRTEGA", "MIRZON", 2),
        ("", "KEL", 0),
    ],
)
def test_other_consonants_make_another_name(left: str, right: str, apart: int) -> None:
    assert rooted_apart(left, right) == rooted_apart(right, left) == apart


def test_a_name_that_is_not_there_is_like_no_other() -> None:
    for schema in ("Person", "Company", "Vessel"):
        for names in (("", ""), ("A", ""), (" ", "ACME")):
            assert score(schema, *names).decision == "no-match"
