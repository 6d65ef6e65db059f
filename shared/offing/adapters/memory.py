"""In-memory twins of the ports: real code for tests and tools, under the same contract suite as AWS."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from offing.adapters.transactions import checked
from offing.kernel.errors import StaleWriteError
from offing.kernel.ports import Change, Condition, Item, Page


class MemoryTables:
    """Tables in dictionaries; one lock makes every change atomic."""

    def __init__(self) -> None:
        self._items: dict[str, dict[str, dict[str, Item]]] = defaultdict(lambda: defaultdict(dict))
        self._lock = threading.RLock()
        self.requests = 0

    def get(self, table: str, pk: str, sk: str) -> Item | None:
        self.requests += 1
        with self._lock:
            found = self._items[table][pk].get(sk)
            return dict(found) if found else None

    def get_many(self, table: str, keys: Iterable[tuple[str, str]]) -> list[Item]:
        self.requests += 1
        with self._lock:
            found = (self._items[table][pk].get(sk) for pk, sk in dict.fromkeys(keys))
            return [dict(item) for item in found if item]

    def query(
        self,
        table: str,
        pk: str,
        prefix: str = "",
        *,
        limit: int | None = None,
        cursor: str | None = None,
        newest_first: bool = False,
        after: str | None = None,
    ) -> Page:
        self.requests += 1
        with self._lock:
            rows = [
                (sk, dict(item))
                for sk, item in sorted(self._items[table][pk].items())
                if sk.startswith(prefix) and (after is None or sk > after)
            ]
        return _page(rows, limit, cursor, newest_first)

    def query_index(
        self,
        table: str,
        gsi1pk: str,
        prefix: str = "",
        *,
        limit: int | None = None,
        cursor: str | None = None,
        newest_first: bool = False,
    ) -> Page:
        self.requests += 1
        with self._lock:
            rows = sorted(
                ("\x00".join(str(item[k]) for k in ("gsi1sk", "pk", "sk")), dict(item))
                for partition in self._items[table].values()
                for item in partition.values()
                if item.get("gsi1pk") == gsi1pk and str(item["gsi1sk"]).startswith(prefix)
            )
        return _page(rows, limit, cursor, newest_first)

    def change(self, changes: Sequence[Change]) -> None:
        self.requests += 1
        with self._lock:
            for c in checked(changes):
                if c.condition and not _holds(c.condition, self._items[c.table][c.pk].get(c.sk)):
                    raise StaleWriteError(f"{c.table} has a newer state")
            for c in changes:
                self._apply(c)

    def _apply(self, c: Change) -> None:
        partition = self._items[c.table][c.pk]
        if c.remove:
            partition.pop(c.sk, None)
            return
        item = partition.setdefault(c.sk, {"pk": c.pk, "sk": c.sk})
        item.update(c.set)
        for name, amount in c.add.items():
            item[name] = int(item.get(name, 0)) + amount

    def put_many(self, table: str, items: Iterable[Item]) -> None:
        self.requests += 1
        with self._lock:
            for item in items:
                self._items[table][str(item["pk"])][str(item["sk"])] = dict(item)

    def delete_many(self, table: str, keys: Iterable[tuple[str, str]]) -> None:
        self.requests += 1
        with self._lock:
            for pk, sk in keys:
                self._items[table][pk].pop(sk, None)


def _holds(condition: Condition, item: Item | None) -> bool:
    if condition.absent:
        return item is None
    if condition.present and item is None:
        return False
    return all(item is not None and item.get(k) == v for k, v in condition.equals.items())


def _page(
    rows: list[tuple[str, Item]], limit: int | None, cursor: str | None, newest_first: bool
) -> Page:
    if newest_first:
        rows = rows[::-1]
    if cursor is not None:
        rows = [row for row in rows if (row[0] < cursor if newest_first else row[0] > cursor)]
    if limit is None or len(rows) <= limit:
        return Page(tuple(item for _, item in rows))
    return Page(tuple(item for _, item in rows[:limit]), rows[limit - 1][0])


class MemoryBlobs:
    """Buckets in dictionaries."""

    def __init__(self) -> None:
        self.objects: dict[tuple[str, str], bytes] = {}

    def put(self, bucket: str, key: str, content: bytes, content_type: str = "") -> None:  # noqa: ARG002
        self.objects[bucket, key] = content

    def get(self, bucket: str, key: str) -> bytes | None:
        return self.objects.get((bucket, key))

    def delete(self, bucket: str, key: str) -> None:
        self.objects.pop((bucket, key), None)

    def upload_form(self, bucket: str, key: str, max_bytes: int, seconds: int) -> dict[str, Any]:
        return {
            "url": f"memory://{bucket}",
            "fields": {"key": key, "max": str(max_bytes), "seconds": str(seconds)},
        }


class MemoryQueues:
    """Queues as lists; a test takes from them what a Lambda would be given."""

    def __init__(self) -> None:
        self.bodies: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def send(self, queue: str, bodies: Iterable[Mapping[str, Any]]) -> None:
        self.bodies[queue].extend(dict(body) for body in bodies)

    def depth(self, queue: str) -> int:
        return len(self.bodies[queue])

    def take(self, queue: str) -> list[dict[str, Any]]:
        """All that waits, removed."""
        taken, self.bodies[queue] = self.bodies[queue], []
        return taken


class MemoryBus:
    """A bus that remembers what was announced."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str, dict[str, Any]]] = []

    def publish(self, source: str, name: str, detail: Mapping[str, Any]) -> None:
        self.events.append((source, name, dict(detail)))


class MemoryMachines:
    """Workflows that only remember that they were started and released."""

    def __init__(self) -> None:
        self.started: dict[tuple[str, str], dict[str, Any]] = {}
        self.released: dict[str, dict[str, Any]] = {}

    def start(self, machine: str, name: str, payload: Mapping[str, Any]) -> None:
        self.started.setdefault((machine, name), dict(payload))

    def release(self, token: str, payload: Mapping[str, Any]) -> None:
        self.released.setdefault(token, dict(payload))
