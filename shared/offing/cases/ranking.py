"""The queue against the hands there are: which cases are within an office's capacity and which fall below."""

from collections.abc import Iterable, Mapping
from typing import Any

from offing.cases.model import Case
from offing.kernel.ports import Tables
from offing.risk.capacity import REASONS, Candidate, Capacity, Place, rank
from offing.risk.store import Book

# States in which a case waits for a decision or an examination; those referred have their place already.
WAITING = ("opened", "in_review", "referred", "acknowledged")
_PLACED = frozenset({"referred", "acknowledged"})


def capacity_book(tables: Tables) -> Book[Capacity]:
    """What offices can examine, as supervisors set it."""
    return Book(tables, "CAPACITY", Capacity)


def capacities(tables: Tables) -> dict[str, Capacity]:
    """What is set, by office."""
    return capacity_book(tables).all()


def candidate(case: Case) -> Candidate:
    """What ranking needs to know of a case."""
    leaving = "-outbound/" in case.stratum
    due = case.departure if leaving else case.arrival or case.departure
    return Candidate(
        id=case.id,
        office=case.office,
        probability=case.score,
        severity=case.severity,
        random=case.random,
        urgent=case.state in _PLACED,
        worthwhile=case.band == "red",
        due=due or "",
    )


def placed(cases: Iterable[Case], capacities: Mapping[str, Capacity]) -> dict[str, Place]:
    """Each case's place among all that wait for the same hands."""
    return {place.case: place for place in rank(map(candidate, cases), capacities)}


def place_view(place: Place | None) -> dict[str, Any]:
    """What a row of the queue says of its place."""
    if place is None:
        return {"value": None, "place": None}
    told = {"rank": place.rank, "line": place.line, "reason": place.reason, "slot": place.slot}
    return {"value": place.value, "place": {**told, "text": REASONS[place.reason]}}
