"""What rules may ask beyond a movement's own messages, looked up only as far as some rule asks it."""

from collections.abc import Mapping

from offing.cases.offices import posting
from offing.kernel.ports import Tables
from offing.records.bookings import Booking
from offing.records.movements import Movement
from offing.risk.rules import RuleSet
from offing.risk.subject import Background
from offing.travel.history import HistoryStore
from offing.travel.model import Matched


def background_of(
    tables: Tables,
    rules: RuleSet,
    movement: Movement,
    people: Mapping[str, Matched],
    bookings: Mapping[str, Booking],
) -> Background:
    """List entries, direction and, where a rule asks them, histories of all travellers of a movement."""
    travellers = [matched.traveller for matched in people.values()]
    asks = rules.asks("history")
    return Background(
        matches={identity: matched.matches for identity, matched in people.items()},
        histories=HistoryStore(tables).of(movement, travellers, bookings) if asks else None,
        direction=posting(movement, "").direction,
    )
