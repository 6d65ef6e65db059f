"""Made-up ordinary traffic: one flight's travellers and bookings, seeded, with nobody in it who exists."""

from datetime import date, timedelta
from random import Random

from offing.records.bookings import Agency, Booking, Payment
from offing.records.movements import Movement
from offing.records.travellers import Bags, Document, Traveller
from offing.risk.subject import Subject, subjects_of

DAY = date(2026, 11, 21)
COUNTRIES = ("DEU", "USA", "FRA", "TUR", "IND", "NGA", "BRA", "KEN")
SURNAMES = (
    "ARDEN",
    "BELLO",
    "CORTEZ",
    "DOGAN",
    "EKLUND",
    "FARAH",
    "GUPTA",
    "HANSEN",
    "IVANOV",
    "JANSEN",
)
_AGENCIES = (
    Agency(id="20200022", city="FRA", country="DE"),
    Agency(id="33200121", city="NYC", country="US"),
    Agency(id="14300088", city="DEL", country="IN"),
)


def _local(day: date, hour: int) -> str:
    return f"{day.isoformat()}T{hour:02d}:{(hour * 7) % 60:02d}"


def flight(day: date = DAY) -> Movement:
    """The assessed movement."""
    return Movement(
        carrier="XQ",
        number="988",
        origin="FRA",
        destination="IAD",
        departure=_local(day, 13),
        arrival=_local(day, 16),
    )


def _segments(rng: Random, here: Movement) -> tuple[Movement, ...]:
    if rng.random() < 0.3:
        return (here,)
    back = DAY + timedelta(days=rng.randrange(2, 21))
    home = Movement(
        carrier="XQ",
        number="989",
        origin="IAD",
        destination="FRA",
        departure=_local(back, 18),
        arrival=_local(back + timedelta(days=1), 8),
        status="HK",
    )
    return (here, home)


def _booking(rng: Random, number: int, here: Movement, size: int, surname: str) -> Booking:
    lead = rng.choice((0, 1, 2, 5, 12, 30, 60, 90))
    cash = rng.random() < 0.06
    payment = (
        Payment(form="CA", amount="640.00", currency="EUR")
        if cash
        else Payment(
            form="CC",
            amount="640.00",
            currency="EUR",
            vendor="VI",
            card=f"4{number:05d}XXXXXX{rng.randrange(10**4):04d}",
            holder=f"{surname}/X" if rng.random() < 0.9 else "SOMEBODY ELSE",
        )
    )
    return Booking(
        locator=f"L{number:05d}",
        carrier="XQ",
        created=f"{(DAY - timedelta(days=lead)).isoformat()}T0{rng.randrange(10)}:15",
        size=size,
        segments=_segments(rng, here),
        phones=tuple(f"+49 30 {number:06d}{n}" for n in range(rng.choice((1, 1, 2)))),
        emails=(f"t{number}@example.org",) if rng.random() < 0.6 else (),
        payments=(payment,),
        agency=rng.choice(_AGENCIES),
        tickets=(f"999{number:010d}",),
    )


def _traveller(
    rng: Random, number: int, here: Movement, booking: Booking, surname: str
) -> Traveller:
    country = rng.choice(COUNTRIES)
    expiry = DAY + timedelta(days=rng.randrange(10, 3300))
    return Traveller(
        id=f"trv_{number}",
        movement=here.id,
        surname=surname,
        given_names=f"P{number}",
        date_of_birth=(DAY - timedelta(days=rng.randrange(400, 30_000))).isoformat(),
        sex=rng.choice("MF"),
        nationality=country,
        nationalities=(country,),
        documents=(
            Document(type="P", number=f"D{number}", issuer=country, expiry=expiry.isoformat()),
        ),
        bags=Bags(count=rng.choice((0, 0, 1, 1, 1, 2))),
        seat=f"{10 + number // 6}{'ABCDEF'[number % 6]}",
        bookings=(booking.id,),
        messages=("msg_a",),
        reported_by=("API", "PNR"),
        conflicts=("date_of_birth",) if rng.random() < 0.004 else (),
    )


def flight_load(seed: int, count: int) -> tuple[Movement, list[Traveller], list[Booking]]:
    """One flight with about `count` travellers."""
    rng, here = Random(seed), flight()
    travellers: list[Traveller] = []
    bookings: list[Booking] = []
    while len(travellers) < count:
        size, surname = rng.choice((1, 1, 1, 2, 2, 4)), rng.choice(SURNAMES)
        booking = _booking(rng, seed * 10_000 + len(bookings), here, size, surname)
        bookings.append(booking)
        travellers += [
            _traveller(rng, seed * 10_000 + len(travellers) + i, here, booking, surname)
            for i in range(size)
        ]
    return here, travellers, bookings


def subjects(seed: int, count: int) -> list[Subject]:
    """The subjects of one flight."""
    return list(subjects_of(*flight_load(seed, count), today=DAY.isoformat()))
