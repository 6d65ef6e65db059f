"""Importers: what is read, and what is rejected with its line."""

from pathlib import Path

import pytest

from offing.kernel.errors import InvalidInputError, UnsupportedContentError
from offing.watchlists import folder
from offing.watchlists.model import Alias, Entry, ListedDocument
from offing.watchlists.sources import FORMATS, Rejected, read

UN = """<?xml version="1.0"?><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>
<FIRST_NAME>BARZUN</FIRST_NAME><SECOND_NAME>TAKRANI</SECOND_NAME><GENDER>Male</GENDER>
<NATIONALITY><VALUE>Iraq</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Zeituna; Zeit</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1962</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>A7731902</NUMBER>
<ISSUING_COUNTRY>Iraq</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><FIRST_NAME>NAMELESS</FIRST_NAME></ENTITY></ENTITIES>"""


def test_un_xml() -> None:
    found = list(read("un-xml", (UN + "</CONSOLIDATED_LIST>").encode(), "UN"))
    entry, rejected = found
    assert isinstance(entry, Entry)
    assert (entry.id, entry.name, entry.gender) == ("UN-XXi.001", "BARZUN TAKRANI", "M")
    assert entry.aliases == (Alias("Abu Zeituna", "weak"), Alias("Zeit", "weak"))
    assert (entry.births, entry.nationalities) == (("1960/1962",), ("IRQ",))
    assert entry.documents == (ListedDocument("A7731902", "Passport", "IRQ"),)
    assert isinstance(rejected, Rejected)


def test_a_broken_xml_gives_what_is_whole_and_says_where_it_breaks() -> None:
    found = list(read("un-xml", UN.encode(), "UN"))
    assert isinstance(found[0], Entry)
    assert isinstance(found[-1], Rejected)
    assert "well-formed" in found[-1].why


def test_xml_with_a_document_type_is_refused() -> None:
    (only,) = read("un-xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><CONSOLIDATED_LIST/>", "UN")
    assert isinstance(only, Rejected)


def test_ofac_csv_takes_the_files_beside_it(tmp_path: Path) -> None:
    remarks = (
        "DOB 17 Mar 1961; alt. DOB 1960 to 1962; POB Basra, Iraq; nationality Iraq; Gender Male; "
        "Passport A7731902 (Iraq); a.k.a. 'ZEIT'."
    )
    sdn = tmp_path / "sdn.csv"
    sdn.write_text(
        f'77,"TAKRANI, Barzun","individual","SDGT",{"-0- ," * 7}"{remarks}"\n'
        f'78,"TAKRANI TRADING",-0- ,"SDGT",{"-0- ," * 7}-0- \nbroken\n\x1a',
    )
    (tmp_path / "alt.csv").write_text('77,1,"aka","TAKRANY, Barzoon",-0- \n')
    (tmp_path / "add.csv").write_text('77,1,"1 Road","Basra","Iraq",-0- \n')
    person, company, rejected = read("ofac-csv", sdn, "OFAC")
    assert isinstance(person, Entry)
    assert isinstance(company, Entry)
    assert (person.id, person.kind, company.kind) == ("OFAC-77", "person", "company")
    assert person.births == ("1961-03-17", "1960/1962")
    assert {alias.name: alias.quality for alias in person.aliases} == {
        "TAKRANY, Barzoon": "strong",
        "ZEIT": "weak",
    }
    assert (person.nationalities, person.gender) == (("IRQ",), "M")
    assert person.documents == (ListedDocument("A7731902", "Passport", "IRQ"),)
    assert person.addresses == ("1 Road, Basra, Iraq",)
    assert rejected == Rejected(3, "1 columns where 12 are needed, the first a number")


def test_csv_knows_its_columns_by_their_headings() -> None:
    text = "Surname;Given names;Date of birth;Nationality;Also\nTAKRANI;BARZUN;1961-03-17;Iraq;x\n;;;;\n"
    (entry,) = read("csv", text.encode("utf-8-sig"), "OWN")
    assert isinstance(entry, Entry)
    assert (entry.id, entry.name, entry.births, entry.nationalities) == (
        "OWN-2",
        "TAKRANI, BARZUN",
        ("1961-03-17",),
        ("IRQ",),
    )


