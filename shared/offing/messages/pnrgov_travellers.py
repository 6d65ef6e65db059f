"""PNRGOV segments about travellers: names, requests, tickets, payments, free text."""

from offing.messages import pnrgov_parts as read
from offing.messages.pnrgov_booking import Request
from offing.messages.pnrgov_state import Act, Group, Push
from offing.messages.service import COMPONENT
from offing.records.bookings import Payment
from offing.records.travellers import FrequentFlyer


def tif(push: Push, e: list[str], number: int) -> None:
    """A traveller; at check-in, who is being checked in."""
    if push.group is Group.HISTORY:
        return
    surname, given = read.parts(e[1], 2), read.parts(e[2], 4)
    draft, family, first = push.draft, surname[0].strip(), given[0].strip()
    known = draft.by_reference.get(given[2].strip())
    if push.group is Group.CHECK_IN:
        push.passenger = draft.named(family, first) or known or push.passenger
        if draft.named(family, first) or known:
            return
        text = "A traveller is named at check-in only; they were added to the booking."
        push.note("warning", "check-in-only", text, number)
    kind = read.traveller_type(given[1])
    person = draft.person(family, first, kind, number)
    if reference := given[2].strip():
        draft.by_reference.setdefault(reference, person)
    push.passenger = person
    if push.group is not Group.CHECK_IN:
        push.person, push.group = person, Group.PERSON


def fti(push: Push, e: list[str], _number: int) -> None:
    """Loyalty numbers."""
    if push.person is None or push.group is Group.HISTORY:
        return
    for element in filter(None, e[1:]):
        carrier, number = (p.strip() for p in read.parts(element, 2)[:2])
        if number:
            push.person.add("frequent_flyers", FrequentFlyer(carrier=carrier, number=number))


def ref(push: Push, e: list[str], _number: int) -> None:
    """The carrier's unique reference of the traveller."""
    found = read.parts(e[1], 2)
    value = found[1].strip() or found[0].strip()
    if push.person is not None and value:
        push.person.values.setdefault("reference", value)


def ssr(push: Push, e: list[str], number: int) -> None:
    """A special service request; who it is about is settled when the booking is complete."""
    if push.group is Group.HISTORY:
        return
    head = read.parts(e[1], 9)
    code, text = head[0].strip().upper(), COMPONENT.join(head[8:]).replace(COMPONENT, ":")
    owner = push.person if push.group in (Group.PERSON, Group.TICKET) else None
    about = [read.parts(one, 3) for one in filter(None, e[2:])]
    if code == "SEAT":
        _seats(push, about)
    else:
        references = tuple(p[2].strip() for p in about if p[2].strip())
        push.draft.requests.append(Request(code, text, references, owner, number))


def _seats(push: Push, about: list[list[str]]) -> None:
    flights = push.draft.flights
    if not flights or not flights[-1].prime:
        return
    for data, _, reference in (p[:3] for p in about):
        person = push.draft.by_reference.get(reference.strip())
        if person is not None and (seat := read.seat(data)):
            person.values["seat"] = seat


def tkt(push: Push, e: list[str], _number: int) -> None:
    """A ticket number."""
    push.group = Group.TICKET if push.group in (Group.PERSON, Group.BOOKING) else push.group
    if push.group is Group.TICKET:
        push.draft.add("tickets", read.parts(e[1], 1)[0].strip())


def fop(push: Push, e: list[str], _number: int) -> None:
    """Forms of payment."""
    if push.group in (Group.PERSON, Group.BOOKING, Group.TICKET):
        push.group = Group.TICKET
        push.draft.payments.extend(read.payments(e))


def ift(push: Push, e: list[str], _number: int) -> None:
    """Free text: contacts, the payer, and remarks worth keeping."""
    if push.group in (Group.HISTORY, Group.HEAD):
        return
    kind = read.parts(e[1], 2)
    coded = kind[0].strip().isdigit()
    texts = [t.replace(COMPONENT, ":") for t in (e[2:] if coded else e[1:]) if t]
    if coded and kind[1].strip() == "43":
        _payer(push, texts)
    elif not (coded and kind[1].strip() in ("15", "19")):
        owner = push.person if push.group in (Group.PERSON, Group.TICKET) else None
        for text in texts:
            push.draft.contact(text, owner)
        push.draft.remark(" ".join(texts))


def _payer(push: Push, texts: list[str]) -> None:
    payments = push.draft.payments
    if texts and payments:
        last = payments[-1]
        payments[-1] = Payment(
            **{name: getattr(last, name) for name in Payment.__slots__} | {"holder": texts[0]}
        )


ACTS: dict[str, Act] = {
    "TIF": tif,
    "FTI": fti,
    "REF": ref,
    "SSR": ssr,
    "TKT": tkt,
    "FOP": fop,
    "IFT": ift,
}
