"""Pushes of bookings (IATA/PADIS PNRGOV 11.1) for a flight at one time before departure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from offing.demo.bookings import Booking
from offing.demo.edifact import Dialect, Element, Envelope, interchange, segment
from offing.demo.flights import BY_CODE, Flight
from offing.demo.paxlst import OnBoard
from offing.demo.travellers import Person

STATE = "NVPNR"
FULL, UPDATE = "22", "141"
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_TIF_TYPES = {"ADT": "A", "CHD": "C", "INF": "IN"}
_DIALECT = Dialect(
    una=":+.?*'",
    syntax=("IATA", "1"),
    application="PNRGOV",
    message=("PNRGOV", "11", "1", "IA"),
    repeats=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """One push: hours before departure, full or update, and who is checked in (by booking and position)."""

    flight: Flight
    hours: int
    kind: str
    sent: datetime
    reference: str
    boarded: Mapping[str, OnBoard]


def _seg(tag: str, *elements: Element) -> str:
    return segment(_DIALECT, tag, *elements)


def _dated(moment: datetime) -> tuple[str, str]:
    return f"{moment:%d%m%y}", f"{moment:%H%M}"


def _ddmmmyy(day: date) -> str:
    return f"{day.day:02d}{_MONTHS[day.month - 1]}{day.year % 100:02d}"


def _tvl(leg: Flight, cabin: str = "") -> str:
    times = (*_dated(leg.departure), *_dated(leg.arrival))
    return _seg("TVL", times, leg.origin, leg.destination, leg.carrier, (str(leg.number), cabin))


def _rci(booking: Booking, flight: Flight) -> str:
    return _seg("RCI", (flight.carrier, booking.locator, "", *_dated(booking.created)))


def _cancelled(booking: Booking, flight: Flight) -> list[str]:
    """A cancelled record is named and has an empty ORG."""
    return [_seg("SRC"), _rci(booking, flight), _seg("ORG")]


def _seller(booking: Booking) -> str:
    s = booking.seller
    office = (s.id, f"{s.city}NV{s.id[-4:]}")
    locale = (s.country, s.currency, "EN")
    return _seg("ORG", ("1A", "MUC"), office, s.city, "", s.type, locale, "A1234GS")


def _head(booking: Booking, push: Push) -> list[str]:
    flight, created = push.flight, _dated(booking.created)
    changed = booking.changed == push.hours
    touched = max(booking.created, push.sent - timedelta(hours=2)) if changed else booking.created
    lines = [_seg("SRC"), _rci(booking, flight)]
    lines.append(_seg("DAT", ("700", *_dated(touched)), ("710", *created)))
    for phone in booking.phones_at(push.hours):
        lines.append(
            _seg("IFT", ("4", "28", "", flight.carrier), f"CTCT {booking.seller.city} {phone}")
        )
    lines.append(_seller(booking))
    return lines


def _docs(person: Person, carrier: str, ref: str) -> str:
    document, name = person.document, person.name
    sex = f"{person.sex}I" if person.kind == "INF" else person.sex
    expiry = _ddmmmyy(date.fromisoformat(document.expiry)) if document.expiry else ""
    issuer = document.issuer or ""
    fields = (
        document.type,
        issuer,
        document.number,
        person.nationality,
        _ddmmmyy(person.born),
        sex,
        expiry,
    )
    text = "/".join(("", *fields, name.surname, name.given or "FNU"))
    return _seg("SSR", ("DOCS", "HK", "1", carrier, "", "", "", "", text), ("", "", ref))


def _payments(booking: Booking) -> str:
    tenders: list[tuple[str, ...]] = []
    for form, amount, card in booking.tenders:
        if card is None:
            tenders.append((form, "3", amount))
        else:
            tenders.append((form, "3", amount, card.vendor, card.masked, card.expiry))
    return _seg("FOP", *tenders)


def _ticket(booking: Booking, ref: int) -> list[str]:
    currency = booking.seller.currency
    number = f"999{int(booking.created.timestamp()) % 10**7:07d}{sum(booking.locator.encode()) % 100:02d}{ref % 10}"
    total = sum(float(amount) for _, amount, _ in booking.tenders)
    fare = (("B", f"{total * 0.7:.2f}", currency), ("T", f"{total:.2f}", currency))
    issued = _seg("DAT", ("710", *_dated(booking.created)))
    return [_seg("TKT", (number, "T")), _seg("MON", *fare), issued, _payments(booking)]


def _passenger(booking: Booking, push: Push, ref: int, person: Person) -> list[str]:
    carrier, name = push.flight.carrier, person.name
    given = f"{name.given or 'FNU'} {person.title}"
    lines = [_seg("TIF", name.surname, (given, _TIF_TYPES[person.kind], str(ref)))]
    if ref == 1 and booking.loyalty:
        lines.append(_seg("FTI", (carrier, booking.loyalty)))
    if booking.documents_known >= push.hours:
        lines.append(_docs(person, carrier, str(ref)))
    if ref == 1:
        for mail in booking.emails:
            address = mail.replace("@", "//")
            lines.append(
                _seg("SSR", ("CTCE", "HK", "1", carrier, "", "", "", "", address), ("", "", "1"))
            )
    return lines + _ticket(booking, ref)


def _check_in(push: Push, ref: int, one: OnBoard) -> list[str]:
    name, flight = one.person.name, push.flight
    given = f"{name.given or 'FNU'} {one.person.title}"
    lines = [
        _seg("DAT", ("2", *_dated(push.sent - timedelta(minutes=95)))),
        _seg("ORG", flight.carrier, "", "", "", "A"),
        _seg("TRI", "", (f"{flight.origin}-{int(one.reference[-3:]):03d}", "", "", str(ref))),
        _seg("TIF", name.surname, (given, _TIF_TYPES[one.person.kind], str(ref))),
    ]
    if one.seat:
        lines.append(_seg("SSD", one.seat))
    if one.bags:
        tag = (flight.carrier, one.tag[2:], str(one.bags), flight.destination)
        lines.append(_seg("TBD", "", (str(one.bags), str(one.weight), "700"), "", tag))
    return lines


def _segments(booking: Booking, push: Push) -> list[str]:
    lines = []
    seats = sum(1 for p in booking.people if p.kind != "INF")
    for leg in booking.itinerary:
        lines += [_tvl(leg, booking.cabin), _seg("RPI", str(seats), "HK")]
        if leg == push.flight and push.hours == 0:
            for ref, person in enumerate(booking.people, 1):
                if one := push.boarded.get(person.document.number):
                    lines += _check_in(push, ref, one)
    return lines


def _record(booking: Booking, push: Push) -> list[str]:
    lines = _head(booking, push)
    for ref, person in enumerate(booking.people, 1):
        lines += _passenger(booking, push, ref, person)
    return lines + _segments(booking, push)


def _bookings(bookings: Sequence[Booking], push: Push) -> list[Booking]:
    if push.kind == FULL:
        return [b for b in bookings if b.live_at(push.hours)]
    return [b for b in bookings if b.touched_at(push.hours)]


def write(bookings: Sequence[Booking], push: Push, per_part: int = 10_000) -> tuple[bytes, ...]:
    """A push in as many interchanges as `per_part` bookings each need."""
    chosen = _bookings(bookings, push)
    parts = [chosen[i : i + per_part] for i in range(0, len(chosen), per_part)] or [[]]
    flight, written = push.flight, []
    local = BY_CODE[flight.origin]
    for number, part in enumerate(parts, 1):
        body = [
            _seg("MSG", ("", push.kind)),
            _seg("ORG", (flight.carrier, local.city)),
            _tvl(flight),
            _seg("EQN", str(len(chosen))),
        ]
        for booking in part:
            gone = booking.cancelled == push.hours
            body += _cancelled(booking, flight) if gone else _record(booking, push)
        envelope = Envelope(
            sender=(flight.carrier,),
            recipient=(STATE,),
            sent=push.sent.astimezone(UTC),
            reference=f"{push.reference}{number:02d}",
            common=f"{flight.departure:%d%m%y/%H%M}/{flight.carrier}/{flight.number}/{push.hours}",
            part=(number, number == len(parts)),
        )
        written.append(interchange(_DIALECT, envelope, body))
    return tuple(written)
