"""CSV: one leg a row, for carriers without SSIM; the columns are those of `COLUMNS`, in any order."""

import csv
import io
from collections.abc import Mapping

from offing.carriers.schedules.draft import MAX_LEGS, Draft, UnreadableError, clock, code, offset
from offing.carriers.schedules.draft import period as checked
from offing.carriers.schedules.legs import Leg
from offing.kernel.dates import day

# Column → whether every row needs it, and what is in it.
COLUMNS: dict[str, tuple[bool, str]] = {
    "carrier": (True, "IATA or ICAO code"),
    "number": (True, "flight number, 1 to 4 digits"),
    "from": (True, "IATA code of the port of departure"),
    "to": (True, "IATA code of the port of arrival"),
    "departure": (True, "local time, HH:MM"),
    "arrival": (True, "local time, HH:MM"),
    "departure_utc": (True, "what the local clock is ahead of UTC, +HHMM"),
    "arrival_utc": (True, "the same at the port of arrival"),
    "first": (True, "first day of the period, YYYY-MM-DD"),
    "last": (False, "last day; the same as the first where there is none"),
    "days": (False, "days of the week, 1 is Monday; all seven where there are none"),
    "arrival_day": (False, "days after departure on which it arrives, -1 to 2; 0 where there is none"),
    "suffix": (False, "operational suffix, one letter"),
    "service": (False, "IATA service type; J, a scheduled passenger flight, where there is none"),
}  # fmt: skip
_EVERY_DAY = "1234567"


def read_table(text: str) -> Draft:
    """The legs of a CSV file; a row that cannot be used is noted with its line."""
    draft = Draft(format="csv")
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), skipinitialspace=True)
    try:
        heads = [(name or "").strip().lower() for name in rows.fieldnames or ()]
        rows.fieldnames = heads
        missing = [name for name, (needed, _) in COLUMNS.items() if needed and name not in heads]
        if missing:
            draft.refuse(1, f"the first line names no column {', '.join(missing)}")
            return draft
        for row in rows:
            _take(draft, rows.line_num, row)
    except csv.Error:
        draft.refuse(rows.line_num + 1, "this is no CSV: check quotes and line ends")
    return draft


def _take(draft: Draft, line: int, row: Mapping[str | None, str | None]) -> None:
    if len(draft.legs) >= MAX_LEGS:
        draft.refuse(line, f"a file has at most {MAX_LEGS:,} legs: send it by season")
        return
    try:
        draft.legs.append(_leg({name: (row.get(name) or "").strip() for name in COLUMNS}))
    except UnreadableError as refused:
        draft.refuse(line, str(refused))


def _leg(said: Mapping[str, str]) -> Leg:
    first = day(said["first"])
    last = day(said["last"] or said["first"])
    if said["last"] and last is None:
        raise UnreadableError("the period's last day does not exist: write YYYY-MM-DD")
    first, last = checked(first, last)
    return Leg(
        carrier=code("carrier", said["carrier"], "carrier"),
        number=str(int(code("number", said["number"], "number"))),
        suffix=code("suffix", said["suffix"], "suffix") or None,
        origin=code("port", said["from"], "from"),
        destination=code("port", said["to"], "to"),
        first=first,
        last=last,
        days=code("days", said["days"] or _EVERY_DAY, "days"),
        departure=clock(said["departure"], "departure"),
        arrival=clock(said["arrival"], "arrival"),
        departure_offset=offset(said["departure_utc"], "departure_utc"),
        arrival_offset=offset(said["arrival_utc"], "arrival_utc"),
        arrival_day=_later(said["arrival_day"]),
        service=code("service", said["service"] or "J", "service"),
    )


def _later(text: str) -> int:
    if text not in ("", "-1", "0", "1", "2"):
        raise UnreadableError("arrival_day is -1, 0, 1 or 2")
    return int(text or 0)
