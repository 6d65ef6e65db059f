"""PNRGOV segments and composites by themselves: what they say, whatever group they stand in."""

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from offing.kernel import countries, dates
from offing.messages.itinerary import designator
from offing.messages.persons import bag_tags, kilogrammes, quantity
from offing.messages.sensitive import cut_payment
from offing.messages.service import COMPONENT, ELEMENT
from offing.records.bookings import Agency
from offing.records.movements import Movement

_TYPES = {"A": "ADT", "C": "CHD", "CHD": "CHD", "CNN": "CHD", "IN": "INF", "I": "INF", "INF": "INF", "INS": "INF",
          "G": "GRP", "GRP": "GRP"}  # fmt: skip
_NO_SEATS = frozenset({"", "XXX", "XX", "NOSEAT", "SBY"})
# What stands for a flight that is not there: surface travel, and a flight still to be chosen.
_NO_FLIGHTS = frozenset({"ARNK", "OPEN"})
_THREE, _FIVE, _SIX = COMPONENT * 3, COMPONENT * 5, COMPONENT * 6


def elements(segment: str, count: int) -> list[str]:
    """The tag and at least `count` elements of a segment."""
    found = segment.split(ELEMENT)
    return found if len(found) > count else found + [""] * (count + 1 - len(found))


def parts(element: str, count: int) -> list[str]:
    """At least `count` components of an element."""
    found = element.split(COMPONENT)
    return found + [""] * (count - len(found)) if len(found) < count else found


class Named(NamedTuple):
    """Who a TIF names: surname and given names as sent, type of traveller, reference."""

    family: str
    given: str
    type: str
    reference: str


def named(segment: str) -> list[Named]:
    """The travellers of a TIF; several of one surname may stand in one. The first stands even when nothing is said."""
    found = elements(segment, 2)
    family, _, kind = found[1].partition(COMPONENT)
    several = (
        [found[2]] if len(found) == 3 else [found[2], *[e for e in found[3:] if COMPONENT in e]]
    )
    return [_named(family.strip(), kind, element) for element in several]


def _named(family: str, kind: str, element: str) -> Named:
    given, code, reference, *_ = (element + _THREE).split(COMPONENT, 3)
    # Beside the surname only G says something: I stands there for an individual, not for an infant.
    found = "GRP" if kind[:1] == "G" and not code else traveller_type(code)
    return Named(family, given.strip(), found, reference.strip())


def traveller_type(code: str) -> str:
    """TIF's type as the record has it; an unknown one is an adult."""
    return _TYPES.get(code.strip().upper(), "ADT")


def references(segment: str) -> list[tuple[str, str, str | None, bool]]:
    """The references of RCI that name a booking."""
    return [found for e in segment.split(ELEMENT)[1:] if (found := reference(e))[1]]


def reference(element: str) -> tuple[str, str, str | None, bool]:
    """A C330 of RCI: system, locator, creation time (UTC), and whether it is a reference of departure control."""
    found = (element + _FIVE).upper().split(COMPONENT, 5)
    system, locator, kind, date, time = [p.strip() for p in found[:5]]
    if len(kind) == 6 and kind.isdigit():
        # Some leave the type out and with it a separator.
        kind, date, time = "", kind, date
    return system, locator, dates.day_first(date, time), kind == "C"


def agency(segment: str) -> Agency | None:
    """Who made the booking, from ORG; None when ORG is empty, which says that the booking is cancelled."""
    found = elements(segment, 6)
    if not any(e.strip(COMPONENT + " ") for e in found[1:]):
        return None
    ids, country = parts(found[2], 2), parts(found[6], 1)[0].strip()
    city = parts(found[3], 1)[0].strip() or parts(found[1], 2)[1].strip()
    return Agency(
        id=ids[0].strip() or ids[1].strip() or None,
        city=city or None,
        country=countries.alpha3(country) if country else None,
    )


def payments(segment: str) -> list[dict[str, Any]]:
    """The forms of payment in FOP as fields of the record; every long number is cut, whichever place it stands in."""
    return [found for element in segment.split(ELEMENT)[1:] if (found := _payment(element))]


def _payment(element: str) -> dict[str, Any] | None:
    cut = (cut_payment(element)[0] + _SIX).split(COMPONENT, 6)
    form, _, amount, vendor, card, expiry = [p.strip() for p in cut[:6]]
    if not form:
        return None
    return {
        "form": form.upper(),
        "amount": amount or None,
        "vendor": vendor or None,
        "card": card or None,
        "expiry": _month(expiry),
    }


def _month(text: str) -> str | None:
    """The end of a card, MMYY."""
    if len(text) != 4 or not (text.isascii() and text.isdigit()) or not "01" <= text[:2] <= "12":
        return None
    return f"20{text[2:]}-{text[:2]}"


