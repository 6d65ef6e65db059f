"""Dates of birth as lists and carriers write them: full, partial, ranged or unreadable."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_PARTIAL = re.compile(r"^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FIRST_YEAR, _LAST_YEAR = 1850, 2150


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth: a year range, and month and day where known."""

    first: int
    last: int
    month: int | None = None
    day: int | None = None

    @property
    def full(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    @property
    def ordinal(self) -> int:
        """The day counted from 0001-01-01; 0 where the day is not known."""
        return date(self.first, self.month or 1, self.day).toordinal() if self.day else 0

    @property
    def usual(self) -> bool:
        """Whether the day is one that registers fill in where the true one is not known."""
        return self.day == 1 and self.month in (1, 7)

    def __str__(self) -> str:
        if self.last != self.first:
            return f"{self.first}/{self.last}"
        month = f"-{self.month:02d}" if self.month else ""
        return f"{self.first}{month}-{self.day:02d}" if self.day else f"{self.first}{month}"


@lru_cache(maxsize=65536)
def read_birth(text: str | None) -> Birth | None:
    """The date in `text` (`1969-7-16`, `1969-07`, `1969`, `1957/1959`), or None when it is empty or unreadable."""
    if not text:
        return None
    first, _, last = text.partition("/")
    found = _PARTIAL.match(first)
    if not found or not _FIRST_YEAR <= (year := int(found[1])) <= _LAST_YEAR:
        return None
    if last:
        end = _PARTIAL.match(last)
        return Birth(year, max(year, int(end[1]))) if end else Birth(year, year)
    month = int(found[2]) if found[2] and 1 <= int(found[2]) <= 12 else None
    if month is None or not found[3]:
        return Birth(year, year, month)
    try:
        date(year, month, int(found[3]))
    except ValueError:
        return Birth(year, year, month)
    return Birth(year, year, month, int(found[3]))
