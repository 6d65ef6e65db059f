"""The message log: one record a received file, its status, its findings, and the counts that reconcile."""

from collections.abc import Sequence
from dataclasses import replace

from offing.carriers.tally import moved as tally_moved
from offing.kernel.errors import StaleWriteError
from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Change, Condition, Item, Tables, Value
from offing.travel.model import MessageRecord, Status

TABLE = "travel"
COUNTS = "statistics"


class MessageLog:
    """Records move from pending to parsed or rejected; a day's counts move in the same transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, receipt: str) -> MessageRecord | None:
        """The record of a receipt."""
        item = self._tables.get(TABLE, f"MSG#{receipt}", "META")
        return _record(item) if item else None

    def add(self, record: MessageRecord) -> bool:
        """Enter a new file; False when its receipt is known."""
        entry = _entry(record, Condition(absent=True))
        try:
            self._tables.change([entry, _count(record.day, {"received": 1}), _day(record.day)])
        except StaleWriteError:
            return False
        return True

    def finish(self, record: MessageRecord, old: MessageRecord) -> bool:
        """Replace a record by its next state; False when another worker was first."""
        entry = _entry(record, Condition(equals={"state": _state(old)}))
        counts = {s.value: 0 for s in (Status.PARSED, Status.REJECTED)}
        for status, step in ((old.status, -1), (record.status, 1)):
            if status in counts:
                counts[status] += step
        counts["findings"] = record.findings_total - old.findings_total
        moved = {name: step for name, step in counts.items() if step}
        quality = tally_moved(record.carrier, record.day, record.tally, old.tally, record.id)
        changes = [_count(record.day, moved)] if moved else []
        try:
            self._tables.change([entry, *changes, *([quality] if quality else [])])
        except StaleWriteError:
            return False
        return True

    def again(self, record: MessageRecord) -> MessageRecord:
        """Put a finished file back to pending, to be read once more."""
        fresh = replace(record, status=Status.PENDING, attempts=record.attempts + 1)
        self.finish(fresh, record)
        return fresh

    def on_day(
        self, day: str, limit: int, cursor: str | None = None
    ) -> tuple[list[MessageRecord], str | None]:
        """Files received on a UTC day, newest first."""
        page = self._tables.query_index(
            TABLE, f"MESSAGES#{day}", limit=limit, cursor=cursor, newest_first=True
        )
        return [_record(item) for item in page.items], page.cursor

    def days(self) -> list[str]:
        """UTC days on which anything was received."""
        return [str(item["sk"]) for item in self._tables.query(COUNTS, "DAYS").items]

    def counts(self, days: Sequence[str]) -> dict[str, int]:
        """Received, parsed, rejected and pending files of some days, and the findings in them."""
        total = {"received": 0, "parsed": 0, "rejected": 0, "findings": 0}
        for day in days:
            item = self._tables.get(COUNTS, f"COUNT#{day}", "MESSAGES") or {}
            for name in total:
                total[name] += int(item.get(name, 0))
        total["pending"] = total["received"] - total["parsed"] - total["rejected"]
        return total


def _state(record: MessageRecord) -> str:
    return f"{record.status}#{record.attempts}"


def _entry(record: MessageRecord, condition: Condition) -> Change:
    values: dict[str, Value] = {
        "state": _state(record),
        "rev": 2 * record.attempts + (record.status is not Status.PENDING),
        "body": pack(record),
        "gsi1pk": f"MESSAGES#{record.day}",
        "gsi1sk": f"{record.received_at}#{record.id}",
    }
    return Change(TABLE, f"MSG#{record.id}", "META", set=values, condition=condition)


def _count(day: str, steps: dict[str, int]) -> Change:
    return Change(COUNTS, f"COUNT#{day}", "MESSAGES", add=steps)


def _day(day: str) -> Change:
    return Change(COUNTS, "DAYS", day, set={"seen": True})


def _record(item: Item) -> MessageRecord:
    body = item["body"]
    return unpack(MessageRecord, body if isinstance(body, bytes) else str(body).encode())
