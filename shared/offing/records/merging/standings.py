"""Standings: the newest state of each booking on the movement, from all its pushes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from offing.records.bookings import Booking
from offing.records.merging.lists import Effect, List
from offing.records.merging.mentions import Mention
from offing.records.movements import DEAD, Movement

type BookingKey = tuple[str, str, str]  # carrier of the locator, locator, day of creation


@dataclass(slots=True, kw_only=True)
class Standing:
    """A booking as it stands: its last content, since which list it names the same people, whether it still flies."""

    booking: Booking
    since: int
    live: bool


@dataclass(slots=True)
class _Version:
    """A booking as one push has it."""

    order: int
    booking: Booking
    whole: bool
    source: str = "PNR"

    @property
    def tells(self) -> bool:
        """Whether it has content, and is not a mere notice of cancellation."""
        b = self.booking
        return not b.cancelled or bool(b.segments or b.travellers)


class Standings:
    """All bookings of a movement by key; a push without creation date is the newest booking of its locator."""

    def __init__(self, lists: Iterable[List], movement_id: str) -> None:
        lists = tuple(lists)
        self._days = _days(lists)
        wholes = (
            each.order
            for each in lists
            if each.kind == "bookings" and each.effect is Effect.WHOLE and each.complete
        )
        last_whole = max(wholes, default=-1)
        versions: dict[BookingKey, list[_Version]] = {}
        for each in lists:
            for report in each.reports:
                for booking in report.bookings:
                    versions.setdefault(self._key(booking), []).append(
                        _Version(each.order, booking, report.complete, report.source)
                    )
        self.by_key = {
            key: _standing(versions[key], last_whole, movement_id) for key in sorted(versions)
        }

    def of(self, mention: Mention) -> Standing | None:
        """Where the booking of a mention stands; None when it has none."""
        return None if mention.booking is None else self.by_key[self._key(mention.booking)]

    def _key(self, booking: Booking) -> BookingKey:
        day = (booking.created or "")[:10]
        known = self._days.get((booking.carrier, booking.locator), "")
        return booking.carrier, booking.locator, day or known


def _days(lists: Iterable[List]) -> dict[tuple[str, str], str]:
    days: dict[tuple[str, str], str] = {}
    for each in lists:
        for report in each.reports:
            for booking in report.bookings:
                key = (booking.carrier, booking.locator)
                days[key] = max(days.get(key, ""), (booking.created or "")[:10])
    return days


def _standing(versions: list[_Version], last_whole: int, movement_id: str) -> Standing:
    """A cancellation says nothing but itself: the content before it is kept."""
    # API names a booking by its locator alone: what a PNR push says of it stands.
    versions = [v for v in versions if v.source == "PNR"] or versions
    newest = versions[-1]
    told = [v for v in versions if v.tells] or versions
    # A message that breaks off may have lost travellers of its last booking: the one before still holds.
    since = next((v.order for v in reversed(told) if v.whole), told[0].order)
    content = told[-1].booking
    cancelled = newest.booking.cancelled or newest.order < last_whole
    created = content.created or max(v.booking.created or "" for v in versions)
    return Standing(
        booking=replace(content, cancelled=cancelled, created=created or None, travellers=()),
        since=since,
        live=not cancelled and not _dead(content, movement_id),
    )


def _dead(booking: Booking, movement_id: str) -> bool:
    """Whether the booking has segments on the movement, and none that is flown."""
    here = [s for s in booking.segments if s.id == movement_id]
    if not here:  # a codeshare: another carrier's number on the same leg and day
        leg = _leg(movement_id)
        here = [s for s in booking.segments if _leg(s.id) == leg]
    return bool(here) and all(_status(s) in DEAD for s in here)


def _leg(movement_id: str) -> list[str]:
    return movement_id.split("-")[2:]


def _status(segment: Movement) -> str:
    return (segment.status or "")[:2].upper()
