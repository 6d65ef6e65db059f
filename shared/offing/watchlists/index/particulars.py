"""Evidence that only those are asked for who are found already: place of birth and addresses."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from offing.kernel.names import normalise
from offing.records.assessments import Evidence
from offing.watchlists.model import Entry, Query
from offing.watchlists.nationalities import alpha3
from offing.watchlists.similarity import similar
from offing.watchlists.weights import (
    ADDRESS_SAME,
    BIRTH_COUNTRY_OTHER,
    BIRTH_COUNTRY_SAME,
    BIRTH_PLACE_SAME,
    TOWN_SAME,
)

_ALIKE = 0.88  # a town in two spellings
_SHORTEST = 4
# What towns and streets share, so that it names none.
_COMMON_WORDS = """
AND THE SAINT NORTH SOUTH EAST WEST UPPER LOWER OLD NEW CITY TOWN VILLAGE DISTRICT PROVINCE REGION GOVERNORATE STATE
COUNTY AREA REPUBLIC STREET ROAD AVENUE BOULEVARD LANE SQUARE BUILDING BLOCK HOUSE FLAT APARTMENT FLOOR UNIT SUITE
OFFICE ROOM CENTRE CENTER STRASSE RUE CALLE AVENIDA ULITSA SHARIA NEAR BEHIND OPPOSITE ALSO KNOWN
"""
_COMMON = frozenset(_COMMON_WORDS.split())


class _Place(NamedTuple):
    """A place or address taken apart."""

    country: str | None
    words: frozenset[str]
    numbers: frozenset[str]
    text: str


def evidence_of(query: Query, entry: Entry) -> list[Evidence]:
    """The lines of place of birth and address, where both sides know one."""
    return [*_birth_place(query, entry), *_address(query, entry)]


def _birth_place(query: Query, entry: Entry) -> Iterator[Evidence]:
    asked, listed = _read_all(query.places), _read_all(entry.places)
    if not asked or not listed:
        return
    for one, other in _pairs(asked, listed):
        if _shares_a_word(one, other) and not _apart(one, other):
            yield Evidence(
                f="place", q=one.text, c=other.text, bits=BIRTH_PLACE_SAME, why="same place"
            )
            return
    known = [(one, other) for one, other in _pairs(asked, listed) if one.country and other.country]
    if met := next((pair for pair in known if pair[0].country == pair[1].country), None):
        bits, why = BIRTH_COUNTRY_SAME, "same country"
    elif known:
        bits, why = BIRTH_COUNTRY_OTHER, "another country"
    else:
        return
    one, other = met or known[0]
    yield Evidence(f="place", q=one.text, c=other.text, bits=bits, why=why)


def _address(query: Query, entry: Entry) -> Iterator[Evidence]:
    """The closest of any two addresses; living elsewhere now says nothing."""
    found = [
        (ADDRESS_SAME if one.numbers & other.numbers else TOWN_SAME, one, other)
        for one, other in _pairs(_read_all(query.addresses), _read_all(entry.addresses))
        if _shares_a_word(one, other) and not _apart(one, other)
    ]
    if found:
        bits, one, other = max(found, key=lambda each: each[0])
        why = "same words and number" if bits == ADDRESS_SAME else "same town or street"
        yield Evidence(f="address", q=one.text, c=other.text, bits=bits, why=why)


def _pairs(asked: Sequence[_Place], listed: Sequence[_Place]) -> Iterator[tuple[_Place, _Place]]:
    return ((one, other) for one in asked for other in listed)


def _apart(one: _Place, other: _Place) -> bool:
    return bool(one.country and other.country and one.country != other.country)


def _shares_a_word(one: _Place, other: _Place) -> bool:
    if one.words & other.words:
        return True
    return any(similar(a, b) >= _ALIKE for a in one.words for b in other.words)


def _read_all(texts: tuple[str, ...]) -> list[_Place]:
    return [_read(text) for text in texts[:8]]


@lru_cache(maxsize=4096)
def _read(text: str) -> _Place:
    """`Basra, Iraq`: the country is the last part that names one, the words are what is left."""
    parts = [part.strip() for part in text.split(",")]
    country = next((code for part in reversed(parts) if (code := alpha3(part))), None)
    bare = [part for part in parts if not (alpha3(part) and len(parts) > 1)]
    words = normalise(" ".join(bare)).split()
    told = frozenset(
        word
        for word in words
        if len(word) >= _SHORTEST and word not in _COMMON and not _numbered(word)
    )
    return _Place(country, told, frozenset(filter(_numbered, words)), text)


def _numbered(word: str) -> bool:
    return any(sign.isdigit() for sign in word)
