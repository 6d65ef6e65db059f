"""Nationalities as lists write them, and how rare each is among travellers."""

import math
from functools import cache, lru_cache
from importlib.resources import files

from offing.kernel import countries

RARITY_CAP = 6.0
_TRAVELLERS_FLOOR = 0.002  # no nationality is rarer than this among a border's travellers
_DOUBTS = ("possibly ", "former ")
_SUCCESSORS = {"SUN": "RUS"}  # what lists of our century mean by a State that is no more


@cache
def _inhabitants() -> dict[str, float]:
    text = files("offing.watchlists.tables").joinpath("countries.txt").read_text("utf-8")
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return {alpha3: float(millions) for alpha3, millions in lines}


@cache
def numbers() -> dict[str, int]:
    """A small number for each alpha-3 code, from 1; its place in the table, so only append to it."""
    return {alpha3: n for n, alpha3 in enumerate(_inhabitants(), 1)}


@cache
def shares() -> dict[str, float]:
    """The share of travellers of each nationality, by inhabitants, damped because the rich and near travel more."""
    weights = {alpha3: math.sqrt(millions) for alpha3, millions in _inhabitants().items()}
    total = sum(weights.values())
    return {alpha3: max(weight / total, _TRAVELLERS_FLOOR) for alpha3, weight in weights.items()}


@lru_cache(maxsize=4096)
def alpha3(text: str | None) -> str | None:
    """The alpha-3 code of a country written in any usual way, or None; a doubt (`possibly …`) counts as said."""
    if not text:
        return None
    said = text.strip()
    for doubt in _DOUBTS:
        if said.lower().startswith(doubt):
            said = said[len(doubt) :]
    code = countries.alpha3(said)
    return _SUCCESSORS.get(code, code) if code else None


@lru_cache(maxsize=512)
def rarity(code: str) -> float:
    """Bits that an agreement on this nationality is worth."""
    return min(RARITY_CAP, -math.log2(shares().get(code, _TRAVELLERS_FLOOR)))
