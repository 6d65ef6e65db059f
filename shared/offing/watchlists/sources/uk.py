"""The United Kingdom's lists in CSV: the Treasury's consolidated list (to January 2026) and the UK Sanctions List."""

import re
from collections.abc import Iterator

from offing.watchlists.model import Entry
from offing.watchlists.sources.draft import STRONG, WEAK, Draft, gender_of
from offing.watchlists.sources.formats import Raw, Rejected
from offing.watchlists.sources.rows import records, rows

_KINDS = {"INDIVIDUAL": "person", "ENTITY": "company", "SHIP": "vessel"}
_IDS = ("UNIQUE ID", "GROUP ID")
_DATE = re.compile(r"(?:(\d{1,2}|dd)/(\d{1,2}|mm)/)?(\d{4})", re.IGNORECASE)
_NEXT = re.compile(r"\(\d+\)|\|")  # several values in one cell: `(1) … (2) …`, `… | …`
# What both files say, under the headings of either.
_HEADINGS = {
    "births": ("D O B", "DOB"),
    "countries": ("NATIONALITY IES", "NATIONALITY"),
    "phones": ("PHONE NUMBER",),
    "emails": ("EMAIL ADDRESS",),
}
_PAPERS = {
    "Passport": ("PASSPORT NUMBER", "PASSPORT DETAILS"),
    "National identifier": ("NATIONAL IDENTIFIER NUMBER", "NATIONAL IDENTIFICATION NUMBER", "NI NUMBER"),
    "IMO": ("IMO NUMBER",),
    "Business registration": ("BUSINESS REGISTRATION NUMBER S",),
}  # fmt: skip


def entries(raw: Raw, list_name: str) -> Iterator[Entry | Rejected]:
    """One entry for each group of rows with one id."""
    drafts: dict[str, Draft] = {}
    for record in records(rows(raw), ("NAME 6",)):
        if isinstance(record, Rejected):
            yield record
            continue
        line, cells = record
        identity = next((cells[key] for key in _IDS if key in cells), None)
        said = cells.get("DESIGNATION TYPE") or cells.get("GROUP TYPE", "")
        kind = _KINDS.get(said.upper())
        if identity is None or (kind is None and identity not in drafts):
            yield Rejected(line, f"no id, or {said!r} is not Individual, Entity or Ship")
            continue
        _gather(drafts.setdefault(identity, Draft(f"UK-{identity}", kind or "person")), cells)
    yield from (draft.entry(list_name or "UK") for draft in drafts.values())


def _gather(draft: Draft, cells: dict[str, str]) -> None:
    low = "low" in f"{cells.get('ALIAS STRENGTH', '')} {cells.get('ALIAS QUALITY', '')}".lower()
    _name(draft, cells, WEAK if low else STRONG)
    draft.add_name(cells.get("NAME NON LATIN SCRIPT", ""))
    for what, headings in _HEADINGS.items():
        getattr(draft, what).extend(_values(cells, headings))
    draft.births[:] = [birth for text in draft.births for birth in _dates(text)]
    town, country = cells.get("TOWN OF BIRTH", ""), cells.get("COUNTRY OF BIRTH", "")
    draft.places.append(", ".join(part for part in (town, country) if part))
    for kind, headings in _PAPERS.items():
        for number in _values(cells, headings):
            draft.add_document(number, kind, "")
    address = [cells.get(f"ADDRESS{line} {n}", "") for line in ("", " LINE") for n in range(1, 7)]
    address.append(cells.get("COUNTRY") or cells.get("ADDRESS COUNTRY", ""))
    draft.addresses.append(", ".join(part for part in address if part))
    draft.gender = draft.gender or gender_of(cells.get("GENDER", ""))
    draft.category = draft.category or cells.get("REGIME NAME") or cells.get("REGIME")
    listed = _dates(cells.get("DATE DESIGNATED") or cells.get("LISTED ON", ""))
    draft.valid_from = draft.valid_from or next(iter(listed), None)
    draft.reference = draft.reference or cells.get("UN REFERENCE NUMBER")


def _name(draft: Draft, cells: dict[str, str], quality: str) -> None:
    """`Name 6` is the family name, or all of a company's; the primary name comes first whatever its row."""
    given = " ".join(cells[key] for n in range(1, 6) if (key := f"NAME {n}") in cells)
    parts = (cells.get("NAME 6", ""), given)
    draft.add_name((", " if draft.kind == "person" else " ").join(p for p in parts if p), quality)
    said = (cells.get("NAME TYPE") or cells.get("ALIAS TYPE", "")).upper()
    if said == "PRIMARY NAME" and draft.names:
        draft.names.insert(0, draft.names.pop())


def _values(cells: dict[str, str], headings: tuple[str, ...]) -> list[str]:
    text = next((cells[heading] for heading in headings if heading in cells), "")
    return [value.strip() for value in _NEXT.split(text) if value.strip()]


def _dates(text: str) -> list[str]:
    """`28/04/1937`, `00/00/1960`, `dd/mm/1960`, ISO dates left as they are; all that the text holds."""
    if re.match(r"\d{4}-|\d{4}$", text):
        return [text]
    return [_iso(*found) for found in _DATE.findall(text)]


def _iso(day: str, month: str, year: str) -> str:
    known_month = month.isdigit() and int(month) > 0
    known_day = known_month and day.isdigit() and int(day) > 0
    return (
        year
        + (f"-{int(month):02d}" if known_month else "")
        + (f"-{int(day):02d}" if known_day else "")
    )
