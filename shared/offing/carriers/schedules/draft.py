"""Drafts: what a schedule file says, with the lines that cannot be used; nothing of it is in force yet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from offing.carriers.schedules.legs import Leg

MAX_BYTES = 4_000_000
MAX_LEGS = 20_000  # of one file
MOST_PROBLEMS = 100
_LONGEST_DAYS = 400  # two seasons and some days
_CLOCK = re.compile(r"(\d{2}):?(\d{2})", re.ASCII)
_CODES = {
    "carrier": re.compile(r"[A-Z0-9]{2}|[A-Z]{3}", re.ASCII),
    "number": re.compile(r"\d{1,4}", re.ASCII),
    "port": re.compile(r"[A-Z]{3}", re.ASCII),
    "suffix": re.compile(r"[A-Z]?", re.ASCII),
    "days": re.compile(r"1?2?3?4?5?6?7?", re.ASCII),
    "service": re.compile(r"[A-Z]", re.ASCII),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be used, and why."""

    line: int
    why: str


@dataclass(slots=True, kw_only=True)
class Draft:
    """A file as read: its legs, its problems, and how many legs were codeshares of somebody else's flight."""

    format: str
    legs: list[Leg] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    codeshares: int = 0
    elsewhere: int = 0

    def refuse(self, line: int, why: str) -> None:
        """Note a line that cannot be used; the first hundred are told."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(line, why))

    def keep_ports(self, ports: Iterable[str]) -> None:
        """Leave out legs that touch none of these ports."""
        wanted = frozenset(ports)
        if wanted:
            kept = [leg for leg in self.legs if {leg.origin, leg.destination} & wanted]
            self.elsewhere, self.legs = len(self.legs) - len(kept), kept


class UnreadableError(ValueError):
    """A field of a line that cannot be used; the words go beside the line's number."""


def code(kind: str, text: str, name: str) -> str:
    """A code of the field, in capitals without blanks."""
    found = text.strip().upper()
    if not _CODES[kind].fullmatch(found):
        raise UnreadableError(f"{name} is no {kind}: give it as in the description of the format")
    return found


def clock(text: str, name: str) -> str:
    """A time of day, `0930` or `09:30`."""
    found = _CLOCK.fullmatch(text.strip())
    if not found or found[1] > "23" or found[2] > "59":
        raise UnreadableError(f"{name} is no time of day: write HHMM, 0000 to 2359")
    return f"{found[1]}:{found[2]}"


def offset(text: str, name: str) -> int:
    """Minutes ahead of UTC from `+0100`, `-03:30` or `Z`; an empty one is UTC itself."""
    bare = text.strip().upper()
    if bare in ("", "Z"):
        return 0
    found = _CLOCK.fullmatch(bare[1:])
    if bare[0] not in "+-" or not found or found[1] > "15" or found[2] > "59":
        raise UnreadableError(f"{name} is no difference from UTC: write +HHMM or -HHMM")
    minutes = 60 * int(found[1]) + int(found[2])
    return -minutes if bare[0] == "-" else minutes


def period(first: str | None, last: str | None) -> tuple[str, str]:
    """A period in ISO days, checked; without an end it lasts as long as we keep any."""
    if first is None:
        raise UnreadableError("the period's first day does not exist: check it against a calendar")
    try:
        furthest = (date.fromisoformat(first) + timedelta(days=_LONGEST_DAYS)).isoformat()
    except OverflowError:
        raise UnreadableError("the period lies at the end of all calendars") from None
    if last is None:
        return first, furthest
    if last < first:
        raise UnreadableError("the period ends before it begins: check its days")
    if last > furthest:
        raise UnreadableError(
            f"the period is longer than {_LONGEST_DAYS} days: split it by seasons"
        )
    return first, last


def season(day: str) -> str:
    """IATA's season of a day: `S26` from the last Sunday of March, `W26` from the last of October."""
    found = date.fromisoformat(day)
    if found < _last_sunday(found.year, 3):
        return f"W{(found.year - 1) % 100:02d}"
    name = "S" if found < _last_sunday(found.year, 10) else "W"
    return f"{name}{found.year % 100:02d}"


def _last_sunday(year: int, month: int) -> date:
    end = date(year, month, 31)  # March and October have 31 days
    return end - timedelta(days=end.isoweekday() % 7)
