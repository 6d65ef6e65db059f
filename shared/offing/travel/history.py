"""What is remembered of people and contacts from one movement to the next: small items, read a hundred a request.

`SEEN#<key>` has an item for each year, whose attributes are named by what they tell (`<movement>`, `<movement>!case`,
a day on which somebody with this contact had a case). Setting one again changes nothing, and two movements at once
never meet on one attribute.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched

import orjson

from offing.kernel.ports import Change, Item, Tables, Value
from offing.records.bookings import Booking
from offing.records.movements import Movement
from offing.records.travellers import Traveller
from offing.risk.history import CONTACTS, Encounter, History, Trip, contact_keys, person_key

TABLE = "travel"
YEARS = 2  # this year and the one before
_BATCH = 100
_CASE, _FOUND = "!case", "!found"
_OWN = frozenset({"pk", "sk"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A traveller who was on a movement; `flagged` that a case was opened, `found` that it found something."""

    traveller: Traveller
    bookings: tuple[Booking, ...] = ()
    flagged: bool = False
    found: bool = False


class HistoryStore:
    """Trips by person, and days with a case by contact."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def of(
        self, movement: Movement, travellers: Iterable[Traveller], bookings: Mapping[str, Booking]
    ) -> dict[str, History]:
        """The history of each traveller before the day of the movement; who has no key has none."""
        day = _day(movement)
        if day is None:
            return {}
        wanted = {t.id: _wanted(t, bookings) for t in travellers}
        keys = {key for person in wanted.values() for some in person.values() for key in some}
        items = self._read(keys, int(day[:4]))
        return {
            traveller: _history(person, items, movement.id, day)
            for traveller, person in wanted.items()
            if person["person"]
        }

    def remember(self, movement: Movement, seen: Iterable[Sighting]) -> None:
        """Keep that people were on a movement, and through what those with a case can be reached."""
        day = _day(movement)
        if day is None:
            return
        attributes: dict[str, dict[str, Value]] = defaultdict(dict)
        for one in seen:
            if key := person_key(one.traveller):
                attributes[key].update(_trip(movement, day, one))
            if one.flagged or one.found:
                contacts = contact_keys(one.traveller, one.bookings)
                for key in (k for some in contacts.values() for k in some):
                    attributes[key][day] = True
                    attributes[key].update({day + _FOUND: True} if one.found else {})
        changes = [
            Change(TABLE, f"SEEN#{key}", day[:4], set=values) for key, values in attributes.items()
        ]
        for batch in batched(changes, _BATCH, strict=False):
            self._tables.change(batch)

    def _read(self, keys: Iterable[str], year: int) -> dict[str, list[Item]]:
        years = [str(year - back) for back in range(YEARS)]
        asked = sorted((f"SEEN#{key}", one) for key in keys for one in years)
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self._tables.get_many(TABLE, asked):
            found[str(item["pk"]).removeprefix("SEEN#")].append(item)
        return found


def _day(movement: Movement) -> str | None:
    day = (movement.departure or movement.arrival or "")[:10]
    return day if len(day) == len("2026-11-21") else None


def _wanted(traveller: Traveller, bookings: Mapping[str, Booking]) -> Mapping[str, tuple[str, ...]]:
    own = [bookings[b] for b in traveller.bookings if b in bookings]
    key = person_key(traveller)
    return {"person": (key,) if key else (), **contact_keys(traveller, own)}


def _trip(movement: Movement, day: str, one: Sighting) -> dict[str, Value]:
    told = orjson.dumps([day, movement.carrier, movement.origin, movement.destination])
    found = {movement.id + _FOUND: True} if one.found else {}
    return {movement.id: told.decode(), movement.id + _CASE: one.flagged, **found}


def _history(
    wanted: Mapping[str, Sequence[str]], items: Mapping[str, list[Item]], here: str, day: str
) -> History:
    trips = [t for key in wanted["person"] for item in items.get(key, ()) for t in _trips(item)]
    earlier = (trip for trip in trips if trip.day < day and trip.movement != here)
    met = {
        kind: [e for key in wanted[kind] for item in items.get(key, ()) for e in _days(item)]
        for kind in CONTACTS
    }
    return History(
        trips=tuple(sorted(earlier, key=lambda trip: (trip.day, trip.movement))),
        contacts={
            kind: tuple(sorted((e for e in some if e.day < day), key=lambda e: e.day))
            for kind, some in met.items()
        },
    )


def _trips(item: Item) -> Iterable[Trip]:
    for name, value in item.items():
        if name in _OWN or "!" in name or not isinstance(value, str):
            continue
        day, carrier, origin, destination = orjson.loads(value)
        yield Trip(
            movement=name,
            day=day,
            carrier=carrier,
            origin=origin,
            destination=destination,
            flagged=bool(item.get(name + _CASE)),
            found=bool(item.get(name + _FOUND)),
        )


def _days(item: Item) -> Iterable[Encounter]:
    return (
        Encounter(day=name, found=bool(item.get(name + _FOUND)))
        for name in item
        if name not in _OWN and "!" not in name
    )
