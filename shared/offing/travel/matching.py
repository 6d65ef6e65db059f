"""Merging a movement's reports into travellers and holding them against the watchlist index."""

from dataclasses import dataclass
from typing import Protocol

from offing.carriers.heard import heard_of
from offing.kernel.ports import Queues, Tables
from offing.records.assessments import Match
from offing.records.bookings import Booking
from offing.records.merging import Merged, merge, version
from offing.records.movements import Movement
from offing.records.reports import Report
from offing.records.travellers import Traveller
from offing.travel.model import Described, Head, Manifest, Matched
from offing.travel.store import MovementStore, joined
from offing.watchlists.model import Query, query_of

_ROUNDS = 20


class Index(Protocol):
    """An open watchlist index."""

    @property
    def version(self) -> str:
        """Which build it is."""
        ...

    def match(self, query: Query, limit: int = 20) -> list[Match]:
        """Entries that a person or party resembles, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Matching:
    """What matching works with."""

    tables: Tables
    queues: Queues
    index: Index


def match_movement(at: Matching, movement: str) -> int:
    """Bring the travellers of a movement up to its reports and the index, queue their scoring; travellers written.

    Any number of workers may do this for one movement at once: each goes on until the reports that it merged are
    still all there are, so the last write always rests on everything.
    """
    store = MovementStore(at.tables)
    written = 0
    for _ in range(_ROUNDS):
        manifest = store.manifest(movement)
        if manifest.head.basis == 0:
            return 0
        written += _bring_up(at, store, manifest)
        if store.head(movement).basis == manifest.head.basis:
            break
    at.queues.send("score", [{"movement": movement}])
    return written


def _bring_up(at: Matching, store: MovementStore, manifest: Manifest) -> int:
    head = manifest.head
    reports = joined(manifest.reports)
    merged = merge(head.id, reports, trace=False)
    changed = [
        matched
        for traveller in merged.travellers
        if (matched := _matched(at.index, traveller, manifest.travellers)) is not None
    ]
    gone = _gone(merged, manifest)
    bookings = [b for b in merged.bookings if manifest.bookings.get(b.id) != b]
    described = Described(
        basis=head.basis,
        movement=_movement(head, reports),
        travellers=len(merged.travellers),
        sources=tuple(sorted({r.source for r in reports})),
        heard=heard_of(reports),
    )
    if changed or gone or bookings or described != head.described:
        store.save_travellers(head.id, changed, bookings, gone)
        store.describe(head.id, described)
    return len(changed)


def _gone(merged: Merged, manifest: Manifest) -> list[str]:
    """Keys of what is stored and no longer there: travellers joined to others, bookings that got another id."""
    people = {t.id for t in merged.travellers}
    booked = {b.id for b in merged.bookings}
    left = [i for i in manifest.travellers if i not in people]
    keys = [f"{kind}#{i}" for i in left for kind in ("TRV", "ASM")]
    return keys + [f"BKG#{i}" for i in manifest.bookings if i not in booked]


def _matched(index: Index, traveller: Traveller, known: dict[str, Matched]) -> Matched | None:
    """The traveller with its matches, or None when what is stored still stands."""
    now = version(traveller)
    old = known.get(traveller.id)
    if old and old.version == now and old.index_version == index.version:
        return None
    matches = tuple(index.match(query_of(traveller)))
    return Matched(traveller=traveller, version=now, index_version=index.version, matches=matches)


def _movement(head: Head, reports: list[Report]) -> Movement | None:
    """The movement as its newest report gives it; API knows the times better than a booking does."""
    known = [r for r in reports if r.movement is not None]
    if not known:
        return head.described.movement
    newest = max(known, key=lambda r: (r.source == "API", r.sent_at or "", r.message))
    return newest.movement


def context_of(manifest: Manifest) -> tuple[tuple[Traveller, ...], tuple[Booking, ...]]:
    """All travellers and bookings of a movement, in a fixed order."""
    travellers = tuple(manifest.travellers[i].traveller for i in sorted(manifest.travellers))
    bookings = tuple(manifest.bookings[i] for i in sorted(manifest.bookings))
    return travellers, bookings
