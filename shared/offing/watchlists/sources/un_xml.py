"""The UN Security Council's consolidated list in XML."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from offing.kernel.scripts import script_of
from offing.watchlists.model import Alias, Entry, ListedDocument
from offing.watchlists.nationalities import alpha3
from offing.watchlists.sources.formats import Raw, Rejected
from offing.watchlists.sources.xml_reader import elements
from offing.watchlists.sources.xml_reader import text as _text

_KINDS = {"INDIVIDUAL": "person", "ENTITY": "company"}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
_WEAK = "low"


def entries(raw: Raw, list_name: str) -> Iterator[Entry | Rejected]:
    """One entry for each individual and entity; a file that breaks off gives what comes before the break."""
    for element in elements(raw, _KINDS):
        yield element if isinstance(element, Rejected) else _entry(element, list_name)


def _entry(element: ET.Element, list_name: str) -> Entry | Rejected:
    tag = element.tag
    reference = _text(element, "REFERENCE_NUMBER")
    if not reference:
        return Rejected(
            0, f"an entry without REFERENCE_NUMBER (DATAID {_text(element, 'DATAID') or 'missing'})"
        )
    nations = (alpha3(value.text) for value in element.findall("NATIONALITY/VALUE"))
    gender = _text(element, "GENDER")[:1].upper()
    return Entry(
        id=f"UN-{reference}",
        list=list_name or "UN",
        kind=_KINDS[tag],
        name=" ".join(part for part in (_text(element, name) for name in _NAMES) if part),
        aliases=tuple(_aliases(element, tag)),
        births=tuple(
            dict.fromkeys(
                b for e in element.findall("INDIVIDUAL_DATE_OF_BIRTH") if (b := _birth(e))
            )
        ),
        places=_places(element, "INDIVIDUAL_PLACE_OF_BIRTH"),
        nationalities=tuple(dict.fromkeys(nation for nation in nations if nation)),
        gender=gender if gender in ("M", "F") else None,
        documents=tuple(_documents(element)),
        addresses=_places(element, f"{tag}_ADDRESS"),
        category=_text(element, "UN_LIST_TYPE") or None,
        valid_from=_text(element, "LISTED_ON") or None,
        reference=reference,
    )


def _aliases(element: ET.Element, tag: str) -> Iterator[Alias]:
    for alias in element.findall(f"{tag}_ALIAS"):
        quality = "weak" if _text(alias, "QUALITY").lower() == _WEAK else "strong"
        # Several names may stand in one alias.
        for name in _text(alias, "ALIAS_NAME").split(";"):
            if name.strip():
                yield Alias(name.strip(), quality, script_of(name))
    if original := _text(element, "NAME_ORIGINAL_SCRIPT"):
        yield Alias(original, "strong", script_of(original))


def _birth(element: ET.Element) -> str | None:
    first, last = _text(element, "FROM_YEAR"), _text(element, "TO_YEAR")
    if first and last:
        return f"{first}/{last}"
    return _text(element, "DATE") or _text(element, "YEAR") or None


def _places(element: ET.Element, tag: str) -> tuple[str, ...]:
    found = (", ".join(t for part in _PLACE if (t := _text(e, part))) for e in element.findall(tag))
    return tuple(dict.fromkeys(place for place in found if place))


def _documents(element: ET.Element) -> Iterator[ListedDocument]:
    for document in element.findall("INDIVIDUAL_DOCUMENT"):
        if number := _text(document, "NUMBER"):
            issuer = _text(document, "ISSUING_COUNTRY") or _text(document, "COUNTRY_OF_ISSUE")
            yield ListedDocument(
                number, _text(document, "TYPE_OF_DOCUMENT") or None, alpha3(issuer)
            )
