"""Document numbers and types."""

import pytest

from offing.kernel import documents


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ("GB 678-1570", "GB6781570"),
        ("x687/22.441", "X68722441"),
        ("448763368", "448763368"),
        ("000", ""),
        ("none", ""),
        (" ", ""),
    ],
)
def test_numbers(sent: str, number: str) -> None:
    assert documents.normalise_number(sent) == number


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("P", "passport"),
        ("pp", "passport"),
        ("PQ", "passport"),
        ("V", "visa"),
        ("IP", "passport card"),
        ("??", "other document"),
    ],
)
def test_types(code: str, name: str) -> None:
    assert documents.type_name(code) == name


def test_passports() -> None:
    assert documents.is_passport("PD")
    assert not documents.is_passport("IP")
