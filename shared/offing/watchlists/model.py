"""What is on a list, and what is asked of it."""

import re
from dataclasses import dataclass

from offing.kernel.names import clean_given_names
from offing.records.travellers import Traveller

KINDS = (
    "person", "company", "vessel", "aircraft", "vehicle", "container", "document", "phone", "email", "address", "card",
    "account", "pattern",
)  # fmt: skip
# Kinds that have a number or address and no name: found by it whoever asks, never by likeness.
EXACT_KINDS = frozenset(
    {"document", "phone", "email", "card", "account", "container", "vehicle", "address", "pattern"}
)

Pair = tuple[str, str]  # a list and the id of an entry on it; a kind and a number


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entry; `quality` is strong or weak, `script` an ISO 15924 code."""

    name: str
    quality: str = "strong"
    script: str = "Latn"


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document, tax or register number; `issuer` alpha-3 where the list names the country."""

    number: str
    type: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One person, company, vessel, document … on a list.

    `births` are ISO dates, `YYYY-MM`, `YYYY` or `YYYY/YYYY`; `nationalities` alpha-3.
    `severity` is 1 (note) to 3 (act now); `actions` are those that an officer has authorised: alert, silent,
    do-not-board, do-not-load.
    """

    id: str
    list: str
    kind: str
    name: str
    aliases: tuple[Alias, ...] = ()
    births: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    gender: str | None = None
    documents: tuple[ListedDocument, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    agency: str | None = None
    category: str | None = None
    severity: int = 2
    legal_basis: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    actions: tuple[str, ...] = ("alert",)
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Whom or what to look for; every fact may be missing, and a missing fact never blocks a match.

    `places` are those of birth; `numbers` are kind and number of containers, vehicles, vessels, aircraft, cards and
    accounts. `cleared` and `confirmed` are entries that officers found to be another person, or this one.
    `on` is the day of travel, ISO: entries must be in force then, or today where it is past.
    """

    names: tuple[str, ...]
    kind: str = "person"
    births: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    gender: str | None = None
    documents: tuple[ListedDocument, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    numbers: tuple[Pair, ...] = ()
    truncated: bool = False
    cleared: frozenset[Pair] = frozenset()
    confirmed: frozenset[Pair] = frozenset()
    on: str | None = None


_DAY_OF_MOVEMENT = re.compile(r"-(\d{4})(\d{2})(\d{2})-")


def _said(*parts: str | None) -> tuple[str, ...]:
    """The parts that are there as one text, if any are."""
    text = ", ".join(part for part in parts if part)
    return (text,) if text else ()


def query_of(traveller: Traveller) -> Query:
    """The question that a traveller puts to the lists: all names, documents and contacts that any message gave.

    Entries must be in force on the day of the movement, which its id names; of past movements today counts, so that
    a new entry finds those who have already travelled.
    """
    day = _DAY_OF_MOVEMENT.search(traveller.movement)
    given = clean_given_names(traveller.given_names or "")[0]
    own = f"{traveller.surname or ''}, {given}".strip(", ")
    of_documents = (
        f"{d.surname or ''}, {d.given_names or ''}".strip(", ") for d in traveller.documents
    )
    names = dict.fromkeys(n for n in (own, *traveller.other_names, *of_documents) if n)
    nationality = (traveller.nationality,) if traveller.nationality else ()
    return Query(
        names=tuple(names),
        births=(traveller.date_of_birth,) if traveller.date_of_birth else (),
        nationalities=tuple(dict.fromkeys((*nationality, *traveller.nationalities))),
        gender=traveller.sex if traveller.sex in ("M", "F") else None,
        documents=tuple(ListedDocument(d.number, d.type, d.issuer) for d in traveller.documents),
        phones=traveller.phones,
        emails=traveller.emails,
        places=_said(traveller.place_of_birth, traveller.country_of_birth),
        addresses=tuple(
            text
            for address in traveller.addresses
            for text in _said(address.street, address.postal_code, address.city, address.country)
        ),
        on="-".join(day.groups()) if day else None,
    )
