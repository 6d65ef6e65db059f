"""Notices: what a carrier is told of a message that is late, missing or incomplete; each once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from offing.carriers.board import Point, Row
from offing.carriers.board_view import instant
from offing.carriers.expectations import KINDS
from offing.carriers.tally import moved
from offing.kernel.errors import StaleWriteError
from offing.kernel.ids import derived_id
from offing.kernel.plain import pack, unpack_plain
from offing.kernel.ports import Change, Condition, Item, Tables
from offing.records.movements import Movement

TABLE = "notices"
# State → the event that tells of it; what is received is counted and not told.
EVENTS: dict[str, str] = {
    "late": "MessageLate",
    "missing": "MessageMissing",
    "incomplete": "MessageIncomplete",
}

# Key of a message due → the states that were said of it, in order.
type Said = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing a carrier is told; `id` follows from what it says, so that saying it twice is saying it once."""

    id: str
    carrier: str
    movement: str
    label: str
    key: str
    kind: str
    hours: float
    due: str
    state: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new of one movement: the notices, what has now been said of it, and the counters of quality."""

    movement: str
    carrier: str
    notices: tuple[Notice, ...]
    said: Said
    counts: Mapping[str, int]


def news_of(row: Row, said: Said, now: str) -> News | None:
    """What is to be said of a movement and was not; None when there is nothing."""
    if row.expected is None:
        return None
    promised = row.expected.movement
    carrier = row.profile.carrier if row.profile else promised.carrier
    notices, after, counts = [], dict(said), Counter[str]()
    for point in row.points:
        key, before = point.expectation.key, said.get(point.expectation.key, ())
        if point.state == "due" or point.state in before or "received" in before:
            continue
        after[key] = (*before, point.state)
        counts.update(_counts(before, point.state, point.late_minutes))
        if point.state in EVENTS:
            notices.append(_notice(point, promised, carrier, now))
    if after == dict(said):
        return None
    return News(
        movement=promised.id, carrier=carrier, notices=tuple(notices), said=after, counts=counts
    )


def _notice(point: Point, promised: Movement, carrier: str, now: str) -> Notice:
    expectation = point.expectation
    return Notice(
        id=derived_id("ntc", promised.id, expectation.key, point.state),
        carrier=carrier,
        movement=promised.id,
        label=f"{KINDS[expectation.kind]}, {promised.label}",
        key=expectation.key,
        kind=expectation.kind,
        hours=expectation.hours,
        due=instant(point.due),
        state=point.state,
        at=now,
    )


def _counts(before: tuple[str, ...], state: str, late_minutes: int) -> dict[str, int]:
    """What one more state of a message due does to the counters `due`, `late` and `absent` of its carrier's day."""
    punctual = state == "received" and not late_minutes
    was_late = any(earlier in EVENTS for earlier in before)
    return {
        "due": int(not before),
        "late": (not punctual and not was_late) - (punctual and was_late),
        "absent": (state == "missing") - (before[-1:] == ("missing",)),
    }


class NoticeBook:
    """Notices by carrier, and by movement what has been said."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def said_on(self, date: str) -> dict[str, tuple[int, Said]]:
        """Movement → revision and what was said, of those that depart on a local date."""
        page = self._tables.query(TABLE, f"SAID#{date}")
        return {str(i["sk"]): (int(i["rev"]), _said(i)) for i in page.items}

    def enter(self, date: str, news: News, rev: int) -> bool:
        """Write the notices down with what was said and counted; False when another run was first."""
        condition = Condition(equals={"rev": rev}) if rev else Condition(absent=True)
        kept = Change(
            TABLE,
            f"SAID#{date}",
            news.movement,
            set={"body": pack(news.said)},
            add={"rev": 1},
            condition=condition,
        )
        counted = moved(news.carrier, date, news.counts, {})
        try:
            self._tables.change(
                [kept, *map(_written, news.notices), *([counted] if counted else [])]
            )
        except StaleWriteError:
            return False
        return True

    def of_carrier(
        self, carrier: str, limit: int, cursor: str | None = None
    ) -> tuple[list[dict[str, Any]], str | None]:
        """A carrier's notices, newest first."""
        page = self._tables.query(
            TABLE, f"NOTICES#{carrier}", limit=limit, cursor=cursor, newest_first=True
        )
        return [_body(item) for item in page.items], page.cursor


def _written(notice: Notice) -> Change:
    at = f"{notice.at}#{notice.id}"
    return Change(TABLE, f"NOTICES#{notice.carrier}", at, set={"body": pack(notice)})


def _said(item: Item) -> Said:
    return {key: tuple(states) for key, states in _body(item).items()}


def _body(item: Item) -> dict[str, Any]:
    body = item["body"]
    found: dict[str, Any] = unpack_plain(body if isinstance(body, bytes) else str(body).encode())
    return found
