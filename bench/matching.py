"""Matching: microseconds for each traveller, cold and warm, beside plain rapidfuzz over the same names in the same run.

usage: python bench/matching.py [--names 20000] [--travellers 2000]

Names are made by recombination of the product's own table of common words and invented syllables; nobody exists.
Times of matching are those of the thread, so that other work on the machine
counts little. Cold means that no word has been asked before; warm is the second pass over the same travellers.
"""

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from offing.watchlists import sample
from offing.watchlists.frequencies import cultures
from offing.watchlists.index import build, open_index
from offing.watchlists.model import Entry, Query

SYLLABLES = (
    "BA",
    "DOR",
    "GAN",
    "KEL",
    "LUM",
    "MIR",
    "NAS",
    "POR",
    "RAF",
    "SUL",
    "TEV",
    "VAR",
    "WEN",
    "ZOL",
    "SHA",
    "OV",
)
BATCH = 100


def listed(number: int, chance: random.Random) -> list[Entry]:
    """So many listed persons: common words of one culture, half of the family names invented."""
    pools = [[name for part in c.parts.values() for name, _ in part] for c in cultures().values()]
    invented = [
        "".join(chance.choices(SYLLABLES, k=chance.choice((3, 4)))).title()
        for _ in range(max(2000, number // 8))
    ]
    entries = []
    for n in range(number):
        words = chance.sample(chance.choice(pools), k=chance.choice((1, 2, 2, 3)))
        family = chance.choice(invented) if chance.random() < 0.6 else words[0]
        born = (
            f"{chance.randint(1940, 2005)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        )
        nation = chance.choice(("IRQ", "MEX", "SYR", "COL", "IRN", "RUS", "PAK", "FRA"))
        name = f"{family}, {' '.join(words)}"
        entries.append(
            Entry(
                id=f"B-{n}",
                list="BENCH",
                kind="person",
                name=name,
                births=(born,),
                nationalities=(nation,),
            )
        )
    return entries


def travellers(number: int, entries: list[Entry], chance: random.Random) -> list[Query]:
    """Travellers who are not listed, and one in fifty who is, with a letter lost."""
    found = list(sample.travellers(number, seed=99))
    for n in range(0, number, 50):
        entry = chance.choice(entries)
        cut = chance.randrange(1, len(entry.name) - 1)
        found[n] = Query(
            names=(entry.name[:cut] + entry.name[cut + 1 :],),
            births=entry.births,
            nationalities=entry.nationalities,
        )
    return found


def each(work: Callable[[Query], object], queries: list[Query]) -> list[float]:
    """Microseconds for each query."""
    took = []
    for query in queries:
        began = time.thread_time_ns()
        work(query)
        took.append((time.thread_time_ns() - began) / 1000)
    return sorted(took)


def summary(took: list[float]) -> dict[str, float]:
    """Mean, median and 99th percentile."""
    half, most = took[len(took) // 2], took[int(0.99 * (len(took) - 1))]
    return {"mean": round(sum(took) / len(took), 1), "p50": round(half, 1), "p99": round(most, 1)}


def plain(entries: list[Entry], queries: list[Query]) -> dict[str, float]:
    """Microseconds a query of rapidfuzz over all names, a hundred queries at a time (its fastest way), names only."""
    names = [entry.name.upper().replace(",", "") for entry in entries]
    out = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        asked = [query.names[0] for query in queries[:BATCH]]
        began = time.thread_time_ns()
        cdist(asked, names, scorer=scorer, workers=1)
        out[scorer.__name__] = round((time.thread_time_ns() - began) / 1000 / len(asked), 1)
    return out


def measure(number: int, asked: int, folder: Path) -> dict[str, object]:
    """Builds, opens and asks; returns the figures."""
    chance = random.Random(2026)
    entries = listed(number, chance)
    queries = travellers(asked, entries, chance)
    began = time.perf_counter()
    manifest = build(entries, folder)
    built = time.perf_counter()
    index = open_index(folder)
    opened = time.perf_counter()
    cold = summary(each(index.match, queries))
    warm = summary(each(index.match, queries))
    rapidfuzz = plain(entries, queries)
    size = {p.name: p.stat().st_size for p in folder.iterdir()}
    display = size.pop("entries.jsonl")
    return {
        "names": number,
        "words": manifest.counts["words"],
        "build_s": round(built - began, 2),
        "open_ms": round((opened - built) * 1000, 1),
        "index_mb": round(sum(size.values()) / 1e6, 1),
        "display_mb": round(display / 1e6, 1),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "cold_us": cold,
        "warm_us": warm,
        "rapidfuzz_us": rapidfuzz,
        "times_faster_warm": {name: round(us / warm["mean"], 1) for name, us in rapidfuzz.items()},
    }


def main() -> int:
    """Prints the figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--names", type=int, default=20_000)
    parser.add_argument("--travellers", type=int, default=2_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="offing-bench-") as folder:
        print(
            json.dumps(measure(wanted.names, wanted.travellers, Path(folder) / "index"), indent=2)
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
