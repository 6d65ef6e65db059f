"""Lists of stolen and lost travel documents: number, issuing State, type; matched exactly, never by name."""

from collections.abc import Iterator
from pathlib import Path

from offing.watchlists.births import read_birth
from offing.watchlists.exact import SHORTEST_NUMBER, document_number
from offing.watchlists.model import Entry, ListedDocument
from offing.watchlists.nationalities import alpha3
from offing.watchlists.sources.formats import Placed, Raw, Rejected
from offing.watchlists.sources.rows import records, rows

_NUMBER = ("NUMBER", "DOCUMENT NUMBER", "DOCNUMBER", "DIN")
_ISSUER = ("ISSUER", "ISSUING STATE", "ISSUING COUNTRY", "COUNTRY", "COI")
_TYPE = ("TYPE", "DOCUMENT TYPE", "DOCTYPE", "DOT")
_REPORTED = ("REPORTED", "DATE", "DATE OF LOSS", "VALID FROM")
_REASON = ("REASON", "STATUS", "FRAUD TYPE")


def entries(raw: Raw, list_name: str) -> Iterator[Placed | Rejected]:
    """One entry for each row; its id is issuer, type and number, so that a document stands on a list once."""
    for record in records(rows(raw), _NUMBER):
        if isinstance(record, Rejected):
            yield record
            continue
        line, cells = record
        found = _document(line, cells)
        listed = list_name or "SLTD"
        yield found if isinstance(found, Rejected) else (line, _entry(cells, found, listed))


def documents(source: bytes | Path) -> Iterator[ListedDocument | Rejected]:
    """The documents alone, for lists too long to be entries."""
    for record in records(rows(Raw(source)), _NUMBER):
        yield record if isinstance(record, Rejected) else _document(*record)


def _document(line: int, cells: dict[str, str]) -> ListedDocument | Rejected:
    number, issuer = document_number(_cell(cells, _NUMBER)), alpha3(_cell(cells, _ISSUER))
    if len(number) < SHORTEST_NUMBER:
        return Rejected(
            line, f"a document number of fewer than {SHORTEST_NUMBER} letters and digits"
        )
    if issuer is None:
        return Rejected(line, f"the issuing State {_cell(cells, _ISSUER)!r} is not known")
    return ListedDocument(number, _cell(cells, _TYPE).upper() or None, issuer)


def _entry(cells: dict[str, str], document: ListedDocument, listed: str) -> Entry:
    reported = read_birth(_cell(cells, _REPORTED))
    return Entry(
        id=f"{document.issuer}-{document.type or 'X'}-{document.number}",
        list=listed,
        kind="document",
        name=document.number,
        documents=(document,),
        category=_cell(cells, _REASON) or None,
        valid_from=str(reported) if reported and reported.full else None,
    )


def _cell(cells: dict[str, str], headings: tuple[str, ...]) -> str:
    return next((cells[heading] for heading in headings if heading in cells), "")
