"""Matching: from a query to the entries it may be, each with bits that are the sum of its evidence."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from offing.kernel.errors import InvalidInputError
from offing.records.assessments import Match
from offing.watchlists.index import artefact, explain
from offing.watchlists.index.align import ask
from offing.watchlists.index.entities import facts_of
from offing.watchlists.index.lexicon import Lexicon
from offing.watchlists.index.particulars import evidence_of
from offing.watchlists.index.rows import words_of
from offing.watchlists.index.segment import Found, Segment
from offing.watchlists.lost_documents import LostDocuments
from offing.watchlists.model import Entry, Pair, Query


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def open_index(
    folder: Path,
    delta: Path | None = None,
    *,
    documents: Sequence[Path] = (),
    today: Callable[[], str] = _today,
) -> "Index":
    """Opens the index in `folder`, with the changes in `delta` if there are any; arrays are mapped, not read.

    `documents` are files of exact documents beside it; `today` is for journeys that are past.
    """
    return Index(folder, delta, documents, today)


class Index:
    """An opened index. `version` names its content; the bits of a match depend on nothing but query and index."""

    def __init__(
        self,
        folder: Path,
        delta: Path | None = None,
        documents: Sequence[Path] = (),
        today: Callable[[], str] = _today,
    ) -> None:
        self._today = today
        self.manifest = artefact.read_manifest(folder)
        self.version = self.manifest.version
        self._segments = [Segment(folder, self.manifest)]
        if delta is not None:
            self._add(delta)
        self._documents = [LostDocuments(file) for file in documents]
        self.version = "~".join([self.version, *(one.head.version for one in self._documents)])
        self._lexicon = Lexicon([segment.vocabulary for segment in self._segments])

    def _add(self, folder: Path) -> None:
        """Lays the changes in `folder` over the base; they must have been made for it."""
        changes = artefact.read_manifest(folder)
        if changes.base != self.version:
            raise InvalidInputError(
                f"The changes are for the index {changes.base or '(none)'}, not for {self.version}: build them again.",
                where=str(folder),
            )
        segment = Segment(folder, changes)
        self._segments[0].overlay(segment.arrays)
        self._segments.append(segment)
        self.version = f"{self.version}+{changes.version}"

    def match(self, query: Query, limit: int = 20, *, alerts_per_1000: float = 1.0) -> list[Match]:
        """The entries that `query` may be, best first; `alerts_per_1000` moves the bands, nothing else."""
        exact = [hit for listed in self._documents for hit in listed.matches(query)]
        found = [(n, self._whole(query, n, one)) for n, one in self._found(query)]
        if not found:
            return exact[:limit]
        found.sort(key=lambda hit: (-hit[1].bits, hit[0], hit[1].entity))
        threshold = explain.threshold(self.manifest, alerts_per_1000)
        judging = explain.Judging(threshold, max(query.on or "", self._today()), query.cleared)
        hits = [
            explain.match_of(
                self._segments[n].entities.entry_at(one.entity), one, judging, self.version
            )
            for n, one in found[:limit]
        ]
        return sorted([*exact, *hits], key=lambda hit: -hit.bits)[:limit] if exact else hits

    def _whole(self, query: Query, segment: int, found: Found) -> Found:
        """What was found with what its entry says of places, where the query says something of them."""
        if not (query.places or query.addresses):
            return found
        entry = self._segments[segment].entities.entry_at(found.entity)
        more = evidence_of(query, entry)
        return found._replace(
            bits=found.bits + sum([line.bits for line in more]), same=[*found.same, *more]
        )

    def _found(self, query: Query) -> list[tuple[int, Found]]:
        """Every entity over the floor, with the number of its segment."""
        known = facts_of(query)
        names = [self._lexicon.name(text, query.kind) for text in query.names or ("",)]
        found = []
        for n, segment in enumerate(self._segments):
            asked = [
                ask(name, self._lexicon, segment.vocabulary, truncated=query.truncated)
                for name in names
            ]
            found += [(n, one) for one in segment.find(asked, known, self.manifest.floor)]
        return found

    def match_many(self, queries: Sequence[Query], limit: int = 20) -> list[list[Match]]:
        """The matches of each query, in order: a whole flight, whose new words are looked up all at once."""
        asked = ((name, query.kind) for query in queries for name in query.names)
        words = set(chain.from_iterable(words_of(name, kind) for name, kind in asked))
        for segment in self._segments:
            segment.vocabulary.prepare(words)
        return [self.match(query, limit) for query in queries]

    def entry(self, identity: str) -> Entry | None:
        """The entry with this id as it is now, on whatever list, or None."""
        found = (segment.entry(identity) for segment in reversed(self._segments))
        return next(filter(None, found), None)

    def listed(self, pair: Pair) -> Entry | None:
        """The entry of this list with this id as it is now, or None."""
        found = (segment.listed(pair) for segment in reversed(self._segments))
        return next(filter(None, found), None)
