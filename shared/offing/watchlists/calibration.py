"""Calibration: how often travellers who are not listed would alert, on a frozen sample that the product makes itself.

Names come from the hand-written table by culture, dates and nationalities from the same general knowledge;
nobody in the sample exists.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from offing.watchlists.countries import shares
from offing.watchlists.frequencies import Culture, cultures
from offing.watchlists.model import Query

if TYPE_CHECKING:
    from offing.watchlists.index.artefact import Manifest
    from offing.watchlists.index.match import Index

SAMPLE, SEED = 6_000, 20_261_121
DEFAULT_THRESHOLD = 14.0
BUDGETS = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_BELOW = 4.0  # stored below the threshold for ten alerts, for officers who ask

# Countries whose travellers mostly bear the names of a culture; others draw one at random.
_HOMES = {
    "ar": "SAU EGY IRQ SYR JOR LBN YEM ARE QAT KWT BHR OMN LBY TUN DZA MAR SDN PSE SOM MRT",
    "tr": "TUR AZE",
    "ir": "IRN",
    "pk": "PAK AFG BGD",
    "in": "IND NPL LKA",
    "cn": "CHN TWN HKG SGP",
    "kr": "KOR PRK",
    "jp": "JPN",
    "vn": "VNM",
    "id": "IDN MYS",
    "ph": "PHL",
    "es": "ESP MEX COL ARG PER VEN CHL ECU GTM CUB BOL DOM HND PRY SLV NIC CRI PAN URY",
    "pt": "BRA PRT AGO MOZ",
    "en": "GBR USA CAN AUS NZL IRL JAM",
    "fr": "FRA BEL CHE HTI CIV",
    "de": "DEU AUT NLD SWE NOR DNK FIN",
    "it": "ITA",
    "ru": "RUS UKR BLR KAZ UZB",
    "pl": "POL CZE SVK HUN ROU BGR SRB HRV GRC BIH",
    "il": "ISR",
    "af": "NGA KEN GHA UGA ETH COD TZA ZAF ZWE RWA BDI CMR SEN MLI SSD",
}
_SYLLABLES = (
    "BA DA GA KA LA MA NA RA SA TA VA ZA BER DER GOR KOV LEN MIR "
    "NOV POL RIN SKI TAR VEL WIN ZAN OS IN EN AR"
)


def travellers(number: int = SAMPLE, seed: int = SEED) -> Iterator[Query]:
    """So many travellers who do not exist; the same seed always gives the same."""
    chance = random.Random(seed)
    home = {code: culture for culture, codes in _HOMES.items() for code in codes.split()}
    countries, weight = list(shares()), list(shares().values())
    every = list(cultures())
    for country in chance.choices(countries, weight, k=number):
        culture = cultures()[home.get(country) or chance.choice(every)]
        born = (
            f"{chance.randint(1940, 2015)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        )
        gender = chance.choice(("M", "F", None))
        yield Query(
            names=(_name(culture, chance),), births=(born,), nationalities=(country,), gender=gender
        )


def _name(culture: Culture, chance: random.Random) -> str:
    given = _draw(culture, "g", chance)
    middle = (
        [_draw(culture, "p" if "p" in culture.parts else "g", chance)]
        if chance.random() < 0.45
        else []
    )
    # Half of all family names are in nobody's table of common ones.
    family = (
        _draw(culture, "f", chance)
        if chance.random() < 0.5
        else "".join(chance.choices(_SYLLABLES.split(), k=3))
    )
    return " ".join([given, *middle, family])


def _draw(culture: Culture, part: str, chance: random.Random) -> str:
    names = culture.parts.get(part) or culture.parts["g"]
    return chance.choices([name for name, _ in names], [2.0**-bits for _, bits in names])[0]


def calibrated(manifest: "Manifest", index: "Index", number: int) -> "Manifest":
    """The manifest with thresholds for each alert budget, measured on the sample with every hit visible."""
    open_wide = replace(manifest, floor=-1e9)
    index.manifest = open_wide
    best = sorted((_best(index, query) for query in travellers(number)), reverse=True)
    thresholds = {f"{budget:g}": _at(best, budget) for budget in BUDGETS}
    floor = thresholds["10"] - _BELOW
    index.manifest = manifest
    return replace(
        manifest, thresholds=thresholds, floor=floor, sample={"travellers": number, "seed": SEED}
    )


def _best(index: "Index", query: Query) -> float:
    hits = index.match(query, limit=1)
    return hits[0].bits if hits else 0.0


def _at(best: list[float], per_thousand: float) -> float:
    """The lowest threshold, in sixteenths, with no more alerts than the budget."""
    allowed = int(len(best) * per_thousand / 1000)
    return best[allowed] + 0.0625 if allowed < len(best) else DEFAULT_THRESHOLD
