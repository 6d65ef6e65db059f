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


# A file whose third line says what the first said, or says no name; the line that must be told.
TOLD_BY_LINE: dict[str, tuple[str, bytes, int]] = {
    "jsonl, twice": ("jsonl", b'{"id":"1","name":"KEL"}\n\n{"id":"1","name":"DOR"}\n', 3),
    "csv, twice": ("csv", b"id,name\n1,KEL\n\n1,DOR\n", 4),
    "csv, no name": ("csv", b"id,name,dob\n1,KEL,\n\n2,,1960\n", 4),
    "ofac-csv, twice": ("ofac-csv", b'1,"A",individual' + b",-0-" * 9 + b"\n\n1,B,-0-" + b",-0-" * 9 + b"\n", 3),
    "sltd, twice": ("sltd", b"number,issuer\nA773191,IRQ\n\nA773191,IRQ\n", 4),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD_BY_LINE)
def test_what_is_wrong_is_told_by_the_line_of_the_file(case: str) -> None:
    form, data, line = TOLD_BY_LINE[case]
    (rejected,) = (one for one in read(form, data, "T") if isinstance(one, Rejected))
    assert rejected.line == line


CUT_OFF: dict[str, tuple[str, bytes]] = {
    "within an object": ("jsonl", b'{"id":"1","name":"KEL"}\n{"id":"2","na'),
    "within a row": ("csv", b"id,name,dob\n1,KEL,1960\n2,DO"),
    "within a row of SDN": ("ofac-csv", b"1,A,individual" + b",-0-" * 9 + b"\n2,B,indiv"),
}


@pytest.mark.parametrize("case", CUT_OFF)
def test_of_a_file_that_is_cut_off_nothing_may_be_applied(case: str) -> None:
    form, data = CUT_OFF[case]
    found = list(read(form, data, "T"))
    assert [one.breaks for one in found if isinstance(one, Rejected)] == [True]
    assert not [one.id for one in found if isinstance(one, Entry) and one.id.endswith("2")]


def test_a_whole_last_line_needs_no_end() -> None:
    for form, data in (
        ("jsonl", b'{"id":"11","name":"KEL"}'),
        ("csv", b"id,name\n11,KEL"),
        ("ofac-csv", b'11,"A",individual' + b",-0-" * 9 + b"\n\x1a"),
    ):
        assert names(list(read(form, data, "T"))) == ["11"]


def test_a_row_with_more_columns_than_headings_is_not_read_askew() -> None:
    found = list(read("csv", b'id,name,dob\n11,Kel, Ana,1960\n12,"Dor, Ivo",1961\n', "T"))
    assert names(found) == ["12"]
    (rejected,) = (one for one in found if isinstance(one, Rejected))
    assert (rejected.line, "quotes" in rejected.why) == (2, True)


def test_a_broken_file_of_aliases_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_bytes(b'1,"A B",individual' + b",-0-" * 9 + b"\n")
    (tmp_path / "alt.csv").write_bytes(b'1,1,"aka","C D",-0-\n1,2,"aka","E F')
    (rejected,) = (
        one for one in read("ofac-csv", tmp_path / "sdn.csv", "T") if isinstance(one, Rejected)
    )
    assert (rejected.line, rejected.breaks, rejected.why[:8]) == (2, True, "alt.csv:")


def test_an_odd_field_is_told_in_words() -> None:
    data = b'{"id":"11","name":"KEL","dob":1960,"aliases":[null]}\n{"id":"12","name":"DOR","aliases":[5]}\n'
    first, second = read("jsonl", data, "T")
    assert isinstance(first, Entry)
    assert first.births == ("1960",)
    assert isinstance(second, Rejected)
    assert "attribute" not in second.why


@pytest.mark.parametrize("value", [b"[1]", b'{"a":1}', b"2.5"])
def test_a_field_that_is_no_text_is_not_kept(value: bytes) -> None:
    row = b'{"id":"11","name":"KEL","valid_to":' + value + b"}\n"
    (found,) = read("jsonl", row, "T")
    assert isinstance(found, Rejected)
    (kept,) = read("jsonl", b'{"id":"11","name":"KEL","valid_to":2031}\n', "T")
    assert isinstance(kept, Entry)
    assert kept.valid_to == "2031"
