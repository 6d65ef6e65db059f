"""Importers on bad and on big files: what is wrong is told by line, memory does not grow with the file."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from offing.watchlists.model import Entry
from offing.watchlists.sources import Rejected, read, rows

UN = "<INDIVIDUAL><REFERENCE_NUMBER>{id}</REFERENCE_NUMBER><FIRST_NAME>{name}</FIRST_NAME></INDIVIDUAL>"
OFAC = (
    "<sdnEntry><uid>{id}</uid><lastName>{name}</lastName><sdnType>Individual</sdnType></sdnEntry>"
)
EU = '<sanctionEntity logicalId="{id}"><subjectType code="person"/><nameAlias wholeName="{name}"/></sanctionEntity>'
# How each format says one entry, and what stands before and after them.
FORMS: dict[str, tuple[str, str, str]] = {
    "jsonl": ("", '{{"id":"{id}","name":"{name}"}}\n', ""),
    "csv": ("id,name\n", "{id},{name}\n", ""),
    "un-xml": ("<L><INDIVIDUALS>", UN, "</INDIVIDUALS></L>"),
    "ofac-xml": ("<sdnList>", OFAC, "</sdnList>"),
    "ofac-csv": ("", '{id},"{name}",individual' + ",-0-" * 9 + "\n", ""),
    "eu": ("<export>", EU, "</export>"),
    "uk": ("Unique ID,Name 6,Designation Type\n", "{id},{name},Individual\n", ""),
    "sltd": ("number,issuer,name\n", "A77319{id},IRQ,{name}\n", ""),
}
GATHERED = ("uk",)  # rows of one id are one entry
STREAMED = ("jsonl", "csv", "un-xml", "ofac-xml", "eu", "sltd")


def file_of(form: str, *entries: tuple[str, str]) -> bytes:
    before, one, after = FORMS[form]
    return (before + "".join(one.format(id=i, name=n) for i, n in entries) + after).encode()


def names(found: list[Entry | Rejected]) -> list[str]:
    return [one.id[-2:] for one in found if isinstance(one, Entry)]


@pytest.mark.parametrize("form", [form for form in FORMS if form not in GATHERED])
def test_an_id_that_comes_twice_is_told_and_the_first_kept(form: str) -> None:
    found = list(read(form, file_of(form, ("11", "KEL"), ("12", "MIR"), ("11", "DOR")), "T"))
    (rejected,) = (one for one in found if isinstance(one, Rejected))
    assert "twice" in rejected.why
    assert names(found) == ["11", "12"]
    assert not rejected.breaks


@pytest.mark.parametrize("form", [form for form in FORMS if form != "sltd"])
def test_an_entry_without_a_name_is_told_and_the_others_stay(form: str) -> None:
    found = list(read(form, file_of(form, ("11", "KEL"), ("12", " "), ("13", "DOR")), "T"))
    assert names(found) == ["11", "13"]
    assert [one.breaks for one in found if isinstance(one, Rejected)] == [False]


@pytest.mark.parametrize("form", ["jsonl", "csv", "sltd", "uk", "ofac-csv"])
def test_a_line_in_another_encoding_costs_that_line(form: str) -> None:
    data = file_of(form, ("11", "KEL"), ("12", "JOSÉ"), ("13", "DOR")).replace(
        "É".encode(), b"\xc9"
    )
    found = list(read(form, data, "T"))
    (rejected,) = (one for one in found if isinstance(one, Rejected))
    header = FORMS[form][0].count("\n")
    assert (rejected.line, "UTF-8" in rejected.why) == (2 + header, True)
    assert names(found) == ["11", "13"]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_line_without_end_costs_that_line(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LONGEST_LINE", 100)
    found = list(read(form, file_of(form, ("11", "KEL"), ("12", "X" * 950), ("13", "DOR")), "T"))
    assert names(found) == ["11", "13"]
    assert ["a line of over" in one.why for one in found if isinstance(one, Rejected)] == [True]


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("un-xml", b"<L><INDIVIDUALS>" + b"<a>" * 100),
        ("un-xml", b"<L><INDIVIDUALS>\xff\xfe</INDIVIDUALS></L>"),
        ("un-xml", b"<?xml version='1.0' encoding='klingon'?><L/>"),
        ("un-xml", b"no xml at all"),
        ("ofac-xml", b""),
        ("ofac-xml", b"<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>"),
        ("jsonl", b"\n"),
        ("csv", b""),
        ("uk", b"\x00\x01\x02"),
        ("xlsx", b""),
    ],
)
def test_what_is_no_list_is_said_in_one_line(form: str, data: bytes) -> None:
    found = list(read(form, data, "T"))
    assert [type(one) for one in found] == [Rejected]
    assert found[0].breaks  # type: ignore[union-attr]


def big(form: str, path: Path, entries: int) -> None:
    before, one, after = FORMS[form]
    with path.open("w") as file:
        file.write(before)
        for n in range(entries):
            file.write(one.format(id=n, name=f"NAME{n} " + "X" * 300))
        file.write(after)


def peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.mark.parametrize("form", STREAMED)
def test_memory_does_not_grow_with_the_file(form: str, tmp_path: Path) -> None:
    """Twenty times the file may cost the ids that are remembered, not what the file says."""
    sizes = {}
    for entries in (200, 4_000):
        path = tmp_path / f"{entries}.txt"
        big(form, path, entries)
        sizes[entries] = peak(lambda path=path: sum(1 for _ in read(form, path, "T")))  # type: ignore[misc]
    grown = (tmp_path / "4000.txt").stat().st_size - (tmp_path / "200.txt").stat().st_size
    assert sizes[4_000] - sizes[200] < grown / 3
