"""The subject of an assessment of cargo: one consignment with everything a rule may ask about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from offing.kernel.names import normalise
from offing.records.consignments import Consignment, Filing, Party
from offing.records.movements import Movement
from offing.risk.context import phone_key
from offing.risk.history import TradeHistory

_STREAM_OF_PROCEDURE = {"export": "export", "transit": "cargo_transit", "transhipment": "cargo_transit"}  # fmt: skip
TRADERS = ("consignee", "consignor")


def address_key(party: Party | None) -> str:
    """A party's address in one spelling; nothing where no street is given."""
    address = party.address if party else None
    if address is None or not address.street:
        return ""
    return normalise(" ".join(filter(None, (address.street, address.city, address.country))))


def trader_key(party: Party | None) -> str:
    """A trader as its number, else as its name in one spelling."""
    if party is None:
        return ""
    return (party.identifier or "").upper() or normalise(party.name or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestContext:
    """Shared things of one movement's consignments, each with the ids of those who share it."""

    addresses: Mapping[str, frozenset[str]] = field(default_factory=dict)
    phones: Mapping[str, frozenset[str]] = field(default_factory=dict)
    consignors_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    consignees_of: Mapping[str, frozenset[str]] = field(default_factory=dict)


# No slots: cached properties need a __dict__.
@dataclass(frozen=True)
class CargoSubject:
    """One consignment on one movement; `today` (UTC date of the assessment) defaults to the day of travel."""

    consignment: Consignment
    movement: Movement
    context: ManifestContext = field(default_factory=ManifestContext)
    today: str = ""
    history: TradeHistory | None = None
    direction: str | None = None

    @property
    def stream(self) -> str:
        """The stream in which the consignment is assessed."""
        return _STREAM_OF_PROCEDURE.get(self.consignment.procedure, "import")

    @cached_property
    def travel_day(self) -> str | None:
        """The day on which the movement leaves, or arrives where only that is known."""
        return (self.movement.departure or self.movement.arrival or self.today)[:10] or None

    @cached_property
    def filings(self) -> tuple[Filing, ...]:
        """Filings in the order in which they were made."""
        return tuple(sorted(self.consignment.filings, key=lambda f: (f.filed_at or "", f.message)))


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(ids) for key, ids in found.items() if key}


def manifest_context(consignments: Iterable[Consignment]) -> ManifestContext:
    """What the consignments of one movement have in common."""
    addresses: dict[str, set[str]] = defaultdict(set)
    phones: dict[str, set[str]] = defaultdict(set)
    consignors: dict[str, set[str]] = defaultdict(set)
    consignees: dict[str, set[str]] = defaultdict(set)
    for one in consignments:
        consignee, consignor = one.party("consignee"), one.party("consignor")
        addresses[address_key(consignee)].add(one.id)
        consignors[address_key(consignee) or trader_key(consignee)].add(trader_key(consignor))
        consignees[trader_key(consignor)].add(trader_key(consignee))
        for phone in (p for party in one.parties for p in party.phones):
            phones[phone_key(phone)].add(one.id)
    return ManifestContext(
        addresses=_frozen(addresses),
        phones=_frozen(phones),
        consignors_of=_frozen(consignors),
        consignees_of=_frozen(consignees),
    )


def cargo_subjects(
    movement: Movement,
    consignments: Iterable[Consignment],
    today: str = "",
    histories: Mapping[str, TradeHistory] | None = None,
    direction: str | None = None,
) -> Iterator[CargoSubject]:
    """A subject for each consignment of a movement, sharing one context."""
    some = tuple(consignments)
    context, known = manifest_context(some), histories or {}
    for one in some:
        yield CargoSubject(one, movement, context, today, known.get(one.id), direction)
