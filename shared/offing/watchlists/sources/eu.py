"""The European Union's consolidated list of financial sanctions, as XML (1.1) or CSV; told apart by the first sign."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from offing.watchlists.model import Entry
from offing.watchlists.sources.draft import STRONG, WEAK, Draft, gender_of
from offing.watchlists.sources.formats import Raw, Rejected
from offing.watchlists.sources.rows import records, rows
from offing.watchlists.sources.xml_reader import elements

_KINDS = {"P": "person", "PERSON": "person", "E": "company", "ENTERPRISE": "company"}
_UNKNOWN_COUNTRY = "00"
_FIRST_SIGN = 64  # bytes in which it stands
_ID = "ENTITY LOGICALID"


def entries(raw: Raw, list_name: str) -> Iterator[Entry | Rejected]:
    """One entry for each subject of the list."""
    with raw.open() as file:
        xml = file.read(_FIRST_SIGN).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    yield from (_of_xml(raw, list_name) if xml else _of_csv(raw, list_name))


def _of_xml(raw: Raw, list_name: str) -> Iterator[Entry | Rejected]:
    found = elements(raw, ("sanctionEntity",))
    for number, element in enumerate(found, 1):
        yield element if isinstance(element, Rejected) else _subject(element, number, list_name)


def _subject(element: ET.Element, number: int, list_name: str) -> Entry | Rejected:
    identity = element.get("logicalId") or ""
    subject = element.find("subjectType")
    codes = () if subject is None else (subject.get("classificationCode"), subject.get("code"))
    kind = next((_KINDS[c.upper()] for c in codes if c and c.upper() in _KINDS), None)
    if not identity or kind is None:
        return Rejected(number, "a sanctionEntity without logicalId or without a known subjectType")
    draft = Draft(f"EU-{identity}", kind, reference=element.get("euReferenceNumber"))
    for name in element.findall("nameAlias"):
        whole = name.get("wholeName") or _joined(name, "firstName", "middleName", "lastName")
        draft.add_name(whole, WEAK if name.get("strong") == "false" else STRONG)
        draft.gender = draft.gender or gender_of(name.get("gender") or "")
    draft.births += [_birth(birth) for birth in element.findall("birthdate")]
    draft.places += [_place(birth, "place", "city") for birth in element.findall("birthdate")]
    draft.countries += [c.get("countryIso2Code") or "" for c in element.findall("citizenship")]
    draft.addresses += [_place(a, "street", "city") for a in element.findall("address")]
    for paper in element.findall("identification"):
        kind_ = paper.get("identificationTypeDescription") or ""
        draft.add_document(paper.get("number") or "", kind_, paper.get("countryIso2Code") or "")
    _regulated(draft, element.find("regulation"))
    return draft.entry(list_name or "EU")


def _regulated(draft: Draft, regulation: ET.Element | None) -> None:
    if regulation is not None:
        draft.category = regulation.get("programme")
        draft.legal_basis = regulation.get("numberTitle")
        draft.valid_from = regulation.get("entryIntoForceDate")


def _joined(element: ET.Element, *names: str) -> str:
    return " ".join(part for name in names if (part := element.get(name)))


def _place(element: ET.Element, *names: str) -> str:
    country = element.get("countryDescription") or ""
    known = "" if element.get("countryIso2Code") == _UNKNOWN_COUNTRY else country
    return ", ".join(part for part in (*(element.get(name) for name in names), known) if part)


def _birth(element: ET.Element) -> str:
    """The whole date, else the range of years, else what is known of year and month."""
    if whole := element.get("birthdate"):
        return whole
    first, last = element.get("yearRangeFrom") or "", element.get("yearRangeTo") or ""
    year, month = element.get("year") or first, element.get("monthOfYear") or ""
    if first and last and first != last:
        return f"{first}/{last}"
    return f"{year}-{int(month):02d}" if year and month.isdigit() and int(month) else year


def _of_csv(raw: Raw, list_name: str) -> Iterator[Entry | Rejected]:
    """The CSV has a row for each name, date, paper, address: rows of one subject are gathered."""
    drafts: dict[str, Draft] = {}
    for record in records(rows(raw), (_ID,)):
        if isinstance(record, Rejected):
            yield record
            continue
        line, cells = record
        codes = (cells.get(f"ENTITY SUBJECTTYPE{part}", "") for part in ("", " CLASSIFICATIONCODE"))
        kind = next((_KINDS[code.upper()] for code in codes if code.upper() in _KINDS), None)
        identity = cells.get(_ID, "")
        if not identity or (kind is None and identity not in drafts):
            yield Rejected(line, "a row without Entity_LogicalId or without a known subject type")
            continue
        draft = drafts.setdefault(identity, Draft(f"EU-{identity}", kind or "person"))
        _gather(draft, cells)
    yield from (draft.entry(list_name or "EU") for draft in drafts.values())


def _gather(draft: Draft, cells: dict[str, str]) -> None:
    parts = (cells.get(f"NAMEALIAS {part}NAME", "") for part in ("FIRST", "MIDDLE", "LAST"))
    draft.add_name(cells.get("NAMEALIAS WHOLENAME") or " ".join(parts))
    draft.gender = draft.gender or gender_of(cells.get("NAMEALIAS GENDER", ""))
    draft.births.append(cells.get("BIRTHDATE BIRTHDATE") or cells.get("BIRTHDATE YEAR", ""))
    draft.places.append(cells.get("BIRTHDATE PLACE") or cells.get("BIRTHDATE CITY", ""))
    draft.countries.append(cells.get("CITIZENSHIP COUNTRYISO2CODE", ""))
    address = (
        cells.get(f"ADDRESS {part}", "") for part in ("STREET", "CITY", "COUNTRYDESCRIPTION")
    )
    draft.addresses.append(", ".join(part for part in address if part))
    draft.add_document(
        cells.get("IDENTIFICATION NUMBER", ""),
        cells.get("IDENTIFICATION TYPEDESCRIPTION", ""),
        cells.get("IDENTIFICATION COUNTRYISO2CODE", ""),
    )
    draft.category = draft.category or cells.get("ENTITY REGULATION PROGRAMME")
    draft.legal_basis = draft.legal_basis or cells.get("ENTITY REGULATION NUMBERTITLE")
    draft.valid_from = draft.valid_from or cells.get("ENTITY DESIGNATIONDATE")
    draft.reference = draft.reference or cells.get("ENTITY EU REFERENCENUMBER")
