"""What the demo's carriers promised: profiles, and a schedule that does not quite come true.

One flight that flies is on no schedule; of two that are on it nothing is ever heard.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from offing.demo.day import Day
from offing.demo.desk import Desk
from offing.demo.flights import BY_CODE, CARRIERS, MAIN, Flight, leg

_HEADER = (
    "carrier,number,from,to,departure,arrival,departure_utc,arrival_utc,first,last,days,arrival_day"
)
_PATIENT = "4Z"  # may be a day late before it counts as missing
_SILENT = (("QV", 990, "IST", 30), (_PATIENT, 991, "CAI", 45))  # carrier, number, to, minute of day
_PROMISES = ({"kind": "pnr", "hours": 24, "grace": 60}, {"kind": "pnr", "hours": 0},
             {"kind": "api_passengers", "hours": 0}, {"kind": "api_crew", "hours": 0})  # fmt: skip


def profiles() -> dict[str, dict[str, Any]]:
    """Carrier → profile as it is sent: bookings a day ahead and at departure, lists at departure."""
    return {code: _profile(code, name) for code, name in CARRIERS.items()}


def _profile(code: str, name: str) -> dict[str, Any]:
    patience = 1440 if code == _PATIENT else 180
    mail = f"{code.lower()}@carriers.example"
    return {
        "name": name,
        "formats": [{"format": "PAXLST"}, {"format": "PNRGOV"}],
        "contacts": [{"role": "data_quality", "name": "Messaging desk", "mail": mail}],
        "expectations": [promise | {"patience": patience} for promise in _PROMISES],
    }


def schedule(day: Day) -> str:
    """The schedule of the day, as CSV."""
    return as_csv(promised(day))


def as_csv(flights: Iterable[Flight]) -> str:
    """A schedule of single flights, as a file."""
    return "\n".join([_HEADER, *(_row(flight) for flight in flights)]) + "\n"


def promised(day: Day) -> Iterator[Flight]:
    """The flights on the schedule: all but the last, and two of which nothing is heard."""
    yield from (plan.flight for plan in day.plans[:-1])
    yield from silent(day)


def silent(day: Day) -> Iterator[Flight]:
    """Flights that are promised and never heard of; they leave soon after midnight, so that much is overdue."""
    first = min(plan.flight.departure for plan in day.plans)
    midnight = first.replace(
        year=day.date.year, month=day.date.month, day=day.date.day, hour=0, minute=0
    )
    for carrier, number, to, minute in _SILENT:
        yield leg(carrier, number, MAIN, to, midnight + timedelta(minutes=minute))


def _row(flight: Flight) -> str:
    days = (flight.arrival.date() - flight.departure.date()).days
    values = (
        flight.carrier,
        flight.number,
        flight.origin,
        flight.destination,
        f"{flight.departure:%H:%M}",
        f"{flight.arrival:%H:%M}",
        _clock(flight.origin),
        _clock(flight.destination),
        f"{flight.departure:%Y-%m-%d}",
        "",
        "",
        days,
    )
    return ",".join(map(str, values))


def _clock(airport: str) -> str:
    minutes = round(60 * BY_CODE[airport].offset)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"


def send(desk: Desk, day: Day) -> int:
    """Have the profiles kept that are not, and the schedule put in force; how many flights it promises."""
    known = {profile["carrier"] for profile in desk.get("/carriers")["items"]}
    for code, profile in profiles().items():
        if code not in known:
            desk.put(f"/carriers/{code}", profile, rev=0)
    taken: int = desk.post("/schedules", schedule(day), apply="true")["legs"]
    return taken
