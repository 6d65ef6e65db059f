"""PNRGOV XML: passengers, their documents, and the requests made for them."""

from xml.etree.ElementTree import Element

from offing.kernel import countries, dates, documents
from offing.messages import xml
from offing.messages.persons import SEXES, Person
from offing.messages.pnrgov_booking import Draft, Request
from offing.messages.pnrgov_requests import CODES


def passenger(draft: Draft, element: Element) -> None:
    """Adds one passenger with documents, tickets and requests."""
    family, given = (
        xml.text(xml.first(element, "Surname")),
        " ".join(xml.text(e) for e in xml.children(element, "GivenName")),
    )
    kind = {"CHD": "CHD", "INF": "INF", "IN": "INF", "C": "CHD"}.get(
        element.get("PassengerType") or "", "ADT"
    )
    person = draft.person(family, given, kind, 0)
    if reference := element.get("RPH"):
        draft.by_reference[reference] = person
    for ticket in (e for e in element.iter() if xml.name(e) == "TicketDocument"):
        draft.add("tickets", ticket.get("TicketDocumentNbr"))
    for found in element.iter():
        if xml.name(found) == "DOCS":
            _docs(person, found)
        elif xml.name(found) == "DOCO" and (
            number := documents.normalise_number(found.get("VisaNbr") or found.get("Number") or "")
        ):
            person.documents.append({"type": found.get("TravelDocType") or "V", "number": number})
            if found.get("BirthLocation"):
                person.values["place_of_birth"] = found.get("BirthLocation")
    requests(draft, element, person)


def _doco(person: Person, found: Element) -> None:
    number = documents.normalise_number(found.get("VisaNbr") or found.get("Number") or "")
    if number:
        person.documents.append({"type": found.get("TravelDocType") or "V", "number": number})
    if place := found.get("BirthLocation"):
        person.values["place_of_birth"] = place


def _docs(person: Person, found: Element) -> None:
    values = person.values
    birth = dates.birth_date(found.get("DateOfBirth") or "")
    sex = SEXES.get((found.get("Gender") or "").upper())
    values |= {k: v for k, v in (("date_of_birth", birth), ("sex", sex)) if v and k not in values}
    if code := countries.alpha3(found.get("PaxNationality") or found.get("Nationality") or "-"):
        person.nationality(code)
    number = documents.normalise_number(found.get("TravelDocNbr") or "")
    given = " ".join(filter(None, (found.get("FirstGivenName"), found.get("SecondGivenName"))))
    if number and not any(d["number"] == number for d in person.documents):
        person.documents.append(
            {
                "type": found.get("TravelDocType") or "",
                "number": number,
                "issuer": countries.alpha3(found.get("TravelDocIssueCountry") or "-"),
                "expiry": dates.expiry_date(
                    found.get("DateOfExpiration") or found.get("ExpirationDate") or ""
                ),
                "surname": found.get("Surname"),
                "given_names": given or None,
            }
        )


def requests(draft: Draft, parent: Element, person: Person | None) -> None:
    """SSRs as text, treated as in EDIFACT."""
    for found in xml.children(parent, "SSR"):
        code = (xml.get(found, "SSRCode") or "").upper()
        if code in CODES:
            references = (found.get("RPH") or found.get("SurnameRefNumber") or "",)
            text = xml.text(xml.first(found, "Text"))
            draft.requests.append(Request(code, text, references, person, 0))
    for found in xml.children(parent, "OSI"):
        draft.contact(xml.text(xml.first(found, "Text")), person)
        draft.remark(xml.text(xml.first(found, "Text")))
