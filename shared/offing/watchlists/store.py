"""Lists and their entries in the `watchlists` table; what an entry once said is never lost."""

from collections.abc import Iterable, Iterator
from itertools import batched

from offing.kernel.errors import StaleWriteError
from offing.kernel.ids import digest
from offing.kernel.plain import pack, to_json, unpack
from offing.kernel.ports import Change, Condition, Item, Tables, Value
from offing.watchlists.model import Entry, Pair

TABLE = "watchlists"
GONE = ""  # the mark of an entry that is on its list no more
_PAGE = 1000
_CHUNK = 100
_TOGETHER = 50

type Marks = dict[Pair, str]


def mark_of(entry: Entry) -> str:
    """The digest of all that an entry says, which names its version."""
    return digest(to_json(entry))


class ListStore:
    """A list is a partition: its present entries, every version of each, and marks of what has changed.

    A mark says which version of an entry must be live: the index is behind while it has another. Marks are written
    before entries and taken away by builds that have that very version, so nothing is missed whoever writes or builds
    at the same time, and a writer that died in between only leaves a mark too many.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def upsert(self, entries: Iterable[Entry], author: str, now: str, reason: str = "") -> int:
        """Add or replace entries; how many are news. What is there already changes nothing."""
        return sum(
            self._upsert(chunk, author, now, reason)
            for chunk in batched(entries, _CHUNK, strict=False)
        )

    def _upsert(self, entries: tuple[Entry, ...], author: str, now: str, reason: str) -> int:
        keys = [(_partition(e.list), f"ENTRY#{e.id}") for e in entries]
        known = {(i["pk"], i["sk"]): _mark(i) for i in self._tables.get_many(TABLE, keys)}
        news = [
            (e, mark)
            for e, key in zip(entries, keys, strict=True)
            if known.get(key) != (mark := mark_of(e))
        ]
        lists = sorted({e.list for e, _ in news})
        self._put({"pk": "LISTS", "sk": name} for name in lists)
        self._put(_changed((e.list, e.id), mark, now) for e, mark in news)
        self._put(_version(e, mark, author, now, reason) for e, mark in news)
        self._put(_present(e, mark) for e, mark in news)
        return len(news)

    def _put(self, items: Iterable[Item]) -> None:
        self._tables.put_many(TABLE, items)

    def write(self, entry: Entry, seen: str, author: str, now: str, reason: str) -> str:
        """Write one entry over the version that was `seen` (none: a new one); StaleWriteError when it is another."""
        mark = mark_of(entry)
        known = self._tables.get(TABLE, _partition(entry.list), f"ENTRY#{entry.id}")
        if (_mark(known) if known else GONE) != seen:
            raise StaleWriteError(
                "Somebody changed this entry while you looked at it", where="If-Match"
            )
        old = dict(known).get("mark") if known else None
        only = Condition(equals={"mark": old}) if old else Condition(absent=known is None)
        self._put([{"pk": "LISTS", "sk": entry.list}])
        items: tuple[Item, ...] = (
            _changed((entry.list, entry.id), mark, now),
            _version(entry, mark, author, now, reason),
            _present(entry, mark),
        )
        self._tables.change([_change(i, only if i is items[-1] else None) for i in items])
        return mark

    def withdraw(
        self, listed: str, ids: Iterable[str], author: str, now: str, reason: str = ""
    ) -> int:
        """Take entries off a list; their versions stay, with the withdrawal as the last."""
        known = list(dict.fromkeys(ids))
        pk = _partition(listed)
        for chunk in batched(known, _CHUNK, strict=False):
            there = self._tables.get_many(TABLE, ((pk, f"ENTRY#{i}") for i in chunk))
            gone = [str(item["sk"]).removeprefix("ENTRY#") for item in there]
            self._put(_changed((listed, i), GONE, now) for i in gone)
            self._put(_withdrawal(pk, i, author, now, reason) for i in gone)
            self._tables.delete_many(TABLE, ((pk, f"ENTRY#{i}") for i in gone))
        return len(known)

    def lists(self) -> list[str]:
        """The names of all lists."""
        return [str(item["sk"]) for item in self._tables.query(TABLE, "LISTS").items]

    def entries(self, listed: str) -> Iterator[Entry]:
        """The present entries of a list, by id."""
        cursor: str | None = None
        while True:
            found, cursor = self.page(listed, _PAGE, cursor)
            yield from found
            if cursor is None:
                return

    def page(
        self, listed: str, limit: int, cursor: str | None = None
    ) -> tuple[list[Entry], str | None]:
        """Some of the present entries of a list, by id, and where to go on."""
        page = self._tables.query(TABLE, _partition(listed), "ENTRY#", limit=limit, cursor=cursor)
        return [_entry(item) for item in page.items], page.cursor

    def entry(self, listed: str, identity: str) -> Entry | None:
        """One present entry."""
        item = self._tables.get(TABLE, _partition(listed), f"ENTRY#{identity}")
        return _entry(item) if item else None

    def these(self, pairs: Iterable[Pair]) -> list[Entry]:
        """The present entries among these, in as few requests as possible."""
        keys = ((_partition(listed), f"ENTRY#{identity}") for listed, identity in pairs)
        return [_entry(item) for item in self._tables.get_many(TABLE, keys)]

    def versions(self, listed: str, identity: str) -> list[Item]:
        """What an entry has said, with who said it and when, oldest first."""
        page = self._tables.query(TABLE, _partition(listed), f"VERSION#{identity}#")
        return sorted(page.items, key=lambda item: str(item["at"]))

    def as_of(self, listed: str, identity: str, at: str) -> Entry | None:
        """What an entry said at a moment; None where it was not on the list."""
        before = [item for item in self.versions(listed, identity) if str(item["at"]) <= at]
        return _entry(before[-1]) if before and before[-1]["body"] != _NOTHING else None

    def marks(self) -> Marks:
        """Of all entries that changed since the index was built, which version must be live."""
        return {
            (listed, str(item["sk"]).removeprefix("CHANGED#")): str(item["mark"])
            for listed in self.lists()
            for item in self._tables.query(TABLE, _partition(listed), "CHANGED#").items
        }

    def settle(self, built: Marks) -> None:
        """Take away the marks of versions that an index in use has been built with."""
        marks = [
            Change(
                TABLE,
                _partition(listed),
                f"CHANGED#{identity}",
                remove=True,
                condition=Condition(equals={"mark": mark}),
            )
            for (listed, identity), mark in built.items()
        ]
        for chunk in batched(marks, _TOGETHER, strict=False):
            try:
                self._tables.change(chunk)
            except StaleWriteError:
                self._settle_singly(chunk)

    def _settle_singly(self, marks: Iterable[Change]) -> None:
        for mark in marks:
            try:
                self._tables.change([mark])
            except StaleWriteError:
                continue  # changed once more: the next build has it


def _partition(listed: str) -> str:
    return f"LIST#{listed}"


_NOTHING = b"{}"


def _version(entry: Entry, mark: str, author: str, now: str, reason: str) -> Item:
    sk = f"VERSION#{entry.id}#{mark}"
    told: Item = {"reason": reason} if reason else {}
    return {
        "pk": _partition(entry.list), "sk": sk, "body": pack(entry), "author": author, "at": now, **told,
    }  # fmt: skip


def _withdrawal(pk: str, identity: str, author: str, now: str, reason: str) -> Item:
    sk = f"VERSION#{identity}#withdrawn-{now}"
    told: Item = {"reason": reason} if reason else {}
    return {"pk": pk, "sk": sk, "body": _NOTHING, "author": author, "at": now, **told}


def _present(entry: Entry, mark: str) -> Item:
    pk = _partition(entry.list)
    return {"pk": pk, "sk": f"ENTRY#{entry.id}", "body": pack(entry), "mark": mark}


def _changed(pair: Pair, mark: str, now: str) -> Item:
    return {"pk": _partition(pair[0]), "sk": f"CHANGED#{pair[1]}", "mark": mark, "at": now}


def _change(item: Item, condition: Condition | None) -> Change:
    values: dict[str, Value] = {k: v for k, v in item.items() if k not in ("pk", "sk")}
    return Change(TABLE, str(item["pk"]), str(item["sk"]), set=values, condition=condition)


def _mark(item: Item) -> str:
    return str(item["mark"]) if "mark" in item else mark_of(_entry(item))


def _entry(item: Item) -> Entry:
    body = item["body"]
    return unpack(Entry, body if isinstance(body, bytes) else str(body).encode())
