"""Countries as lists and carriers write them: codes, names, and how rare a nationality is among travellers."""

import math
from functools import cache, lru_cache
from importlib.resources import files

from offing.kernel.names import normalise

RARITY_CAP = 6.0
_TRAVELLERS_FLOOR = 0.002  # no nationality is rarer than this among a border's travellers


@cache
def _table() -> tuple[tuple[str, str, float, tuple[str, ...]], ...]:
    text = files("offing.watchlists.tables").joinpath("countries.txt").read_text("utf-8")
    lines = (line.split(" ", 3) for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        (a2, a3, float(millions), tuple(names.split("|"))) for a2, a3, millions, names in lines
    )


@cache
def _codes() -> dict[str, str]:
    known: dict[str, str] = {"D": "DEU"}
    for alpha2, alpha3, _, names in _table():
        known |= {alpha2: alpha3, alpha3: alpha3}
        known |= {normalise(name): alpha3 for name in names}
    return known


@cache
def numbers() -> dict[str, int]:
    """A small number for each alpha-3 code, from 1; its place in the table, so only append to it."""
    return {alpha3: n for n, (_, alpha3, _, _) in enumerate(_table(), 1)}


@cache
def shares() -> dict[str, float]:
    """The share of travellers of each nationality, by inhabitants, damped because the rich and near travel more."""
    weights = {alpha3: math.sqrt(millions) for _, alpha3, millions, _ in _table()}
    total = sum(weights.values())
    return {alpha3: max(weight / total, _TRAVELLERS_FLOOR) for alpha3, weight in weights.items()}


@lru_cache(maxsize=4096)
def alpha3(text: str | None) -> str | None:
    """The ISO alpha-3 code of a country written in any usual way, or None; a doubt (`possibly …`) counts as said."""
    if not text:
        return None
    plain = normalise(text)
    for prefix in ("", "POSSIBLY ", "FORMER "):
        if plain.startswith(prefix) and (code := _codes().get(plain[len(prefix) :])):
            return code
    return None


@lru_cache(maxsize=512)
def rarity(code: str) -> float:
    """Bits that an agreement on this nationality is worth."""
    return min(RARITY_CAP, -math.log2(shares().get(code, _TRAVELLERS_FLOOR)))
