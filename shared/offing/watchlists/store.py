"""Lists and their entries in the `watchlists` table; what an entry once said is never lost."""

from collections.abc import Iterable, Iterator

from offing.kernel.ids import digest
from offing.kernel.plain import pack, to_json, unpack
from offing.kernel.ports import Item, Tables
from offing.watchlists.model import Entry

TABLE = "watchlists"
_PAGE = 1000


class ListStore:
    """A list is a partition: its present entries, and every version of each."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def upsert(self, entries: Iterable[Entry], author: str, now: str) -> int:
        """Add or replace entries; each becomes a version that is kept. Repeating it changes nothing."""
        items: list[Item] = []
        lists: set[str] = set()
        count = 0
        for entry in entries:
            count += 1
            lists.add(entry.list)
            body = pack(entry)
            pk = _partition(entry.list)
            items.append({"pk": pk, "sk": f"ENTRY#{entry.id}", "body": body})
            items.append(_version(pk, entry.id, digest(to_json(entry)), body, author, now))
        items += [{"pk": "LISTS", "sk": name} for name in sorted(lists)]
        self._tables.put_many(TABLE, items)
        return count

    def withdraw(self, listed: str, ids: Iterable[str], author: str, now: str) -> int:
        """Take entries off a list; their versions stay, with the withdrawal as the last."""
        known = list(dict.fromkeys(ids))
        pk = _partition(listed)
        self._tables.put_many(
            TABLE, [_version(pk, i, f"withdrawn-{now}", b"{}", author, now) for i in known]
        )
        self._tables.delete_many(TABLE, [(pk, f"ENTRY#{i}") for i in known])
        return len(known)

    def lists(self) -> list[str]:
        """The names of all lists."""
        return [str(item["sk"]) for item in self._tables.query(TABLE, "LISTS").items]

    def entries(self, listed: str) -> Iterator[Entry]:
        """The present entries of a list, by id."""
        cursor: str | None = None
        while True:
            page = self._tables.query(
                TABLE, _partition(listed), "ENTRY#", limit=_PAGE, cursor=cursor
            )
            for item in page.items:
                yield _entry(item)
            cursor = page.cursor
            if cursor is None:
                return

    def entry(self, listed: str, identity: str) -> Entry | None:
        """One present entry."""
        item = self._tables.get(TABLE, _partition(listed), f"ENTRY#{identity}")
        return _entry(item) if item else None

    def versions(self, listed: str, identity: str) -> list[Item]:
        """What an entry has said, with who said it and when, oldest first."""
        page = self._tables.query(TABLE, _partition(listed), f"VERSION#{identity}#")
        return sorted(page.items, key=lambda item: str(item["at"]))


def _partition(listed: str) -> str:
    return f"LIST#{listed}"


def _version(pk: str, identity: str, mark: str, body: bytes, author: str, now: str) -> Item:
    return {"pk": pk, "sk": f"VERSION#{identity}#{mark}", "body": body, "author": author, "at": now}


def _entry(item: Item) -> Entry:
    body = item["body"]
    return unpack(Entry, body if isinstance(body, bytes) else str(body).encode())
