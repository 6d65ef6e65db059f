"""The board of a day out of the tables: schedules and movements side by side, and the watch over what is due."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from offing.carriers.board import Row, Seen, board, when
from offing.carriers.board_view import Asked, board_view
from offing.carriers.expectations import DEFAULTS
from offing.carriers.notices import EVENTS, News, NoticeBook, news_of
from offing.carriers.profile import Profile
from offing.carriers.schedules.legs import clocks, expected_on
from offing.carriers.schedules.store import ScheduleStore
from offing.carriers.store import ProfileStore
from offing.kernel.ports import Bus, Tables
from offing.travel.model import Head
from offing.travel.store import MovementStore

HORIZON_DAYS = 30
_SOURCE = "offing.carriers"
_AFTER = timedelta(hours=36)  # a departure on any clock of the world, and a day for what comes late
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Board:
    """All movements of one local day; `beyond` when it is too far ahead for schedules to be looked at."""

    date: str
    beyond: bool
    rows: tuple[Row, ...]

    def view(self, now: str, asked: Asked) -> dict[str, Any]:
        """As officers see it."""
        shown = board_view(self.rows, asked)
        return {"date": self.date, "now": now, "beyond": self.beyond, **shown}


def board_of(tables: Tables, day: date, now: datetime) -> Board:
    """The board of the movements that depart on a local day."""
    return _board(tables, day, now, ProfileStore(tables).all())


def _board(tables: Tables, day: date, now: datetime, profiles: Iterable[Profile]) -> Board:
    beyond = day > now.date() + timedelta(days=HORIZON_DAYS)
    around = [(day + timedelta(days=d)).isoformat() for d in (-2, 2)]
    legs = () if beyond else ScheduleStore(tables).legs_between(*around)
    seen = [_seen(head) for head in _heads(tables, day.isoformat())]
    rows = board(expected_on(legs, day), seen, profiles, clocks(legs, day), now)
    return Board(day.isoformat(), beyond, rows)


def _heads(tables: Tables, day: str) -> Iterator[Head]:
    cursor: str | None = None
    while True:
        heads, cursor = MovementStore(tables).on_day(day, _PAGE, cursor)
        # A movement on which nothing is said any more has been taken back.
        yield from (head for head in heads if not _empty(head))
        if cursor is None:
            return


def _empty(head: Head) -> bool:
    described = head.described
    return described.basis == head.basis and not described.sources


def _seen(head: Head) -> Seen:
    return Seen(
        id=head.id,
        movement=head.described.movement,
        heard=head.described.heard,
        messages=head.basis,
        travellers=head.described.travellers,
        assessed=head.scored.assessed,
        cases=head.scored.cases,
    )


def watch(tables: Tables, bus: Bus, now: str) -> Counter[str]:
    """Look at every movement with something due by now, tell carriers what is late; how many of each state.

    Announced before it is written down: a run that dies in between announces twice, never not at all.
    """
    at, counts = when(now), Counter[str]()
    profiles = ProfileStore(tables).all()
    for day in _days(at, profiles):
        said = NoticeBook(tables).said_on(day.isoformat())
        for row in _board(tables, day, at, profiles).rows:
            rev, before = said.get(row.key, (0, {}))
            news = news_of(row, before, now)
            if news is not None:
                counts.update(_tell(tables, bus, day, news, rev))
    return counts


def _days(now: datetime, profiles: Iterable[Profile]) -> Iterator[date]:
    """The local days on which something that is due may depart."""
    agreed = [e for profile in profiles for e in profile.expectations]
    ahead = timedelta(hours=max(e.hours for e in (*DEFAULTS, *agreed)))
    first, last = (now - _AFTER).date(), (now + ahead + timedelta(hours=14)).date()
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


def _tell(tables: Tables, bus: Bus, day: date, news: News, rev: int) -> Iterator[str]:
    for notice in news.notices:
        detail = {
            "notice": notice.id,
            "carrier": notice.carrier,
            "movement": notice.movement,
            "kind": notice.kind,
            "hours": notice.hours,
            "due": notice.due,
        }
        bus.publish(_SOURCE, EVENTS[notice.state], detail)
    if NoticeBook(tables).enter(day.isoformat(), news, rev):
        yield from (notice.state for notice in news.notices)
