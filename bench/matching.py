"""Matching: time, size and memory at 20 thousand and a million names, then recall and precision, beside rapidfuzz.

usage: python -m bench matching, or python -m bench.matching [--names 20000 1000000] [--travellers 2000]

Times of matching are those of the thread, so that other work on the machine counts little. Cold means that no word has
been asked before; warm is the second pass over the same travellers. An index is served by a process of its own, which
alone is what its memory is measured of.
"""

import argparse
import json
import pickle
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from bench import match_quality
from bench.match_names import listed, travellers
from offing.watchlists.index import build, open_index
from offing.watchlists.model import Query

_BATCH, _FLIGHT = 50, 300
_SHOWN_BESIDE = (fuzz.ratio, fuzz.token_sort_ratio)


def each(work: Callable[[Query], object], queries: list[Query]) -> dict[str, float]:
    """Mean, median and 99th percentile of the microseconds for each query."""
    took = []
    for query in queries:
        began = time.thread_time_ns()
        work(query)
        took.append((time.thread_time_ns() - began) / 1000)
    took.sort()
    half, most = took[len(took) // 2], took[int(0.99 * (len(took) - 1))]
    return {"mean": round(sum(took) / len(took), 1), "p50": round(half, 1), "p99": round(most, 1)}


def plain(names: list[str], queries: list[Query]) -> dict[str, float]:
    """Microseconds a query of rapidfuzz over all names, many queries at a time (its fastest way), names only."""
    asked = [query.names[0] for query in queries[:_BATCH]]
    out = {}
    for scorer in _SHOWN_BESIDE:
        began = time.thread_time_ns()
        for start in range(0, len(names), 50_000):
            cdist(asked, names[start : start + 50_000], scorer=scorer, workers=1)
        out[scorer.__name__] = round((time.thread_time_ns() - began) / 1000 / len(asked), 1)
    return out


def peak_mb() -> float:
    """The most memory this process has held; what its parent held is counted in `ru_maxrss` but not here."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024


def serve(folder: Path, queries: Path) -> dict[str, object]:
    """What a process that only serves the index takes: opening, cold, warm, a flight, memory."""
    asked: list[Query] = pickle.loads(queries.read_bytes())  # noqa: S301  written by `measure`
    began = time.perf_counter()
    index = open_index(folder)
    opened = time.perf_counter()
    cold, warm = each(index.match, asked), each(index.match, asked)
    fresh = open_index(folder)
    flight = time.thread_time()
    fresh.match_many(asked[:_FLIGHT])
    flown = time.thread_time()
    return {
        "open_ms": round((opened - began) * 1000, 1),
        "cold_us": cold,
        "warm_us": warm,
        "flight_of_300_s": round(flown - flight, 3),
        "rss_mb": round(peak_mb()),
    }


def measure(number: int, asked: int, folder: Path) -> dict[str, object]:
    """Builds an index of so many names, and has it served."""
    chance = random.Random(2026)
    entries = listed(number, chance)
    queries = travellers(asked, entries, chance)
    began, worked = time.perf_counter(), time.process_time()
    manifest = build(entries, folder / "index")
    built, done = time.perf_counter(), time.process_time()
    (folder / "queries").write_bytes(pickle.dumps(queries))
    command = [sys.executable, "-m", "bench.matching", "--serve", str(folder)]
    served = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    size = {p.name: p.stat().st_size for p in (folder / "index").iterdir()}
    display = sum(size.pop(name) for name in list(size) if name.startswith("entries"))
    rapidfuzz = plain([e.name.upper().replace(",", "") for e in entries], queries)
    warm = served["warm_us"]["mean"]
    return {
        "names": number,
        "words": manifest.counts["words"],
        "build_s": {"wall": round(built - began, 1), "cpu": round(done - worked, 1)},
        "index_mb": round(sum(size.values()) / 1e6, 1),
        "display_mb": round(display / 1e6, 1),
        **served,
        "rapidfuzz_us": rapidfuzz,
        "times_faster_warm": {name: round(us / warm, 1) for name, us in rapidfuzz.items()},
    }


def main() -> int:
    """Prints the figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--names", type=int, nargs="+", default=[20_000, 1_000_000])
    parser.add_argument("--travellers", type=int, default=2_000)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.serve:
        print(json.dumps(serve(wanted.serve / "index", wanted.serve / "queries")))
        return 0
    for number in wanted.names:
        with tempfile.TemporaryDirectory(prefix="offing-bench-") as folder:
            print(
                json.dumps(measure(number, wanted.travellers, Path(folder)), indent=2), flush=True
            )
    match_quality.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
