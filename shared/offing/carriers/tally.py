"""Tallies: what one read file adds to its carrier's day, as counters that add up and can be taken back."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from offing.kernel.ports import Change
from offing.records.messages import Finding, ParsedFile
from offing.records.travellers import ReportedTraveller

TABLE = "statistics"
_MOST_CODES = 40  # of one file; an update has room for some 300 names
_NOT_COUNTED = frozenset({"info"})


def _document(name: str) -> Callable[[ReportedTraveller], object]:
    return lambda traveller: any(getattr(document, name) for document in traveller.documents)


# Field that API must give of each traveller → what it holds.
FIELDS: dict[str, Callable[[ReportedTraveller], object]] = {
    "surname": lambda t: t.surname,
    "given_names": lambda t: t.given_names,
    "date_of_birth": lambda t: t.date_of_birth,
    "sex": lambda t: t.sex,
    "nationality": lambda t: t.nationality,
    "document_number": _document("number"),
    "document_issuer": _document("issuer"),
    "document_expiry": _document("expiry"),
}


def tally(parsed: ParsedFile) -> dict[str, int]:
    """The counters of one file: `found:<severity>:<code>` and `missing:<field>` among them; none is zero."""
    findings = parsed.findings + tuple(f for m in parsed.messages for f in m.findings)
    api = [t for m in parsed.messages if m.source == "API" for t in m.travellers]
    counts = {
        "messages": 1,
        "rejected": int(not parsed.messages),
        "travellers": sum(len(m.travellers) for m in parsed.messages),
        "api_travellers": len(api),
        **{f"missing:{name}": sum(not held(t) for t in api) for name, held in FIELDS.items()},
        **_codes(findings),
    }
    return {name: count for name, count in counts.items() if count}


def _codes(findings: Iterable[Finding]) -> dict[str, int]:
    counted = Counter(
        f"found:{f.severity}:{f.code}" for f in findings if f.severity not in _NOT_COUNTED
    )
    return dict(counted.most_common(_MOST_CODES))


def moved(
    carrier: str, day: str, now: Mapping[str, int], before: Mapping[str, int], receipt: str = ""
) -> Change | None:
    """The one change of a carrier's day from what a file counted `before` to what it counts now; None for no change.

    The newest receipt with each finding is kept beside its count.
    """
    names = sorted({*now, *before})
    steps = {n: step for n in names if (step := now.get(n, 0) - before.get(n, 0))}
    examples = {
        f"example:{name.rpartition(':')[2]}": receipt
        for name in steps
        if receipt and name.startswith("found:") and name in now
    }
    if not steps:
        return None
    return Change(TABLE, f"QUALITY#{carrier}", day, set=examples, add=steps)
