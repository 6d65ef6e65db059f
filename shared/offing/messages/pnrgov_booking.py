"""A PNR in the making: its travellers, flights and texts, put together when the next PNR begins."""

from dataclasses import dataclass, field
from typing import Any

from offing.kernel import countries, dates
from offing.messages import names, ssr
from offing.messages.persons import Person, person_values
from offing.messages.sensitive import cut_cards, is_sensitive_text
from offing.records.bookings import Agency, Booking, Payment
from offing.records.movements import Movement
from offing.records.travellers import Address, FrequentFlyer

# A party with more travellers of one surname is searched no further; references link its documents.
_MOST_NAMESAKES = 300


@dataclass(slots=True)
class Flight:
    """One air segment; `prime` when it is the movement that the message is about."""

    values: dict[str, Any]
    prime: bool = False
    timed: bool = False

    def movement(self) -> Movement:
        """The finished record."""
        return Movement(**self.values)


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
            if (kind is None or person.values["type"] == kind) and _is_named(person, family, given):
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

    # --- putting it together ------------------------------------------------------------

    def settle(self, day: str) -> None:
        """Gives every SSR to the traveller it is about, infants first, because documents name them."""
        for request in self.requests:
            if request.code == "INFT":
                self._infant(request, day)
        for request in self.requests:
            apply = _REQUESTS.get(request.code)
            if apply is not None:
                apply(self, request, day)
        status = next((f.values.get("status") for f in self.flights if f.prime), None)
        for person in self.persons:
            self._prove_title(person)
            person.values.setdefault("status", status)

    def _infant(self, request: Request, day: str) -> None:
        found = ssr.infant(request.text, day)
        if found is None:
            return
        family, given, birth = found
        infant = self.named(family, given, "INF") or self.named(family, given)
        if infant is None:
            infant = self.person(family, given, "INF", request.number)
        if birth:
            infant.values.setdefault("date_of_birth", birth)

    def holders(self, request: Request) -> list[Person]:
        """Whom an SSR is about: by reference, by its place, or because there is only one traveller."""
        found = [self.by_reference[r] for r in request.references if r in self.by_reference]
        if found:
            return found
        if request.person is not None:
            return [request.person]
        return self.persons if len(self.persons) == 1 else []

    def _docs(self, request: Request, day: str) -> None:
        docs = ssr.docs(request.text, day)
        if docs is None:
            self.notes.append(
                (
                    "unreadable-docs",
                    "SSR DOCS does not have the parts of the guide.",
                    request.number,
                )
            )
            return
        person = self._holder(docs, request)
        values = person.values
        for name, value in (("date_of_birth", docs.birth), ("sex", docs.sex)):
            if value:
                values.setdefault(name, value)
        if docs.nationality:
            person.nationality(docs.nationality)
        self._keep_document(person, docs)

    def _holder(self, docs: ssr.Docs, request: Request) -> Person:
        """The traveller a document is for: the infant it names under an adult, else whom the SSR is about."""
        family, given = docs.surname or "", docs.given_names or ""
        holders = self.holders(request)
        if len(holders) == 1 and not docs.infant and _is_named(holders[0], family, given):
            return holders[0]
        named = self.named(family, given, "INF" if docs.infant else None) if family else None
        if docs.infant and (not holders or holders[0].values["type"] != "INF"):
            return named or self.person(family, given, "INF", request.number)
        if named is not None and (
            not holders or (named.values["type"] == "INF" and named not in holders)
        ):
            return named
        if holders:
            return holders[0]
        self.notes.append(
            (
                "document-only",
                "A document names a traveller without TIF; they were added.",
                request.number,
            )
        )
        return self.person(family, given, "ADT", request.number)

    def _keep_document(self, person: Person, docs: ssr.Docs) -> None:
        if not docs.number:
            return
        new: dict[str, str | None] = {
            "type": docs.type,
            "number": docs.number,
            "issuer": docs.issuer,
        }
        new |= {"expiry": docs.expiry, "surname": docs.surname, "given_names": docs.given_names}
        for kept in person.documents:
            if kept["number"] == docs.number:
                kept.update({k: v for k, v in new.items() if not kept.get(k)})
                return
        person.documents.append(new)

    def _doco(self, request: Request, day: str) -> None:
        doco = ssr.doco(request.text, day)
        if doco is None:
            return
        for person in self.holders(request)[:1]:
            if doco.birthplace:
                person.values.setdefault("place_of_birth", doco.birthplace)
            if doco.number and not any(d["number"] == doco.number for d in person.documents):
                new = {
                    "type": doco.type,
                    "number": doco.number,
                    "issuer": doco.country,
                    "issued": doco.issued,
                }
                person.documents.append(new)

    def _doca(self, request: Request, _day: str) -> None:
        address = ssr.doca(request.text)
        if address is None:
            return
        for person in self.holders(request)[:1]:
            person.add("addresses", address)
            if address.kind == "residence" and (code := countries.alpha3(address.country or "")):
                person.values.setdefault("residence", code)

    def _contact(self, request: Request, _day: str) -> None:
        holder = self.holders(request)
        self.contact(f"{request.code} {request.text}", holder[0] if holder else None)

    def _emergency(self, request: Request, _day: str) -> None:
        self.add("phones", ssr.phone(request.text))

    def _loyalty(self, request: Request, _day: str) -> None:
        carrier, number = request.text[:2], request.text[2:].split("-")[0].strip()
        for person in self.holders(request)[:1] if number else []:
            person.add("frequent_flyers", FrequentFlyer(carrier=carrier, number=number))

    def _ticket(self, request: Request, _day: str) -> None:
        self.add("tickets", request.text.split("C")[0].removeprefix("INF").strip()[:20])

    def _birth(self, request: Request, day: str) -> None:
        born = dates.birth_date(request.text.strip()[:7], day)
        for person in self.holders(request)[:1] if born else []:
            person.values.setdefault("date_of_birth", born)

    @staticmethod
    def _prove_title(person: Person) -> None:
        """A title glued to the name is cut when a document has the same name without it."""
        values = person.values
        if values.get("title") or not values["given_names"]:
            return
        for document in person.documents:
            proven = names.without_title(values["given_names"], document.get("given_names") or "")
            if proven:
                values["given_names"], values["title"] = proven
                return

    def booking(self, travellers: tuple[int, ...]) -> Booking:
        """The finished record."""
        several = {name: tuple(values) for name, values in self.lists.items()}
        return Booking(
            locator=self.locator,
            carrier=self.carrier,
            created=self.created,
            changed=self.changed,
            cancelled=self.cancelled,
            size=self.size or len(travellers) or None,
            group_name=next(
                (p.values["surname_as_sent"] for p in self.persons if p.values["type"] == "GRP"),
                None,
            ),
            travellers=travellers,
            segments=tuple(f.movement() for f in self.flights),
            payments=tuple(dict.fromkeys(self.payments)),
            agency=self.agency,
            **several,
        )


def _is_named(person: Person, family: str, given: str) -> bool:
    sent = person.values
    mine = sent["given_names"] or sent["given_names_as_sent"] or ""
    return names.same_person(sent["surname_as_sent"] or "", mine, family, given)


_REQUESTS = {
    "DOCS": Draft._docs, "DOCO": Draft._doco, "DOCA": Draft._doca, "FQTV": Draft._loyalty, "CHLD": Draft._birth,
    "CTCE": Draft._contact, "CTCM": Draft._contact, "CTCH": Draft._contact, "CTCB": Draft._contact,
    "CTCT": Draft._contact, "PCTC": Draft._emergency, "TKNE": Draft._ticket, "TKNA": Draft._ticket,
}  # fmt: skip


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
