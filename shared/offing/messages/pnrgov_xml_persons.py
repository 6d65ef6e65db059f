"""PNRGOV XML: passengers, their documents, and the requests made for them, put into the words of EDIFACT."""

from xml.etree.ElementTree import Element

from offing.messages import xml
from offing.messages.persons import Person
from offing.messages.pnrgov_booking import Draft, Request
from offing.messages.pnrgov_parts import traveller_type
from offing.messages.pnrgov_requests import CODES

# The attributes of each document in the order of its SSR text; versions and wrappers name some differently.
_DOCUMENTS = {
    "DOCS": (
        (), ("TravelDocType",), ("TravelDocIssueCountry", "IssueCountry"), ("TravelDocNbr", "Number"),
        ("PaxNationality", "Nationality", "TravelDocNationality"), ("DateOfBirth", "BirthDate"), ("Gender",),
        ("DateOfExpiration", "ExpirationDate", "ExpiryDate", "DateOfExpiry"), ("Surname",), ("FirstGivenName",),
        ("SecondGivenName",),
    ),
    "DOCO": (
        ("BirthLocation",), ("TravelDocType",), ("VisaNbr", "TravelDocNbr", "Number"),
        ("PlaceOfIssue", "PlaceOfIssueCity"), ("DateOfIssue", "IssueDate"),
        ("CountryState", "CountryOfIssue", "Country"),
    ),
    "DOCA": (
        ("AddressType", "Type"), ("Country", "CountryCode"), ("Address", "StreetNmbr", "AddressLine"),
        ("City", "CityName"), ("State", "StateProv"), ("ZipPostalCode", "PostalCode"),
    ),
}  # fmt: skip
_ADDRESSES = {"RESIDENCE": "R", "RES": "R", "DESTINATION": "D", "DEST": "D"}


def passenger(draft: Draft, element: Element) -> None:
    """Adds one passenger with documents, tickets and requests."""
    family = xml.text(xml.first(element, "Surname"))
    given = " ".join(xml.text(e) for e in xml.children(element, "GivenName"))
    person = draft.person(family, given, traveller_type(element.get("PassengerType") or ""), 0)
    if reference := element.get("RPH"):
        draft.by_reference.setdefault(reference, person)
    for found in element.iter():
        name = xml.name(found)
        if name == "TicketDocument":
            draft.add("tickets", xml.get(found, "TicketDocumentNbr"))
        elif name in _DOCUMENTS:
            draft.requests.append(Request(name, _text(found, name), (), person, 0))
    requests(draft, element, person)


def _text(found: Element, code: str) -> str:
    """The document as its SSR text would have it."""
    words = [
        next((value for name in names if (value := xml.get(found, name))), "")
        for names in _DOCUMENTS[code]
    ]
    if code == "DOCO" and words[2]:
        words[1] = words[1] or "V"
    elif code == "DOCA":
        words[0] = _ADDRESSES.get(words[0].upper(), words[0])
    return "/".join(word.replace("/", " ") for word in words)


def requests(draft: Draft, parent: Element, person: Person | None) -> None:
    """SSRs as text, treated as in EDIFACT."""
    for found in xml.children(parent, "SSR"):
        code = (xml.get(found, "SSRCode") or "").upper()
        if code in CODES:
            reference = found.get("RPH") or found.get("SurnameRefNumber") or ""
            text = xml.text(xml.first(found, "Text"))
            draft.requests.append(Request(code, text, (reference,), person, 0))
    for found in xml.children(parent, "OSI"):
        text = xml.text(xml.first(found, "Text"))
        if not draft.contact(text, person):
            draft.remark(text)
