"""Imports: what a file would do to a list, shown first, then applied by a person's word; nothing by halves.

A file with rejected lines takes nothing off its list: what could not be read may be what is still listed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from offing.kernel.errors import ConflictError, InvalidInputError, NotFoundError, StaleWriteError
from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Change, Condition, Item, Tables, Value
from offing.watchlists.bounds import from_file
from offing.watchlists.model import Entry
from offing.watchlists.register import WatchList
from offing.watchlists.sources import Rejected
from offing.watchlists.store import TABLE, ListStore, mark_of

AWAITED, PREVIEWED, APPROVED, APPLIED, FAILED = (
    "awaited", "previewed", "approved", "applied", "failed",
)  # fmt: skip
_LINES, _EXAMPLES = 100, 20
_NEWEST = 200
_LATER = "{} written after this was shown stayed as they are: send the file again to see them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that could not be read."""

    line: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file for one list; counts are known once it is previewed, `kept` says that nothing will be taken off."""

    id: str
    list: str
    key: str
    format: str
    at: str
    by: str
    partial: bool = False
    state: str = AWAITED
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    rejected: int = 0
    kept: bool = False
    examples: dict[str, tuple[str, ...]] | None = None
    lines: tuple[Line, ...] = ()
    shown_at: str = ""
    sha256: str = ""  # of the file as it was shown: another in its place is not applied
    approved_by: str = ""
    reason: str = ""
    why: str = ""

    @property
    def readable(self) -> bool:
        """Whether there is anything in it."""
        return self.added + self.changed + self.unchanged > 0


def accepted(
    found: Iterable[Entry | Rejected], at: WatchList, form: str
) -> Iterator[Entry | Rejected]:
    """What an importer read, as entries of the list within its bounds."""
    for number, one in enumerate(found, 1):
        if isinstance(one, Rejected):
            yield one
            continue
        try:
            yield from_file(one, at, form)
        except InvalidInputError as error:
            yield Rejected(number, error.detail)


def previewed(of: Import, found: Iterable[Entry | Rejected], store: ListStore) -> Import:
    """What an import would add, change and take off; nothing is written."""
    stored = {entry.id: mark_of(entry) for entry in store.entries(of.list)}
    kinds: dict[str, list[str]] = {"added": [], "changed": [], "removed": []}
    lines: list[Line] = []
    rejected = unchanged = 0
    broken = ""
    seen: set[str] = set()
    for one in found:
        if isinstance(one, Rejected):
            rejected += 1
            broken = one.why if one.breaks else broken
            if len(lines) < _LINES:
                lines.append(Line(line=one.line, why=one.why))
            continue
        seen.add(one.id)
        if one.id not in stored:
            kinds["added"].append(one.id)
        elif stored[one.id] != mark_of(one):
            kinds["changed"].append(one.id)
        else:
            unchanged += 1
    kept = of.partial or rejected > 0
    kinds["removed"] = [] if kept else [identity for identity in stored if identity not in seen]
    return replace(
        of,
        state=FAILED if broken else PREVIEWED,
        why=broken,
        unchanged=unchanged,
        rejected=rejected,
        kept=kept,
        lines=tuple(lines),
        examples={kind: tuple(ids[:_EXAMPLES]) for kind, ids in kinds.items()},
        added=len(kinds["added"]),
        changed=len(kinds["changed"]),
        removed=len(kinds["removed"]),
    )


def apply(of: Import, found: Iterable[Entry | Rejected], store: ListStore, now: str) -> Import:
    """Do what was shown; doing it again changes nothing. What others wrote since then stays: nobody saw it go."""
    stored = {entry.id: mark_of(entry) for entry in store.entries(of.list)}
    seen: set[str] = set()
    later: set[str] = set()

    def stays(identity: str) -> bool:
        versions = store.versions(of.list, identity) if of.shown_at else []
        if versions and str(versions[-1]["at"]) > of.shown_at:
            later.add(identity)
        return identity in later

    def read() -> Iterator[Entry]:
        for one in found:
            if isinstance(one, Entry):
                seen.add(one.id)
                if stored.get(one.id) in (None, mark_of(one)) or not stays(one.id):
                    yield one

    author = of.approved_by or of.by
    store.upsert(read(), author, now, of.reason)
    if not of.kept:
        gone = [identity for identity in stored if identity not in seen and not stays(identity)]
        store.withdraw(of.list, gone, author, now, of.reason)
    return replace(of, state=APPLIED, why=_LATER.format(len(later)) if later else "")


def failed(of: Import, why: str) -> Import:
    """The import of a file that cannot be read or is no longer the one that was shown."""
    return replace(of, state=FAILED, why=why)


class ImportStore:
    """Imports beside the entries of their list."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, listed: str, identity: str) -> Import | None:
        """One import of a list."""
        item = self._tables.get(TABLE, *_key(listed, identity))
        return _import(item) if item else None

    def need(self, listed: str, identity: str) -> Import:
        """One import of a list; raises NotFoundError."""
        if (found := self.get(listed, identity)) is None:
            raise NotFoundError("There is no such import of this list")
        return found

    def newest(self, listed: str) -> list[Import]:
        """The imports of a list, newest first."""
        page = self._tables.query(TABLE, f"LIST#{listed}", "IMPORT#")
        found = sorted(map(_import, page.items), key=lambda one: one.at, reverse=True)
        return found[:_NEWEST]

    def save(self, new: Import, before: Import | None) -> Import:
        """Keep an import in the place of the one `before`; one that others have moved on stays as it is."""
        pk, sk = _key(new.list, new.id)
        only = Condition(equals={"state": before.state}) if before else Condition(absent=True)
        values: dict[str, Value] = {"body": pack(new), "state": new.state}
        try:
            self._tables.change([Change(TABLE, pk, sk, set=values, condition=only)])
        except StaleWriteError:
            return self.need(new.list, new.id)
        return new

    def approve(self, of: Import, by: str, reason: str) -> Import:
        """A person's word for an import that they have seen previewed; once given it stands."""
        if of.state in (APPROVED, APPLIED):
            return of
        if of.state != PREVIEWED or not of.readable:
            raise ConflictError(
                f"This import is {of.state} and cannot be applied: it must have been read, with an entry at least"
            )
        return self.save(replace(of, state=APPROVED, approved_by=by, reason=reason), of)


def _key(listed: str, identity: str) -> tuple[str, str]:
    return f"LIST#{listed}", f"IMPORT#{identity}"


def _import(item: Item) -> Import:
    body = item["body"]
    return unpack(Import, body if isinstance(body, bytes) else str(body).encode())
