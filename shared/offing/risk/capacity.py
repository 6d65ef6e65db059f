"""Capacity: how many examinations an office can do, and which cases are worth them.

A case is worth the probability of a find times how grave the find would be. Drawn cases come first, as a draw that
waits for room is no draw; the rest follow by worth until the shift's capacity is used. What falls below the line is
not lost from sight: it has its expected loss and its reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# What a find of a severity is worth in finds of the least grave kind.
SEVERITY_VALUE: Mapping[int, float] = {1: 1.0, 2: 3.0, 3: 10.0}
MOST_SHIFTS, MOST_EXAMINATIONS = 60, 10_000
PLACES = 6


def expected_value(p: float, severity: int) -> float:
    """What an examination is expected to find: the probability of a find times how grave it would be."""
    return round(p * SEVERITY_VALUE.get(severity, SEVERITY_VALUE[2]), PLACES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A team's hours at an office in local time, over midnight where `until` is earlier, and what it can do."""

    team: str
    shift: str
    since: str
    until: str
    days: tuple[str, ...] = DAYS
    examinations: int = 0

    def covers(self, at: datetime) -> bool:
        """Whether the team works at a local time; a night belongs to the day on which it begins."""
        clock = at.strftime("%H:%M")
        if self.since < self.until:
            return self.since <= clock < self.until and DAYS[at.weekday()] in self.days
        began = at if clock >= self.since else at - timedelta(days=1)
        within = clock >= self.since or clock < self.until
        return within and DAYS[began.weekday()] in self.days

    def night_of(self, at: datetime) -> str:
        """The day on which the shift that covers a time began."""
        early = self.since >= self.until and at.strftime("%H:%M") < self.until
        return (at - timedelta(days=1) if early else at).date().isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What an office can examine, by team and shift; `quota` is a number of cases that a shift must fill, if any.

    An office of which nothing is known has no line: everything there is above it.
    """

    office: str
    shifts: tuple[Shift, ...] = ()
    quota: int = 0
    by: str = ""
    at: str = ""
    rev: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What ranking needs to know of a case; `due` is when the traveller is there, in the office's local time."""

    id: str
    office: str
    probability: float
    severity: int = 2
    random: bool = False
    urgent: bool = False  # an alert, or already referred: it takes its place whatever it is worth
    worthwhile: bool = True  # red by its own score; what is not, fills a quota at most
    due: str = ""

    @property
    def value(self) -> float:
        """Expected worth of examining it."""
        return expected_value(self.probability, self.severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a case stands (`line` is above, below or unlimited), in which shift, why, and what it is worth."""

    case: str
    rank: int
    line: str
    reason: str
    value: float
    slot: str

    @property
    def loss(self) -> float:
        """The expected loss of leaving it."""
        return self.value if self.line == "below" else 0.0


REASONS = {
    "random": "Drawn by the machine: comes before all others",
    "urgent": "An alert, or referred already: comes whatever it is worth",
    "value": "Worth more than what falls below the line",
    "quota": "Fills the quota of the shift; not worth an examination by itself",
    "capacity": "The shift's capacity goes to cases worth more",
    "unworthy": "Not worth an examination by itself, and there is no quota to fill",
    "no_shift": "No team works at that time",
    "unlimited": "No capacity is set for this office",
}
_ORDER = ("random", "urgent", "value", "quota")


@dataclass(slots=True)
class _Slot:
    capacity: int
    quota: int
    used: int = field(default=0)


def rank(cases: Iterable[Candidate], capacities: Mapping[str, Capacity]) -> list[Place]:
    """Every case with its place, those of each kind by expected worth; the order of the cases does not matter."""
    slots: dict[str, _Slot] = {}
    ranks: dict[str, int] = defaultdict(int)
    ordered = sorted(cases, key=lambda c: (_ORDER.index(_claim(c)), -c.value, c.due, c.id))
    places = []
    for case in ordered:
        capacity = capacities.get(case.office)
        ranks[case.office] += 1
        line, reason, slot = _place(case, capacity, slots)
        places.append(
            Place(case=case.id, rank=ranks[case.office], line=line, reason=reason, value=case.value, slot=slot)
        )  # fmt: skip
    return places


def _claim(case: Candidate) -> str:
    if case.random:
        return "random"
    if case.urgent:
        return "urgent"
    return "value" if case.worthwhile else "quota"


def _place(
    case: Candidate, capacity: Capacity | None, slots: dict[str, _Slot]
) -> tuple[str, str, str]:
    if capacity is None or not capacity.shifts:
        return "unlimited", "unlimited", ""
    name, room = _slot_of(case, capacity)
    slot = slots.setdefault(name, _Slot(room, capacity.quota))
    claim = _claim(case)
    if claim in ("random", "urgent"):
        slot.used += 1
        return "above", claim, name
    if not room:
        return "below", "no_shift", name
    if claim == "quota" and slot.used >= slot.quota:
        return "below", "unworthy", name
    if slot.used >= slot.capacity:
        return "below", "capacity", name
    slot.used += 1
    return "above", claim, name


def _slot_of(case: Candidate, capacity: Capacity) -> tuple[str, int]:
    """The shift in which the traveller is there and what its teams can do; the day where no hour is known."""
    try:
        at = datetime.fromisoformat(case.due).replace(tzinfo=None)
    except ValueError:
        return f"{case.office}/any", sum(s.examinations for s in capacity.shifts)
    if len(case.due) <= len("2026-11-21"):
        working = [s for s in capacity.shifts if DAYS[at.weekday()] in s.days]
        return f"{case.office}/{case.due}", sum(s.examinations for s in working)
    working = [s for s in capacity.shifts if s.covers(at)]
    if not working:
        return f"{case.office}/{at.date().isoformat()}/none", 0
    named = "+".join(sorted({s.shift for s in working}))
    night = min(s.night_of(at) for s in working)
    return f"{case.office}/{night}/{named}", sum(s.examinations for s in working)


def line_of(places: Iterable[Place]) -> dict[str, float | int]:
    """What the line leaves: counts above, below and for the quota, and the expected loss below."""
    rows = tuple(places)
    return {
        "above": sum(p.line == "above" for p in rows),
        "below": sum(p.line == "below" for p in rows),
        "quota": sum(p.line == "above" and p.reason == "quota" for p in rows),
        "random": sum(p.reason == "random" for p in rows),
        "unlimited": sum(p.line == "unlimited" for p in rows),
        "expected_loss": round(sum(p.loss for p in rows), PLACES),
    }
