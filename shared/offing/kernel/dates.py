"""Dates as carriers write them: to ISO 8601, never rolled over, with the century by what the date is for."""

import re
from collections.abc import Callable
from functools import lru_cache

type Century = Callable[[str], str]

_MONTH_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTHS = {m: i for i, m in enumerate(_MONTH_NAMES, 1)}
_LAST_DAYS = {f"{m:02d}": "30" if m in (4, 6, 9, 11) else "31" for m in range(1, 13)}
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[ -/]?([A-Z]{3})[ -/]?(\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}):?(\d{2}))?.*", re.DOTALL | re.ASCII)
_TODAY = "9999-12-31"


@lru_cache(maxsize=16384)
def birth_date(text: str, reference: str = _TODAY) -> str | None:
    """A date of birth from YYMMDD, CCYYMMDD, DDMMMYY, ISO or a bare year; may be partial (`1990`, `1990-06`).

    A two-digit year that would lie after `reference` (ISO, the day of the message) is of the last century.
    Days and months given as 00 are unknown; an impossible date is None, never another day.
    """
    return _read(text.strip().upper(), lambda day: _before(day, reference))


@lru_cache(maxsize=16384)
def issue_date(text: str, reference: str = _TODAY) -> str | None:
    """The day a document was issued: two-digit years lie in the past."""
    return _read(text.strip().upper(), lambda day: _before(day, reference))


@lru_cache(maxsize=16384)
def expiry_date(text: str) -> str | None:
    """The day a document expires: two-digit years are 20xx, always."""
    return _read(text.strip().upper(), lambda day: "20" + day)


def is_century_guessed(text: str) -> bool:
    """Whether the text gives its year in two digits only."""
    text = text.strip().upper()
    found = _DAY_MONTH_YEAR.fullmatch(text)
    return len(found[3]) == 2 if found else _is_number(text) and len(text) in (2, 6)


@lru_cache(maxsize=16384)
def day(text: str) -> str | None:
    """A calendar day from YYMMDD, CCYYMMDD, DDMMMYY or ISO, two-digit years 20xx."""
    found = _read(text.strip().upper(), lambda short: "20" + short)
    return found if found and len(found) == 10 else None


@lru_cache(maxsize=4096)
def moment(text: str) -> str | None:
    """A local date and time from EDIFACT 2379 = 101, 102, 201, 203 or 204, told apart by length; ISO is accepted."""
    text = text.strip()
    if not _is_number(text):
        return _iso_moment(text)
    split = {6: 6, 8: 8, 10: 6, 12: 8, 14: 8}.get(len(text))
    if split is None:
        return None
    date = day(text[:split])
    return _with_time(date, text[split : split + 4]) if date else None


@lru_cache(maxsize=4096)
def day_first(date: str, time: str = "") -> str | None:
    """A PADIS date DDMMYY with a time HHMM, as in TVL, RCI and DAT; without a readable time the day alone."""
    if len(date) != 6 or not _is_number(date):
        return None
    found = _checked("20" + date[4:], date[2:4], date[:2])
    return (_with_time(found, time[:4]) or found) if found and len(found) == 10 else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _iso_moment(text: str) -> str | None:
    found = _ISO.fullmatch(text)
    if not found or not found[3]:
        return None
    date = _checked(found[1], found[2], found[3])
    return (
        _with_time(date, (found[4] or "") + (found[5] or "")) if date and len(date) == 10 else None
    )


def _with_time(date: str, time: str) -> str | None:
    """`date` with `time` HHMM; the bare day when there is none, None when it is impossible (24:00 is the sender's)."""
    if not time:
        return date
    if len(time) != 4 or not _is_number(time) or time > "2359" or time[2:] > "59":
        return None
    return f"{date}T{time[:2]}:{time[2:]}"


def _before(short: str, reference: str) -> str:
    """The century that puts YY-MM-DD not after `reference`."""
    century = int(reference[:2]) if reference != _TODAY else 20
    this = f"{century:02d}{short}"
    return this if this <= reference else f"{century - 1:02d}{short}"


def _read(text: str, century: Century) -> str | None:
    """An ISO date, maybe partial; `century` turns `YY-MM-DD` into the full date."""
    if _is_number(text):
        return _digits(text, century)
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        month = _MONTHS.get(found[2])
        return _placed(found[3], f"{month:02d}", f"{int(found[1]):02d}", century) if month else None
    if found := _ISO.fullmatch(text):
        return _checked(found[1], found[2], found[3] or "00")
    return None


def _digits(text: str, century: Century) -> str | None:
    size = len(text)
    if size == 8:
        return _checked(text[:4], text[4:6], text[6:]) if "18" <= text[:2] <= "21" else None
    if size == 6:
        return _placed(text[:2], text[2:4], text[4:], century)
    if size == 4:
        return text if "18" <= text[:2] <= "21" else None
    if size == 2:
        return century(f"{text}-01-01")[:4]
    return None


def _placed(year: str, month: str, date: str, century: Century) -> str | None:
    if len(year) == 2:
        if year == month == date == "00":
            return None
        year = century(f"{year}-{month}-{date}")[:4]
    return _checked(year, month, date)


def _checked(year: str, month: str, date: str) -> str | None:
    """The ISO date if it exists; 00 for day, or for day and month, leaves it partial."""
    if month == "00":
        return year if date == "00" and year > "1800" else None
    if not "01" <= month <= "12" or year < "1800":
        return None
    if date == "00":
        return f"{year}-{month}"
    return f"{year}-{month}-{date}" if "01" <= date <= _last_day(year, month) else None


def _last_day(year: str, month: str) -> str:
    if month != "02":
        return _LAST_DAYS[month]
    whole = int(year)
    return "29" if whole % 4 == 0 and (whole % 100 != 0 or whole % 400 == 0) else "28"