@pytest.mark.parametrize(
    ("form", "data", "line", "word"),
    [
        ("jsonl", b'{"id":"1","name":"A"}\nnot json\n', 2, "JSON"),
        ("jsonl", b'{"id":"1"}\n', 1, "name is missing"),
        ("jsonl", b'{"id":"1","name":" "}\n', 1, "name is empty"),
        ("jsonl", b'{"id":"1","name":"A","kind":"ghost"}\n', 1, "ghost"),
        ("jsonl", b"[1]\n", 1, "object"),
        ("jsonl", b'{"id":"1","name":"A"}\n{"id":"1","name":"B"}\n', 2, "twice"),
        ("jsonl", '{"id":"1","name":"É"}'.encode("latin-1"), 1, "UTF-8"),
        ("csv", b"a,b\n1,2\n", 1, "no column for the name"),
        ("csv", "name\nÉ\n".encode("latin-1"), 2, "UTF-8"),
        ("csv", b'name,dob\n"A,1\n', 2, "not readable"),
    ],
)
def test_bad_lines_are_rejected_with_their_place(
    form: str, data: bytes, line: int, word: str
) -> None:
    rejected = [found for found in read(form, data, "T") if isinstance(found, Rejected)]
    assert [r.line for r in rejected] == [line]
    assert word in rejected[0].why


def test_an_unknown_format_names_those_that_exist() -> None:
    with pytest.raises(UnsupportedContentError) as refusal:
        list(read("pdf", b""))
    assert all(form in str(refusal.value) for form in FORMATS)


def test_a_folder_shows_changes_before_it_takes_them(tmp_path: Path) -> None:
    first = b'{"id":"1","name":"A"}\n{"id":"2","name":"B"}\n'
    second = b'{"id":"2","name":"BB"}\n{"id":"3","name":"C"}\n'
    plan = folder.plan(tmp_path, "T", read("jsonl", first, "T"))
    assert (plan.added.first, plan.changed.number, plan.removed.number) == (["1", "2"], 0, 0)
    assert not list(tmp_path.iterdir())
    folder.apply(tmp_path, "T", plan)
    again = folder.plan(tmp_path, "T", read("jsonl", second, "T"))
    assert (again.added.first, again.changed.first, again.removed.first) == (["3"], ["2"], ["1"])
    folder.apply(tmp_path, "T", again)
    assert [entry.name for entry in folder.entries(tmp_path)] == ["BB", "C"]
    assert folder.plan(tmp_path, "T", read("jsonl", second, "T")).unchanged == 2


def test_a_file_with_a_rejected_line_takes_nothing_off_the_list(tmp_path: Path) -> None:
    first, second = (
        b'{"id":"1","name":"A"}\n{"id":"2","name":"B"}\n',
        b'{"id":"3","name":"C"}\nbad\n',
    )
    folder.apply(tmp_path, "T", folder.plan(tmp_path, "T", read("jsonl", first, "T")))
    again = folder.plan(tmp_path, "T", read("jsonl", second, "T"))
    assert (again.removed.number, again.rejected.first[0].line) == (0, 2)
    folder.apply(tmp_path, "T", again)
    assert sorted(entry.id for entry in folder.entries(tmp_path)) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("un-xml", UN.encode()),
        ("csv", b'id,name\n1,A\n2,"B\n3,C\n'),
        ("csv", "id,name\n1,A\n".encode("utf-16")),
        ("csv", b"a,b\n1,2\n"),
        ("xlsx", b"PK\x03\x04 broken"),
        ("eu", b"<export><sanctionEntity logicalId='1'>"),
        ("uk", b"\xff\xfeN\x00"),
        ("ofac-xml", b"<sdnList><sdnEntry>"),
        ("sltd", b'number,issuer\nA7731902,"IRQ\n'),
        ("ofac-csv", b'1,"A,individual\n'),
        ("jsonl", '{"id":"1","name":"A"}\n'.encode("utf-16")),
    ],
)
def test_nothing_is_applied_of_a_file_that_breaks_off(
    tmp_path: Path, form: str, data: bytes
) -> None:
    kept = b'{"id":"9","name":"KEPT"}\n'
    folder.apply(tmp_path, "T", folder.plan(tmp_path, "T", read("jsonl", kept, "T")))
    plan = folder.plan(tmp_path, "T", read(form, data, "T"))
    assert plan.breaks
    assert plan.rejected.first[-1].why
    with pytest.raises(InvalidInputError, match="nothing of it was applied"):
        folder.apply(tmp_path, "T", plan)
    assert [entry.id for entry in folder.entries(tmp_path)] == ["9"]


def test_a_list_name_is_no_path(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError):
        folder.plan(tmp_path, "../x", [])
