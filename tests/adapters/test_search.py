"""The contract of search."""

import uuid
from typing import Any

import pytest

from offing.kernel.errors import InvalidInputError
from offing.kernel.ports import Search


def traveller(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "movement": "air-XQ1", "office": "here", **more}


@pytest.fixture
def mark() -> str:
    """A nationality-like key of this test's own, so that tests share one engine."""
    return uuid.uuid4().hex


def names(search: Search, text: str, mark: str, **filters: list[str]) -> set[str]:
    search.refresh()  # type: ignore[attr-defined]
    found = search.find(["travellers"], text, {"agency": [mark], **filters}, 20)
    return {str(d["name"]) for d in found.documents}


def test_names_are_found_without_accents_in_any_order_and_with_a_slip(
    search: Search, mark: str
) -> None:
    search.project(
        [
            ("travellers", f"{mark}1", 1, traveller("MÜLLER/JÜRGEN", agency=mark)),
            ("travellers", f"{mark}2", 1, traveller("OKAFOR/CHIDI", agency=mark)),
        ]
    )
    assert names(search, "jurgen muller", mark) == {"MÜLLER/JÜRGEN"}
    assert names(search, "okafr", mark) == {"OKAFOR/CHIDI"}
    assert names(search, "nobody", mark) == set()


def test_documents_are_found_whole(search: Search, mark: str) -> None:
    search.project(
        [("travellers", f"{mark}1", 1, traveller("A/B", agency=mark, documents=["XX123456"]))]
    )
    assert names(search, "xx123456", mark) == {"A/B"}
    assert names(search, "xx1234", mark) == set()


def test_filters_hold_whatever_the_text(search: Search, mark: str) -> None:
    search.project([("travellers", f"{mark}1", 1, traveller("A/B", agency=mark, office="north"))])
    assert names(search, "a", mark, office=["north"]) == {"A/B"}
    assert names(search, "a", mark, office=["south"]) == set()


def test_an_older_version_loses_and_a_removal_wins(search: Search, mark: str) -> None:
    search.project([("travellers", f"{mark}1", 5, traveller("NEW/NAME", agency=mark))])
    search.project([("travellers", f"{mark}1", 4, traveller("OLD/NAME", agency=mark))])
    assert names(search, "name", mark) == {"NEW/NAME"}
    search.project([("travellers", f"{mark}1", 6, None)])
    assert names(search, "name", mark) == set()


def test_removing_the_absent_is_fine(search: Search, mark: str) -> None:
    search.project([("travellers", f"{mark}-never", 1, None)])


def test_a_field_outside_the_mapping_is_refused_and_holds_up_no_other(
    search: Search, mark: str
) -> None:
    odd = traveller("A/B", agency=mark, surprise="x")
    with pytest.raises(InvalidInputError):
        search.project(
            [
                ("travellers", f"{mark}1", 1, odd),
                ("travellers", f"{mark}2", 1, traveller("A/C", agency=mark)),
            ]
        )
    assert names(search, "a", mark) == {"A/C"}
