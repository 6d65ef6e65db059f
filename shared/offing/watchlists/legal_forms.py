"""Companies: the legal form apart from the name, numbers read alike, words that say little known as such."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from offing.kernel.names import normalise


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A company's name without its legal form; `form` is the form's class (LTD, PLC, LP …), `numbers` those in it."""

    words: tuple[str, ...]
    form: str | None
    numbers: tuple[str, ...]


@cache
def _forms() -> dict[str, str]:
    """Every spelling of a legal form, normalised, to its class."""
    text = files("offing.watchlists.tables").joinpath("legal_forms.txt").read_text("utf-8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            form, spellings = line.split(":", 1)
            table |= {normalise(spelling): form for spelling in spellings.split("|")}
    return table


@cache
def _pattern() -> re.Pattern[str]:
    spellings = sorted(_forms(), key=len, reverse=True)
    return re.compile(r"(?<![A-Z0-9])(?:" + "|".join(map(re.escape, spellings)) + r")(?![A-Z0-9])")


_COUNTED = """ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN
SEVENTEEN EIGHTEEN NINETEEN"""
_BY_TEN = "TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY"
_ROMANS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX"
_TENS = {word: 10 * n for n, word in enumerate(_BY_TEN.split(), 2)}
_ORDINALS = {"FIRST": 1, "SECOND": 2, "THIRD": 3, "1ST": 1, "2ND": 2, "3RD": 3}
_NUMBERS = {word: n for n, word in enumerate(_COUNTED.split())} | _TENS | _ORDINALS
_ROMAN = {word: n for n, word in enumerate(_ROMANS.split(), 1)}
# Words of no weight, and spellings of one word.
_NOTHING = frozenset(
    {"THE", "AND", "OF", "FOR", "DE", "DEL", "LA", "LE", "ET", "UND", "Y", "E", "A"}
)
_SAME = {
    spelling: word
    for word, spellings in {
        "ORGANIZATION": "ORGANISATION",
        "LABOR": "LABOUR",
        "CENTER": "CENTRE",
        "DEFENSE": "DEFENCE",
        "INTERNATIONAL": "INTL INTERNATL INT",
        "NATIONAL": "NATL",
        "INDUSTRY": "INDUSTRIES",
        "BROTHERS": "BROS",
        "MANUFACTURING": "MFG",
        "TECHNOLOGY": "TECH TECHNOLOGIES",
        "DEPARTMENT": "DEPT",
        "ASSOCIATION": "ASSN ASSOC",
        "GOVERNMENT": "GOVT",
        "UNIVERSITY": "UNIV",
        "INSTITUTE": "INST",
        "ENGINEERING": "ENG",
        "SERVICES": "SVCS SERVICE",
        "SOLUTIONS": "SOLUTION",
        "SYSTEMS": "SYSTEM",
        "PETROCHEMICAL": "PETROCHEM",
    }.items()
    for spelling in spellings.split()
}
_SHIP = re.compile(
    r"^(?:M ?[VTSY]|S ?[SY]|[FR] ?V|T ?S|LNG ?C|LPG ?C|MOTOR (?:VESSEL|TANKER|YACHT)|FISHING VESSEL) (?=\S)"
)
_US = re.compile(r"\bUNITED STATES(?: OF AMERICA)?\b|\bUSA\b")


@lru_cache(maxsize=8192)
def company_words(name: str) -> CompanyName:
    """A company's name taken apart."""
    plain = _US.sub("US", normalise(name.replace("&", " and ").replace("%", " per cent ")))
    found = [_forms()[m[0]] for m in _pattern().finditer(plain)]
    bare = _pattern().sub(" ", plain).split()
    words = _levelled(bare or plain.split())
    numbers = tuple(word for word in words if word.isdigit())
    return CompanyName(
        tuple(words), next((f for f in found if f != "CO"), found[0] if found else None), numbers
    )


def vessel_words(name: str) -> CompanyName:
    """A vessel's name taken apart; what kind of ship it is (M/V, MT, F/V …) is no part of it."""
    plain = normalise(name)
    return company_words(_SHIP.sub("", plain) or plain)


def _levelled(words: list[str]) -> list[str]:
    """Words with numbers as digits (FORTY FOUR, VII) and one spelling for what is often abbreviated."""
    out: list[str] = []
    for i, word in enumerate(words):
        value = int(word) if word.isdigit() and len(word) == 1 else _NUMBERS.get(word)
        if value is None and i and len(words) > 1:
            value = _ROMAN.get(word)
        if value is not None and value < 10 and i and words[i - 1] in _TENS:
            out[-1] = str(int(out[-1]) + value)
        else:
            out.append(str(value) if value is not None else _SAME.get(word, word))
    return [w for w in out if w not in _NOTHING] or out
