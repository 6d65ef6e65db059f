"""A PNR in the making: its travellers, flights and texts, put together when the next PNR begins."""

from dataclasses import dataclass, field
from typing import Any

from offing.kernel import countries
from offing.messages import names, ssr
from offing.messages.assembly import assembler
from offing.messages.persons import Person, person_values
from offing.messages.sensitive import cut_cards, is_sensitive_text
from offing.records.bookings import Agency, Booking, Payment
from offing.records.movements import Movement
from offing.records.travellers import Address

# A party with more travellers of one surname is searched no further; references link its documents.
_MOST_NAMESAKES = 300


_movement = assembler(Movement)
_booking = assembler(Booking)


@dataclass(slots=True)
class Flight:
    """One air segment; `prime` when it is the movement that the message is about."""

    values: dict[str, Any]
    prime: bool = False
    timed: bool = False

    def movement(self) -> Movement:
        """The finished record."""
        return _movement(self.values)


@dataclass(slots=True)
class Request:
    """One SSR: its code and text, whom it names by reference, and under whom and where it stood."""

    code: str
    text: str
    references: tuple[str, ...]
    person: Person | None
    number: int


@dataclass(slots=True)
class Draft:
    """Collects one PNR."""

    number: int
    carrier: str = ""
    locator: str = ""
    created: str | None = None
    changed: str | None = None
    cancelled: bool = False
    agency: Agency | None = None
    persons: list[Person] = field(default_factory=list)
    by_reference: dict[str, Person] = field(default_factory=dict)
    by_surname: dict[str, list[Person]] = field(default_factory=dict)
    flights: list[Flight] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    lists: dict[str, dict[Any, None]] = field(default_factory=dict)
    size: int = 0
    notes: list[tuple[str, str, int]] = field(default_factory=list)

    def add(self, name: str, value: Any) -> None:
        """Adds to a field of the booking that holds several, each value once, in order."""
        if value:
            self.lists.setdefault(name, {})[value] = None

    def person(self, family: str, given: str, kind: str, number: int) -> Person:
        """A new traveller of this booking."""
        person = Person({**person_values(family, given), "type": kind, "position": number})
        self.persons.append(person)
        self.by_surname.setdefault(names.letters(family), []).append(person)
        return person

    def named(self, family: str, given: str, kind: str | None = None) -> Person | None:
        """The traveller of this name, if there is one."""
        for person in self.by_surname.get(names.letters(family), ())[:_MOST_NAMESAKES]:
            if (kind is None or person.values["type"] == kind) and is_named(person, family, given):
                return person
        return None

    def remark(self, text: str) -> None:
        """Keeps free text, unless it tells of health or religion; card numbers are cut."""
        if text and not is_sensitive_text(text):
            self.add("remarks", cut_cards(text)[0])

    def contact(self, text: str, person: Person | None) -> None:
        """Telephones and e-mail addresses in a text, for the traveller or else for the booking."""
        phones, emails = ssr.contacts(text)
        for name, several in (("phones", phones), ("emails", emails)):
            for value in several:
                (person or self).add(name, value)

    def booking(self, travellers: tuple[int, ...]) -> Booking:
        """The finished record."""
        several = {name: tuple(values) for name, values in self.lists.items()}
        groups = (p.values["surname_as_sent"] for p in self.persons if p.values["type"] == "GRP")
        values = {
            "locator": self.locator,
            "carrier": self.carrier,
            "created": self.created,
            "changed": self.changed,
            "cancelled": self.cancelled,
            "size": self.size or len(travellers) or None,
            "group_name": next(groups, None),
            "travellers": travellers,
            "segments": tuple(f.movement() for f in self.flights),
            "payments": tuple(dict.fromkeys(self.payments)),
            "agency": self.agency,
        }
        return _booking(values | several)


def is_named(person: Person, family: str, given: str) -> bool:
    """Whether a traveller has this name, as far as names of one booking can tell."""
    sent = person.values
    mine = sent["given_names"] or sent["given_names_as_sent"] or ""
    return names.same_person(sent["surname_as_sent"] or "", mine, family, given)


def address(kind: str, parts: list[str]) -> Address | None:
    """An ADD composite as an address, if it has any part of one."""
    street, city, state, state_name, country, postal = (p.strip() or None for p in parts[1:7])
    if not (street or city or postal):
        return None
    return Address(
        kind=kind,
        street=street,
        city=city,
        state=state or state_name,
        postal_code=postal,
        country=(countries.alpha3(country) or country) if country else None,
    )
