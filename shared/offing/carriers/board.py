"""The board: every movement expected and every one heard of, with where each message due for it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from offing.carriers.expectations import DEFAULTS, Expectation, applying
from offing.carriers.heard import Heard
from offing.carriers.profile import Profile
from offing.carriers.schedules.legs import Expected
from offing.records.movements import Movement

# States of a message due and of a movement, worst first.
STATES = ("missing", "incomplete", "late", "due", "received")
_HOUR = timedelta(hours=1)
PARTS_TOGETHER = timedelta(
    minutes=30
)  # after which a list with parts missing is said to be incomplete


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A movement of which something was received, with its counts."""

    id: str
    movement: Movement | None = None
    heard: tuple[Heard, ...] = ()
    messages: int = 0
    travellers: int = 0
    assessed: int = 0
    cases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One message due: its state, when it first came whole, how late that was, how many came and whom they name."""

    expectation: Expectation
    due: datetime
    state: str
    at: str | None = None
    late_minutes: int = 0
    messages: int = 0
    named: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One movement of the board; `seen` may be several where a carrier uses two designators."""

    id: str
    movement: Movement | None
    profile: Profile | None
    expected: Expected | None
    seen: tuple[Seen, ...]
    departure: datetime | None
    points: tuple[Point, ...] = ()
    incomplete: tuple[Heard, ...] = ()
    cancelled: bool = False

    @property
    def key(self) -> str:
        """Its name in the notices: that of the schedule, whatever designator the messages use."""
        return self.expected.movement.id if self.expected else self.id

    @property
    def live(self) -> bool:
        """Whether what the carrier sends counts."""
        return self.profile is None or self.profile.live

    @property
    def state(self) -> str:
        """The worst state of what is due, `received` where nothing is."""
        states = {point.state for point in self.points} | (
            {"incomplete"} if self.incomplete else set()
        )
        return next((state for state in STATES if state in states), STATES[-1])


def board(
    expected: Mapping[str, Expected],
    seen: Iterable[Seen],
    profiles: Iterable[Profile],
    clocks: Mapping[str, int],
    now: datetime,
) -> tuple[Row, ...]:
    """A row for every movement, expected or heard of, in the order of their departure; each in one row only."""
    whose = {code: profile for profile in profiles for code in sorted(profile.codes)}
    rows: dict[str, tuple[Expected | None, list[Seen]]] = {}
    for promised in expected.values():
        rows[_key(promised.movement, whose)] = (promised, [])
    for each in seen:
        key = _key(each.movement, whose) if each.movement else each.id
        rows.setdefault(key, (None, []))[1].append(each)
    made = (_row(promised, met, whose, clocks, now) for promised, met in rows.values())
    return tuple(sorted(made, key=_place))


def _key(movement: Movement, whose: Mapping[str, Profile]) -> str:
    """The movement's id under its carrier's own code: messages may use the ICAO designator."""
    profile = whose.get(movement.carrier)
    return replace(movement, carrier=profile.carrier).id if profile else movement.id


def _place(row: Row) -> tuple[str, str]:
    leaves = row.departure.isoformat() if row.departure else "~"
    return leaves, row.id


def _row(
    promised: Expected | None,
    seen: Sequence[Seen],
    whose: Mapping[str, Profile],
    clocks: Mapping[str, int],
    now: datetime,
) -> Row:
    said = promised.movement if promised else None
    movement = next((s.movement for s in seen if s.movement), said)
    profile = whose.get(movement.carrier) if movement else None
    heard = sorted((h for s in seen for h in s.heard), key=lambda h: h.at)
    cancelled = bool(heard) and heard[-1].kind == "cancelled"
    departure = promised.departure if promised else _instant(movement, clocks)
    row = Row(
        id=seen[0].id if seen else promised.movement.id if promised else "",
        movement=movement,
        profile=profile,
        expected=promised,
        seen=tuple(seen),
        departure=departure,
        incomplete=tuple(h for h in heard if _abandoned(h, now)),
        cancelled=cancelled,
    )
    if departure is None or cancelled or not row.live:
        return row
    due = applying(
        profile.expectations if profile else DEFAULTS, promised.service if promised else ""
    )
    return replace(row, points=points(due, departure, heard, now))


def _instant(movement: Movement | None, clocks: Mapping[str, int]) -> datetime | None:
    """When a movement leaves on UTC's clock, where its time and the port's clock are known."""
    local = (movement.departure or "") if movement else ""
    if movement is None or movement.origin not in clocks or "T" not in local:
        return None
    ahead = timedelta(minutes=clocks[movement.origin])
    return datetime.fromisoformat(local).replace(tzinfo=UTC) - ahead


def points(
    due: Sequence[Expectation], departure: datetime, heard: Iterable[Heard], now: datetime
) -> tuple[Point, ...]:
    """Where each message due stands: what is heard counts for the time nearest to it, the later of two as near."""
    met: dict[str, list[Heard]] = {}
    for each in heard:
        near = [e for e in due if e.kind == each.kind]
        if near:
            ahead = (departure - when(each.at)) / _HOUR
            best = min(near, key=lambda e: (abs(ahead - e.hours), e.hours))
            met.setdefault(best.key, []).append(each)
    return tuple(_point(e, departure, met.get(e.key, ()), now) for e in due)


def _point(
    expectation: Expectation, departure: datetime, heard: Sequence[Heard], now: datetime
) -> Point:
    whole = min((h.at for h in heard if h.complete), default=None)
    late = 0
    if whole is not None:
        if when(whole) > expectation.late(departure):
            late = int((when(whole) - expectation.due(departure)).total_seconds() // 60)
        state = "received"
    elif any(_abandoned(h, now) for h in heard):
        state = "incomplete"
    else:
        state = _waiting(expectation, departure, now)
    return Point(
        expectation=expectation,
        due=expectation.due(departure),
        state=state,
        at=whole,
        late_minutes=late,
        messages=sum(h.parts for h in heard),
        named=max((h.named for h in heard), default=0),
    )


def _waiting(expectation: Expectation, departure: datetime, now: datetime) -> str:
    if now >= expectation.missing(departure):
        return "missing"
    return "late" if now >= expectation.late(departure) else "due"


def _abandoned(heard: Heard, now: datetime) -> bool:
    return (
        heard.kind != "cancelled" and not heard.complete and now - when(heard.at) >= PARTS_TOGETHER
    )


def when(text: str) -> datetime:
    """An instant as we write it; one without a zone is UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
