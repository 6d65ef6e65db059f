"""Data quality: a score from 0 to 100 out of what a carrier's messages were like, by one table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from offing.carriers.tally import FIELDS, TABLE
from offing.kernel.ports import Tables

_EXAMPLES = 5
_MOST_FINDINGS = 50


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: `count` of `base`; all its points are gone when that share reaches `lost_at`."""

    code: str
    label: str
    weight: int
    count: tuple[str, ...]
    base: tuple[str, ...]
    lost_at: float
    each: int = 1  # how many of `count` one of `base` can have


# The formula: 100 × points kept / weights, over the parts that have a base.
PARTS: tuple[Part, ...] = (
    Part("readable", "Files that could not be read", 20, ("rejected",), ("messages",), 0.20),
    Part("errors", "Errors and fatal findings for each traveller", 20,
         ("found:error", "found:fatal"), ("travellers", "rejected"), 0.10),
    Part("warnings", "Warnings for each traveller", 10, ("found:warning",), ("travellers",), 1.00),
    Part("fields", "Fields that API leaves out", 25, ("missing",), ("api_travellers",), 0.10, len(FIELDS)),
    Part("late", "Messages due that came late or not at all", 10, ("late",), ("due",), 0.50),
    Part("absent", "Messages due that never came", 15, ("absent",), ("due",), 0.20),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """A carrier's counters of one UTC day, with a receipt for each code that was found."""

    date: str
    counts: Mapping[str, int] = field(default_factory=dict)
    examples: Mapping[str, str] = field(default_factory=dict)


def days_of(tables: Tables, carrier: str, first: date, last: date) -> list[Day]:
    """The days of a carrier on which there was anything, oldest first."""
    before = (first - timedelta(days=1)).isoformat()
    page = tables.query(TABLE, f"QUALITY#{carrier}", after=before)
    return [_day(item) for item in page.items if str(item["sk"]) <= last.isoformat()]


def _day(item: Mapping[str, Any]) -> Day:
    counts = {name: int(v) for name, v in item.items() if isinstance(v, int)}
    examples = {
        name.removeprefix("example:"): str(v)
        for name, v in item.items()
        if name.startswith("example:")
    }
    return Day(str(item["sk"]), counts, examples)


def parts(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Each part with its share and the points it keeps; points are null where there was nothing to judge."""
    return [_part(part, counts) for part in PARTS]


def _part(part: Part, counts: Mapping[str, int]) -> dict[str, Any]:
    base = sum(max(0, counts.get(name, 0)) for name in part.base) * part.each
    share = min(1.0, max(0, _sum(counts, part.count)) / base) if base else None
    kept = None if share is None else round(part.weight * (1 - min(1.0, share / part.lost_at)), 2)
    named = {"code": part.code, "label": part.label, "weight": part.weight}
    return named | {"share": None if share is None else round(share, 4), "points": kept}


def _sum(counts: Mapping[str, int], names: Iterable[str]) -> int:
    """Counters of these names, or that begin with one of them and a colon."""
    wanted = tuple(names)
    return sum(
        count
        for name, count in counts.items()
        if name in wanted or name.startswith(tuple(f"{n}:" for n in wanted))
    )


def score(counts: Mapping[str, int]) -> int | None:
    """0 to 100 from the parts that have a base; None where there is none."""
    judged = [part for part in parts(counts) if part["points"] is not None]
    weight = sum(part["weight"] for part in judged)
    return round(100 * sum(part["points"] for part in judged) / weight) if weight else None


def total(days: Iterable[Day]) -> dict[str, int]:
    """The counters of some days together."""
    counted: Counter[str] = Counter()
    for day in days:
        counted.update(day.counts)
    return dict(counted)


def quality(carrier: str, days: Sequence[Day]) -> dict[str, Any]:
    """What officers and the carrier see: days and weeks with their scores, the total, and the findings behind it."""
    weeks: dict[str, list[Day]] = {}
    for day in days:
        on = date.fromisoformat(day.date)
        weeks.setdefault((on - timedelta(days=on.weekday())).isoformat(), []).append(day)
    return {
        "carrier": carrier,
        "days": [_span(day.date, [day]) for day in days],
        "weeks": [_span(monday, within) for monday, within in weeks.items()],
        "total": _total(days),
    }


def _span(begins: str, days: Iterable[Day]) -> dict[str, Any]:
    counts = total(days)
    shown = {name: counts.get(name, 0) for name in ("messages", "travellers")}
    return {"date": begins, **shown, "score": score(counts), "parts": parts(counts)}


def _total(days: Sequence[Day]) -> dict[str, Any]:
    counts = total(days)
    shown = ("messages", "rejected", "travellers", "due", "late", "absent")
    return {
        **{name: counts.get(name, 0) for name in shown},
        "score": score(counts),
        "parts": parts(counts),
        "fields": [_field(name, counts) for name in FIELDS],
        "findings": _findings(days, counts),
    }


def _field(name: str, counts: Mapping[str, int]) -> dict[str, Any]:
    missing, people = counts.get(f"missing:{name}", 0), counts.get("api_travellers", 0)
    return {
        "field": name,
        "missing": missing,
        "share": round(missing / people, 4) if people > 0 else None,
    }


def _findings(days: Sequence[Day], counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Codes by how often they were found, each with the newest receipts in which."""
    rows: list[dict[str, Any]] = []
    for name, count in counts.items():
        kind, _, rest = name.partition(":")
        if kind == "found" and count > 0:
            severity, _, code = rest.partition(":")
            seen = dict.fromkeys(d.examples[code] for d in reversed(days) if code in d.examples)
            rows.append(
                {
                    "code": code,
                    "severity": severity,
                    "count": count,
                    "examples": list(seen)[:_EXAMPLES],
                }
            )
    return sorted(rows, key=lambda row: (-row["count"], row["code"]))[:_MOST_FINDINGS]