def changed_at(segment: str, repetition: str) -> str | None:
    """The time of the last change (DAT 700), UTC."""
    for element in segment.split(ELEMENT)[1:]:
        for one in element.split(repetition) if repetition else [element]:
            kind, date, time = [p.strip() for p in parts(one, 3)[:3]]
            if kind == "700":
                return dates.day_first(date, time)
    return None


def status(segment: str) -> tuple[int, str | None]:
    """How many fly, and the status of the flight, from RPI."""
    found = elements(segment, 2)
    said = found[2].partition(COMPONENT)[0].strip().upper()
    return quantity(found[1].partition(COMPONENT)[0]) or 0, said or None


@dataclass(slots=True)
class Leg:
    """A TVL: prime when it is the movement that the push is about; a partner, the other side of a codeshare, has
    neither dates nor ports."""

    movement: Movement
    is_prime: bool
    is_partner: bool = False
    is_impossible: bool = False
    booked: dict[tuple[str | None, str | None], Movement] = field(default_factory=dict)

    def as_booked(self, status: str | None, operating: str | None) -> Movement:
        """The leg as a booking has it; most bookings of a push have the same, so it is made once."""
        key = status, operating
        found = self.booked.get(key)
        if found is None:
            found = self.booked[key] = replace(self.movement, status=status, operating=operating)
        return found


def leg(segment: str, about: Movement | None = None) -> Leg:
    """What a TVL says in a push about this movement."""
    found = elements(segment, 5)
    movement = to_movement(flight_values(found))
    bare = not any(e.strip(COMPONENT + " ") for e in found[1:4])
    words = {p.strip().upper() for e in found[4:6] for p in e.split(COMPONENT)}
    partner = bare and _NO_FLIGHTS.isdisjoint(words)
    return Leg(movement, is_same_leg(movement, about), partner, is_impossible(found))


def is_same_leg(here: Movement, there: Movement | None) -> bool:
    """Whether both are one leg of one day, under whatever number: the flight of a push has several in codeshares."""
    return (
        there is not None
        and here.origin == there.origin
        and here.destination == there.destination
        and (here.departure or "")[:10] == (there.departure or "")[:10]
    )


def other_side(known: str | None, carrier: str, number: str) -> str | None:
    """The other side of a codeshare, carrier and number, as far as it is said or was known."""
    return f"{carrier or known or ''}{number}" or None


def flight_values(elements: list[str]) -> dict[str, Any]:
    """The fields of a movement from TVL."""
    times = parts(elements[1], 4)
    origin, destination = (e.partition(COMPONENT)[0].strip().upper() for e in elements[2:4])
    lines, product = parts(elements[4], 2), parts(elements[5], 3)
    carrier, number, suffix = designator(product[0], lines[0])
    departure, arrival = _times(times)
    return {
        "carrier": carrier,
        "number": number,
        "suffix": suffix,
        "operating": lines[1].strip().upper() or None,
        "origin": origin,
        "destination": destination,
        "departure": departure,
        "arrival": arrival,
    }


def to_movement(values: dict[str, Any]) -> Movement:
    """A movement of these fields."""
    return Movement(**values)


def _times(times: list[str]) -> tuple[str | None, str | None]:
    """Local departure and arrival; a missing arrival date is the day of departure, four digits there are a time."""
    date, time, arrival_date, arrival_time = (t.strip() for t in times[:4])
    if len(arrival_date) == 4 and not arrival_time:
        arrival_date, arrival_time = "", arrival_date
    departure = dates.day_first(date, time)
    if not arrival_date and not arrival_time:
        return departure, None
    return departure, dates.day_first(arrival_date or date, arrival_time)


def is_impossible(elements: list[str]) -> bool:
    """Whether TVL gives a date or time that does not exist."""
    date, time, arrival_date, arrival_time = (t.strip() for t in parts(elements[1], 4)[:4])
    if len(arrival_date) == 4:
        arrival_date, arrival_time = "", arrival_date
    given = [(date, time), (arrival_date or date, arrival_time)]
    return any(
        (d or t) and (not (read := dates.day_first(d, t)) or (t and len(read) == 10))
        for d, t in given
    )


def seat(text: str) -> str | None:
    """A seat without leading zeros, or None for the fillers that systems send."""
    text = text.strip().upper().lstrip("0")
    return None if text in _NO_SEATS or len(text) > 4 else text


def bags(elements: list[str]) -> dict[str, Any]:
    """Pieces, kilogrammes and tags of TBD."""
    count, weight, unit = (p.strip() for p in parts(elements[2], 3)[:3])
    tags: list[str] = []
    for element in filter(None, elements[5:]):
        carrier, first, many = (p.strip() for p in parts(element, 3)[:3])
        if first:
            # Some write the airline into the tag itself as well.
            tags += bag_tags(
                first if carrier and first.startswith(carrier) else carrier + first, many
            )
    kilos = kilogrammes(weight, unit) if unit != "702" and weight else None
    return {"count": quantity(count), "weight_kg": kilos, "tags": tags}
