"""Any CSV: columns are recognised by their heading, in the words people use for them."""

import csv
import io
from collections.abc import Iterator

from offing.kernel.names import normalise
from offing.watchlists.model import Entry
from offing.watchlists.sources.formats import Raw, Rejected
from offing.watchlists.sources.jsonl import entry_of

# Our field -> headings, after normalisation. Fields of several values are parted by semicolons.
HEADINGS: dict[str, tuple[str, ...]] = {
    "id": ("ID", "ENTRY ID", "REFERENCE", "UID", "NUMBER"),
    "kind": ("KIND", "TYPE", "SCHEMA"),
    "name": ("NAME", "FULL NAME", "PRIMARY NAME", "WHOLE NAME"),
    "surname": ("SURNAME", "LAST NAME", "FAMILY NAME"),
    "given_names": ("GIVEN NAMES", "GIVEN NAME", "FIRST NAME", "FORENAMES"),
    "aliases": ("ALIASES", "ALIAS", "AKA", "OTHER NAMES"),
    "births": ("DOB", "DATE OF BIRTH", "BIRTH DATE", "BORN", "BIRTHS"),
    "places": ("POB", "PLACE OF BIRTH", "BIRTH PLACE"),
    "nationalities": ("NATIONALITY", "NATIONALITIES", "CITIZENSHIP", "COUNTRY"),
    "gender": ("GENDER", "SEX"),
    "documents": ("DOCUMENTS", "DOCUMENT", "PASSPORT", "PASSPORT NUMBER", "DOCUMENT NUMBER"),
    "phones": ("PHONE", "PHONES", "TELEPHONE"),
    "emails": ("EMAIL", "EMAILS", "E MAIL"),
    "addresses": ("ADDRESS", "ADDRESSES"),
    "agency": ("AGENCY", "OWNER"),
    "category": ("CATEGORY", "PROGRAM", "PROGRAMME", "REGIME"),
    "severity": ("SEVERITY",),
    "legal_basis": ("LEGAL BASIS",),
    "valid_to": ("VALID TO", "EXPIRES", "EXPIRY"),
}
_SEVERAL = (
    "aliases",
    "births",
    "places",
    "nationalities",
    "documents",
    "phones",
    "emails",
    "addresses",
)
_FIELD = {heading: field for field, headings in HEADINGS.items() for heading in headings}


def entries(raw: Raw, list_name: str) -> Iterator[Entry | Rejected]:
    """One entry for each row."""
    try:
        text = raw.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.data.count(b"\n", 0, error.start) + 1
        yield Rejected(line, "not UTF-8: save the file as UTF-8 and import it again")
        return
    head = text.split("\n", 1)[0]
    mark = max(",;\t|", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    yield from _rows(rows, list_name)


def _rows(rows: Iterator[list[str]], list_name: str) -> Iterator[Entry | Rejected]:
    line = 1
    try:
        columns = [_FIELD.get(normalise(heading)) for heading in next(rows, [])]
        if not {"name", "surname"} & set(columns):
            yield Rejected(
                1, "no column for the name: head it `name`, or `surname` and `given names`"
            )
            return
        for line, row in enumerate(rows, 2):
            if any(cell.strip() for cell in row):
                yield _entry(dict(zip(columns, row, strict=False)), line, list_name)
    except csv.Error as error:
        yield Rejected(line + 1, f"not readable as CSV from here on: {error}")


def _entry(cells: dict[str | None, str], line: int, list_name: str) -> Entry | Rejected:
    body: dict[str, object] = {
        field: cell.strip() for field, cell in cells.items() if field and cell.strip()
    }
    for field in _SEVERAL:
        if field in body:
            body[field] = [part.strip() for part in str(body[field]).split(";") if part.strip()]
    body.setdefault("name", f"{body.get('surname', '')}, {body.get('given_names', '')}".strip(", "))
    body.setdefault("id", f"{list_name}-{line}")
    try:
        return entry_of(body, list_name)
    except (KeyError, TypeError, ValueError) as error:
        return Rejected(line, str(error))
