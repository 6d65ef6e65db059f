"""Dates of birth as lists and carriers write them: full, partial, ranged or unreadable."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from offing.kernel.dates import birth_date

_PARTIAL = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?!\d)")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1850, 2150
_ABOUT = re.compile(r"^(?:circa|ca?\.?|approximately|about)\s+", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{4})")


class Birth(NamedTuple):
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
    """The date in `text` (`1969-7-16`, `1969-07`, `1969`, `1957/1959`, `16JUL1969`), or None when it is unreadable.

    `17/03/1961` is day first, unless only month first is a date. A month or day that does not exist leaves the year,
    because a list's slip should not lose it.
    """
    if not text:
        return None
    if found := _DAY_FIRST.match(text):
        one, other, year = found.groups()
        return _of_parts(year, other, one) or _of_parts(year, one, other)
    first, _, last = text.partition("/")
    start, end = _one(first), _one(last) if last else None
    if start and last:
        return Birth(start.first, max(start.first, end.first if end else 0))
    return start


def _one(text: str) -> Birth | None:
    found = _PARTIAL.match(text)
    if not found:
        # Two digits alone are no year that a list would mean.
        return _of_iso(birth_date(text)) if len(text.strip()) > len("YYYY") else None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    for padded in (f"{year:04d}-{month:02d}-{day:02d}", f"{year:04d}-{month:02d}", f"{year:04d}"):
        if read := birth_date(padded):
            return _of_iso(read)
    return None


def _of_parts(year: str, month: str, day: str) -> Birth | None:
    return _of_iso(birth_date(f"{year}-{month:0>2}-{day:0>2}"))


def _of_iso(text: str | None) -> Birth | None:
    """A `Birth` from an ISO date, maybe partial."""
    if text is None:
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return Birth(year, year, month or None, day or None)


def written(text: str) -> str | None:
    """A birth date in words (`12 May 1957`, `May 1957`, `circa 1957`, `1957 to 1959`) in the form of an entry."""
    first, _, last = text.strip(" .").partition(" to ")
    start, end = _iso(first), _iso(last) if last else None
    return f"{start[:4]}/{end[:4]}" if start and end and start[:4] != end[:4] else start


def _iso(text: str) -> str | None:
    plain = _ABOUT.sub("", text.strip())
    if found := _MONTH_YEAR.fullmatch(plain):
        day = birth_date(f"01{found[1]}{found[2]}")
        return day[:7] if day else found[2]
    return birth_date(plain)
