"""What a PAXLST has said so far: header, routes, travellers; and what each kind of segment does to it.

A traveller's record is made when the NAD comes, around a dictionary that the segments after it fill.
"""

import re
from collections.abc import Callable, Sized
from typing import Any

from offing.kernel import dates, documents
from offing.messages import names
from offing.messages.assembly import blank, opener
from offing.messages.envelope import Message
from offing.messages.itinerary import Route, Stop
from offing.messages.paxlst_meanings import Meanings, Step
from offing.messages.persons import is_truncated, latest
from offing.messages.service import COMPONENT
from offing.records.travellers import Bags, Document, ReportedTraveller

_DEPARTURES, _ARRIVALS = frozenset({"189", "136", "133"}), frozenset({"232", "132"})

_ZONE = re.compile(r"(?<=\d)\s*(?:[A-Za-z]{1,4}|-\d{1,4})$")

# More ports of one route, or documents or telephones of one traveller, are no data.
_MOST_VALUES = 200

_TRAVELLER, _DOCUMENT, _BAGS = blank(ReportedTraveller), blank(Document), blank(Bags)
_traveller, _document, _bags = opener(ReportedTraveller), opener(Document), opener(Bags)


class List:
    """The state while reading one PAXLST. `values`, `paper` and `bags` are open: the traveller in hand."""

    def __init__(
        self, message: Message, head: Meanings, among: Callable[[str, str, str], Meanings]
    ) -> None:
        self.message = message
        self.meanings = self.head = head
        self.among_travellers = among
        self.function: str | None = None
        self.subfunction: str | None = None
        self.transaction: str | None = None
        self.announced: int | None = None
        self.routes: list[Route] = []
        self.reporter = False
        self.told: set[str] = set()
        self.travellers: list[ReportedTraveller] = []
        # Which traveller is the first after which number of routes: usually one pair, all travellers after all routes.
        self.parties: list[tuple[int, int]] = []
        self.values: dict[str, Any] = {}
        self.paper: dict[str, Any] = {}
        self.bags: dict[str, Any] | None = None

    def note(self, severity: str, code: str, text: str, number: int) -> None:
        """A finding at a segment of this message."""
        tag = self.message.segments[number - self.message.first - 1][:3]
        self.message.notes.note(severity, code, text, number, tag)

    # --- what segments do -------------------------------------------------------------

    def nothing(self, _field: str, _value: None, _number: int) -> None:
        """Read and of no use here."""

    def of_traveller(self, field: str, value: Any, _number: int) -> None:
        """One field of the traveller."""
        self.values[field] = value

    def of_document(self, field: str, value: Any, _number: int) -> None:
        """One field of the traveller's last document."""
        self.paper[field] = value

    def of_header(self, field: str, value: Any, _number: int) -> None:
        """A field of the message."""
        setattr(self, field, value)

    def finding(self, severity: str, value: tuple[str, str], number: int) -> None:
        """What is wrong with this segment by itself."""
        self.note(severity, *value, number)

    def unknown(self, what: str, text: str, number: int) -> None:
        """A qualifier that the guide does not have, told once in a message."""
        if what not in self.told:
            self.told.add(what)
            self.note("info", "unknown-qualifier", text, number)

    def expired(self, field: str, day: str, number: int) -> None:
        """A document whose last day is before the journey."""
        if self.paper:
            self.paper[field] = day
            self.note(
                "warning", "expired-document", "The document expires before the journey.", number
            )

    def begin(self, _field: str, value: tuple[str | None, str | None], _number: int) -> None:
        """Document code and its refinement."""
        self.function, self.subfunction = value

    def route(self, _field: str, value: tuple[str, str, str | None, str], number: int) -> None:
        """A conveyance; travellers and documents before it are complete."""
        self.meanings, self.values, self.paper = self.head, {}, {}
        self.routes.append(Route(*value, stops=[]))
        if not value[1]:
            self.note(
                "warning", "no-flight-number", "TDT has no number of a flight or voyage.", number
            )

    def reported_by(self, _field: str, _value: None, _number: int) -> None:
        """The reporting party: what follows is theirs."""
        self.reporter = True
        self.meanings, self.values, self.paper = self.head, {}, {}

    def place(self, qualifier: str, code: str, number: int) -> None:
        """A port of the route."""
        if self.routes and self._room(self.routes[-1].stops, number):
            port = code[2:] if self.routes[-1].mode == "air" and len(code) == 5 else code
            self.routes[-1].stops.append(Stop(qualifier, port))

    def _room(self, kept: Sized, number: int) -> bool:
        """Whether a list takes one more; without end it would cost time without end."""
        room = len(kept) < _MOST_VALUES
        if not room:
            told = (
                f"There are more than {_MOST_VALUES} of these in one place; the rest was left out."
            )
            self.note("warning", "too-many", told, number)
        return room

    def route_time(self, qualifier: str, text: str, number: int) -> None:
        """When the conveyance leaves or reaches the last port."""
        stops = self.routes[-1].stops if self.routes else []
        if not stops or qualifier not in _DEPARTURES | _ARRIVALS:
            return
        # Times are of the port whatever zone a sender adds (2379 = 301 to 304).
        moment = dates.moment(text) or dates.moment(_ZONE.sub("", text))
        if moment is None:
            told = "No such time. Send YYMMDDHHMM with 201; left empty."
            self.note("error", "impossible-date", told, number)
        elif qualifier in _DEPARTURES:
            stops[-1].departure = moment
        else:
            stops[-1].arrival = moment

    def new_traveller(self, name: str, more: dict[str, Any], number: int) -> None:
        """A traveller: surname and given names as in C080, where given names come split or in one string."""
        family, _, given = name.partition(COMPONENT)
        if not family.isalpha():
            family = family.strip()
            if not given and "/" in family:
                # As on a boarding pass: no surname has a slash.
                family, _, given = family.partition("/")
        given = given.replace(COMPONENT, " ") if COMPONENT in given else given
        self.values = values = _TRAVELLER.copy()
        values["surname"], values["surname_as_sent"] = names.surname(family), family or None
        values["given_names"], values["title"], values["given_names_as_sent"] = names.given(given)
        values["position"] = number
        if more:
            values.update(more)
        if len(name) >= 35 and is_truncated(family, given):
            values["truncated"] = True
        self.paper, self.bags = {}, None
        self.travellers.append(_traveller(values))

    def odd_traveller(self, name: str, more: dict[str, Any], number: int) -> None:
        """A party of an unknown kind, read as a passenger."""
        told = "This NAD qualifier is not in the guide; read as a passenger."
        self.note("warning", "unknown-party", told, number)
        self.new_traveller(name, more, number)

    def several(self, field: str, value: tuple[Any, ...], number: int) -> None:
        """Values of a field that holds several, each once."""
        kept = self.values[field]
        if kept and not self._room(kept, number):
            return
        self.values[field] = (*kept, *[one for one in value if one not in kept]) if kept else value

    def all_of(self, _field: str, steps: tuple[Step, ...], number: int) -> None:
        """Several things that one segment says."""
        for act, field, value in steps:
            act(self, field, value, number)

    def nationality(self, _field: str, codes: tuple[str, ...], number: int) -> None:
        """The first nationality is the traveller's; all are kept."""
        if self.values["nationality"] is None:
            self.values["nationality"] = codes[0]
        self.several("nationalities", codes, number)

    def new_document(self, kind: str, text: str, segment: int) -> None:
        """A document of the traveller; one without a number is none, and what is said of it is passed over."""
        number, kept = documents.normalise_number(text), self.values["documents"]
        if not number or (kept and not self._room(kept, segment)):
            self.paper = {}
            return
        self.paper = paper = _DOCUMENT.copy()
        paper["type"], paper["number"] = kind, number
        self.values["documents"] = (*kept, _document(paper))

    def bag(self, field: str, value: Any, number: int) -> None:
        """Bags of the traveller."""
        bags = self.bags
        if bags is None:
            self.bags = bags = _BAGS.copy()
            self.values["bags"] = _bags(bags)
        if field != "tags":
            bags[field] = value
        elif self._room(bags["tags"], number):
            bags["tags"] += value

    def lost(self, _field: str, _value: None, number: int) -> None:
        """A segment of a traveller before any traveller."""
        if not self.reporter and self.routes:
            told = "This segment belongs to a traveller, but none has begun."
            self.note("warning", "out-of-place", told, number)

    def travellers_begin(self, segment: str, _value: None, number: int) -> None:
        """The first traveller after a route; it is known by now on what day nobody can be born later."""
        times = [time for r in self.routes for s in r.stops for time in (s.departure, s.arrival)]
        day = latest(self.message.envelope.sent_at, *times)
        leaves = min(
            (s.departure[:10] for r in self.routes for s in r.stops if s.departure), default=""
        )
        self.meanings = self.among_travellers(day, self.message.repetition, leaves)
        self.reporter = False
        self.parties.append((len(self.travellers), len(self.routes)))
        act, field, value = self.meanings[segment]
        act(self, field, value, number)
