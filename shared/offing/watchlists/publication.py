"""Which index is in use: a full build with the changes since laid over it, and every one that was before."""

from dataclasses import dataclass, replace

from offing.kernel.errors import NotFoundError
from offing.kernel.ids import digest
from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Change, Condition, Item, Tables, Value
from offing.watchlists.store import TABLE

_PK, _CURRENT = "INDEX", "CURRENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """An index in use: `base` is the version of the full build, `changes` that of the segment laid over it.

    `rev` counts publications and `bases` full builds among them. While it is `pinned` somebody has gone back to it,
    and full builds wait; single changes still go live.
    """

    base: str
    changes: str | None = None
    entries: int = 0
    at: str = ""
    by: str = "offing"
    reason: str = ""
    pinned: bool = False
    bases: int = 0
    rev: int = 0

    @property
    def version(self) -> str:
        """As assessments name it."""
        return f"{self.base}+{self.changes}" if self.changes else self.base


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person has asked for: which publication, 0 for none in particular, and why."""

    rev: int
    by: str
    at: str
    reason: str


class Publications:
    """The present publication and all before it; whoever publishes must have seen the present one."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def current(self) -> Publication | None:
        """The one in use; None before the first build."""
        item = self._tables.get(TABLE, _PK, _CURRENT)
        return _publication(item) if item else None

    def publish(self, new: Publication, seen: Publication | None) -> Publication:
        """Put one into use in the place of the one `seen`; StaleWriteError when that is no longer there."""
        rev = seen.rev + 1 if seen else 1
        new = replace(new, rev=rev)
        only = Condition(equals={"rev": seen.rev}) if seen else Condition(absent=True)
        values: dict[str, Value] = {"body": pack(new), "rev": rev}
        self._tables.change(
            [
                Change(TABLE, _PK, _CURRENT, set=values, condition=only),
                Change(TABLE, _PK, f"PUBLISHED#{rev:010d}", set=values),
            ]
        )
        return new

    def history(
        self, limit: int, cursor: str | None = None
    ) -> tuple[list[Publication], str | None]:
        """What was in use, newest first."""
        page = self._tables.query(
            TABLE, _PK, "PUBLISHED#", limit=limit, cursor=cursor, newest_first=True
        )
        return [_publication(item) for item in page.items], page.cursor

    def ask(self, rev: int, by: str, at: str, reason: str) -> str:
        """Keep a person's wish to go back to a publication, or for 0 to be released; its key."""
        key = digest(str(rev), by, at)
        body = pack({"rev": rev, "by": by, "at": at, "reason": reason})
        self._tables.put_many(TABLE, [{"pk": _PK, "sk": f"ASKED#{key}", "body": body}])
        return key

    def asked(self, key: str) -> Wish:
        """A wish that was kept."""
        item = self._tables.get(TABLE, _PK, f"ASKED#{key}")
        if item is None:
            raise NotFoundError("Nobody has asked for this")
        body = item["body"]
        return unpack(Wish, body if isinstance(body, bytes) else str(body).encode())

    def number(self, rev: int) -> Publication:
        """The publication with this number."""
        item = self._tables.get(TABLE, _PK, f"PUBLISHED#{rev:010d}")
        if item is None:
            raise NotFoundError("There was no publication with this number", where="rev")
        return _publication(item)


def _publication(item: Item) -> Publication:
    body = item["body"]
    return unpack(Publication, body if isinstance(body, bytes) else str(body).encode())
