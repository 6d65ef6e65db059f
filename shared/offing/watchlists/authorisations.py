"""Authorisations: the entries for which an officer has agreed that a carrier is told not to board somebody.

The machine never answers "do not board" by itself. It does so for an entry that asks for it, while a second person's
authorisation stands, and only for the very wording of the entry that this person had before them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from offing.kernel.errors import ConflictError, InvalidInputError
from offing.kernel.ids import digest
from offing.kernel.plain import pack, to_json, unpack
from offing.kernel.ports import Change, Condition, Item, Page, Tables, Value
from offing.watchlists.model import Entry
from offing.watchlists.store import TABLE, mark_of

ACTION = "do-not-board"
# By list and entry.
type Standing = dict[tuple[str, str], Authorisation]
LONGEST = timedelta(days=366)
# The index by which a warm function has all that stand in one question, whatever the number of lists.
_STANDING, _WITHDRAWN = "AUTHORISED", "AUTHORISATIONS-WITHDRAWN"
_PAGE, _MOST = 500, 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorisation:
    """Who has agreed, when, why, until which day (that day included), and to which wording of the entry.

    Once withdrawn it says by whom, when and why, and stands no more.
    """

    list: str
    entry: str
    digest: str
    by: str
    at: str
    reason: str
    until: str
    withdrawn_by: str = ""
    withdrawn_at: str = ""
    withdrawn_reason: str = ""

    def stands(self, now: str) -> bool:
        """Whether it is in force at a moment."""
        return not self.withdrawn_at and now[:10] <= self.until

    def covers(self, entry: Entry | None, now: str) -> bool:
        """Whether it holds for an entry as the list has it now: a changed entry needs a new authorisation."""
        return (
            entry is not None
            and ACTION in entry.actions
            and self.digest == mark_of(entry)
            and self.stands(now)
        )


def authorise(
    entry: Entry, *, seen: str, by: str, now: str, reason: str, until: str
) -> Authorisation:
    """The authorisation of an entry in the wording `seen`; refused where that has changed or asks for nothing."""
    if ACTION not in entry.actions:
        raise ConflictError(f"The entry does not ask for {ACTION}; its owner must add the action")
    if seen != mark_of(entry):
        raise ConflictError(
            "The entry has changed since you saw it; look at it again and send its present digest",
            where="body.digest",
        )
    first, last = date.fromisoformat(now[:10]), _day(until)
    if not first <= last <= first + LONGEST:
        raise InvalidInputError(
            f"until is a day from today to {LONGEST.days} days ahead", where="body.until"
        )
    return Authorisation(
        list=entry.list, entry=entry.id, digest=seen, by=by, at=now, reason=reason, until=until
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInputError("Write a day as 2027-01-31", where="body.until") from None


class AuthorisationStore:
    """Authorisations beside the entries of their list: one for each entry, the newest."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, listed: str, entry: str) -> Authorisation | None:
        """The newest authorisation of an entry, standing or not."""
        item = self._tables.get(TABLE, *_key(listed, entry))
        return _authorisation(item) if item else None

    def standing(self, now: str) -> Standing:
        """All that are in force, of every list; a bounded number, as each is a person's decision."""
        found: Standing = {}
        cursor: str | None = None
        while True:
            page = self._tables.query_index(TABLE, _STANDING, limit=_PAGE, cursor=cursor)
            found |= {(a.list, a.entry): a for a in _read(page) if a.stands(now)}
            cursor = page.cursor
            if cursor is None or len(found) >= _MOST:
                return found

    def give(self, authorisation: Authorisation, before: Authorisation | None) -> None:
        """Keep an authorisation in the place of the one `before`; StaleWriteError when that is no longer there."""
        self._write(authorisation, before)

    def withdraw(self, known: Authorisation, *, by: str, now: str, reason: str) -> Authorisation:
        """End an authorisation; it stays, with who ended it and why."""
        if known.withdrawn_at:
            raise ConflictError("This authorisation has been withdrawn already")
        ended = replace(known, withdrawn_by=by, withdrawn_at=now, withdrawn_reason=reason)
        self._write(ended, known)
        return ended

    def _write(self, new: Authorisation, before: Authorisation | None) -> None:
        pk, sk = _key(new.list, new.entry)
        seen = Condition(equals={"mark": _mark(before)}) if before else Condition(absent=True)
        values: dict[str, Value] = {
            "body": pack(new),
            "mark": _mark(new),
            "gsi1pk": _WITHDRAWN if new.withdrawn_at else _STANDING,
            "gsi1sk": f"{new.list}#{new.entry}",
        }
        self._tables.change([Change(TABLE, pk, sk, set=values, condition=seen)])


def _key(listed: str, entry: str) -> tuple[str, str]:
    return f"LIST#{listed}", f"AUTHORISED#{entry}"


def _mark(authorisation: Authorisation) -> str:
    return digest(to_json(authorisation))


def _read(page: Page) -> Iterable[Authorisation]:
    return (_authorisation(item) for item in page.items)


def _authorisation(item: Item) -> Authorisation:
    body = item["body"]
    return unpack(Authorisation, body if isinstance(body, bytes) else str(body).encode())
