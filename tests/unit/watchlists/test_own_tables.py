"""Tables of one's own: CSV and Excel, with the columns people have."""

import io
import zipfile

import pytest

from offing.watchlists.model import Entry
from offing.watchlists.sources import Rejected, read, xlsx

SHEET = """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
<c r="D1" t="inlineStr"><is><t>Nationality</t></is></c></row>
<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" s="1"><v>22357</v></c><c r="D3" t="str"><v>Iraq</v></c></row>
<row r="4"><c r="A4" t="s"><v>99</v></c><c r="B4"><v>1</v></c></row>
</sheetData></worksheet>"""
STRINGS = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<si><t>Name</t></si><si><t>Date of birth</t></si><si><r><t>TAKRANI, </t></r><r><t>Barzun</t></r></si></sst>"""
STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"""


def workbook(**parts: str) -> bytes:
    """A workbook with these parts under `xl/`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(f"xl/{name.replace('__', '/')}.xml", text)
    return out.getvalue()


WHOLE = workbook(worksheets__sheet1=SHEET, sharedStrings=STRINGS, styles=STYLES)


def test_xlsx_reads_shared_texts_dates_and_gaps() -> None:
    entry, rejected = read("xlsx", WHOLE, "OWN")
    assert isinstance(entry, Entry)
    assert (entry.id, entry.name, entry.births) == ("OWN-3", "TAKRANI, Barzun", ("1961-03-17",))
    assert entry.nationalities == ("IRQ",)
    assert isinstance(rejected, Rejected)
    assert rejected.line == 4


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"name,dob\n", "not an Excel workbook"),
        (WHOLE[:-40], "not an Excel workbook"),
        (workbook(workbook="<a/>"), "no sheet"),
        (workbook(worksheets__sheet1="<!DOCTYPE a><worksheet/>"), "document type"),
        (workbook(worksheets__sheet1="<worksheet>"), "well-formed"),
        (workbook(worksheets__sheet1="<worksheet/>"), "no column for the name"),
    ],
)
def test_a_workbook_that_is_none_is_named(data: bytes, word: str) -> None:
    (only,) = read("xlsx", data, "OWN")
    assert isinstance(only, Rejected)
    assert word in only.why


def test_a_workbook_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MOST_UNPACKED", 100)
    (only,) = read("xlsx", WHOLE, "OWN")
    assert isinstance(only, Rejected)
    assert "unpacks to over" in only.why


def test_columns_can_be_mapped() -> None:
    text = "Nr;Wer;Geboren;Name\n7;TAKRANI BARZUN;17/03/1961;not this\n"
    mapping = {"id": "Nr", "name": "Wer", "births": "geboren"}
    (entry,) = read("csv", text.encode(), "OWN", mapping)
    assert isinstance(entry, Entry)
    assert (entry.id, entry.name, entry.births) == ("7", "TAKRANI BARZUN", ("17/03/1961",))


def test_a_field_that_does_not_exist_cannot_be_mapped() -> None:
    (only,) = read("csv", b"name\nA\n", "OWN", {"colour": "red"})
    assert isinstance(only, Rejected)
    assert "colour" in only.why
