"""The rulebook: all rules that count at a time, as one immutable file, and which such file is in use."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from offing.kernel.errors import NotFoundError
from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Change, Condition, Item, Tables
from offing.risk.rule_file import RuleFile, content, row
from offing.risk.store import TABLE

_PK, _CURRENT = "RULEBOOKS", "CURRENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """A rulebook in use; while it is `pinned` somebody has gone back to it, and changes wait."""

    version: str
    rules: int = 0
    at: str = ""
    by: str = "offing"
    reason: str = ""
    pinned: bool = False
    rev: int = 0


def composed(files: Iterable[RuleFile]) -> bytes:
    """The rule file of all versions that count, live and in shadow."""
    return content(row(file, version) for file in files for version in file.counting())


class Rulebooks:
    """The present rulebook and all before it; whoever puts one into use must have seen the present one."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def current(self) -> Rulebook | None:
        """The one in use; None while the rules are as shipped."""
        item = self._tables.get(TABLE, _PK, _CURRENT)
        return _rulebook(item) if item else None

    def use(self, book: Rulebook, seen: Rulebook | None) -> Rulebook:
        """Put one into use in the place of the one `seen`; StaleWriteError when that is no longer there."""
        rev = seen.rev + 1 if seen else 1
        book = replace(book, rev=rev)
        only = Condition(equals={"rev": seen.rev}) if seen else Condition(absent=True)
        self._tables.change(
            [
                Change(TABLE, _PK, _CURRENT, set={"body": pack(book), "rev": rev}, condition=only),
                Change(TABLE, _PK, f"PUBLISHED#{rev:010d}", set={"body": pack(book)}),
            ]
        )
        return book

    def history(self, limit: int, cursor: str | None = None) -> tuple[list[Rulebook], str | None]:
        """What was in use, newest first."""
        page = self._tables.query(
            TABLE, _PK, "PUBLISHED#", limit=limit, cursor=cursor, newest_first=True
        )
        return [_rulebook(item) for item in page.items], page.cursor

    def number(self, rev: int) -> Rulebook:
        """The rulebook that was put into use under this number."""
        item = self._tables.get(TABLE, _PK, f"PUBLISHED#{rev:010d}")
        if item is None:
            raise NotFoundError("There was no rulebook with this number", where="rev")
        return _rulebook(item)


def _rulebook(item: Item) -> Rulebook:
    body = item["body"]
    return unpack(Rulebook, body if isinstance(body, bytes) else str(body).encode())
