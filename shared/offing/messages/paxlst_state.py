"""What a PAXLST has said so far: header, routes, persons, documents; and what each kind of segment does to it."""

from collections.abc import Callable
from typing import Any

from offing.kernel import countries, dates
from offing.messages.envelope import Message
from offing.messages.itinerary import Route, Stop
from offing.messages.persons import SEXES, Person, document, is_blank, latest, person_values
from offing.messages.service import COMPONENT
from offing.records.movements import Movement

_DEPARTURES, _ARRIVALS = frozenset({"189", "136", "133"}), frozenset({"232", "132"})
# LOC under a person that names a port.
_PERSON_PORTS = {"178": "boarding", "179": "leaving"}
_COUNTRIES = frozenset({"174", "91", "180"})

type Step = tuple[Callable[[List, Any, int], None], Any]


class List:
    """The state while reading one PAXLST; a segment means a method of it and a value (`Step`)."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.function: str | None = None
        self.subfunction: str | None = None
        self.transaction: str | None = None
        self.announced: int | None = None
        self.routes: list[Route] = []
        self.person: Person | None = None
        self.document: dict[str, str | None] | None = None
        self.reporter = False
        self.persons: list[Person] = []
        self.movements: list[Movement] = []
        self.day = "9999-12-31"

    def note(self, severity: str, code: str, text: str, number: int) -> None:
        """A finding at a segment of this message."""
        tag = self.message.segments[number - self.message.first - 1][:3]
        self.message.notes.note(severity, code, text, number, tag)

    # --- what segments do -------------------------------------------------------------

    def begin(self, value: tuple[str, str | None], _number: int) -> None:
        """Document code and its refinement."""
        self.function, self.subfunction = value

    def route(self, value: tuple[str, str, str | None, str], _number: int) -> None:
        """A conveyance; persons and documents before it are complete."""
        self.person = self.document = None
        self.routes.append(Route(*value, stops=[]))

    def new_person(self, values: dict[str, Any], number: int) -> None:
        """A traveller; the routes are known by now."""
        if not self.movements:
            self.settle()
        self.reporter, self.document = False, None
        self.person = person = Person({**values, "position": number})
        self.persons.append(person)

    def reported_by(self, _value: None, _number: int) -> None:
        """The reporting party: what follows is theirs."""
        self.reporter, self.person, self.document = True, None, None

    def odd_person(self, values: dict[str, Any], number: int) -> None:
        """A party of an unknown kind, read as a passenger."""
        self.note(
            "warning",
            "unknown-party",
            "This NAD qualifier is not in the guide; read as a passenger.",
            number,
        )
        self.new_person(values, number)

    def plain(self, value: tuple[str, Any], number: int) -> None:
        """One field of the traveller."""
        if self.person is None:
            self.lost(None, number)
        else:
            self.person.values[value[0]] = value[1]

    def several(self, value: list[tuple[str, Any]], _number: int) -> None:
        """Values of fields that hold several."""
        if self.person is not None:
            for name, item in value:
                if name == "nationality":
                    self.person.nationality(item)
                else:
                    self.person.add(name, item)

    def new_document(self, value: tuple[str, str], _number: int) -> None:
        """A document of the traveller."""
        self.document = document(*value)
        if self.person is not None:
            self.person.documents.append(self.document)

    def born(self, text: str, number: int) -> None:
        """The traveller's date of birth."""
        if self.person is not None and not is_blank(text):
            day = dates.birth_date(text, self.day)
            self._keep(self.person.values, "date_of_birth", day, number)

    def expires(self, text: str, number: int) -> None:
        """The day on which the document expires."""
        if self.person is not None and self.document is not None and not is_blank(text):
            self._keep(self.document, "expiry", dates.expiry_date(text), number)

    def issued(self, text: str, number: int) -> None:
        """The day on which the document was issued."""
        if self.person is not None and self.document is not None and not is_blank(text):
            self._keep(self.document, "issued", dates.issue_date(text, self.day), number)

    def _keep(self, values: dict[str, Any], field: str, day: str | None, number: int) -> None:
        if day is None:
            text = "No such day. Send YYMMDD; the field was left empty."
            self.note("warning", "impossible-date", text, number)
        else:
            values[field] = day

    def route_time(self, value: tuple[str, str], number: int) -> None:
        """When the conveyance leaves or reaches the last port."""
        qualifier, text = value
        stops = self.routes[-1].stops if self.routes and self.person is None else []
        if not stops or qualifier not in _DEPARTURES | _ARRIVALS:
            return
        moment = dates.moment(text)
        if moment is None:
            self.note(
                "error",
                "impossible-date",
                "No such time. Send YYMMDDHHMM with 201; left empty.",
                number,
            )
        elif qualifier in _DEPARTURES:
            stops[-1].departure = moment
        else:
            stops[-1].arrival = moment

    def place(self, value: tuple[str, str, str], number: int) -> None:
        """A port of the route or of the traveller, or a country."""
        qualifier, code, name = value
        person = self.person
        if person is None:
            if self.routes and code:
                port = code[2:] if self.routes[-1].mode == "air" and len(code) == 5 else code
                self.routes[-1].stops.append(Stop(qualifier, port))
        elif field := _PERSON_PORTS.get(qualifier):
            if code:
                person.values[field] = code
        elif qualifier in _COUNTRIES:
            self._country(qualifier, code, number)
            if qualifier == "180" and name:
                person.values["place_of_birth"] = name

    def _country(self, qualifier: str, text: str, number: int) -> None:
        if not text:
            return
        code = countries.alpha3(text)
        if code is None:
            self.note(
                "warning",
                "unknown-country",
                "No ISO or ICAO country code; the field was left empty.",
                number,
            )
        elif qualifier == "91" and self.document is not None:
            self.document["issuer"] = code
        elif qualifier != "91" and self.person is not None:
            self.person.values["residence" if qualifier == "174" else "country_of_birth"] = code

    def bag(self, value: tuple[str, Any], _number: int) -> None:
        """Bags of the traveller."""
        if self.person is None:
            return
        what, amount = value
        if what == "tags":
            self.person.tag(amount)
        else:
            self.person.bags[what] = amount

    def header(self, value: tuple[str, Any], _number: int) -> None:
        """A field of the message."""
        setattr(self, *value)

    def finding(self, value: tuple[str, str, str], number: int) -> None:
        """What is wrong with this segment by itself."""
        self.note(*value, number)

    def lost(self, _value: None, number: int) -> None:
        """A segment of a traveller before any traveller."""
        if not self.reporter and self.routes:
            self.note(
                "warning",
                "out-of-place",
                "This segment belongs to a traveller, but none has begun.",
                number,
            )

    def skip(self, _value: None, _number: int) -> None:
        """Read and of no use here."""

    def us_person(self, e: list[str], number: int) -> None:
        """PDT of the older US dialect: one segment holds document, name, birth, sex and ports."""
        kind, _, rest = e[1].partition("/")
        paper, person, ports = (e[i].split(COMPONENT) + [""] * 6 for i in (1, 2, 4))
        values = person_values(
            person[0].strip(), " ".join(p.strip() for p in person[1:3] if p.strip())
        )
        crew = e[3].strip().upper() in ("CRW", "CREW")
        self.new_person(
            {**values, "role": "crew" if crew else "passenger", "type": "CRW" if crew else "ADT"},
            number,
        )
        self.born(person[3], number)
        if sex := SEXES.get(person[4].strip().upper()):
            self.plain(("sex", sex), number)
        self.new_document((kind if rest else "", paper[0].rpartition("/")[2]), number)
        self.expires(paper[1], number)
        self._country("91", paper[2].strip(), number)
        for name, port in zip(("boarding", "leaving"), ports, strict=False):
            if port:
                self.plain((name, port[-3:]), number)

    # --- the end ----------------------------------------------------------------------

    def settle(self) -> None:
        """Turns the routes read so far into movements, and fixes the day that births cannot lie after."""
        self.movements = [leg for route in self.routes for leg in route.legs()]
        self.day = latest(
            self.message.envelope.sent_at, *(m.departure or m.arrival for m in self.movements)
        )
