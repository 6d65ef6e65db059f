"""A PNR in the making: its travellers, flights and texts, put together when the next PNR begins."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from offing.kernel import countries
from offing.messages import names, ssr
from offing.messages.assembly import assembler
from offing.messages.persons import Person, person_values
from offing.messages.pnrgov_parts import Leg
from offing.messages.sensitive import cut_cards, is_sensitive_text
from offing.records.bookings import Agency, Booking, Payment
from offing.records.movements import DEAD
from offing.records.travellers import Address, ReportedTraveller

# A party with more travellers of one surname is searched no further; references link its documents.
_MOST_NAMESAKES = 300

_booking = assembler(Booking)


@dataclass(slots=True)
class Flight:
    """One air segment of a booking."""

    leg: Leg
    operating: str | None
    status: str | None = None

    @property
    def is_dead(self) -> bool:
        """Whether nobody flies on it: cancelled, refused, or changed away."""
        return (self.status or "")[:2] in DEAD


class Request(NamedTuple):
    """One SSR: its code and text, whom it names by reference, and under whom and where it stood."""

    code: str
    text: str
    references: tuple[str, ...]
    person: Person | None
    number: int


@dataclass(slots=True)
class Draft:
    """Collects one PNR; `number` is that of its first segment."""

    number: int = 0
    leaves: str = ""  # the day on which the flight of the push departs
    carrier: str = ""
    locator: str = ""
    created: str | None = None
    changed: str | None = None
    cancelled: bool = False
    agency: Agency | None = None
    persons: list[Person] = field(default_factory=list)
    by_reference: dict[str, Person] = field(default_factory=dict)
    by_surname: dict[str, list[Person]] = field(default_factory=dict)
    by_segment: dict[str, Person] = field(default_factory=dict)
    infants: list[tuple[Person, Person]] = field(default_factory=list)
    flights: list[Flight] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    payments: list[dict[str, Any]] = field(default_factory=list)
    lists: dict[str, dict[Any, None]] = field(default_factory=dict)
    size: int = 0
    notes: list[tuple[str, str, int]] = field(default_factory=list)

    def add(self, name: str, value: Any) -> None:
        """Adds to a field of the booking that holds several, each value once, in order."""
        if value:
            self.lists.setdefault(name, {})[value] = None

    def person(self, family: str, given: str, kind: str, number: int) -> Person:
        """A new traveller of this booking."""
        values = person_values(family, given)
        values["type"], values["position"] = kind, number
        person = Person(values)
        self.persons.append(person)
        self.by_surname.setdefault(names.letters(family), []).append(person)
        return person

    def named(self, family: str, given: str, kind: str | None = None) -> Person | None:
        """The traveller of this name, if there is one."""
        for person in self.by_surname.get(names.letters(family), ())[:_MOST_NAMESAKES]:
            if (kind is None or person.values["type"] == kind) and is_named(person, family, given):
                return person
        return None

    def infant_of(self, adult: Person) -> Person | None:
        """The infant that travels with an adult, as far as the booking says so."""
        for guardian, infant in self.infants:
            if guardian is adult:
                return infant
        several = [p for p in self.persons if p.values["type"] == "INF"]
        return several[0] if len(several) == 1 and not self.infants else None

    def remark(self, text: str) -> None:
        """Keeps free text, unless it tells of health or religion; card numbers are cut."""
        if text and not is_sensitive_text(text):
            self.add("remarks", cut_cards(text)[0])

    def contact(self, text: str, person: Person | None) -> bool:
        """Telephones and e-mail addresses in a text, for the traveller or else the booking; true for a mere address."""
        phones, emails = ssr.contacts(text)
        for value in phones:
            (person or self).add("phones", value)
        for value in emails:
            (person or self).add("emails", value)
        return bool(emails) and not phones

    @property
    def missing(self) -> int:
        """How many travellers the flights are for beyond those with a name; infants have no seat, groups no names."""
        kinds = [p.values["type"] for p in self.persons]
        return 0 if "GRP" in kinds else self.size - len(kinds) + kinds.count("INF")

    @property
    def status(self) -> str | None:
        """The status of the flight that the push is about; where it was booked again, the one that is flown."""
        here = [f for f in self.flights if f.leg.is_prime]
        flown = next((f for f in here if not f.is_dead), here[0] if here else None)
        return flown.status if flown else None

    def booking(self, travellers: tuple[int, ...]) -> Booking:
        """The finished record."""
        groups = [p for p in self.persons if p.values["type"] == "GRP"]
        values: dict[str, Any] = {name: tuple(several) for name, several in self.lists.items()}
        values["locator"], values["carrier"] = self.locator, self.carrier
        values["created"], values["changed"] = self.created, self.changed
        values["cancelled"], values["agency"] = self.cancelled, self.agency
        values["size"] = self.size or len(travellers) or None
        values["group_name"] = groups[0].values["surname_as_sent"] if groups else None
        values["travellers"] = travellers
        values["segments"] = tuple([f.leg.as_booked(f.status, f.operating) for f in self.flights])
        values["payments"] = self._paid()
        return _booking(values)

    def _paid(self) -> tuple[Payment, ...]:
        """Each payment once, though every ticket of a party repeats it."""
        each = {tuple(values.items()): values for values in self.payments}
        return tuple([Payment(**values) for values in each.values()])


def finished(
    drafts: Sequence[Draft],
) -> tuple[tuple[Booking, ...], tuple[ReportedTraveller, ...]]:
    """The records of all bookings and their travellers, who name each other by their places."""
    travellers: list[ReportedTraveller] = []
    bookings: list[Booking] = []
    for draft in drafts:
        first = len(travellers)
        for person in draft.persons:
            person.values["booking"] = len(bookings)
            person.values["locator"] = draft.locator or None
            travellers.append(person.traveller())
        bookings.append(draft.booking(tuple(range(first, len(travellers)))))
    return tuple(bookings), tuple(travellers)


def is_named(person: Person, family: str, given: str) -> bool:
    """Whether a traveller has this name, as far as names of one booking can tell."""
    sent = person.values
    if sent["surname_as_sent"] == family and sent["given_names_as_sent"] == given:
        return bool(family and given)
    mine = sent["given_names"] or sent["given_names_as_sent"] or ""
    return names.same_person(sent["surname_as_sent"] or "", mine, family, given)


def address(kind: str, parts: list[str]) -> Address | None:
    """An ADD composite as an address, if it has any part of one."""
    street, city, state, state_name, country, postal = [p.strip() or None for p in parts[1:7]]
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
