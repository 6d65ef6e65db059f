"""The demo's watchlist: made-up entries of two partners, as partners send them by signed webhook."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from offing.demo.names import Name, name_in
from offing.demo.regions import LISTED

EntryJson = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list: the partner who sends it, the agency that acts on it, and what its entries are about."""

    name: str
    partner: str
    agency: str
    categories: tuple[str, ...]
    severity: int


LISTS: tuple[ListOf, ...] = (
    ListOf("wanted", "police", "border", ("fugitive", "missing_person", "organised_crime"), 3),
    ListOf("stolen-documents", "police", "border", ("stolen_document", "document_fraud"), 2),
    ListOf("sanctions", "fiu", "customs", ("asset_freeze", "cash_courier", "travel_ban"), 2),
)
BY_NAME = {one.name: one for one in LISTS}

# Spellings of the same sound in different offices.
_SPELLINGS = (
    ("OU", "U"),
    ("KH", "H"),
    ("SH", "CH"),
    ("AL-", "EL "),
    ("J", "DJ"),
    ("Y", "I"),
    ("EV", "YEV"),
    ("W", "V"),
    ("SS", "S"),
    ("CZ", "TSCH"),
    ("EE", "I"),
    ("PH", "F"),
)


def spelled_differently(name: Name) -> tuple[Name, ...]:
    """Other spellings of a name that clerks have produced."""
    found = []
    for old, new in _SPELLINGS:
        if old in name.surname:
            found.append(Name(name.surname.replace(old, new, 1), name.given))
        elif old in name.given:
            found.append(Name(name.surname, name.given.replace(old, new, 1)))
    return tuple(found)


def entry(
    of: ListOf,
    number: int,
    name: Name,
    *,
    aliases: Iterable[tuple[str, str]] = (),
    born: str | None = None,
    nationality: str | None = None,
    gender: str | None = None,
    documents: Iterable[tuple[str, str, str]] = (),
    category: str | None = None,
    severity: int | None = None,
) -> EntryJson:
    """One entry in the form that partners send: aliases as (name, quality), documents as (type, number, issuer)."""
    return {
        "id": f"{of.name.upper()}-{number:04d}",
        "list": of.name,
        "type": "individual",
        "name": name.full,
        "aliases": [{"name": n, "quality": q} for n, q in aliases],
        "dob": [born] if born else [],
        "nationality": [nationality] if nationality else [],
        "gender": gender,
        "documents": [{"type": t, "number": n, "issuer": i} for t, n, i in documents],
        "category": category or of.categories[0],
        "severity": severity or of.severity,
        "agency": of.agency,
    }


def _births(rng: Random, day: date) -> str | None:
    """A birth date as lists have it: mostly whole, sometimes a year, sometimes nothing."""
    born = day - timedelta(days=rng.randrange(20 * 365, 75 * 365))
    return rng.choices((born.isoformat(), str(born.year), None), weights=(78, 16, 6))[0]


def background(rng: Random, day: date, count: int) -> list[EntryJson]:
    """`count` entries that nobody of the demo's day is: their families do not travel."""
    entries = []
    for number in range(1, count + 1):
        region, of, sex = rng.choice(LISTED), rng.choice(LISTS), rng.choice("MMMF")
        name = name_in(rng, region, sex)
        country = rng.choice(region.nationalities)
        others = [(n.full, "strong") for n in spelled_differently(name)[:2] if n != name]
        document = ("P", f"XT8{number:06d}", country)
        entries.append(
            entry(
                of,
                number,
                name,
                aliases=others,
                born=_births(rng, day),
                nationality=country,
                gender=sex,
                documents=[document] if rng.random() < 0.3 else [],
                category=rng.choice(of.categories),
            )
        )
    return entries
