"""The whole journey of a traveller as the bookings tell it: legs, stops, gaps, what was cancelled."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from offing.records.bookings import Booking
from offing.records.movements import Movement
from offing.risk import calendar
from offing.risk.places import country_of

# PADIS 4405 segment statuses that no longer carry anybody, and our own word for a whole cancelled push.
CANCELLED = frozenset({"XX", "XL", "XR", "UN", "UC", "NO", "HX", "UU", "US", "CANCELLED"})
_STOPOVER_HOURS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """Legs in the order of travel; `here` is the place of the assessed movement among them."""

    legs: tuple[Movement, ...] = ()
    cancelled: tuple[Movement, ...] = ()
    here: int | None = None
    stops: tuple[int | None, ...] = field(default=())  # minutes between leg n and leg n + 1

    @property
    def continuous(self) -> bool | None:
        """Whether each leg starts where the one before ended."""
        if not self.legs:
            return None
        return all(a.destination == b.origin for a, b in pairwise(self.legs))

    @property
    def returns(self) -> bool | None:
        """Whether the journey ends in the port or the country where it began."""
        if not self.legs:
            return None
        start, end = self.legs[0].origin, self.legs[-1].destination
        return start == end or (
            country_of(start) is not None and country_of(start) == country_of(end)
        )

    @property
    def kind(self) -> str | None:
        """One of `one_way`, `round_trip`, `multi_city`, `open_jaw`, `broken`."""
        if not self.legs:
            return None
        if not self.continuous:
            return "open_jaw" if self.returns else "broken"
        if not self.returns or len(self.legs) == 1:
            return "one_way"
        long_stops = sum(1 for m in self.stops if m is not None and m >= _STOPOVER_HOURS * 60)
        return "multi_city" if long_stops > 1 else "round_trip"

    @property
    def stay_days(self) -> int | None:
        """Whole days of the longest stop between two legs."""
        known = [m for m in self.stops if m is not None]
        return max(known) // calendar.MINUTES_A_DAY if known else None

    @property
    def trip_days(self) -> int | None:
        """Days from the first departure to the last arrival, of a journey that returns."""
        if not self.returns:
            return None
        last = self.legs[-1]
        return calendar.days_between(self.legs[0].departure, last.arrival or last.departure)

    @property
    def rebooked(self) -> bool:
        """Whether a cancelled leg has a living twin between the same ports."""
        living = {(leg.origin, leg.destination) for leg in self.legs}
        return any((leg.origin, leg.destination) in living for leg in self.cancelled)

    def hours_before(self) -> int | None:
        """Hours on the ground before the assessed movement, coming from another leg."""
        return None if not self.here else _hours(self.stops[self.here - 1])

    def hours_after(self) -> int | None:
        """Hours on the ground after the assessed movement, before the next leg."""
        if self.here is None or self.here >= len(self.stops):
            return None
        return _hours(self.stops[self.here])


def _hours(minutes: int | None) -> int | None:
    return None if minutes is None else minutes // 60


def _stop(before: Movement, after: Movement) -> int | None:
    arrived, left = calendar.minute(before.arrival), calendar.minute(after.departure)
    if arrived is None or left is None:
        days = calendar.days_between(before.arrival or before.departure, after.departure)
        return None if days is None else days * calendar.MINUTES_A_DAY
    return max(0, left - arrived)


def _place(legs: tuple[Movement, ...], movement: Movement) -> int | None:
    day = (movement.departure or "")[:10]
    for number, leg in enumerate(legs):
        if (
            leg.origin == movement.origin
            and leg.destination == movement.destination
            and (leg.departure or "")[:10] == day
        ):
            return number
    return None


def journey_of(bookings: Iterable[Booking], movement: Movement) -> Journey:
    """The journey that all bookings of one traveller make together; the same leg booked twice counts once."""
    living: dict[tuple[str, str, str], Movement] = {}
    cancelled: list[Movement] = []
    for booking in bookings:
        for leg in booking.segments:
            if booking.cancelled or (leg.status or "").upper() in CANCELLED:
                cancelled.append(leg)
            else:
                living.setdefault((leg.departure or "", leg.origin, leg.destination), leg)
    legs = tuple(living[key] for key in sorted(living))
    stops = tuple(_stop(a, b) for a, b in pairwise(legs))
    return Journey(legs=legs, cancelled=tuple(cancelled), here=_place(legs, movement), stops=stops)
