"""PNRGOV segments about travellers: names, requests, tickets, payments, free text."""

from collections.abc import Mapping

from offing.messages import pnrgov_parts as read
from offing.messages.names import letters
from offing.messages.persons import Person
from offing.messages.pnrgov_booking import Request, is_named
from offing.messages.pnrgov_records import lost_source
from offing.messages.pnrgov_requests import CODES
from offing.messages.pnrgov_state import Acts, Group, Push
from offing.messages.service import COMPONENT, ELEMENT
from offing.records.travellers import FrequentFlyer

_SEAT = f"SSR{ELEMENT}SEAT"
# IFT subjects that are neither contacts nor remarks: fare calculations.
_FARES = frozenset({"15", "19"})
_PAYER = "43"


def tif(push: Push, segment: str, number: int) -> None:
    """The travellers, each of them."""
    draft = push.draft
    for name in read.named(segment):
        person = draft.person(name.family, name.given, name.type, number)
        if name.reference:
            draft.by_reference.setdefault(name.reference, person)
        draft.by_segment.setdefault(segment, person)
        push.person = person
    push.enter(Group.PERSON)


def checked_in(push: Push, segment: str, number: int) -> None:
    """Who is being checked in; the same words as in the booking are the same traveller."""
    known = push.draft.by_segment.get(segment) or _known(push, read.named(segment)[0])
    if known is None:
        text = "A traveller is named at check-in only; they were added to the booking."
        push.note("warning", "check-in-only", text, number)
        name = read.named(segment)[0]
        known = push.draft.person(name.family, name.given, name.type, number)
        push.draft.by_segment[segment] = known
        if name.reference:
            push.draft.by_reference.setdefault(name.reference, known)
    push.passenger = known


def _known(push: Push, name: read.Named) -> Person | None:
    """By TRI or reference where the name agrees, by name, by reference alone, or by TRI where the surname agrees."""
    draft, family, given = push.draft, name.family, name.given
    referred = draft.by_reference.get(name.reference)
    for likely in (push.passenger, referred):
        if likely is not None and is_named(likely, family, given):
            return likely
    if found := draft.named(family, given) or referred:
        return found
    shown = push.passenger
    if shown is None:
        return None
    surname = letters(shown.values["surname_as_sent"] or "")
    return shown if surname == letters(family) else None


def fti(push: Push, segment: str, _number: int) -> None:
    """Loyalty numbers."""
    if push.person is None:
        return
    for element in segment.split(ELEMENT)[1:]:
        carrier, _, rest = element.partition(COMPONENT)
        if number := rest.partition(COMPONENT)[0].strip():
            push.person.add(
                "frequent_flyers", FrequentFlyer(carrier=carrier.strip(), number=number)
            )


def ref(push: Push, segment: str, _number: int) -> None:
    """The carrier's unique reference of the traveller."""
    first, _, second = segment[4:].partition(ELEMENT)[0].partition(COMPONENT)
    value = second.partition(COMPONENT)[0].strip() or first.strip()
    if push.person is not None and value:
        push.person.values.setdefault("reference", value)


def ssr(push: Push, segment: str, number: int) -> None:
    """A special service request; who it is about is settled when the booking is complete."""
    if segment.startswith(_SEAT):
        _seats(push, segment)
        return
    found = read.elements(segment, 1)
    head = found[1].split(COMPONENT)
    code = head[0].strip().upper()
    if code in CODES:
        # Senders that count the colons wrong still have the only slashes in the text.
        text = ":".join(head[8:]) or next((p for p in head[4:8] if "/" in p), "")
        references = tuple([r for e in found[2:] if (r := read.parts(e, 3)[2].strip())])
        push.draft.requests.append(Request(code, text, references, push.owner, number))


def _seats(push: Push, segment: str) -> None:
    """Seats on the flight that the push is about, whether the request stands under it or names its ports."""
    flight, draft = push.flight, push.draft
    if flight is not None and not flight.leg.is_prime:
        return
    found = segment.split(ELEMENT)
    if flight is None and not _is_here(push, read.parts(found[1], 8)[6:8]):
        return
    for element in found[2:]:
        data, _, reference = read.parts(element, 3)[:3]
        person = draft.by_reference.get(reference.strip())
        if person is not None and (seat := read.seat(data)):
            person.values["seat"] = seat


def _is_here(push: Push, ports: list[str]) -> bool:
    movement = push.movement
    there = [p.strip().upper() for p in ports]
    return movement is not None and there == [movement.origin, movement.destination]


def tkt(push: Push, segment: str, _number: int) -> None:
    """A ticket number."""
    push.draft.add("tickets", segment[4:].partition(ELEMENT)[0].partition(COMPONENT)[0].strip())


def fop(push: Push, segment: str, _number: int) -> None:
    """Forms of payment."""
    push.enter(Group.PAYMENT)
    push.draft.payments += read.payments(segment)


def ift(push: Push, segment: str, _number: int) -> None:
    """Free text: contacts, the payer, and remarks worth keeping."""
    texts = segment.split(ELEMENT)[1:]
    qualifier, _, rest = texts[0].partition(COMPONENT) if texts else ("", "", "")
    subject = ""
    if qualifier.strip().isdigit():
        subject = rest.partition(COMPONENT)[0].strip()
        del texts[0]
    if subject == _PAYER:
        if texts and push.draft.payments:
            push.draft.payments[-1]["holder"] = texts[0].replace(COMPONENT, ":")
    elif subject not in _FARES:
        # A plus sign that nobody released cuts a text, mostly before a telephone number.
        text = texts[0] if len(texts) == 1 else " ".join(filter(None, texts))
        text = text.replace(COMPONENT, ":")
        if not push.draft.contact(text, push.owner):
            push.draft.remark(text)


ACTS: Acts = {
    "TIF": tif,
    "FTI": fti,
    "REF": ref,
    "SSR": ssr,
    "IFT": ift,
    **dict.fromkeys(("TKT", "FOP")),
}

_TICKETED: Acts = {"TKT": tkt, "FOP": fop}

IN_GROUP: Mapping[Group, Acts] = {
    Group.HEAD: {"TIF": lost_source, "SSR": lost_source},
    Group.BOOKING: _TICKETED,
    Group.PERSON: _TICKETED,
    Group.PAYMENT: _TICKETED,
    Group.CHECK_IN: {"TIF": checked_in},
    Group.CHECK_IN_ELSEWHERE: {"TIF": checked_in},
}
