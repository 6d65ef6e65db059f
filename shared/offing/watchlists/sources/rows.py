"""Rows of text files: decoding, the separator, the line of headings; every row with its line number."""

import csv
import io
from collections.abc import Collection, Iterator

from offing.kernel.names import normalise
from offing.watchlists.sources.formats import Rejected

_SEPARATORS = ",;\t|"
_HEADINGS_WITHIN = 5  # some lists say the day of issue before their headings
_LONGEST_CELL = 1_000_000

type Row = tuple[int, list[str]]
type Record = tuple[int, dict[str, str]]


def rows(data: bytes) -> Iterator[Row | Rejected]:
    """The rows of a UTF-8 text file in any usual separator."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield Rejected(line, "not UTF-8: save the file as UTF-8 and import it again")
        return
    lines = text.split("\n", _HEADINGS_WITHIN)[:_HEADINGS_WITHIN]
    widest = max(lines, key=lambda line: max(line.count(mark) for mark in _SEPARATORS))
    mark = max(_SEPARATORS, key=widest.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    begins = 1
    try:
        for row in reader:
            yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        yield Rejected(begins, f"not readable as CSV from here on: {error}")


def records(
    found: Iterator[Row | Rejected], one_of: Collection[str]
) -> Iterator[Record | Rejected]:
    """Each filled row by its headings, normalised; the headings are the first row with one of those named."""
    headings: list[str] | None = None
    for row in found:
        if isinstance(row, Rejected):
            yield row
            return
        line, cells = row
        if headings is None:
            names = [normalise(cell) for cell in cells]
            headings = names if set(names) & set(one_of) else None
            if headings is None and line >= _HEADINGS_WITHIN:
                break
        elif any(cell.strip() for cell in cells):
            yield line, _record(headings, cells)
    if headings is None:
        yield Rejected(1, f"no line of headings with {' or '.join(sorted(one_of))}")


def _record(headings: list[str], cells: list[str]) -> dict[str, str]:
    """The filled cells; of two columns with one heading the first that is filled counts."""
    found: dict[str, str] = {}
    for heading, cell in zip(headings, cells, strict=False):
        if cell.strip():
            found.setdefault(heading, cell.strip())
    return found
