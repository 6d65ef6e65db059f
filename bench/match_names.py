"""Invented lists and travellers for the matching benchmark: recombined common words and syllables; nobody exists."""

import random

from offing.watchlists import sample
from offing.watchlists.frequencies import cultures
from offing.watchlists.model import Entry, Query

_SYLLABLES = "BA DOR GAN KEL LUM MIR NAS POR RAF SUL TEV VAR WEN ZOL SHA OV"
_NATIONS = ("IRQ", "MEX", "SYR", "COL", "IRN", "RUS", "PAK", "FRA")
_LISTED_ONE_IN = 50


def listed(number: int, chance: random.Random) -> list[Entry]:
    """So many listed persons: common words of one culture, six in ten of the family names invented."""
    pools = [[name for part in c.parts.values() for name, _ in part] for c in cultures().values()]
    syllables = _SYLLABLES.split()
    invented = [
        "".join(chance.choices(syllables, k=chance.choice((3, 4)))).title()
        for _ in range(max(2000, number // 8))
    ]
    return [_entry(n, chance, pools, invented) for n in range(number)]


def _entry(
    number: int, chance: random.Random, pools: list[list[str]], invented: list[str]
) -> Entry:
    words = chance.sample(chance.choice(pools), k=chance.choice((1, 2, 2, 3)))
    family = chance.choice(invented) if chance.random() < 0.6 else words[0]
    day = f"{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    return Entry(
        id=f"B-{number}",
        list="BENCH",
        kind="person",
        name=f"{family}, {' '.join(words)}",
        births=(f"{chance.randint(1940, 2005)}-{day}",),
        nationalities=(chance.choice(_NATIONS),),
    )


def travellers(number: int, entries: list[Entry], chance: random.Random) -> list[Query]:
    """Travellers who are not listed, and one in fifty who is, with a letter lost."""
    found = list(sample.travellers(number, seed=99))
    for n in range(0, number, _LISTED_ONE_IN):
        entry = chance.choice(entries)
        cut = chance.randrange(1, len(entry.name) - 1)
        found[n] = Query(
            names=(entry.name[:cut] + entry.name[cut + 1 :],),
            births=entry.births,
            nationalities=entry.nationalities,
        )
    return found
