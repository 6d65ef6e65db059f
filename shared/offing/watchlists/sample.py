"""The calibration sample: travellers who do not exist, as alike to those at a border as general knowledge can say.

Names, nationalities, ages come from hand-written tables (`tables/`); no list, register or query file was counted.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from offing.watchlists.frequencies import Culture, cultures
from offing.watchlists.model import Query
from offing.watchlists.nationalities import numbers

SEED = 20_261_121

_OTHER_TRIPS = 0.5
_SECOND_NAME = 0.45  # travellers with a second given name or a patronymic in their passport
_GENDERS = {"M": 0.52, "F": 0.46, None: 0.02}
_BORN_UNTIL, _OLDEST, _USUAL_AGE = 2025, 85, 33
_FIRST_OF_JANUARY = 0.02  # passports whose holder's day of birth nobody wrote down
_IN_ONE_WORD = ("cn", "kr")
_SYLLABLE_WORDS = """
BA DA GA KA LA MA NA RA SA TA VA ZA BER DER GOR KOV LEN MIR NOV POL RIN SKI TAR VEL WIN ZAN OS IN EN AR
"""
_SYLLABLES = _SYLLABLE_WORDS.split()


@dataclass(frozen=True, slots=True)
class Custom:
    """What the sample knows of a naming culture: the shares of bearers of a common given, family name."""

    culture: Culture
    given: float
    family: float


def travellers(number: int, seed: int = SEED) -> Iterator[Query]:
    """So many travellers who do not exist; the same seed always gives the same."""
    chance = random.Random(seed)
    customs, homes = _customs()
    trips = _trips()
    every = list(customs)
    for country in chance.choices(list(trips), list(trips.values()), k=number):
        custom = customs[homes.get(country) or chance.choice(every)]
        yield Query(
            names=(_name(custom, chance),),
            births=(_birth(chance),),
            nationalities=(country,),
            gender=chance.choices(list(_GENDERS), list(_GENDERS.values()))[0],
        )


def _birth(chance: random.Random) -> str:
    year = _BORN_UNTIL - int(chance.triangular(0, _OLDEST, _USUAL_AGE))
    if chance.random() < _FIRST_OF_JANUARY:
        return f"{year}-01-01"
    return f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def _name(custom: Custom, chance: random.Random) -> str:
    culture = custom.culture
    second = "p" if "p" in culture.parts else "g"
    words = [_word(culture, "g", custom.given, chance)]
    if chance.random() < _SECOND_NAME:
        words.append(_word(culture, second, custom.given, chance))
    words.append(_word(culture, "f", custom.family, chance))
    return " ".join(words)


def _word(culture: Culture, part: str, known: float, chance: random.Random) -> str:
    """A common name with the chance `known`, else one that is in no table."""
    if chance.random() < known:
        return _draw(culture, part, chance)
    if part == "g" and culture.code in _IN_ONE_WORD:
        return _draw(culture, part, chance) + _draw(culture, part, chance)
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3))))


def _draw(culture: Culture, part: str, chance: random.Random) -> str:
    names = culture.parts.get(part) or culture.parts["g"]
    return chance.choices([name for name, _ in names], [2.0**-bits for _, bits in names])[0]


def _lines(table: str) -> Iterator[tuple[list[str], list[str]]]:
    """The words before and after the colon of each line."""
    text = files("offing.watchlists.tables").joinpath(table).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            head, _, rest = line.partition(":")
            yield head.split(), rest.split()


@cache
def _customs() -> tuple[dict[str, Custom], dict[str, str]]:
    """The customs by culture, and the culture that most citizens of a country share."""
    customs: dict[str, Custom] = {}
    homes: dict[str, str] = {}
    for (code, given, family), countries in _lines("cultures.txt"):
        customs[code] = Custom(cultures()[code], int(given) / 100, int(family) / 100)
        homes |= dict.fromkeys(countries, code)
    return customs, homes


@cache
def _trips() -> dict[str, float]:
    named = {
        country: float(millions)
        for (millions,), countries in _lines("trips.txt")
        for country in countries
    }
    return {country: named.get(country, _OTHER_TRIPS) for country in numbers()}
