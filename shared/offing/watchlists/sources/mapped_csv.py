"""Any CSV: columns are recognised by their heading, in the words people use for them or as the caller maps them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from offing.kernel.names import normalise
from offing.watchlists.sources.formats import Placed, Raw, Rejected
from offing.watchlists.sources.jsonl import entry_of
from offing.watchlists.sources.rows import Record, Row, records, rows

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
    "valid_from": ("VALID FROM", "LISTED ON"),
    "actions": ("ACTIONS", "ACTION"),
    "reference": ("SOURCE REFERENCE",),
    "valid_to": ("VALID TO", "EXPIRES", "EXPIRY"),
}
_SEVERAL = {
    "aliases", "births", "places", "nationalities", "documents", "phones", "emails", "addresses", "actions",
}  # fmt: skip
_NAMES = ("name", "surname")
_NO_NAME = "no column for the name: head it `name`, or `surname` and `given names`"
_FIELD = {heading: field for field, headings in HEADINGS.items() for heading in headings}


def entries(raw: Raw, list_name: str) -> Iterator[Placed | Rejected]:
    """One entry for each row."""
    yield from mapped(rows(raw), list_name, raw.columns)


def mapped(
    found: Iterator[Row | Rejected],
    list_name: str,
    columns: Mapping[str, str],
    *,
    beside: bool = False,
) -> Iterator[Placed | Rejected]:
    """Rows as entries; `columns` gives the heading of a field where it is none of the usual ones.

    Cells may stand `beside` the columns with headings in a sheet; in a text they are a name with a separator in it.
    """
    if unknown := sorted(columns.keys() - HEADINGS.keys()):
        yield Rejected(0, f"no field {', '.join(unknown)}; there are {', '.join(HEADINGS)}")
        return
    own = {normalise(heading): field for field, heading in columns.items()}
    fields = {h: f for h, f in _FIELD.items() if f not in columns} | own
    names = [heading for heading, field in fields.items() if field in _NAMES]
    for record in records(found, names, beside=beside):
        if isinstance(record, Rejected):
            no_headings = record.why.startswith("no line of headings")
            yield replace(record, why=_NO_NAME) if no_headings else record
        else:
            yield _entry(record, fields, list_name)


def _entry(record: Record, fields: Mapping[str, str], list_name: str) -> Placed | Rejected:
    line, cells = record
    body: dict[str, object] = {
        fields[heading]: cell for heading, cell in reversed(cells.items()) if heading in fields
    }
    for field in _SEVERAL & body.keys():
        body[field] = [part.strip() for part in str(body[field]).split(";") if part.strip()]
    body.setdefault("name", f"{body.get('surname', '')}, {body.get('given_names', '')}".strip(", "))
    body.setdefault("id", f"{list_name}-{line}")
    try:
        return line, entry_of(body, list_name)
    except (KeyError, TypeError, ValueError) as error:
        return Rejected(line, str(error))
