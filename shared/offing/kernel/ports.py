"""What the capabilities need of the outside world: tables, blobs, queues, a bus, workflows, search.

`offing.adapters` implements each port twice, on AWS and in memory, under one contract suite.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

type Value = str | int | bytes | bool
type Item = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for a change to happen: the item is absent or present, attributes have these values."""

    absent: bool = False
    present: bool = False
    equals: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one item: attributes set, numbers added, or the item removed, under a condition."""

    table: str
    pk: str
    sk: str
    set: Mapping[str, Value] = field(default_factory=dict)
    add: Mapping[str, int] = field(default_factory=dict)
    remove: bool = False
    condition: Condition | None = None

    def __post_init__(self) -> None:
        """Refuse what would change nothing: DynamoDB does, and the whole transaction with it."""
        new = self.condition is not None and self.condition.absent
        if not (self.set or self.add or self.remove or new):
            raise ValueError(f"a change of {self.table} sets, adds or removes something")


@dataclass(frozen=True, slots=True)
class Page:
    """Items of a query and where to go on, if there is more."""

    items: tuple[Item, ...]
    cursor: str | None = None


class Tables(Protocol):
    """Key-value tables with sort keys; a table is named by its logical name (`travel`, `cases`, …)."""

    def get(self, table: str, pk: str, sk: str) -> Item | None:
        """One item, as last written."""
        ...

    def get_many(self, table: str, keys: Iterable[tuple[str, str]]) -> list[Item]:
        """The items at these keys, a hundred a request; absent ones are left out, the order is not kept."""
        ...

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
        """Items of one partition in sort-key order; without `limit` all of them; consistent."""
        ...

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
        """Items by the table's one index, in its order; eventually consistent."""
        ...

    def change(self, changes: Sequence[Change]) -> None:
        """All changes or none (at most 100); raises StaleWriteError when a condition does not hold."""
        ...

    def put_many(self, table: str, items: Iterable[Item]) -> None:
        """Write whole items without conditions, as few requests as possible."""
        ...

    def delete_many(self, table: str, keys: Iterable[tuple[str, str]]) -> None:
        """Remove items without conditions."""
        ...


class Blobs(Protocol):
    """Objects in named buckets (`intake`, `archive`, `artefacts`, `audit`)."""

    def put(self, bucket: str, key: str, content: bytes, content_type: str = "") -> None:
        """Store an object; an equal key is replaced."""
        ...

    def get(self, bucket: str, key: str) -> bytes | None:
        """An object's bytes, or None."""
        ...

    def delete(self, bucket: str, key: str) -> None:
        """Remove an object; absent is fine."""
        ...

    def upload_form(self, bucket: str, key: str, max_bytes: int, seconds: int) -> dict[str, Any]:
        """A form with which a browser or curl may post one object: `url` and `fields`."""
        ...


class Queues(Protocol):
    """Named queues (`messages`, `match`, `score`, `notices`)."""

    def send(self, queue: str, bodies: Iterable[Mapping[str, Any]]) -> None:
        """Send each body as one message, ten a request."""
        ...

    def depth(self, queue: str) -> int:
        """About how many messages wait or are being worked on."""
        ...


class Bus(Protocol):
    """The event bus."""

    def publish(self, source: str, name: str, detail: Mapping[str, Any]) -> None:
        """Announce that something has happened; the detail holds references, never personal data."""
        ...


class Machines(Protocol):
    """Workflows that wait for people."""

    def start(self, machine: str, name: str, payload: Mapping[str, Any]) -> None:
        """Start an execution; one of that name that exists is fine."""
        ...

    def release(self, token: str, payload: Mapping[str, Any]) -> None:
        """Let a waiting step go on; a token that no longer waits is fine."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """Search results: the documents with their `id`, `index` and `highlight`, and how many there are."""

    documents: tuple[dict[str, Any], ...]
    total: int


class Search(Protocol):
    """The search engine: a projection that may be away; raises UnavailableError then."""

    def project(self, operations: Sequence[tuple[str, str, int, dict[str, Any] | None]]) -> None:
        """Apply (index, id, version, document or None to remove); older versions lose.

        Raises InvalidInputError when some documents do not fit, after all others were written.
        """
        ...

    def find(
        self, indices: Sequence[str], text: str, filters: Mapping[str, Sequence[str]], limit: int
    ) -> Found:
        """Documents that match the text, tolerant to spelling, within the filters."""
        ...
