"""SSIM chapter 7: fixed lines of 200 characters; legs are records of type 3, codeshares are told by type 4.

Columns count from 1, as in the manual.
"""

from collections.abc import Iterator

from offing.carriers.schedules.draft import MAX_LEGS, Draft, UnreadableError, clock, code, offset
from offing.carriers.schedules.draft import period as checked
from offing.carriers.schedules.legs import Leg
from offing.kernel.dates import day

_WIDTH = 200
_OPEN_END = "00XXX00"
# Day variation: a digit is days later; A, in older files J, is the day before.
_DAYS = {" ": 0, "A": -1, "J": -1} | {str(n): n for n in range(8)}
_CODESHARE = frozenset("LZ")  # operating airline disclosure: somebody else flies it
_DUPLICATE_OF = "050"  # data element of type 4: this leg repeats another airline's
# Type 3: field → first and last column.
_COLUMNS = {
    "suffix": (2, 2),
    "carrier": (3, 5),
    "number": (6, 9),
    "service": (14, 14),
    "first": (15, 21),
    "last": (22, 28),
    "days": (29, 35),
    "weeks": (36, 36),
    "origin": (37, 39),
    "departure": (40, 43),
    "departure_offset": (48, 52),
    "destination": (55, 57),
    "arrival": (62, 65),
    "arrival_offset": (66, 70),
    "disclosure": (149, 149),
    "departure_day": (193, 193),
    "arrival_day": (194, 194),
}


def read_ssim(text: str) -> Draft:
    """The legs of a chapter 7 file; lines of other record types give no legs, broken ones are noted."""
    draft = Draft(format="ssim")
    utc = False
    for number, line, follows in _records(text):
        match line[0]:
            case "2":
                utc = line[1] == "U"
            case "3":
                _take(draft, number, line, follows, utc)
            case "1" | "5" | "0":
                continue
            case _:
                draft.refuse(number, f"there is no record type '{line[0]}': types are 1 to 5")
    return draft


def _records(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Line number, line and the type 4 lines that belong to it."""
    number, held, follows = 0, "", list[str]()
    for n, line in enumerate(text.splitlines(), 1):
        if line.startswith("4"):
            follows.append(line)
        elif line.strip():
            if held:
                yield number, held.ljust(_WIDTH), follows
            number, held, follows = n, line, []
    if held:
        yield number, held.ljust(_WIDTH), follows


def _take(draft: Draft, number: int, line: str, follows: list[str], utc: bool) -> None:
    if line[148] in _CODESHARE or any(after[30:33] == _DUPLICATE_OF for after in follows):
        draft.codeshares += 1
        return
    if len(draft.legs) >= MAX_LEGS:
        draft.refuse(number, f"a file has at most {MAX_LEGS:,} legs: send it by season")
        return
    try:
        draft.legs.append(_leg(line, utc))
    except UnreadableError as refused:
        draft.refuse(number, str(refused))


def _leg(line: str, utc: bool) -> Leg:
    said = {name: line[start - 1 : end] for name, (start, end) in _COLUMNS.items()}
    open_end = said["last"] == _OPEN_END
    last = None if open_end else day(said["last"])
    if last is None and not open_end:
        raise UnreadableError("the period's last day does not exist: check it against a calendar")
    first, last = checked(day(said["first"]), last)
    return Leg(
        carrier=code("carrier", said["carrier"], "airline designator"),
        number=str(int(code("number", said["number"], "flight number"))),
        suffix=code("suffix", said["suffix"], "operational suffix") or None,
        origin=code("port", said["origin"], "departure station"),
        destination=code("port", said["destination"], "arrival station"),
        first=first,
        last=last,
        days=_weekdays(said["days"]),
        weeks=2 if said["weeks"] == "2" else 1,
        departure=clock(said["departure"], "passenger departure time"),
        arrival=clock(said["arrival"], "passenger arrival time"),
        departure_offset=offset(said["departure_offset"], "departure time variation"),
        arrival_offset=offset(said["arrival_offset"], "arrival time variation"),
        departure_day=_shift(said["departure_day"]),
        arrival_day=_shift(said["arrival_day"]),
        service=code("service", said["service"], "service type"),
        utc=utc,
    )


def _weekdays(text: str) -> str:
    days = code("days", text.replace(" ", "").replace("0", ""), "days of operation")
    if not days:
        raise UnreadableError("no day of operation is given: name days 1 (Monday) to 7")
    return days


def _shift(text: str) -> int:
    if text not in _DAYS:
        raise UnreadableError("the date variation is none: 0 to 7 or A")
    return _DAYS[text]
