"""PNRGOV XML (IATA/2007/00): every PNR element, whatever national wrapper it stands in. Read by local name."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from offing.messages import xml
from offing.messages.findings import Notes
from offing.messages.itinerary import designator
from offing.messages.persons import Person, bag_tags, latest
from offing.messages.pnrgov_booking import Draft, Flight, finished
from offing.messages.pnrgov_parts import Leg, is_same_leg, seat
from offing.messages.pnrgov_requests import UPDATE, settle
from offing.messages.pnrgov_xml_persons import passenger, requests
from offing.messages.sensitive import cut_payment
from offing.records.bookings import Agency, Booking
from offing.records.messages import ParsedMessage
from offing.records.movements import Movement
from offing.records.travellers import ReportedTraveller

# The bookings of the largest aircraft have a tenth of this, and a dozen levels.
_UTF16 = re.compile(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']utf-?16", re.IGNORECASE)
_MOST_BYTES = 64 * 1024 * 1024
_MOST_LEVELS = 100


class RefusedXmlError(ValueError):
    """The XML is not well-formed, or declares a document type."""


def read(data: bytes) -> ParsedMessage:
    """All bookings of one notification; raises RefusedXmlError, whose text says why, when there is no reading it."""
    root = _root(data)
    notes = Notes(lambda _: None)
    movement = _movement(xml.first(root, "FlightLeg"))
    originator = xml.first(root, "Originator")
    bookings, travellers = _bookings(root, movement)
    if movement is None:
        notes.note(
            "error", "no-movement", "There is no FlightLeg: the flight of this push is not known."
        )
    return ParsedMessage(
        format="PNRGOV",
        source="PNR",
        version=root.get("Version"),
        sender=xml.get(originator, "AirlineCode"),
        reference=root.get("TransactionIdentifier"),
        common_reference=root.get("TransactionIdentifier"),
        function=root.get("MessageFunction") or "22",
        sent_at=xml.moment(root.get("TimeStamp")),
        movements=(movement,) if movement else (),
        bookings=bookings,
        travellers=travellers,
        findings=notes.findings(),
    )


def _bookings(
    root: Element, movement: Movement | None
) -> tuple[tuple[Booking, ...], tuple[ReportedTraveller, ...]]:
    drafts = [_draft(element, movement) for element in _pnrs(root)]
    day = latest(movement.departure if movement else None, xml.moment(root.get("TimeStamp")))
    for draft in drafts:
        settle(draft, day, root.get("MessageFunction") == UPDATE)
    return finished(drafts)


def _pnrs(root: Element) -> Iterator[Element]:
    """The PNRs at any depth, but none within another."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if xml.name(element) == "PNR":
            yield element
        else:
            waiting.extend(reversed(element))


class _Tree(TreeBuilder):
    """Builds what a message can be: no document type, in whatever character set, and no nesting without end."""

    depth = 0

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        """Entities can fill the memory or open files; no carrier needs a declaration."""
        raise RefusedXmlError(
            "The XML declares a document type. Send it without DOCTYPE and entities."
        )

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        """One level deeper."""
        self.depth += 1
        if self.depth > _MOST_LEVELS:
            raise RefusedXmlError(
                f"The XML is nested deeper than {_MOST_LEVELS} levels. Send PNRs side by side."
            )
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        """One level up."""
        self.depth -= 1
        return super().end(tag)


def _root(data: bytes) -> Element:
    if len(data) > _MOST_BYTES:
        text = f"The XML has {len(data)} bytes; the limit is {_MOST_BYTES}. Send it in parts."
        raise RefusedXmlError(text)
    # What can be read as bytes is no UTF-16 any more, whatever it declares: detection has made UTF-8 of it.
    encoding = "utf-8" if _UTF16.match(data) else None
    parser = XMLParser(target=_Tree(), encoding=encoding)  # noqa: S314  # no declarations, so no entities
    try:
        parser.feed(data)
        root: Element = parser.close()
    except RefusedXmlError:
        raise
    except (ParseError, LookupError, ValueError) as error:
        place = getattr(error, "position", None)
        where = f" at line {place[0]}, column {place[1]}" if place else ""
        raise RefusedXmlError(
            f"The XML is not well-formed{where}. Correct it and send it again."
        ) from error
    return root


