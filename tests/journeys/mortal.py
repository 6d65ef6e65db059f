"""A world in which workers die: at a port call that a fuse counts down to, before or after its effect."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from offing.adapters.memory import MemoryBlobs, MemoryBus, MemoryQueues
from offing.kernel.ports import Change, Item, Page
from tests.functions.world import StreamedTables, World


class PowerCut(BaseException):
    """The worker is gone: nothing in it can catch this."""


class Refusal(Exception):  # noqa: N818  what a port may answer at any time
    """The port did not answer."""


class Fuse:
    """Counts port calls; at the one it was set to it ends the worker."""

    def __init__(self) -> None:
        self.left, self.how = 0, Refusal

    def set(self, calls: int, how: type[BaseException]) -> None:
        """End the worker at the so-many-th call from now; 0 lets it live."""
        self.left, self.how = calls, how  # type: ignore[assignment]

    def burn(self) -> None:
        """One call more."""
        if self.left:
            self.left -= 1
            if not self.left:
                raise self.how


class MortalTables(StreamedTables):
    """Tables; a transaction is whole or not at all, a batch of writes may end in the middle."""

    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self._fuse = fuse

    def get(self, table: str, pk: str, sk: str) -> Item | None:
        self._fuse.burn()
        return super().get(table, pk, sk)

    def query(self, table: str, pk: str, prefix: str = "", **more: Any) -> Page:
        self._fuse.burn()
        return super().query(table, pk, prefix, **more)

    def change(self, changes: Sequence[Change]) -> None:
        self._fuse.burn()
        super().change(changes)
        self._fuse.burn()

    def put_many(self, table: str, items: Iterable[Item]) -> None:
        for item in items:
            self._fuse.burn()
            super().put_many(table, [item])

    def delete_many(self, table: str, keys: Iterable[tuple[str, str]]) -> None:
        for key in keys:
            super().delete_many(table, [key])
            self._fuse.burn()


class MortalQueues(MemoryQueues):
    """Queues that may have taken a message whose sender never heard of it."""

    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self._fuse = fuse

    def send(self, queue: str, bodies: Iterable[Mapping[str, Any]]) -> None:
        for body in bodies:
            self._fuse.burn()
            super().send(queue, [body])
        self._fuse.burn()


class MortalBlobs(MemoryBlobs):
    """Buckets."""

    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self._fuse = fuse

    def put(self, bucket: str, key: str, content: bytes, content_type: str = "") -> None:
        self._fuse.burn()
        super().put(bucket, key, content, content_type)
        self._fuse.burn()


class MortalBus(MemoryBus):
    """A bus."""

    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self._fuse = fuse

    def publish(self, source: str, name: str, detail: Mapping[str, Any]) -> None:
        self._fuse.burn()
        super().publish(source, name, detail)
        self._fuse.burn()


def mortal(world: World) -> Fuse:
    """Make a world mortal; its fuse."""
    fuse = Fuse()
    world.tables, world.queues = MortalTables(fuse), MortalQueues(fuse)
    world.blobs, world.bus = MortalBlobs(fuse), MortalBus(fuse)
    return fuse
