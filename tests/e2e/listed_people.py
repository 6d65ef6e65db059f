"""Made-up people under two spellings, the list that knows them by one, and the flights that name them by the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random, SystemRandom
from typing import Any
from xml.sax.saxutils import escape

from offing.demo.flights import MAIN, Flight, leg
from offing.demo.names import Name
from offing.demo.paxlst import OnBoard, passenger_list
from offing.demo.travellers import Person, Registry, person

# One sound as two offices write it: as listed, as booked.
_SYLLABLES = (
    ("SHEV", "CHEV"), ("KHOR", "HOR"), ("VYN", "VIN"), ("DZHAL", "JAL"), ("TSEM", "CEM"), ("YAK", "IAK"),
    ("ZHUR", "ZUR"), ("KVIR", "QUIR"), ("PHED", "FED"), ("WOJ", "VOJ"), ("SZAB", "SAB"), ("GHEN", "GEN"),
)  # fmt: skip
_ENDINGS = (("OVSKI", "OVSKY"), ("ENKO", "ENCO"), ("ASHVILI", "ACHVILI"), ("ARIYAN", "ARIAN"))
_GIVEN = ("ANZHELIKA", "ANGELIKA"), ("FYODORA", "FEDORA"), ("YEVGENIYA", "EVGENIA")
_COUNTRY, _NAMED = "MDA", "Moldova"
_INDIVIDUAL = """<INDIVIDUAL><DATAID>{data}</DATAID><FIRST_NAME>{given}</FIRST_NAME><SECOND_NAME>{surname}</SECOND_NAME>
<UN_LIST_TYPE>Made up</UN_LIST_TYPE><REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>
<NATIONALITY><VALUE>{nation}</VALUE></NATIONALITY><GENDER>Female</GENDER><INDIVIDUAL_DATE_OF_BIRTH>
<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>{born}</DATE></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody with a reference of the list, the listed spelling, and the person as booked."""

    reference: str
    listed: Name
    person: Person

    @property
    def entry(self) -> str:
        """The entry's id after an import of the UN's format."""
        return f"UN-{self.reference}"

    @property
    def row(self) -> dict[str, Any]:
        """The same as an entry of our own form."""
        born, of = self.person.born.isoformat(), self.person
        told = {"dob": [born], "nationality": [of.nationality], "gender": of.sex}
        return {"name": f"{self.listed.surname}, {self.listed.given}", **told}


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who flies out and back: one listed, one listed by two agencies, one not listed yet, and others."""

    list: str
    wanted: Known
    shared: Known
    stored: Known
    others: tuple[Person, ...]
    out: Flight
    back: Flight
    serial: int

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody on board."""
        return (*(k.person for k in (self.wanted, self.shared, self.stored)), *self.others)

    def message(self, flight: Flight, people: Iterable[Person] = ()) -> bytes:
        """The passenger list of one of the flights."""
        chosen = tuple(people) or self.people
        aboard = [OnBoard(person=p, reference=f"R{n:05d}") for n, p in enumerate(chosen)]
        # A carrier counts its interchanges: no two of them have one reference.
        reference = f"{self.serial:06d}{len(chosen):02d}{flight.number % 10}"
        sent = datetime.now(UTC)
        return passenger_list(flight, aboard, sent, reference)[0]

    def consolidated(self) -> bytes:
        """The list as the UN publishes its own: the two who are on it, under the listed spelling."""
        rows = "\n".join(_rows((self.wanted, self.shared)))
        listed = f"<CONSOLIDATED_LIST><INDIVIDUALS>\n{rows}\n</INDIVIDUALS></CONSOLIDATED_LIST>\n"
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{listed}'.encode()


def party() -> Party:
    """A party, list and flights that no run before had."""
    rng = Random(SystemRandom().randrange(2**63))
    day = datetime.now(UTC).date() + timedelta(days=rng.randrange(2, 18))
    registry, number = Registry(rng, day), rng.randrange(1000, 9990)
    return Party(
        list=f"un-{rng.randrange(16**8):08x}",
        wanted=_known(registry, 0),
        shared=_known(registry, 1),
        stored=_known(registry, 2),
        others=tuple(person(registry) for _ in range(5)),
        out=leg("XQ", number, "IST", MAIN, _noon(day)),
        back=leg("XQ", number + 1, MAIN, "IST", _noon(day + timedelta(days=5))),
        serial=rng.randrange(10**6),
    )


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001  local to the airport


def _known(registry: Registry, number: int) -> Known:
    rng = registry.rng
    parts = (*rng.sample(_SYLLABLES, 2), rng.choice(_ENDINGS))
    listed, booked = ("".join(spelled) for spelled in zip(*parts, strict=True))
    given, given_booked = _GIVEN[number]
    born = registry.day - timedelta(days=rng.randrange(25 * 365, 60 * 365))
    made = person(registry, nationality=_COUNTRY)
    # Names turned round, too: the given name stands where the surname belongs.
    name = Name(given_booked, booked)
    reference = f"XXi.{rng.randrange(10**6):06d}"
    passport = registry.document(_COUNTRY, f"XT9{rng.randrange(10**6):06d}")
    return Known(
        reference=reference,
        listed=Name(listed, given),
        person=replace(made, name=name, sex="F", born=born, document=passport),
    )


def _rows(people: Iterable[Known]) -> Iterator[str]:
    for number, known in enumerate(people, 1):
        yield _INDIVIDUAL.format(
            data=number,
            given=escape(known.listed.given.title()),
            surname=escape(known.listed.surname.title()),
            reference=known.reference,
            nation=_NAMED,
            born=known.person.born.isoformat(),
        )
