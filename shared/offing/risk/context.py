"""What the whole movement knows: which cards, phones, documents and agencies several travellers share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from offing.records.assessments import Match
from offing.records.bookings import Booking, Payment
from offing.records.travellers import Traveller


# The same number comes with every traveller of a booking, and again with every re-scoring.
@lru_cache(maxsize=16_384)
def phone_key(phone: str) -> str:
    """A phone number's digits, without the leading zeros of an international prefix."""
    return "".join(filter(str.isdigit, phone)).lstrip("0")


def card_key(payment: Payment) -> str | None:
    """A card as vendor and the digits that are kept; nothing for other forms of payment."""
    return f"{payment.vendor or ''} {payment.card}".strip() if payment.card else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementContext:
    """Shared things of one movement, each with the ids of those who share it."""

    cards: Mapping[str, frozenset[str]] = field(default_factory=dict)
    card_phones: Mapping[str, frozenset[str]] = field(default_factory=dict)
    phones: Mapping[str, frozenset[str]] = field(default_factory=dict)
    emails: Mapping[str, frozenset[str]] = field(default_factory=dict)
    documents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    agencies: Mapping[str, int] = field(default_factory=dict)
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    matches: Mapping[str, Sequence[Match]] = field(default_factory=dict)
    matched: bool = False
    travellers: int = 0


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(ids) for key, ids in found.items()}


def _members(travellers: Iterable[Traveller]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for traveller in travellers:
        for booking in traveller.bookings:
            members[booking].add(traveller.id)
    return members


def _contacts(
    travellers: Iterable[Traveller], bookings: Mapping[str, Booking]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    phones: dict[str, set[str]] = defaultdict(set)
    emails: dict[str, set[str]] = defaultdict(set)
    for traveller in travellers:
        own = [bookings[b] for b in traveller.bookings if b in bookings]
        for phone in (*traveller.phones, *(p for b in own for p in b.phones)):
            phones[phone_key(phone)].add(traveller.id)
        for email in (*traveller.emails, *(e for b in own for e in b.emails)):
            emails[email.lower()].add(traveller.id)
    return phones, emails


def _cards(bookings: Iterable[Booking]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    cards: dict[str, set[str]] = defaultdict(set)
    phones: dict[str, set[str]] = defaultdict(set)
    for booking in bookings:
        for card in filter(None, map(card_key, booking.payments)):
            cards[card].add(booking.id)
            phones[card].update(filter(None, map(phone_key, booking.phones)))
    return cards, phones


def _documents(travellers: Iterable[Traveller]) -> dict[str, set[str]]:
    holders: dict[str, set[str]] = defaultdict(set)
    for traveller in travellers:
        for document in traveller.documents:
            holders[f"{document.issuer or ''} {document.number}"].add(traveller.id)
    return holders


def build_context(
    travellers: Iterable[Traveller],
    bookings: Iterable[Booking],
    matches: Mapping[str, Sequence[Match]] | None = None,
) -> MovementContext:
    """The context of one movement, from its travellers and bookings; removed and cancelled ones do not count.

    `matches` are those of all travellers by id; None where nobody has been held against the lists.
    """
    people = [t for t in travellers if not t.removed]
    living = {b.id: b for b in bookings if not b.cancelled}
    cards, card_phones = _cards(living.values())
    agencies = Counter(b.agency.id for b in living.values() if b.agency and b.agency.id)
    phones, emails = _contacts(people, living)
    return MovementContext(
        cards=_frozen(cards),
        card_phones=_frozen(card_phones),
        phones=_frozen(phones),
        emails=_frozen(emails),
        documents=_frozen(_documents(people)),
        agencies=dict(agencies),
        members=_frozen(_members(people)),
        matches=matches or {},
        matched=matches is not None,
        travellers=len(people),
    )
