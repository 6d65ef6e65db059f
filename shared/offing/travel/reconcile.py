"""Counts in against counts out: what was received, read, merged, assessed."""

from collections.abc import Sequence
from dataclasses import dataclass

from offing.kernel.ports import Tables
from offing.travel.log import MessageLog
from offing.travel.model import Head
from offing.travel.store import MovementStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Of the days asked for: files by status, travellers of the movements they touched, and whether it all adds up."""

    messages: dict[str, int]
    travellers: dict[str, int]
    movements: tuple[Head, ...]

    @property
    def balanced(self) -> bool:
        """Nothing waits, and everyone named is assessed."""
        return self.messages["pending"] == 0 and all(map(balanced, self.movements))


def balanced(head: Head) -> bool:
    """Whether every report is merged and every traveller of a movement assessed."""
    merged = head.described.basis == head.basis
    return merged and head.described.travellers == head.scored.assessed


def reconcile(tables: Tables, days: Sequence[str]) -> Reconciliation:
    """The counts of some UTC days, with the movements of which anything was received on them."""
    log, store = MessageLog(tables), MovementStore(tables)
    touched = sorted({movement for day in days for movement in store.touched_on(day)})
    heads = tuple(store.head(movement) for movement in touched)
    travellers = {
        "received": sum(h.described.travellers for h in heads),
        "assessed": sum(h.scored.assessed for h in heads),
        "matched": sum(h.scored.matched for h in heads),
        "hits": sum(h.scored.hits for h in heads),
    }
    return Reconciliation(messages=log.counts(days), travellers=travellers, movements=heads)
