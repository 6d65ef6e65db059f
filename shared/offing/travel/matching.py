"""Merging a movement's reports into travellers and holding them against the watchlist index."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from offing.watchlists.judgements import Judgement, JudgementStore, Likeness, judged, stands
from offing.watchlists.model import Entry, Pair, Query, query_of

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

    def match_many(self, queries: Sequence[Query], limit: int = 20) -> list[list[Match]]:
        """The same for each of many."""
        ...

    def listed(self, pair: Pair) -> Entry | None:
        """An entry as the index has it."""
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
    changed = _matched(at, head.id, merged.travellers, manifest.travellers)
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


def _matched(
    at: Matching, movement: str, people: Iterable[Traveller], known: Mapping[str, Matched]
) -> list[Matched]:
    """The travellers whose matches, or who themselves, are not as stored.

    All whose data or index are new are looked up at once. Whoever resembles an entry, now or as stored, is looked up
    once more if people have judged that pair since.
    """
    now = {
        t.id: Matched(traveller=t, version=version(t), index_version=at.index.version)
        for t in people
    }
    stale = [one for i, one in now.items() if not _stands(one, known.get(i))]
    found = at.index.match_many([query_of(one.traveller) for one in stale])
    matches = {i: known[i].matches for i in now if i in known}
    matches |= {one.traveller.id: tuple(m) for one, m in zip(stale, found, strict=True)}
    alike = {i: (now[i].traveller, m) for i, m in matches.items() if m}
    matches |= as_judged(at.tables, at.index, movement, alike)
    return [
        replace(one, matches=matches[i])
        for i, one in now.items()
        if not _same(one.version, matches[i], known.get(i))
    ]


def _stands(now: Matched, old: Matched | None) -> bool:
    return old is not None and (old.version, old.index_version) == (now.version, now.index_version)


def _same(version: str, matches: tuple[Match, ...], old: Matched | None) -> bool:
    """Whether what is stored says this already; a newer index that finds the same is no news."""
    return old is not None and old.version == version and _plain(matches) == _plain(old.matches)


def _plain(matches: tuple[Match, ...]) -> list[Match]:
    return [replace(match, index_version="") for match in matches]


def as_judged(
    tables: Tables,
    index: Index,
    movement: str,
    alike: Mapping[str, tuple[Traveller, tuple[Match, ...]]],
) -> dict[str, tuple[Match, ...]]:
    """The matches of those whose resemblance people have judged otherwise than the matches say."""
    queries = {i: query_of(traveller) for i, (traveller, _) in alike.items()}
    pairs = {i: {(m.list, m.entity): m for m in matches} for i, (_, matches) in alike.items()}
    judgements = JudgementStore(tables).on({i: (queries[i], pairs[i]) for i in alike})
    anew = {}
    for i, by_pair in pairs.items():
        standing = [
            j
            for j in judgements.get(i, ())
            if j.movement != movement and _holds(index, j, queries[i], by_pair[j.pair])
        ]
        query = judged(queries[i], standing)
        if (query.cleared, query.confirmed) != (
            _marked(by_pair, "cleared"),
            _marked(by_pair, "confirmed"),
        ):
            anew[i] = tuple(index.match(query))
    return anew


def _holds(index: Index, judgement: Judgement, query: Query, match: Match) -> bool:
    entry = index.listed(judgement.pair)
    own = sum(line.bits for line in match.evidence if line.f != "confirmed")
    return entry is not None and stands(judgement, Likeness(query, entry, own))


def _marked(by_pair: Mapping[Pair, Match], mark: str) -> frozenset[Pair]:
    return frozenset(p for p, m in by_pair.items() if any(line.f == mark for line in m.evidence))


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
