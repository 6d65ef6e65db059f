"""Rows of text files, read as they are needed: lines, decoding, the separator, headings; each with its line number."""

import csv
from collections.abc import Collection, Iterator
from itertools import chain, islice
from typing import BinaryIO

from offing.kernel.names import normalise
from offing.watchlists.sources.formats import Raw, Rejected

_SEPARATORS = ",;\t|"
_HEADINGS_WITHIN = 5  # some lists say the day of issue before their headings
_LONGEST_CELL = 1_000_000
LONGEST_LINE = 4_000_000
_UTF8_MARK, _UTF16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_CUT_OFF = "the file ends within this row: it has fewer columns than the row before and no line end"
_QUOTE = "put a value with a separator in it between quotes"
_NOT_UTF8 = "not UTF-8: save the file as UTF-8 and import it again"

type Row = tuple[int, list[str]]
type Record = tuple[int, dict[str, str]]


def lines(raw: Raw) -> Iterator[tuple[int, bytes] | Rejected]:
    """The lines of a file with their numbers; one that is too long is rejected and passed over."""
    with raw.open() as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            if number == 1 and line[:2] in _UTF16_MARKS:
                yield Rejected(1, f"UTF-16, {_NOT_UTF8}", breaks=True)
                return
            if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                yield Rejected(number, f"a line of over {LONGEST_LINE >> 20} MB")
                _pass_over(file)
                continue
            yield number, line.removeprefix(_UTF8_MARK) if number == 1 else line


def _pass_over(file: BinaryIO) -> None:
    while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


class _Text:
    """The lines as text; what was wrong with any is kept until its row comes."""

    def __init__(self, raw: Raw) -> None:
        self.wrong: list[Rejected] = []
        self.cut = 0  # the number of a line without its end, which only the last can be
        self._lines = lines(raw)

    def __iter__(self) -> Iterator[str]:
        for found in self._lines:
            if isinstance(found, Rejected):
                self.wrong.append(found)
                yield "\n"
                continue
            number, whole = found
            line = whole.rstrip(b"\r\n")
            self.cut = 0 if len(line) < len(whole) else number
            try:
                yield line.decode("utf-8") + "\n"
            except UnicodeDecodeError:
                self.wrong.append(Rejected(number, _NOT_UTF8))
                yield line.decode("utf-8", "replace") + "\n"


def rows(raw: Raw, delimiter: str = "") -> Iterator[Row | Rejected]:
    """The rows of a UTF-8 text file, in any usual separator if none is given; a row in another encoding is rejected."""
    text = _Text(raw)
    source = iter(text)
    first = list(islice(source, _HEADINGS_WITHIN))
    widest = max(first, key=lambda line: max(map(line.count, _SEPARATORS)), default="")
    csv.field_size_limit(_LONGEST_CELL)
    mark = delimiter or max(_SEPARATORS, key=widest.count)
    reader = csv.reader(chain(first, source), delimiter=mark, strict=True)
    begins, columns = 1, 0
    try:
        for row in reader:
            wrong = [one for one in text.wrong if one.line <= reader.line_num]
            text.wrong = [one for one in text.wrong if one.line > reader.line_num]
            if wrong:
                yield from wrong
            elif reader.line_num == text.cut and 1 < len(row) < columns:
                yield Rejected(begins, _CUT_OFF, breaks=True)
            else:
                yield begins, row
            columns = len(row)
            begins = reader.line_num + 1
    except csv.Error as error:
        yield Rejected(begins, f"not readable as CSV from here on: {error}", breaks=True)
    yield from text.wrong


def records(
    found: Iterator[Row | Rejected], one_of: Collection[str], *, beside: bool = False
) -> Iterator[Record | Rejected]:
    """Each filled row by its headings, normalised; the headings are the first row with one of those named."""
    headings: list[str] | None = None
    for row in found:
        if isinstance(row, Rejected):
            yield row
            if row.breaks:
                return
            continue
        line, cells = row
        if headings is None:
            names = [normalise(cell) for cell in cells]
            headings = names if set(names) & set(one_of) else None
            if headings is None and line >= _HEADINGS_WITHIN:
                break
        elif not beside and any(cell.strip() for cell in cells[len(headings) :]):
            yield Rejected(line, f"{len(cells)} columns under {len(headings)} headings: {_QUOTE}")
        elif any(cell.strip() for cell in cells):
            yield line, _record(headings, cells)
    if headings is None:
        named = " or ".join(sorted(one_of))
        yield Rejected(1, f"no line of headings with {named}", breaks=True)


def _record(headings: list[str], cells: list[str]) -> dict[str, str]:
    """The filled cells; of two columns with one heading the first that is filled counts."""
    found: dict[str, str] = {}
    for heading, cell in zip(headings, cells, strict=False):
        if cell.strip():
            found.setdefault(heading, cell.strip())
    return found
