"""OFAC's lists in XML (SDN.XML, CONSOLIDATED.XML); the ids are those of the CSV files."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from offing.watchlists.births import written
from offing.watchlists.model import Entry
from offing.watchlists.sources.draft import STRONG, WEAK, Draft, gender_of
from offing.watchlists.sources.formats import Raw, Rejected
from offing.watchlists.sources.xml_reader import elements, text, texts

_KINDS = {"individual": "person", "entity": "company", "vessel": "vessel", "aircraft": "aircraft"}
# What stands among the papers without being one.
_GENDER, _EMAIL, _PHONE = "Gender", "Email Address", "Phone Number"
_NO_PAPER = re.compile(
    r"sanctions|Website|Executive Order|Type:|Determination|Target|Listing|Currency"
)
_PLACE = ("address1", "address2", "address3", "city", "stateOrProvince", "country")


def entries(raw: Raw, list_name: str) -> Iterator[Entry | Rejected]:
    """One entry for each sdnEntry."""
    for number, element in enumerate(elements(raw, ("sdnEntry",)), 1):
        yield element if isinstance(element, Rejected) else _entry(element, number, list_name)


def _entry(element: ET.Element, number: int, list_name: str) -> Entry | Rejected:
    uid, said = text(element, "uid"), text(element, "sdnType")
    kind = _KINDS.get(said.lower())
    if not uid or kind is None:
        return Rejected(number, f"an sdnEntry without uid, or of a type not known: {said!r}")
    draft = Draft(f"OFAC-{uid}", kind, reference=uid)
    draft.add_name(_name(element))
    for alias in element.findall("akaList/aka"):
        draft.add_name(_name(alias), WEAK if text(alias, "category") == "weak" else STRONG)
    born = texts(element, "dateOfBirthList/dateOfBirthItem/dateOfBirth")
    draft.births += [birth for said in born if (birth := written(said))]
    draft.places += texts(element, "placeOfBirthList/placeOfBirthItem/placeOfBirth")
    draft.countries += texts(element, "nationalityList/nationality/country")
    draft.countries += texts(element, "citizenshipList/citizenship/country")
    for paper in element.findall("idList/id"):
        _paper(draft, text(paper, "idType"), text(paper, "idNumber"), text(paper, "idCountry"))
    for address in element.findall("addressList/address"):
        draft.addresses.append(", ".join(t for part in _PLACE if (t := text(address, part))))
    draft.category = "; ".join(texts(element, "programList/program"))
    return draft.entry(list_name or "OFAC")


def _name(element: ET.Element) -> str:
    parts = (text(element, "lastName"), text(element, "firstName"))
    return ", ".join(part for part in parts if part)


def _paper(draft: Draft, kind: str, number: str, country: str) -> None:
    if kind == _GENDER:
        draft.gender = gender_of(number)
    elif kind == _EMAIL:
        draft.emails.append(number)
    elif kind == _PHONE:
        draft.phones.append(number)
    elif not _NO_PAPER.search(kind) and any(sign.isdigit() for sign in number):
        draft.add_document(number, kind, country)
