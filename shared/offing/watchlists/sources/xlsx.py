"""The first sheet of an Excel workbook, with the columns of `csv`; read by the standard library alone."""

import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, timedelta

from offing.watchlists.sources.formats import Placed, Raw, Rejected
from offing.watchlists.sources.mapped_csv import mapped
from offing.watchlists.sources.rows import Row
from offing.watchlists.sources.xml_reader import elements, text

_MOST_UNPACKED = 256 * 1024 * 1024  # a small file can unpack to anything
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_MOST_COLUMNS = 16_384
_DAY_ZERO = date(1899, 12, 30)  # as Excel counts, with its 29 February 1900
_LAST_DAY = 2_958_465
_DATE_FORMATS = {*range(14, 23), *range(45, 48)}
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def entries(raw: Raw, list_name: str) -> Iterator[Placed | Rejected]:
    """One entry for each row of the first sheet."""
    try:
        with raw.open() as file, zipfile.ZipFile(file) as book:
            parts = {info.filename: info for info in book.infolist()}
            sheets = sorted((int(m[1]), name) for name in parts if (m := _SHEET.fullmatch(name)))
            if not sheets:
                yield Rejected(0, "the workbook has no sheet", breaks=True)
                return
            wanted = [name for name in (sheets[0][1], _STRINGS, _STYLES) if name in parts]
            if sum(parts[name].file_size for name in wanted) > _MOST_UNPACKED:
                why = f"the workbook unpacks to over {_MOST_UNPACKED >> 20} MB"
                yield Rejected(0, why, breaks=True)
                return
            files = {name: _unpacked(book, name) for name in wanted}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        yield Rejected(0, f"not an Excel workbook (.xlsx): {error}", breaks=True)
        return
    yield from mapped(_rows(files, sheets[0][1]), list_name, raw.columns, beside=True)


def _unpacked(book: zipfile.ZipFile, name: str) -> bytes:
    """The part's bytes, no more than its header promises, whatever the stream holds."""
    with book.open(name) as part:
        return part.read(_MOST_UNPACKED)


def _rows(files: dict[str, bytes], sheet: str) -> Iterator[Row | Rejected]:
    strings = [
        "".join(t.text or "" for t in item.iter("t"))
        for item in elements(files.get(_STRINGS, b"<none/>"), ("si",))
        if not isinstance(item, Rejected)
    ]
    dates = _date_styles(files.get(_STYLES, b"<none/>"))
    for number, row in enumerate(elements(files[sheet], ("row",)), 1):
        if isinstance(row, Rejected):
            yield row
            return
        line = row.get("r") or ""
        yield int(line) if line.isdigit() else number, _cells(row, strings, dates)


def _cells(row: ET.Element, strings: list[str], dates: set[str]) -> list[str]:
    """The row's cells in their places; empty ones are not in the file."""
    cells: list[str] = []
    for cell in row.findall("c"):
        place = _COLUMN.match(cell.get("r") or "")
        at = _number(place[0]) if place else len(cells)
        if len(cells) <= at < _MOST_COLUMNS:
            cells += [""] * (at - len(cells))
            cells.append(_value(cell, strings, dates))
    return cells


def _number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: ET.Element, strings: list[str], dates: set[str]) -> str:
    kind, value = cell.get("t"), text(cell, "v")
    if kind == "s":
        return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter("t"))
    if kind is None and cell.get("s") in dates:
        return _day(value)
    return value.removesuffix(".0")


def _day(value: str) -> str:
    whole = value.partition(".")[0]
    if not whole.isdigit() or not 0 < int(whole) <= _LAST_DAY:
        return value
    return (_DAY_ZERO + timedelta(days=int(whole))).isoformat()


def _date_styles(styles: bytes) -> set[str]:
    """The numbers of cell styles that show a number as a date."""
    own, found = set(_DATE_FORMATS), set[str]()
    for part in elements(styles, ("numFmt", "cellXfs")):
        if isinstance(part, Rejected):
            break
        if part.tag == "numFmt":
            letters = _QUOTED.sub("", part.get("formatCode") or "").lower()
            if "y" in letters or "d" in letters:
                own.add(int(part.get("numFmtId") or 0))
        else:
            ids = [int(style.get("numFmtId") or 0) for style in part.findall("xf")]
            found |= {str(place) for place, number in enumerate(ids) if number in own}
    return found