def _draft(pnr: Element, movement: Movement | None) -> Draft:
    draft = Draft()
    for reference in xml.children(pnr, "BookingRefID"):
        system, locator = (
            xml.get(xml.first(reference, "CompanyName"), "Code") or "",
            (reference.get("ID") or "").strip(),
        )
        if locator and not draft.locator:
            draft.carrier, draft.locator = system, locator
        else:
            draft.add("locators", f"{system}:{locator}" if locator else None)
    draft.created = xml.moment(pnr.get("PNR_CreationDate"))
    draft.changed = xml.moment(pnr.get("PNR_TransDate"))
    draft.cancelled = (pnr.get("Status") or "").upper() in ("CANCELLED", "XX", "XL")
    source = xml.first(pnr, "Source")
    if source is not None:
        draft.agency = Agency(
            id=source.get("ERSP_UserID") or source.get("AgentSine"),
            city=source.get("PseudoCityCode"),
        )
    for contact in (e for e in pnr.iter() if xml.name(e) == "ContactInfo"):
        _contact(draft, contact)
    for element in xml.children(pnr, "Passenger"):
        passenger(draft, element)
    for payment in (e for e in pnr.iter() if xml.name(e) in ("PaymentCard", "FormOfPayment")):
        _payment(draft, payment)
    for flight in xml.children(pnr, "Flight"):
        _flight(draft, flight, movement)
    requests(draft, pnr, None)
    return draft


def _contact(draft: Draft, contact: Element) -> None:
    for name, text in contact.attrib.items():
        if "Phone" in name or "Email" in name:
            # E+X@Y in a telephone attribute is an e-mail address.
            draft.add(
                "emails" if "@" in text else "phones",
                text.removeprefix("E+") if "@" in text else text,
            )


def _payment(draft: Draft, found: Element) -> None:
    card = found.get("MaskedCardNumber") or found.get("CardNumber") or ""
    if not card and xml.first(found, "PaymentCard") not in (None, found):
        return  # the card within says more
    form = found.get("FOP_Type") or ("CC" if card else "")
    if form:
        draft.payments.append(
            {
                "form": form,
                "vendor": found.get("CardCode") or None,
                "card": cut_payment(card)[0] or None,
                "expiry": found.get("ExpireDate") or None,
            }
        )


def _flight(draft: Draft, element: Element, movement: Movement | None) -> None:
    leg = _movement(element)
    if leg is None:
        return
    prime = is_same_leg(leg, movement)
    draft.flights.append(Flight(Leg(leg, prime), leg.operating, xml.get(element, "Status")))
    requests(draft, element, None)
    for found in (e for e in element.iter() if xml.name(e) == "CheckInInfo") if prime else ():
        person = draft.by_reference.get(
            found.get("RPH") or xml.get(xml.first(found, "Passenger"), "RPH") or ""
        )
        person = person or (draft.persons[0] if len(draft.persons) == 1 else None)
        if person is not None:
            _check_in(person, found)


def _check_in(person: Person, found: Element) -> None:
    place = seat(found.get("SeatNumber") or xml.text(xml.first(found, "SeatNumber")))
    if place:
        person.values["seat"] = place
    for bag in (e for e in found.iter() if xml.name(e) == "BagInfo"):
        first = bag.get("BagTagNumber") or bag.get("TagNumber") or ""
        person.tag(bag_tags(first, bag.get("Quantity") or "1"))
        if (count := bag.get("BagCount") or bag.get("Quantity") or "").isdigit():
            person.bags["count"] = int(count[:3])


def _movement(element: Element | None) -> Movement | None:
    if element is None:
        return None
    carrier = (
        element.get("CarrierCode") or xml.get(xml.first(element, "MarketingAirline"), "Code") or ""
    )
    line, number, suffix = designator(element.get("FlightNumber") or "", carrier)
    operating = xml.first(element, "OperatingAirline")
    return Movement(
        carrier=line,
        number=number,
        suffix=suffix,
        operating=f"{xml.get(operating, 'Code') or ''}{xml.get(operating, 'FlightNumber') or ''}"
        or None,
        origin=xml.get(xml.first(element, "DepartureAirport"), "LocationCode") or "",
        destination=xml.get(xml.first(element, "ArrivalAirport"), "LocationCode") or "",
        departure=xml.moment(element.get("DepartureDateTime")),
        arrival=xml.moment(element.get("ArrivalDateTime")),
    )
