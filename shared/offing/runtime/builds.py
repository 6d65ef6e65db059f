"""Building the watchlist index and putting it into use: in full, or the changes since the last full build alone.

Any number of these may run at once. A build that was overtaken is thrown away or laid anew over what is in use, so
the index in use always has every change that was marked before it was published.
"""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from offing.kernel.errors import StaleWriteError, UnavailableError
from offing.kernel.ports import Blobs, Tables
from offing.runtime.artefacts import (
    BUCKET,
    announce_index,
    changes_of,
    fetch_index,
    upload_index,
)
from offing.watchlists.index import build, build_delta, open_index
from offing.watchlists.model import Entry
from offing.watchlists.publication import Publication, Publications
from offing.watchlists.store import GONE, ListStore, Marks, mark_of
from offing.watchlists.validation import refusals

# From so many changes on a full build is due; with more than the most a segment of changes is no longer quick.
REBUILD_FROM, MOST_CHANGES = 1_000, 5_000
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Site:
    """What builds work with."""

    tables: Tables
    blobs: Blobs
    now: str

    @property
    def lists(self) -> ListStore:
        """The lists."""
        return ListStore(self.tables)

    @property
    def publications(self) -> Publications:
        """What is and was in use."""
        return Publications(self.tables)


def build_base(at: Site, lists: Iterable[str]) -> str:
    """Build the index of all entries and upload it, not yet in use; its version."""
    marks = at.lists.marks()
    built: Marks = dict.fromkeys(marks, GONE)
    with tempfile.TemporaryDirectory() as folder:
        manifest = build(_noted(at.lists, lists, built), Path(folder) / "index")
        upload_index(at.blobs, Path(folder) / "index", manifest.version)
    write_marks(at.blobs, f"watchlists/{manifest.version}/BUILT", built)
    return manifest.version


def _noted(store: ListStore, lists: Iterable[str], built: Marks) -> Iterator[Entry]:
    """All entries; of those that are marked as changed it is noted in which version they went in."""
    for entry in (entry for name in lists for entry in store.entries(name)):
        if (pair := (entry.list, entry.id)) in built:
            built[pair] = mark_of(entry)
        yield entry


def lost(at: Site, base: str, lists: Iterable[str]) -> tuple[list[str], int]:
    """Why a built index may not go live, and how many entries it was held to; what changed since is not its fault."""
    built, marks = read_marks(at.blobs, f"watchlists/{base}/BUILT"), at.lists.marks()
    since = {pair for pair, mark in marks.items() if built.get(pair) != mark}
    entries = [e for name in lists for e in at.lists.entries(name) if (e.list, e.id) not in since]
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(fetch_index(at.blobs, base, Path(folder)))
        return refusals(index, entries), len(entries)


def publish_base(at: Site, base: str, bases: int) -> Publication | None:
    """Put a full build into use, with what has changed since; None where another was faster, or one is pinned.

    `bases` is how many full builds there had been when this one was begun.
    """
    built = read_marks(at.blobs, f"watchlists/{base}/BUILT")
    for _ in range(_TRIES):
        seen = at.publications.current()
        if seen and (seen.pinned or seen.bases != bases):
            return None
        marks = {pair: m for pair, m in at.lists.marks().items() if built.get(pair) != m}
        new = replace(_laid_over(at, base, marks), bases=bases + 1)
        try:
            at.publications.publish(new, seen)
        except StaleWriteError:
            continue
        published = announce_index(at.blobs, at.publications)
        at.lists.settle(built)
        return published
    raise UnavailableError("The lists change too fast to publish an index; it will be tried again")


def publish_changes(at: Site, marks: Marks) -> Publication | None:
    """Put the changes since the last full build into use; None where only a full build can."""
    for _ in range(_TRIES):
        seen = at.publications.current()
        if seen is None or len(marks) > MOST_CHANGES:
            return None
        new = replace(_laid_over(at, seen.base, marks), pinned=seen.pinned, bases=seen.bases)
        if new.version != seen.version:
            try:
                at.publications.publish(new, seen)
            except StaleWriteError:
                marks = at.lists.marks()
                continue
        return announce_index(at.blobs, at.publications)
    raise UnavailableError("The lists change too fast to publish an index; it will be tried again")


def go_back(at: Site, rev: int, by: str, reason: str) -> Publication:
    """Use an earlier publication again, and stay with it until `release`."""
    earlier, seen = at.publications.number(rev), at.publications.current()
    pinned = replace(earlier, pinned=True, by=by, reason=reason, at=at.now)
    at.publications.publish(replace(pinned, bases=seen.bases if seen else 0), seen)
    return announce_index(at.blobs, at.publications)


def release(at: Site, by: str, reason: str) -> None:
    """Let the next full build into use again."""
    if (seen := at.publications.current()) and seen.pinned:
        freed = replace(seen, pinned=False, by=by, reason=reason, at=at.now)
        at.publications.publish(freed, seen)


def _laid_over(at: Site, base: str, marks: Marks) -> Publication:
    """The publication of a base with these changes, uploaded."""
    entries = at.lists.these(marks)
    there = {(entry.list, entry.id) for entry in entries}
    with tempfile.TemporaryDirectory() as folder:
        below = fetch_index(at.blobs, base, _made(Path(folder) / "base"))
        index = open_index(below)
        known = sum(index.listed(pair) is not None for pair in marks)
        count = index.manifest.counts["entries"] - known + len(entries)
        plain = Publication(base=base, entries=count, at=at.now)
        if not marks:
            return plain
        over = Path(folder) / "changes"
        changes = build_delta(entries, below, over, [pair for pair in marks if pair not in there])
        upload_index(at.blobs, over, changes_of(base, changes.version))
    return replace(plain, changes=changes.version)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def write_marks(blobs: Blobs, key: str, marks: Marks) -> None:
    """Keep marks as an object."""
    rows = [[*pair, mark] for pair, mark in sorted(marks.items())]
    blobs.put(BUCKET, key, orjson.dumps(rows), "application/json")


def read_marks(blobs: Blobs, key: str) -> Marks:
    """Marks that were kept; none where there is no such object."""
    rows = orjson.loads(blobs.get(BUCKET, key) or b"[]")
    return {(listed, identity): mark for listed, identity, mark in rows}
