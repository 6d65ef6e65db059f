"""Made-up people who travel together: their documents, birth dates, contacts and what they pay with.

Nothing here can belong to anybody: document numbers begin with XT0, telephone numbers with the unassigned
country code 999, mail goes to example.com, cards carry the test numbers of the card networks.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from offing.demo.names import Name, name_in, region_for, relative
from offing.records.travellers import Document

TEST_BINS: tuple[tuple[str, str], ...] = (
    ("VI", "411111"),
    ("VI", "400000"),
    ("CA", "555555"),
    ("CA", "510510"),
    ("AX", "378282"),
)
_TRIES = 40
_INITIALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A made-up person with one travel document; `kind` is ADT, CHD, INF or CRW."""

    name: Name
    sex: str
    born: date
    nationality: str
    document: Document
    residence: str
    kind: str = "ADT"

    @property
    def title(self) -> str:
        """The title that booking systems run on to the given name."""
        if self.kind in ("CHD", "INF"):
            return "MISS" if self.sex == "F" else "MSTR"
        return "MRS" if self.sex == "F" else "MR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A test card as booking systems mask it: vendor, first six and last four digits, expiry MMYY."""

    vendor: str
    bin: str
    last: str
    expiry: str

    @property
    def masked(self) -> str:
        """The number with its middle crossed out."""
        return f"{self.bin}XXXXXX{self.last}"


class Registry:
    """Hands out what must not repeat within a day: document numbers, locators, names."""

    def __init__(self, rng: Random, day: date) -> None:
        self.rng, self.day = rng, day
        self._documents = 0
        self._cards = 0
        self._locators: set[str] = set()
        self._names: set[Name] = set()

    def document(self, issuer: str, number: str | None = None) -> Document:
        """A passport whose number no State issues, valid for some years."""
        self._documents += 1
        number = number or f"XT0{self._documents * 7919 % 999_983:06d}"
        expiry = self.day + timedelta(days=self.rng.randrange(220, 3300))
        return Document(type="P", number=number, issuer=issuer, expiry=expiry.isoformat())

    def locator(self) -> str:
        """A record locator: six characters, never twice."""
        while True:
            text = "".join(self.rng.choices("ABCDEFGHJKLMNPQRTUVWXYZ23456789", k=6))
            if text not in self._locators:
                self._locators.add(text)
                return text

    def count(self) -> int:
        """How many documents were handed out so far."""
        return self._documents

    def phone(self) -> str:
        """A number in a country code that nobody holds."""
        return f"999{self.rng.randrange(10**7, 10**8)}"

    def card(self) -> Card:
        """A test card that nobody else of the day pays with."""
        vendor, prefix = TEST_BINS[self._cards % len(TEST_BINS)]
        last = f"{self._cards // len(TEST_BINS) * 7919 % 10_000:04d}"
        self._cards += 1
        expiry = (
            f"{self.rng.randrange(1, 13):02d}{(self.day.year + self.rng.randrange(1, 5)) % 100:02d}"
        )
        return Card(vendor=vendor, bin=prefix, last=last, expiry=expiry)

    def fresh(self, name: Name) -> bool:
        """Whether nobody of this day has `name` yet; from now on somebody has."""
        if name in self._names:
            return False
        self._names.add(name)
        return True


def email(name: Name) -> str:
    """An address at example.com, as reservation systems carry it (upper case)."""
    parts = [p for p in (name.given, name.surname) if p]
    return ".".join("".join(c for c in p if c.isalpha()) for p in parts) + "@EXAMPLE.COM"


def _born(rng: Random, day: date, youngest: int, oldest: int) -> date:
    return day - timedelta(days=rng.randrange(youngest * 365 + 30, oldest * 365))


def person(registry: Registry, *, nationality: str | None = None, kind: str = "ADT") -> Person:
    """One adult at random, with a name nobody else of the day has."""
    rng = registry.rng
    region = region_for(rng, nationality)
    country = nationality or rng.choice(region.nationalities)
    sex = rng.choice("MF")
    name = name_in(rng, region, sex)
    while not registry.fresh(name):
        name = name_in(rng, region, sex)
    residence = country if rng.random() < 0.9 else "DEU"
    return Person(
        name=name,
        sex=sex,
        born=_born(rng, registry.day, 18, 82),
        nationality=country,
        document=registry.document(country),
        residence=residence,
        kind=kind,
    )


def kin(registry: Registry, of: Person, kind: str) -> Person:
    """A spouse (ADT), child or infant of `of`, under the family's name."""
    rng = registry.rng
    region = region_for(rng, of.nationality)
    sex = ("F" if of.sex == "M" else "M") if kind == "ADT" else rng.choice("MF")
    name = relative(rng, region, sex, of.name)
    for _ in range(_TRIES):
        if registry.fresh(name):
            break
        name = relative(rng, region, sex, of.name)
    else:  # a family with more members than the region has names: give them two
        name = replace(name, given=f"{name.given} {_INITIALS[registry.count() % 26]}")
    ages = {"ADT": (20, 70), "CHD": (3, 11), "INF": (0, 1)}[kind]
    return replace(
        of,
        name=name,
        sex=sex,
        born=_born(rng, registry.day, *ages),
        document=registry.document(of.nationality),
        kind=kind,
    )


def _family(registry: Registry) -> tuple[Person, ...]:
    first = person(registry)
    children = [kin(registry, first, "CHD") for _ in range(registry.rng.randrange(1, 4))]
    infant = [kin(registry, first, "INF")] if registry.rng.random() < 0.3 else []
    return (first, kin(registry, first, "ADT"), *children, *infant)


def party(registry: Registry, room: int) -> tuple[Person, ...]:
    """Up to `room` people under one booking: singles, couples, families, now and then a group."""
    draw = registry.rng.random()
    if draw < 0.42 or room < 2:
        return (person(registry),)
    if draw < 0.70:
        first = person(registry)
        return (first, kin(registry, first, "ADT"))
    if draw < 0.95:
        return _family(registry)[:room]
    nationality = person(registry).nationality
    size = min(room, registry.rng.randrange(6, 15))
    return tuple(person(registry, nationality=nationality) for _ in range(size))
