"""How well matching finds, on the shared lists, queries and pairs, beside rapidfuzz and, where installed, nomenklatura.

The data is not part of this repository: it is looked for in $OFFING_DATA, else in ../shared/data beside it.
"""

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from offing.watchlists import pairs, sources
from offing.watchlists.index import build, open_index
from offing.watchlists.model import Entry, Query

_LISTS = ("ofac_sdn_2021", "un_2026-02-27")
_PER_THOUSAND = 1
_COMPANIES = frozenset({"Company", "Organization", "LegalEntity"})
# The thresholds that users of each mostly name.
_RAPIDFUZZ_AT, _NOMENKLATURA_AT = 85.0, 0.7

Labelled = list[tuple[str, str, str, bool, str]]


def data_folder() -> Path:
    """Where the evaluation data would be."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("OFFING_DATA") or beside)


def main() -> None:
    """Prints recall at one alert per 1,000 travellers, and F1 and average precision of pairs."""
    data = data_folder()
    if not data.is_dir():
        print(f"quality: not measured, no evaluation data in {data} (set OFFING_DATA)")
        return
    print(json.dumps({"recall_at_1_in_1000": _recall(data), "pairs": _pairs(data)}, indent=2))
    if find_spec("nomenklatura") is None:
        print("nomenklatura: not measured, it is not installed here (pip install nomenklatura)")


def _recall(data: Path) -> dict[str, dict[str, float]]:
    entries = [entry for name in _LISTS for entry in _individuals(data, name)]
    people = [
        json.loads(line)
        for part in ("positives", "negatives")
        for line in (data / "queries" / f"{part}.jsonl").open(encoding="utf-8")
    ]
    with tempfile.TemporaryDirectory(prefix="offing-bench-") as folder:
        build(entries, Path(folder) / "index")
        index = open_index(Path(folder) / "index")
        found = [{h.entity: h.bits for h in index.match(_query(p), 20)} for p in people]
    return {"offing": _at_budget(people, found), "token_sort_ratio": _rapidfuzz(people, entries)}


def _individuals(data: Path, name: str) -> list[Entry]:
    read = sources.read("jsonl", data / "watchlists" / f"{name}.jsonl", name)
    return [entry for entry in read if isinstance(entry, Entry) and entry.kind == "person"]


def _query(person: dict[str, str]) -> Query:
    return Query(
        names=(person["name"],),
        births=(person["dob"],) if person["dob"] else (),
        nationalities=(person["nat"],) if person["nat"] else (),
        gender=person["gender"] or None,
    )


def _rapidfuzz(people: list[dict[str, str]], entries: list[Entry]) -> dict[str, float]:
    """Names alone, the likest name of each entry."""
    names = [(e.id, n) for e in entries for n in (e.name, *(a.name for a in e.aliases))]
    listed = [name.upper() for _, name in names]
    ids = np.array([identity for identity, _ in names])
    found: list[dict[str, float]] = []
    for start in range(0, len(people), 500):
        asked = [p["name"].upper() for p in people[start : start + 500]]
        for scores in cdist(asked, listed, scorer=fuzz.token_sort_ratio, dtype=np.float32):
            best = np.argsort(-scores)[:20]
            found.append({str(ids[n]): float(scores[n]) for n in best[::-1]})
    return _at_budget(people, found)


def _at_budget(people: list[dict[str, str]], found: list[dict[str, float]]) -> dict[str, float]:
    """Recall of each set where at most so many of the travellers who are not listed alert."""
    best = [max(hits.values(), default=-np.inf) for hits in found]
    quiet = sorted(
        (b for b, p in zip(best, people, strict=True) if p["set"] == "neg"), reverse=True
    )
    above = quiet[len(quiet) * _PER_THOUSAND // 1000]
    out: dict[str, float] = {}
    for name in sorted({p["set"] for p in people} - {"neg"}):
        wanted = [(p, h) for p, h in zip(people, found, strict=True) if p["set"] == name]
        met = sum(hits.get(p["expect_id"], -np.inf) > above for p, hits in wanted)
        out[name] = round(met / len(wanted), 3)
    return out


def _pairs(data: Path) -> dict[str, dict[str, float]]:
    rows = [
        (r["schema"], r["name1"], r["name2"], r["is_match"] == "true", "hand")
        for r in csv.DictReader((data / "pairs/name_pairs.csv").open(encoding="utf-8"))
    ]
    rows += [
        ("Person", r["name1"], r["name2"], r["is_match"] == "true", r["set"])
        for r in csv.DictReader((data / "pairs/alias_pairs.csv").open(encoding="utf-8"))
    ]
    found = {
        "offing": _judged(rows, lambda s, a, b: pairs.score(s, a, b).score, pairs.THRESHOLD),
        "WRatio": _judged(rows, lambda _, a, b: fuzz.WRatio(a.upper(), b.upper()), _RAPIDFUZZ_AT),
        "token_sort_ratio": _judged(
            rows, lambda _, a, b: fuzz.token_sort_ratio(a.upper(), b.upper()), _RAPIDFUZZ_AT
        ),
    }
    if find_spec("nomenklatura") is not None:
        found["nomenklatura logic-v2"] = _judged(rows, _nomenklatura(), _NOMENKLATURA_AT)
    return found


def _nomenklatura() -> Callable[[str, str, str], float]:
    """Its best algorithm on names alone; imported here because few have half a gigabyte to spare for it."""
    model = import_module("followthemoney").model
    algorithm = import_module("nomenklatura.matching").get_algorithm("logic-v2")
    config = algorithm.default_config()

    numbers = count()

    def entity(schema: str, name: str) -> Any:
        made = model.make_entity(schema)
        made.id = f"bench-{next(numbers)}"  # it remembers what it has read by this id
        made.add("name", name)
        return made

    def score(schema: str, left: str, right: str) -> float:
        return float(algorithm.compare(entity(schema, left), entity(schema, right), config).score)

    return score


def _judged(
    rows: Labelled, score: Callable[[str, str, str], float], threshold: float
) -> dict[str, float]:
    scored = [(schema, y, score(schema, a, b), which) for schema, a, b, y, which in rows]
    person = [(y, s >= threshold) for c, y, s, w in scored if w == "hand" and c == "Person"]
    company = [(y, s >= threshold) for c, y, s, w in scored if w == "hand" and c in _COMPANIES]
    figures = {"F1 person": _f1(person), "F1 company": _f1(company)}
    for name in ("OFAC", "UN", "EU"):
        figures[f"AP {name}"] = _average_precision([(s, y) for _, y, s, w in scored if w == name])
    return {name: round(value, 3) for name, value in figures.items()}


def _f1(judged: list[tuple[bool, bool]]) -> float:
    met = sum(truth and said for truth, said in judged)
    return 2 * met / max(1, sum(truth + said for truth, said in judged))


def _average_precision(scored: Iterable[tuple[float, bool]]) -> float:
    """The mean precision at each true pair, ties shared."""
    scores, truths = (np.array(part) for part in zip(*scored, strict=True))
    steps = np.unique(scores)[::-1]
    met = np.array([np.sum(truths & (scores >= step)) for step in steps])
    shown = np.array([np.sum(scores >= step) for step in steps])
    return float(np.sum(np.diff(met, prepend=0) * met / shown) / truths.sum())


if __name__ == "__main__":
    main()
