"""Lists of stolen and lost travel documents: number, issuing State, type; matched exactly, never by name."""

from collections.abc import Iterator

from offing.watchlists.births import read_birth
from offing.watchlists.index.columns import SHORTEST_NUMBER, document_number
from offing.watchlists.model import Entry, ListedDocument
from offing.watchlists.nationalities import alpha3
from offing.watchlists.sources.formats import Raw, Rejected
from offing.watchlists.sources.rows import records, rows

_NUMBER = ("NUMBER", "DOCUMENT NUMBER", "DOCNUMBER", "DIN")
_ISSUER = ("ISSUER", "ISSUING STATE", "ISSUING COUNTRY", "COUNTRY", "COI")
_TYPE = ("TYPE", "DOCUMENT TYPE", "DOCTYPE", "DOT")
_REPORTED = ("REPORTED", "DATE", "DATE OF LOSS", "VALID FROM")
_REASON = ("REASON", "STATUS", "FRAUD TYPE")


def entries(raw: Raw, list_name: str) -> Iterator[Entry | Rejected]:
    """One entry for each row; its id is issuer, type and number, so that a document stands on a list once."""
    listed = list_name or "SLTD"
    for record in records(rows(raw), _NUMBER):
        yield record if isinstance(record, Rejected) else _entry(*record, listed)


def _entry(line: int, cells: dict[str, str], listed: str) -> Entry | Rejected:
    number, kind = document_number(_cell(cells, _NUMBER)), _cell(cells, _TYPE).upper()
    issuer = alpha3(_cell(cells, _ISSUER))
    if len(number) < SHORTEST_NUMBER:
        return Rejected(
            line, f"a document number of fewer than {SHORTEST_NUMBER} letters and digits"
        )
    if issuer is None:
        return Rejected(line, f"the issuing State {_cell(cells, _ISSUER)!r} is not known")
    reported = read_birth(_cell(cells, _REPORTED))
    return Entry(
        id=f"{issuer}-{kind or 'X'}-{number}",
        list=listed,
        kind="document",
        name=number,
        documents=(ListedDocument(number, kind or None, issuer),),
        category=_cell(cells, _REASON) or None,
        valid_from=str(reported) if reported and reported.full else None,
    )


def _cell(cells: dict[str, str], headings: tuple[str, ...]) -> str:
    return next((cells[heading] for heading in headings if heading in cells), "")
