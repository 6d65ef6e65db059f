"""Valid records in one line each; whoever needs something special says only that."""

from collections.abc import Sequence
from typing import Any

from offing.kernel.ports import Tables
from offing.records.assessments import Evidence, Match
from offing.records.movements import Movement
from offing.records.reports import Report
from offing.records.travellers import Document, ReportedTraveller
from offing.travel.matching import Matching, match_movement
from offing.travel.store import MovementStore
from offing.watchlists.model import Entry, Pair, Query

MOVEMENT = Movement(
    carrier="XQ",
    number="417",
    origin="LHR",
    destination="NBO",
    departure="2026-11-21T10:30",
    arrival="2026-11-21T21:05",
)


def reported(surname: str, given_names: str = "ANNA", **more: Any) -> ReportedTraveller:
    """A passenger as an API message names one."""
    return ReportedTraveller(surname=surname, given_names=given_names, **more)


def passport(number: str, issuer: str = "GBR") -> Document:
    """A passport that is valid for years."""
    return Document(type="P", number=number, issuer=issuer, expiry="2033-01-01")


def api(message: str, *travellers: ReportedTraveller, **more: Any) -> Report:
    """An API passenger list of the builders' movement."""
    defaults = {
        "movement": MOVEMENT,
        "carrier": "XQ",
        "function": "745",
        "sent_at": "2026-11-21T08:00Z",
    }
    return Report(message=message, travellers=travellers, **{**defaults, **more})


class NameIndex:
    """An index that matches whole surnames; evidence of one line."""

    def __init__(self, version: str = "v1", **entries: str) -> None:
        self.version = version
        self._entries = entries
        self.asked = 0

    def match(self, query: Query, limit: int = 20) -> list[Match]:
        self.asked += 1
        found = [(n.split(",")[0], self._entries.get(n.split(",")[0])) for n in query.names]
        return [
            Match(
                entity=entity,
                list="wanted",
                bits=20.0,
                band="strong",
                evidence=(Evidence(f="name", bits=20.0, q=name, c=name),),
                name=name,
                index_version=self.version,
            )
            for name, entity in found
            if entity
        ][:limit]

    def match_many(self, queries: Sequence[Query], limit: int = 20) -> list[list[Match]]:
        return [self.match(query, limit) for query in queries]

    def listed(self, pair: Pair) -> Entry | None:
        entry = Entry(id=pair[1], list=pair[0], kind="person", name="SOMEBODY")
        return entry if pair[1] in self._entries.values() else None


def taken_in(tables: Tables, *reports: Report, now: str = "2026-11-21T03:00:00Z") -> str:
    """Reports in the tables, as parse leaves them; the movement's id."""
    store = MovementStore(tables)
    for report in reports:
        store.save_report(MOVEMENT.id, report.message.split(".")[0], [report], now)
    return MOVEMENT.id


def matched(at: Matching, *reports: Report) -> str:
    """Reports taken in and matched."""
    movement = taken_in(at.tables, *reports)
    match_movement(at, movement)
    return movement
