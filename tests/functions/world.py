"""The outside world in memory: every port a twin, tables that tell of their changes as streams do."""

import json
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from offing.adapters.memory import (
    MemoryBlobs,
    MemoryBus,
    MemoryMachines,
    MemoryQueues,
    MemoryTables,
)
from offing.adapters.search_memory import MemorySearch
from offing.kernel.ports import Change, Item
from offing.runtime.settings import SETTINGS
from offing.runtime.wiring import Ports

NOW = "2026-11-21T03:00:00.000Z"
PARTNER_SECRET = "whsec_" + "c2VjcmV0" * 5
SECRETS = {
    "DRAW_KEY_ARN": "k" * 32,
    "PARTNER_SECRETS_ARN": json.dumps({"police": PARTNER_SECRET, "fiu": PARTNER_SECRET}),
}


def environment() -> dict[str, str]:
    """Every variable that any function is told."""
    needed = {
        name.upper(): "test"
        for model in SETTINGS.values()
        for name, field in model.model_fields.items()
        if field.is_required()
    }
    stage = {"OFFING_STAGE": "local", "BACK_MATCH_DAYS": "366"}
    return {**needed, **stage, "AWS_EC2_METADATA_DISABLED": "true"}


class StreamedTables(MemoryTables):
    """Tables that keep (table, old item, new item) of every change, as a stream would."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[tuple[str, Item | None, Item | None]] = []

    def _apply(self, c: Change) -> None:
        with self._told(c.table, c.pk, c.sk):
            super()._apply(c)

    def put_many(self, table: str, items: Iterable[Item]) -> None:
        for item in items:
            with self._told(table, str(item["pk"]), str(item["sk"])):
                super().put_many(table, [item])

    def delete_many(self, table: str, keys: Iterable[tuple[str, str]]) -> None:
        for pk, sk in keys:
            with self._told(table, pk, sk):
                super().delete_many(table, [(pk, sk)])

    def _told(self, table: str, pk: str, sk: str) -> "_Telling":
        return _Telling(self, table, pk, sk)

    def now(self, table: str, pk: str, sk: str) -> Item | None:
        """The present item, a copy."""
        found = self._items[table][pk].get(sk)
        return dict(found) if found else None

    def take(self, table: str) -> list[tuple[Item | None, Item | None]]:
        """The changes of a table since they were last taken."""
        taken = [(old, new) for name, old, new in self.changes if name == table]
        self.changes = [change for change in self.changes if change[0] != table]
        return taken

    def all_items(self, table: str) -> list[Item]:
        """Everything in a table, in key order."""
        return [
            dict(item)
            for _, partition in sorted(self._items[table].items())
            for _, item in sorted(partition.items())
        ]


class _Telling:
    """Notes an item before and after what happens within."""

    def __init__(self, tables: StreamedTables, table: str, pk: str, sk: str) -> None:
        self._tables, self._where = tables, (table, pk, sk)

    def __enter__(self) -> None:
        self._old = self._tables.now(*self._where)

    def __exit__(self, *_: object) -> None:
        new = self._tables.now(*self._where)
        if new != self._old:
            self._tables.changes.append((self._where[0], self._old, new))


class World:
    """All twins, with a clock that a test may set and secrets that it may change."""

    def __init__(self) -> None:
        self.tables = StreamedTables()
        self.blobs = MemoryBlobs()
        self.queues = MemoryQueues()
        self.bus = MemoryBus()
        self.machines = MemoryMachines()
        self.search = MemorySearch()
        self.secrets = dict(SECRETS)
        self.waits: dict[str, str] = {}  # case → what its workflow awaits
        self.now = NOW

    def ports(self, **others: Any) -> Ports:
        """The ports of a function, some of them replaced."""
        return Ports(
            **{
                "tables": self.tables,
                "blobs": self.blobs,
                "queues": self.queues,
                "bus": self.bus,
                "machines": self.machines,
                "search": self.search,
                "secret": lambda name: self.secrets[name],
                "now": lambda: self.now,
                **others,
            }
        )

    def state(self) -> tuple[Any, ...]:
        """All that is kept, copied."""
        return deepcopy(tuple(getattr(owner, name) for owner, name in self._kept()))

    def restore(self, state: tuple[Any, ...]) -> None:
        """Go back to a state that was copied."""
        for (owner, name), value in zip(self._kept(), deepcopy(state), strict=True):
            setattr(owner, name, value)

    def _kept(self) -> tuple[tuple[object, str], ...]:
        return (
            (self.tables, "_items"),
            (self.tables, "changes"),
            (self.blobs, "objects"),
            (self.queues, "bodies"),
            (self.bus, "events"),
            (self.machines, "started"),
            (self.machines, "released"),
            (self.search, "documents"),
            (self, "waits"),
        )

    def audited(self) -> list[Item]:
        """Audit entries in the order they were written."""
        return [new for _, new in self.tables.take("audit") if new is not None and "body" in new]
