"""PNRGOV composites: what the elements of RCI, ORG, FOP, TVL and TBD hold, whatever group they stand in."""

from typing import Any

from offing.kernel import countries, dates
from offing.messages.itinerary import designator
from offing.messages.persons import bag_tags, kilogrammes, quantity
from offing.messages.sensitive import cut_payment
from offing.messages.service import COMPONENT
from offing.records.bookings import Agency, Payment
from offing.records.movements import Movement

_TYPES = {"A": "ADT", "C": "CHD", "IN": "INF", "I": "INF", "G": "GRP"}
_NO_SEATS = frozenset({"", "XXX", "XX", "NOSEAT", "SBY"})


def parts(element: str, count: int) -> list[str]:
    """At least `count` components of an element."""
    found = element.split(COMPONENT)
    return found + [""] * (count - len(found)) if len(found) < count else found


def traveller_type(code: str) -> str:
    """TIF's type as the record has it; an unknown one is an adult."""
    return _TYPES.get(code.strip().upper(), "ADT")


def reference(element: str) -> tuple[str, str, str | None, bool]:
    """A C330 of RCI: system, locator, creation time (UTC), and whether it is a reference of departure control."""
    system, locator, kind, date, time = (p.strip().upper() for p in parts(element, 5)[:5])
    if len(kind) == 6 and kind.isdigit():
        # Some leave the type out and with it a separator.
        kind, date, time = "", kind, date
    return system, locator, dates.day_first(date, time), kind == "C"


def agency(elements: list[str]) -> Agency | None:
    """Who made the booking, from ORG; None when ORG is empty, which says that the booking is cancelled."""
    if not any(e.strip(COMPONENT + " ") for e in elements[1:]):
        return None
    ids, country = parts(elements[2], 2), parts(elements[6], 1)[0].strip()
    city = parts(elements[3], 1)[0].strip() or parts(elements[1], 2)[1].strip()
    return Agency(
        id=ids[0].strip() or ids[1].strip() or None,
        city=city or None,
        country=(countries.alpha3(country) or None) if country else None,
    )


def payments(elements: list[str]) -> list[Payment]:
    """The forms of payment in FOP, card numbers cut to first six and last four digits."""
    found = []
    for element in filter(None, elements[1:]):
        form, _, amount, vendor, card, expiry = (p.strip() for p in parts(element, 6)[:6])
        if form:
            found.append(
                Payment(
                    form=form.upper(),
                    amount=amount or None,
                    vendor=vendor or None,
                    card=cut_payment(card)[0] or None,
                    expiry=f"20{expiry[2:]}-{expiry[:2]}"
                    if len(expiry) == 4 and expiry.isdigit()
                    else None,
                )
            )
    return found


def changed_at(elements: list[str], repetition: str) -> str | None:
    """The time of the last change (DAT 700), UTC."""
    for element in filter(None, elements[1:]):
        for one in element.split(repetition) if repetition else [element]:
            kind, date, time = (p.strip() for p in parts(one, 3)[:3])
            if kind == "700":
                return dates.day_first(date, time)
    return None


def flight_values(elements: list[str]) -> dict[str, Any]:
    """The fields of a movement from TVL."""
    times, origin, destination = (
        parts(elements[1], 4),
        parts(elements[2], 1)[0],
        parts(elements[3], 1)[0],
    )
    lines, product = parts(elements[4], 2), parts(elements[5], 3)
    carrier, number, suffix = designator(product[0], lines[0])
    departure, arrival = _times(times)
    return {
        "carrier": carrier,
        "number": number,
        "suffix": suffix,
        "operating": lines[1].strip().upper() or None,
        "origin": origin.strip().upper(),
        "destination": destination.strip().upper(),
        "departure": departure,
        "arrival": arrival,
    }


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


def operating(carrier: str, product: str) -> str | None:
    """The other side of a codeshare: carrier and number where both are known."""
    line, number, _ = designator(parts(product, 1)[0], parts(carrier, 1)[0])
    return f"{line}{number}" or None


def to_movement(values: dict[str, Any]) -> Movement:
    """A movement of these fields."""
    return Movement(**values)


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
            tags += bag_tags(carrier + first, many)
    kilos = kilogrammes(weight, unit) if unit != "702" and weight else None
    return {"count": quantity(count), "weight_kg": kilos, "tags": tags}
