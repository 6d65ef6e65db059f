"""Days and minutes out of ISO texts: partial or wrong dates are nothing, never an error."""

from datetime import date, timedelta
from functools import lru_cache

_DAY = 10
_MINUTE = 16
MINUTES_A_DAY = 1440


@lru_cache(maxsize=8192)
def day(text: str | None) -> int | None:
    """The day's number (proleptic Gregorian) of a complete `YYYY-MM-DD…`."""
    try:
        return date.fromisoformat((text or "")[:_DAY]).toordinal()
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def minute(text: str | None) -> int | None:
    """Minutes since day 0 of `YYYY-MM-DDTHH:MM…`; nothing where the time of day is missing."""
    number = day(text)
    if number is None or text is None or len(text) < _MINUTE:
        return None
    try:
        return number * MINUTES_A_DAY + int(text[11:13]) * 60 + int(text[14:16])
    except ValueError:
        return None


def days_between(earlier: str | None, later: str | None) -> int | None:
    """Whole days from one date to another; negative when they are the other way round."""
    first, second = day(earlier), day(later)
    return None if first is None or second is None else second - first


def shifted(text: str, days: int) -> str | None:
    """The date so many days later, as `YYYY-MM-DD`."""
    number = day(text)
    if number is None:
        return None
    try:
        return (date.fromordinal(number) + timedelta(days=days)).isoformat()
    except (OverflowError, ValueError):
        return None


@lru_cache(maxsize=4096)
def age(born: str | None, on: str | None) -> int | None:
    """Full years from a complete date of birth to a day."""
    if day(born) is None or day(on) is None or born is None or on is None:
        return None
    years = int(on[:4]) - int(born[:4]) - (on[5:_DAY] < born[5:_DAY])
    return years if years >= 0 else None
