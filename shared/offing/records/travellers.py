"""Travellers: as one message reports them, and as all messages together show them.

The records that messages are full of have no slots: with a `__dict__`, which takes a whole template at once, they are
made, written and read back in half the time.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Document:
    """A travel document; `type` as sent (P, V, I, A, C, L …), `issuer` ISO or ICAO alpha-3, dates ISO 8601."""

    type: str
    number: str
    issuer: str | None = None
    expiry: str | None = None
    issued: str | None = None
    surname: str | None = None
    given_names: str | None = None


@dataclass(frozen=True, kw_only=True)
class Bags:
    """Checked bags: pieces, weight in kilogrammes, tag numbers one by one."""

    count: int | None = None
    weight_kg: float | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address as sent; `kind` is residence, destination, contact, birth or billing; `country` alpha-3."""

    kind: str
    street: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequentFlyer:
    """A loyalty programme number."""

    carrier: str
    number: str


@dataclass(frozen=True, kw_only=True)
class ReportedTraveller:
    """One traveller as one message names them on one movement.

    `role` is passenger, crew, transit or transit_crew; `type` ADT, CHD, INF, GRP (a group without names) or CRW.
    `surname` and `given_names` are upper case and cleaned of titles; `…_as_sent` exactly as sent.
    `date_of_birth` is ISO 8601 and may be partial (YYYY or YYYY-MM). `sex` is M, F, X or U. `nationality` alpha-3.
    `reference` is the carrier's unique passenger reference (RFF+ABO, REF). `booking` indexes the message's bookings.
    `movements` index the message's movements; empty means all of them.
    """

    surname: str | None
    given_names: str | None
    surname_as_sent: str | None = None
    given_names_as_sent: str | None = None
    role: str = "passenger"
    type: str = "ADT"
    title: str | None = None
    date_of_birth: str | None = None
    sex: str | None = None
    nationality: str | None = None
    nationalities: tuple[str, ...] = ()
    place_of_birth: str | None = None
    country_of_birth: str | None = None
    residence: str | None = None
    documents: tuple[Document, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    frequent_flyers: tuple[FrequentFlyer, ...] = ()
    seat: str | None = None
    bags: Bags = field(default_factory=Bags)
    status: str | None = None
    reference: str | None = None
    locator: str | None = None
    booking: int | None = None
    movements: tuple[int, ...] = ()
    boarding: str | None = None
    leaving: str | None = None
    verified: bool | None = None
    truncated: bool = False
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """One value of one field with the messages that gave it; `source` is API or PNR."""

    value: str
    source: str
    message: str
    sent_at: str | None = None


@dataclass(frozen=True, kw_only=True)
class Traveller:
    """A traveller on a movement as all messages together show them.

    `id` and every field depend on the set of messages only. `sources` gives for each field the values seen,
    newest first; a field named in `conflicts` has API and PNR values that do not agree.
    `reported_by` names the kinds of message (API, PNR) that have told of the traveller.
    `removed` is true when the newest complete list of its kind leaves the traveller out, or the booking is cancelled.
    """

    id: str
    movement: str
    surname: str | None
    given_names: str | None
    other_names: tuple[str, ...] = ()
    role: str = "passenger"
    type: str = "ADT"
    title: str | None = None
    date_of_birth: str | None = None
    sex: str | None = None
    nationality: str | None = None
    nationalities: tuple[str, ...] = ()
    place_of_birth: str | None = None
    country_of_birth: str | None = None
    residence: str | None = None
    documents: tuple[Document, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    frequent_flyers: tuple[FrequentFlyer, ...] = ()
    seat: str | None = None
    bags: Bags = field(default_factory=Bags)
    status: str | None = None
    references: tuple[str, ...] = ()
    bookings: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    sources: dict[str, tuple[Sourced, ...]] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()
    removed: bool = False
    formerly: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`SURNAME/GIVEN NAMES`, as on a boarding pass."""
        return f"{self.surname or ''}/{self.given_names or ''}"
