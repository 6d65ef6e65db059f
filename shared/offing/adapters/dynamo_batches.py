"""Batches of DynamoDB: as few requests as possible, and again for what a busy table left undone."""

import time
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from offing.adapters.dynamo_items import key, read
from offing.kernel.errors import UnavailableError
from offing.kernel.ports import Item

_WRITTEN, _READ = 25, 100  # as many as one request takes
_TRIES = 8


def write_batches(client: Any, name: str, requests: Iterable[dict[str, Any]]) -> None:
    """Put and delete requests on one table, in no order."""
    waiting = list(requests)
    pauses = _pauses()
    while waiting:
        batch, waiting = waiting[:_WRITTEN], waiting[_WRITTEN:]
        answer = client.batch_write_item(RequestItems={name: batch})
        if left := answer.get("UnprocessedItems", {}).get(name, []):
            next(pauses)
        waiting = left + waiting


def read_batches(client: Any, name: str, keys: Iterable[tuple[str, str]]) -> list[Item]:
    """The items at these keys, as last written; absent ones are left out."""
    found: list[Item] = []
    for batch in batched(dict.fromkeys(keys), _READ, strict=False):
        waiting = [key(pk, sk) for pk, sk in batch]
        pauses = _pauses()
        while waiting:
            wanted = {name: {"Keys": waiting, "ConsistentRead": True}}
            answer = client.batch_get_item(RequestItems=wanted)
            found += [read(raw) for raw in answer["Responses"].get(name, [])]
            waiting = answer.get("UnprocessedKeys", {}).get(name, {}).get("Keys", [])
            if waiting:
                next(pauses)
    return found


def _pauses() -> Iterator[None]:
    """Longer with every try; after the last the work waits for its queue."""
    for attempt in range(1, _TRIES + 1):
        time.sleep(0.05 * 2**attempt)
        yield
    raise UnavailableError("The tables are overloaded; the work will be tried again")
