"""The JSON of the board; docs/contracts.md §5 has its shape."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from offing.carriers.board import STATES, Point, Row
from offing.carriers.expectations import KINDS
from offing.carriers.heard import Heard

_COUNTED = ("messages", "travellers", "assessed", "cases")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of a board are shown: of one carrier, in one state (or `unexpected`), so many after one of them."""

    carrier: str = ""
    state: str = ""
    limit: int = 500
    after: str = ""

    def page(self, rows: Sequence[Row]) -> tuple[list[Row], str | None]:
        """The rows, and the key of the last where there are more."""
        wanted = [r for r in rows if self._is(r)]
        keys = [r.key for r in wanted]
        start = keys.index(self.after) + 1 if self.after in keys else 0
        shown = wanted[start : start + self.limit]
        more = start + self.limit < len(wanted)
        return shown, shown[-1].key if more else None

    def _is(self, row: Row) -> bool:
        whose = row.profile.codes if row.profile else {row.movement.carrier} if row.movement else ()
        states = {"", row.state} | ({"unexpected"} if row.expected is None else set())
        return self.state in states and (not self.carrier or self.carrier in whose)


def board_view(rows: Sequence[Row], asked: Asked = Asked()) -> dict[str, Any]:
    """The rows asked for, and how many of all are expected, heard of, and in each state."""
    shown, following = asked.page(rows)
    states = Counter(row.state for row in rows)
    return {
        "counts": {
            "expected": sum(row.expected is not None for row in rows),
            "heard": sum(bool(row.seen) for row in rows),
            "unexpected": sum(row.expected is None for row in rows),
            **{state: states[state] for state in STATES},
        },
        "items": [row_view(row) for row in shown],
        "cursor": following,
    }


def row_view(row: Row) -> dict[str, Any]:
    """One movement of the board."""
    movement = row.movement
    told = {
        "carrier": movement.carrier if movement else None,
        "number": f"{movement.number}{movement.suffix or ''}" if movement else None,
        "from": movement.origin if movement else None,
        "to": movement.destination if movement else None,
        "departure": movement.departure if movement else None,
        "arrival": movement.arrival if movement else None,
    }
    return {
        "id": row.id,
        "label": movement.label if movement else row.id,
        **told,
        "carrier_name": row.profile.name if row.profile else None,
        "departure_utc": instant(row.departure) if row.departure else None,
        "expected": row.expected is not None,
        "heard": bool(row.seen),
        "live": row.live,
        "cancelled": row.cancelled,
        "state": row.state,
        **{name: sum(getattr(s, name) for s in row.seen) for name in _COUNTED},
        "types": [_point(point) for point in row.points],
        "incomplete": [_incomplete(heard) for heard in row.incomplete],
    }


def _point(point: Point) -> dict[str, Any]:
    expectation = point.expectation
    shown = ("state", "at", "late_minutes", "messages", "named")
    return {
        "key": expectation.key,
        "kind": expectation.kind,
        "label": KINDS[expectation.kind],
        "hours": expectation.hours,
        "due": instant(point.due),
        **{name: getattr(point, name) for name in shown},
    }


def _incomplete(heard: Heard) -> dict[str, Any]:
    shown = ("kind", "parts", "named", "announced", "since")
    return {"label": KINDS[heard.kind], **{name: getattr(heard, name) for name in shown}}


def instant(at: datetime) -> str:
    """A time in UTC as our answers have it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
