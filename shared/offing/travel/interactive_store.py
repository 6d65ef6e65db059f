"""Answers given to carriers, in the `travel` table: what was told of whom, and on what it rests."""

from collections.abc import Iterable
from dataclasses import dataclass

from offing.kernel.ids import digest
from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Item, Page, Tables
from offing.records.travellers import ReportedTraveller
from offing.travel.interactive import Asked, Outcome, named_in
from offing.travel.store import TABLE, MovementStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """The authorised entry for which a traveller was kept from boarding, in which wording, and who had agreed."""

    list: str
    entry: str
    digest: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord:
    """One answer on one traveller of one message.

    `matches` are lists, entries, bands and bits; `score` and `band` those of the leg that scores highest. `step` names
    what did not answer where the traveller went unchecked.
    """

    receipt: str
    position: int
    reference: str | None
    movement: str
    outcome: Outcome
    code: str
    at: str
    barred: Barred | None = None
    matches: tuple[tuple[str, str, str, float], ...] = ()
    rules: tuple[str, ...] = ()
    band: str = ""
    score: float | None = None
    index_version: str = ""
    rules_version: str = ""
    step: str = ""


class AnswerStore:
    """A partition for each movement; by its index, all answers to one message."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def save(self, records: Iterable[tuple[ReportedTraveller, AnswerRecord]]) -> None:
        """Keep answers; the same answer to the same message once more changes its time only."""
        self._tables.put_many(TABLE, [_item(traveller, record) for traveller, record in records])

    def of_message(self, receipt: str) -> list[AnswerRecord]:
        """All answers that were given to a message."""
        page = self._tables.query_index(TABLE, _partition(receipt))
        return sorted(_records(page), key=lambda r: (r.position, r.movement, r.at))

    def on_record(self, asked: Asked, receipt: str) -> bool:
        """Whether another message than this one has told of a traveller on any of their legs."""
        return any(
            self._answered(movement, asked.reported, receipt)
            or self._reported(movement, asked.reported, receipt)
            for movement in asked.movements
        )

    def _answered(self, movement: str, traveller: ReportedTraveller, receipt: str) -> bool:
        page = self._tables.query(TABLE, _partition(movement), f"{_who(traveller)}#")
        return any(
            r.receipt != receipt and r.outcome is not Outcome.NO_RECORD for r in _records(page)
        )

    def _reported(self, movement: str, traveller: ReportedTraveller, receipt: str) -> bool:
        reports = MovementStore(self._tables).reports(movement)
        return any(
            named_in(report, traveller)
            for report in reports
            if not report.message.startswith(f"{receipt}.")
        )


def _partition(what: str) -> str:
    return f"ANS#{what}"


def _who(traveller: ReportedTraveller) -> str:
    """A key for whom the carrier means; a digest, as keys may hold neither their characters nor a name."""
    t = traveller
    if t.reference:
        return digest("reference", t.reference)
    return digest(
        "person", *(v or "" for v in (t.locator, t.surname, t.given_names, t.date_of_birth))
    )


def _item(traveller: ReportedTraveller, record: AnswerRecord) -> Item:
    place = f"{_who(traveller)}#{record.receipt}#{record.position}#{record.code}"
    return {
        "pk": _partition(record.movement),
        "sk": place,
        "gsi1pk": _partition(record.receipt),
        "gsi1sk": f"{record.movement}#{place}",
        "body": pack(record),
    }


def _records(page: Page) -> list[AnswerRecord]:
    bodies = (item["body"] for item in page.items)
    return [unpack(AnswerRecord, b if isinstance(b, bytes) else str(b).encode()) for b in bodies]
