"""What a PNRGOV push has said so far, group by group, and what each segment does to it."""

from enum import Enum, auto
from typing import Any

from offing.messages import pnrgov_parts as read
from offing.messages.edifact import Message
from offing.messages.persons import Person, latest, quantity
from offing.messages.pnrgov_booking import Draft, Flight, Request, address
from offing.messages.service import COMPONENT
from offing.records.bookings import Payment
from offing.records.movements import Movement
from offing.records.travellers import FrequentFlyer


class Group(Enum):
    """Where in the grammar of PNRGOV we are; several segments mean different things in different groups."""

    HEAD = auto()
    BOOKING = auto()
    PERSON = auto()
    TICKET = auto()
    FLIGHT = auto()
    CHECK_IN = auto()
    SPLIT = auto()
    OTHER_SERVICE = auto()
    HISTORY = auto()


class Push:
    """The state while reading one PNRGOV."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.function: str | None = None
        self.announced: int | None = None
        self.movement: Movement | None = None
        self.group = Group.HEAD
        self.drafts: list[Draft] = []
        self.person: Person | None = None
        self.passenger: Person | None = None
        self.day = latest(message.envelope.sent_at)
        # Gateways that drop empty segments lose SRC; then a record reference begins the booking.
        self.has_sources = any(s[:3] == "SRC" for s in message.segments)

    def note(self, severity: str, code: str, text: str, number: int) -> None:
        """A finding at a segment of this message."""
        tag = self.message.segments[number - self.message.first - 1][:3]
        self.message.notes.note(severity, code, text, number, tag)

    @property
    def draft(self) -> Draft:
        """The booking being read; a segment before the first SRC begins one."""
        if not self.drafts:
            self._begin(self.message.first)
        return self.drafts[-1]

    def _begin(self, number: int) -> None:
        self.close()
        self.drafts.append(Draft(number))
        self.group, self.person, self.passenger = Group.BOOKING, None, None

    def close(self) -> None:
        """Puts the last booking together."""
        if not self.drafts:
            return
        draft = self.drafts[-1]
        draft.settle(self.day)
        for code, text, number in draft.notes:
            self.note("warning", code, text, number)
        if not (draft.locator or draft.persons or draft.requests or draft.flights):
            # An empty push is one empty SRC.
            self.drafts.pop()

    # --- header and booking -------------------------------------------------------------

    def msg(self, e: list[str], _number: int) -> None:
        if self.group is Group.HEAD:
            found = read.parts(e[1], 2)
            self.function = found[1].strip() or found[0].strip() or None
        else:
            self.group = Group.OTHER_SERVICE

    def org(self, e: list[str], _number: int) -> None:
        if self.group not in (Group.BOOKING, Group.PERSON):
            return
        agency = read.agency(e)
        if agency is None and self.group is Group.BOOKING:
            self.draft.cancelled = True
        self.draft.agency = self.draft.agency or agency

    def eqn(self, e: list[str], _number: int) -> None:
        if self.group is Group.HEAD:
            self.announced = quantity(read.parts(e[1], 1)[0])
        else:
            self.group = Group.SPLIT

    def src(self, _e: list[str], number: int) -> None:
        self._begin(number)

    def rci(self, e: list[str], number: int) -> None:
        found = [r for r in map(read.reference, filter(None, e[1:])) if r[1]]
        if not found:
            return
        if self.group is Group.HEAD or self._begins_without_source(found):
            self._begin(number)
        draft = self.draft
        if self.group is Group.SPLIT:
            for system, locator, _, _ in found:
                draft.add("split_to", f"{system}:{locator}")
            return
        if not draft.locator:
            main = next((r for r in found if not r[3]), found[0])
            draft.carrier, draft.locator, draft.created = main[0], main[1], main[2]
        for system, locator, _, _ in found:
            if locator != draft.locator:
                draft.add("locators", f"{system}:{locator}")

    def _begins_without_source(self, found: list[tuple[str, str, str | None, bool]]) -> bool:
        later = self.group in (
            Group.FLIGHT,
            Group.CHECK_IN,
            Group.HISTORY,
            Group.OTHER_SERVICE,
            Group.TICKET,
        )
        return (
            not self.has_sources
            and later
            and found[0][2] is not None
            and found[0][1] != self.draft.locator
        )

    def dat(self, e: list[str], _number: int) -> None:
        if self.group in (Group.FLIGHT, Group.CHECK_IN) and not e[1].startswith("700"):
            self.group = Group.CHECK_IN
        elif self.group is not Group.HISTORY and self.group is not Group.HEAD:
            self.draft.changed = self.draft.changed or read.changed_at(e, self.message.repetition)

    def address(self, e: list[str], _number: int) -> None:
        if self.group in (Group.HEAD, Group.HISTORY):
            return
        kind = "billing" if self.group is Group.TICKET else "contact"
        owner = self.person if self.group is Group.PERSON else None
        for element in filter(None, e[1:]):
            parts = read.parts(element, 8)
            if found := address(kind, parts):
                (owner or self.draft).add("addresses", found)
            self._reach(" ".join(parts[7:]).strip(), owner)

    def _reach(self, text: str, owner: Person | None) -> None:
        """The last part of ADD: a telephone, or an e-mail address where there is no better place for it."""
        if "@" in text or "//" in text or "CTC" in text:
            self.draft.contact(text, owner)
        elif sum(c.isdigit() for c in text) >= 5:
            (owner or self.draft).add("phones", text[:60])

    # --- travellers -----------------------------------------------------------------------

    def tif(self, e: list[str], number: int) -> None:
        if self.group is Group.HISTORY:
            return
        surname, given = read.parts(e[1], 2), read.parts(e[2], 4)
        draft, family, first = self.draft, surname[0].strip(), given[0].strip()
        known = draft.by_reference.get(given[2].strip())
        if self.group is Group.CHECK_IN:
            self.passenger = draft.named(family, first) or known or self.passenger
            if draft.named(family, first) or known:
                return
            text = "A traveller is named at check-in only; they were added to the booking."
            self.note("warning", "check-in-only", text, number)
        kind = read.traveller_type(given[1])
        person = draft.person(family, first, kind, number)
        if reference := given[2].strip():
            draft.by_reference.setdefault(reference, person)
        self.passenger = person
        if self.group is not Group.CHECK_IN:
            self.person, self.group = person, Group.PERSON

    def fti(self, e: list[str], _number: int) -> None:
        if self.person is None or self.group is Group.HISTORY:
            return
        for element in filter(None, e[1:]):
            carrier, number = (p.strip() for p in read.parts(element, 2)[:2])
            if number:
                self.person.add("frequent_flyers", FrequentFlyer(carrier=carrier, number=number))

    def ref(self, e: list[str], _number: int) -> None:
        found = read.parts(e[1], 2)
        value = found[1].strip() or found[0].strip()
        if self.person is not None and value:
            self.person.values.setdefault("reference", value)

    def ssr(self, e: list[str], number: int) -> None:
        if self.group is Group.HISTORY:
            return
        head = read.parts(e[1], 9)
        code, text = head[0].strip().upper(), COMPONENT.join(head[8:]).replace(COMPONENT, ":")
        owner = self.person if self.group in (Group.PERSON, Group.TICKET) else None
        about = [read.parts(one, 3) for one in filter(None, e[2:])]
        if code == "SEAT":
            self._seats(about)
        else:
            references = tuple(p[2].strip() for p in about if p[2].strip())
            self.draft.requests.append(Request(code, text, references, owner, number))

    def _seats(self, about: list[list[str]]) -> None:
        flights = self.draft.flights
        if not flights or not flights[-1].prime:
            return
        for data, _, reference in (p[:3] for p in about):
            person = self.draft.by_reference.get(reference.strip())
            if person is not None and (seat := read.seat(data)):
                person.values["seat"] = seat

    def tkt(self, e: list[str], _number: int) -> None:
        self.group = Group.TICKET if self.group in (Group.PERSON, Group.BOOKING) else self.group
        if self.group is Group.TICKET:
            self.draft.add("tickets", read.parts(e[1], 1)[0].strip())

    def fop(self, e: list[str], _number: int) -> None:
        if self.group in (Group.PERSON, Group.BOOKING, Group.TICKET):
            self.group = Group.TICKET
            self.draft.payments.extend(read.payments(e))

    def ift(self, e: list[str], _number: int) -> None:
        if self.group in (Group.HISTORY, Group.HEAD):
            return
        kind = read.parts(e[1], 2)
        coded = kind[0].strip().isdigit()
        texts = [t.replace(COMPONENT, ":") for t in (e[2:] if coded else e[1:]) if t]
        if coded and kind[1].strip() == "43":
            self._payer(texts)
        elif not (coded and kind[1].strip() in ("15", "19")):
            owner = self.person if self.group in (Group.PERSON, Group.TICKET) else None
            for text in texts:
                self.draft.contact(text, owner)
            self.draft.remark(" ".join(texts))

    def _payer(self, texts: list[str]) -> None:
        payments = self.draft.payments
        if texts and payments:
            last = payments[-1]
            payments[-1] = Payment(
                **{name: getattr(last, name) for name in Payment.__slots__} | {"holder": texts[0]}
            )

    # --- flights --------------------------------------------------------------------------

    def tvl(self, e: list[str], number: int) -> None:
        if self.group is Group.HEAD:
            self.movement = read.to_movement(read.flight_values(e))
            self.day = latest(self.message.envelope.sent_at, self.movement.departure)
        elif self.group is Group.OTHER_SERVICE:
            self._other_service(e)
            return
        elif self.group is Group.HISTORY:
            return
        else:
            self._flight(e)
        if read.is_impossible(e):
            self.note(
                "warning",
                "impossible-date",
                "No such date or time in TVL; it was left empty.",
                number,
            )

    def _flight(self, e: list[str]) -> None:
        values, flights = read.flight_values(e), self.draft.flights
        if flights and not any(e[1:4]) and values["number"] not in ("ARNK", "OPEN"):
            self._partner(e[4], e[5])
            return
        flight = Flight(values)
        flight.prime = self._is_prime(values)
        flights.append(flight)
        self.group, self.passenger = Group.FLIGHT, None

    def _is_prime(self, values: dict[str, Any]) -> bool:
        movement = self.movement
        if movement is None:
            return False
        same_day = (values["departure"] or "")[:10] == (movement.departure or "")[:10]
        return same_day and (values["origin"], values["destination"]) == (
            movement.origin,
            movement.destination,
        )

    def _partner(self, carrier: str, product: str) -> None:
        values = self.draft.flights[-1].values
        values["operating"] = (
            read.operating(carrier or values["operating"] or "", product) or values["operating"]
        )

    def _other_service(self, e: list[str]) -> None:
        """Hotel, car, rail: not a movement, but worth a remark."""
        values = read.flight_values(e)
        words = (
            values["carrier"],
            values["number"],
            values["origin"],
            values["departure"],
            values["arrival"],
        )
        self.draft.remark(" ".join(word for word in words if word))

    def tra(self, e: list[str], _number: int) -> None:
        if self.group is Group.FLIGHT and self.draft.flights:
            self._partner(e[1], e[2])

    def rpi(self, e: list[str], _number: int) -> None:
        if self.group in (Group.FLIGHT, Group.CHECK_IN) and self.draft.flights:
            self.draft.flights[-1].values["status"] = read.parts(e[2], 1)[0].strip().upper() or None
            self.draft.size = max(self.draft.size, quantity(read.parts(e[1], 1)[0]) or 0)

    def tri(self, e: list[str], _number: int) -> None:
        self.group = Group.CHECK_IN
        references = (read.parts(one, 4)[3].strip() for one in e[1:] if one)
        self.passenger = next(
            (self.draft.by_reference[r] for r in references if r in self.draft.by_reference), None
        )

    def _checked_in(self) -> Person | None:
        """The traveller whose check-in on the flight of this push is being read."""
        flights = self.draft.flights
        return (
            self.passenger
            if self.group is Group.CHECK_IN and flights and flights[-1].prime
            else None
        )

    def ssd(self, e: list[str], _number: int) -> None:
        person = self._checked_in()
        if person is not None and (seat := read.seat(read.parts(e[1], 1)[0])):
            person.values["seat"] = seat

    def tbd(self, e: list[str], _number: int) -> None:
        person = self._checked_in()
        if person is not None:
            person.bag_count, person.bag_weight, person.bag_tags = read.bags(e)

    # --- history and what is passed over --------------------------------------------------

    def history(self, _e: list[str], _number: int) -> None:
        self.group = Group.HISTORY

    def lts(self, e: list[str], _number: int) -> None:
        text = " ".join(filter(None, e[1:]))
        if "/APE" in text or "CTC" in text:
            self.draft.contact(text, None)

    def skip(self, _e: list[str], _number: int) -> None:
        """Read and of no use here."""
