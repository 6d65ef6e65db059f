"""The planted stories of the day: what happens, and what an officer must find, as data a test can check."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from offing.demo.bookings import SELLERS, Tender, created_before, make_booking
from offing.demo.flights import Flight, leg
from offing.demo.names import Name
from offing.demo.story import Outcome, Story
from offing.demo.travellers import Person, Registry
from offing.demo.watchlist import BY_NAME, entry
from offing.kernel.errors import InvalidInputError

FEWEST_FLIGHTS = 5


def _someone(
    registry: Registry,
    surname: str,
    given: str,
    sex: str,
    born: str,
    nationality: str,
    number: str | None = None,
) -> Person:
    name = Name(surname, given)
    registry.fresh(name)
    return Person(
        name=name,
        sex=sex,
        born=date.fromisoformat(born),
        nationality=nationality,
        document=registry.document(nationality, number),
        residence=nationality,
    )


def _distorted_name(registry: Registry, flight: Flight) -> Story:
    """A listed person under another spelling, surname and given names swapped, the same birth date."""
    listed = entry(
        BY_NAME["wanted"],
        9001,
        Name("AL-QAHTANI", "YOUSSEF ABDUL RAHMAN"),
        aliases=[("YUSUF AL KAHTANI", "strong"), ("ABU HAMZA", "weak")],
        born="1984-03-17",
        nationality="JOR",
        gender="M",
        category="organised_crime",
    )
    who = _someone(registry, "YOUSUF", "ABDURRAHMAN ELKAHTANI", "M", "1984-03-17", "JOR")
    return Story(
        code="distorted-name",
        title="A wanted man under another spelling, names swapped",
        movement=flight.movement,
        bookings=(make_booking(registry, flight, (who,), 72),),
        entries=(listed,),
        outcome=Outcome(
            queued=True,
            match=listed["id"],
            text="Strong match by name in another order and spelling with the same birth date.",
        ),
    )


def _listed_document(registry: Registry, flight: Flight) -> Story:
    """A listed passport in the hands of somebody with another name."""
    number = "XT9004711"
    listed = entry(
        BY_NAME["stolen-documents"],
        9002,
        Name("CHERNYSHEV", "VIKTOR SERGEEVICH"),
        born="1979-11-02",
        nationality="KAZ",
        gender="M",
        documents=[("P", number, "KAZ")],
        category="document_fraud",
        severity=3,
    )
    who = _someone(registry, "TARASOV", "ALEKSEI", "M", "1986-06-30", "KAZ", number)
    return Story(
        code="listed-document",
        title="A listed passport under another name",
        movement=flight.movement,
        bookings=(make_booking(registry, flight, (who,), 24),),
        entries=(listed,),
        outcome=Outcome(
            queued=True,
            match=listed["id"],
            text="Match by document number although the name differs.",
        ),
    )


def _one_card(registry: Registry, flight: Flight) -> Story:
    """Four strangers, four bookings, one card, three telephone numbers, made in the last hours with cash on top."""
    people = (
        _someone(registry, "CARDENAS IBARRA", "HECTOR", "M", "1991-02-11", "COL"),
        _someone(registry, "POPESCU", "MIHAI", "M", "1988-09-05", "ROU"),
        _someone(registry, "BALOGUN", "FOLAKE", "F", "1995-12-19", "NGA"),
        _someone(registry, "KORKMAZ", "SERKAN", "M", "1990-07-23", "TUR"),
    )
    card, phones = registry.card(), [registry.phone() for _ in range(3)]
    created = created_before(registry.rng, flight, 4)
    tenders: tuple[Tender, ...] = (("CA", "150.00", None), ("CC", "640.00", card))
    bookings = tuple(
        replace(
            make_booking(registry, flight, (person,), 4),
            created=created + timedelta(minutes=11 * i),
            itinerary=(flight,),
            seller=SELLERS[4],
            tenders=tenders,
            phones=(phones[i % 3],),
            emails=(),
            loyalty=None,
        )
        for i, person in enumerate(people)
    )
    return Story(
        code="one-card",
        title="Four bookings, one card, three telephone numbers, last minute, cash on top",
        movement=flight.movement,
        bookings=bookings,
        outcome=Outcome(
            queued=True,
            rules=("one-card-several-phones", "cash-one-way-haste"),
            text="The four share a card under different telephone numbers and were booked within the last day.",
        ),
    )


def _broken_travel(registry: Registry, flight: Flight) -> Story:
    """A journey whose legs do not meet, with two days unaccounted for between them."""
    who = _someone(registry, "FUENTES SALAZAR", "RAUL", "M", "1987-05-14", "VEN")
    elsewhere = "MAD" if flight.origin != "MAD" else "LIS"
    first = leg(flight.carrier, 846, "BOG", elsewhere, flight.departure - timedelta(hours=68))
    booking = replace(
        make_booking(registry, flight, (who,), 24),
        itinerary=(first, flight),
        tenders=(("CA", "1980.00", None),),
        emails=(),
        loyalty=None,
    )
    return Story(
        code="broken-travel",
        title="A journey that does not join up, with days in between, paid in cash",
        movement=flight.movement,
        bookings=(booking,),
        outcome=Outcome(
            queued=True,
            rules=("broken-travel", "cash-one-way-haste"),
            text="Arrived at another port than he leaves from, two days before; one way, cash.",
        ),
    )


def _returned_booking(registry: Registry, flight: Flight) -> Story:
    """A booking cancelled in the last hours that comes back under another locator, paid in cash."""
    who = _someone(registry, "ILUNGA", "JOSEPH", "M", "1982-08-08", "COD")
    first = replace(make_booking(registry, flight, (who,), 72), itinerary=(flight,), cancelled=4)
    again = replace(
        make_booking(registry, flight, (who,), 4),
        itinerary=(flight,),
        tenders=(("CA", "890.00", None),),
        phones=(registry.phone(),),
        emails=(),
    )
    return Story(
        code="returned-booking",
        title="A cancelled booking that comes back under another locator",
        movement=flight.movement,
        bookings=(first, again),
        outcome=Outcome(
            queued=True,
            rules=("cancelled-and-rebooked", "cash-one-way-haste"),
            text="Both bookings hang on one traveller: cancelled and booked again within hours, now in cash.",
        ),
    )


def _namesake(registry: Registry, flight: Flight) -> Story:
    """Somebody with the common name of a listed person, half his age, of another country: no alert."""
    listed = entry(
        BY_NAME["sanctions"],
        9003,
        Name("ALI", "MOHAMED"),
        born="1961-01-25",
        nationality="SDN",
        gender="M",
        category="cash_courier",
    )
    who = _someone(registry, "ALI", "MOHAMED", "M", "1998-10-06", "EGY")
    return Story(
        code="namesake",
        title="A namesake who must be left in peace",
        movement=flight.movement,
        bookings=(make_booking(registry, flight, (who,), 72),),
        entries=(listed,),
        outcome=Outcome(
            queued=False,
            not_match=listed["id"],
            text="A common name, another birth date and nationality: nobody is bothered.",
        ),
    )


def _disturbed(flight: Flight, lists: str, title: str, text: str) -> Story:
    """A flight whose passenger and crew lists do not come as they should."""
    return Story(
        code=f"{lists}-message",
        title=title,
        movement=flight.movement,
        lists=lists,
        outcome=Outcome(queued=False, text=text),
    )


# In the order of the flights they are put on: people arrive, so theirs are inbound flights.
ARRIVING: tuple[Callable[[Registry, Flight], Story], ...] = (
    _distorted_name,
    _one_card,
    _listed_document,
    _broken_travel,
    _returned_booking,
    _namesake,
)
_LATE = (
    "Lists that come after the landing",
    "The flight is complete in the end; its lists came late.",
)
_MISSING = ("Lists that never come", "Everybody is assessed on bookings alone.")
DISTURBED = (("late", *_LATE), ("missing", *_MISSING))


def planted(registry: Registry, flights: Sequence[Flight]) -> tuple[Story, ...]:
    """All stories, spread over the day's flights."""
    if len(flights) < FEWEST_FLIGHTS:
        raise InvalidInputError(
            f"The stories need {FEWEST_FLIGHTS} flights at least; give --flights a larger number."
        )
    quiet = [flights[-1], flights[len(flights) // 2]]
    arriving = [f for f in flights if f.inbound and f not in quiet]
    step = max(1, len(arriving) // len(ARRIVING))
    people = [make(registry, arriving[i * step % len(arriving)]) for i, make in enumerate(ARRIVING)]
    disturbed = (_disturbed(f, *how) for f, how in zip(quiet, DISTURBED, strict=True))
    return (*people, *disturbed)
