"""The subject of an assessment: one traveller with everything a rule may ask about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from offing.records.assessments import Match
from offing.records.bookings import Booking
from offing.records.movements import Movement
from offing.records.travellers import Document, Traveller
from offing.risk.context import MovementContext, build_context, card_key, phone_key
from offing.risk.history import History
from offing.risk.journey import Journey, journey_of

TRAVELLER_STREAMS = ("passenger", "crew", "transit")
CARGO_STREAMS = ("import", "export", "cargo_transit")
STREAMS = TRAVELLER_STREAMS + CARGO_STREAMS
_STREAM_OF_ROLE = {"crew": "crew", "transit_crew": "crew", "transit": "transit"}
# ICAO 9303 document codes: passports first, then identity cards, then whatever else was sent.
_DOCUMENT_ORDER = {"P": 0, "I": 1, "A": 1, "C": 1, "V": 3}
_OTHER_DOCUMENT = 2


def stream_of(traveller: Traveller) -> str:
    """The stream in which a traveller is assessed: passenger, crew or transit."""
    return _STREAM_OF_ROLE.get(traveller.role, "passenger")


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known beyond the movement's own messages; None is not looked up, which no rule takes for "nothing".

    `matches` are list entries by traveller id, `histories` by traveller id, `direction` inbound, outbound or other.
    """

    matches: Mapping[str, Sequence[Match]] | None = None
    histories: Mapping[str, History] | None = None
    direction: str | None = None


NO_BACKGROUND = Background()


# No slots: cached properties need a __dict__, and each is asked by several fields.
@dataclass(frozen=True)
class Subject:
    """One traveller on one movement; `today` (UTC date of the assessment) defaults to the day of travel."""

    traveller: Traveller
    movement: Movement
    bookings: tuple[Booking, ...] = ()
    party: tuple[Traveller, ...] = ()
    context: MovementContext = field(default_factory=MovementContext)
    today: str = ""
    history: History | None = None
    direction: str | None = None

    @property
    def stream(self) -> str:
        """The stream in which the traveller is assessed."""
        return stream_of(self.traveller)

    @property
    def matches(self) -> Sequence[Match] | None:
        """The list entries that the traveller resembles; None where nobody has looked."""
        return self.context.matches.get(self.traveller.id, ()) if self.context.matched else None

    @cached_property
    def travel_day(self) -> str | None:
        """The day on which the movement leaves, or arrives where only that is known."""
        return (self.movement.departure or self.movement.arrival or self.today)[:10] or None

    @cached_property
    def journey(self) -> Journey:
        """The legs of all bookings in the order of travel."""
        return journey_of(self.bookings, self.movement)

    @cached_property
    def living_bookings(self) -> tuple[Booking, ...]:
        """Bookings that are not cancelled."""
        return tuple(b for b in self.bookings if not b.cancelled)

    @cached_property
    def booking(self) -> Booking | None:
        """The booking most lately made among those that live, else among all."""
        some = self.living_bookings or self.bookings
        if len(some) == 1:
            return some[0]
        return max(some, key=lambda b: (b.created or "", b.id), default=None)

    @cached_property
    def document(self) -> Document | None:
        """The document travelled on: a passport before an identity card before a visa."""
        return min(
            self.traveller.documents,
            key=lambda d: _DOCUMENT_ORDER.get(d.type[:1].upper(), _OTHER_DOCUMENT),
            default=None,
        )

    @cached_property
    def phones(self) -> frozenset[str]:
        """The traveller's and the bookings' phone numbers, digits only."""
        sent = [*self.traveller.phones, *(p for b in self.living_bookings for p in b.phones)]
        return frozenset(filter(None, map(phone_key, sent)))

    @cached_property
    def emails(self) -> frozenset[str]:
        """The traveller's and the bookings' e-mail addresses, lower case."""
        sent = [*self.traveller.emails, *(e for b in self.living_bookings for e in b.emails)]
        return frozenset(e.lower() for e in sent)

    @cached_property
    def cards(self) -> frozenset[str]:
        """The cards that paid for the living bookings."""
        return frozenset(
            filter(None, (card_key(p) for b in self.living_bookings for p in b.payments))
        )

    @cached_property
    def origins(self) -> frozenset[str]:
        """Which of API and PNR have told anything about this traveller."""
        return frozenset(self.traveller.reported_by)


def subjects_of(
    movement: Movement,
    travellers: Sequence[Traveller],
    bookings: Iterable[Booking],
    today: str = "",
    background: Background = NO_BACKGROUND,
) -> Iterator[Subject]:
    """A subject for each traveller of a movement that is still on it, sharing one context."""
    known = {b.id: b for b in bookings}
    context = build_context(travellers, known.values(), background.matches)
    histories = background.histories or {}
    members: dict[str, list[Traveller]] = defaultdict(list)
    for traveller in travellers:
        if not traveller.removed:
            for booking in traveller.bookings:
                members[booking].append(traveller)
    for traveller in travellers:
        if traveller.removed:
            continue
        own = tuple(known[b] for b in traveller.bookings if b in known)
        party = {t.id: t for b in traveller.bookings for t in members[b] if t.id != traveller.id}
        yield Subject(
            traveller, movement, own, tuple(party.values()), context, today,
            histories.get(traveller.id), background.direction,
        )  # fmt: skip
