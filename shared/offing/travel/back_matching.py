"""Back-matching: whom that is stored already do new and changed list entries concern?

Each stored traveller costs one read and one question; a movement is matched again only where an entry concerns
somebody on it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from offing.kernel.ports import Tables
from offing.travel.matching import Index
from offing.travel.model import Matched
from offing.travel.store import MovementStore
from offing.watchlists.model import Pair, query_of

UNDATED = "undated"
_MOVEMENTS = 200  # in one step: some 40,000 travellers


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of departure, both included, and where among them to go on."""

    first: str
    last: str
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Movements on which somebody is concerned, how many travellers were looked at, and what is left to do."""

    movements: tuple[str, ...]
    travellers: int
    left: Stretch | None


def stretches(today: str, behind: int, ahead: int, days: int = 31) -> list[Stretch]:
    """The days from `behind` to `ahead` in parts of at most so many days, the nearest to come first."""
    now = date.fromisoformat(today)
    offsets = [
        *((first, min(first + days - 1, ahead)) for first in range(0, ahead + 1, days)),
        *((max(last - days + 1, -behind), last) for last in range(-1, -behind - 1, -days)),
    ]
    dated = [Stretch(str(now + timedelta(a)), str(now + timedelta(b))) for a, b in offsets]
    return [Stretch(UNDATED, UNDATED), *dated]


def concerned(index: Index, changed: Collection[Pair], people: Sequence[Matched]) -> bool:
    """Whether a changed entry is or was a match of anybody."""
    if any((m.list, m.entity) in changed for person in people for m in person.matches):
        return True
    asked = index.match_many([query_of(person.traveller) for person in people])
    return any((m.list, m.entity) in changed for matches in asked for m in matches)


def look_back(tables: Tables, index: Index, changed: Collection[Pair], stretch: Stretch) -> Found:
    """Look through a part of a stretch of days."""
    store = MovementStore(tables)
    hits: list[str] = []
    travellers = 0
    for seen, (movement, day) in enumerate(movements_from(store, stretch)):
        if seen == _MOVEMENTS:
            return Found(tuple(hits), travellers, Stretch(day, stretch.last, movement))
        people = store.travellers(movement)
        if people and concerned(index, changed, people):
            hits.append(movement)
        travellers += len(people)
    return Found(tuple(hits), travellers, None)


def movements_from(store: MovementStore, stretch: Stretch) -> Iterator[tuple[str, str]]:
    """Movements of the days with their day, from the movement in the cursor on."""
    for day in _days(stretch):
        cursor: str | None = None
        while True:
            heads, cursor = store.on_day(day, cursor=cursor)
            for head in heads:
                if day != stretch.first or head.id >= stretch.cursor:
                    yield head.id, day
            if cursor is None:
                break


def _days(stretch: Stretch) -> Iterator[str]:
    if stretch.first == UNDATED:
        yield UNDATED
        return
    day, last = date.fromisoformat(stretch.first), date.fromisoformat(stretch.last)
    while day <= last:
        yield str(day)
        day += timedelta(1)


def news(marks: Mapping[Pair, str], spread: Mapping[Pair, str]) -> dict[Pair, str]:
    """Marks that no back-match has been done for yet."""
    return {pair: mark for pair, mark in marks.items() if spread.get(pair) != mark}
