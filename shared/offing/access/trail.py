"""The audit trail in the `audit` table: one chain an actor, entries only ever added."""

from collections.abc import Iterator, Mapping
from itertools import islice

from offing.access.audit import AuditEntry, next_entry
from offing.kernel.errors import StaleWriteError, UnavailableError
from offing.kernel.plain import from_json, to_json
from offing.kernel.ports import Change, Condition, Item, Tables

TABLE = "audit"
_TRIES = 20
_CHAINS = "CHAINS"


class AuditTrail:
    """Writes entries; remembers the head of each chain, and looks again when another worker has written."""

    def __init__(self) -> None:
        self._heads: dict[str, AuditEntry | None] = {}

    def write(
        self,
        tables: Tables,
        *,
        at: str,
        actor: str,
        action: str,
        resource: str,
        purpose: str = "",
        decision: str = "allowed",
        policy: str = "",
        detail: Mapping[str, str] | None = None,
    ) -> AuditEntry:
        """Add an entry to the actor's chain."""
        for _ in range(_TRIES):
            if actor not in self._heads:
                self._heads[actor] = _head(tables, actor)
            entry = next_entry(
                self._heads[actor],
                at=at,
                actor=actor,
                action=action,
                resource=resource,
                purpose=purpose,
                decision=decision,
                policy=policy,
                detail=detail,
            )
            try:
                tables.change(_changes(entry))
            except StaleWriteError:
                del self._heads[actor]
                continue
            self._heads[actor] = entry
            return entry
        raise UnavailableError("The audit trail is busy; nothing was shown or changed, try again")


def newest(tables: Tables, actor: str, limit: int, today: str) -> list[AuditEntry]:
    """The newest entries of an actor, or of everybody on a UTC day."""
    if actor:
        page = tables.query(TABLE, f"CHAIN#{actor}", limit=limit, newest_first=True)
    else:
        page = tables.query_index(TABLE, f"DAY#{today[:10]}", limit=limit, newest_first=True)
    return [entry_of(item) for item in page.items]


def everything(tables: Tables) -> Iterator[AuditEntry]:
    """Every entry, chain by chain in order."""
    for chain in tables.query(TABLE, _CHAINS).items:
        for item in tables.query(TABLE, f"CHAIN#{chain['sk']}").items:
            yield entry_of(item)


def entry_of(item: Item) -> AuditEntry:
    """The entry of a stored item."""
    body = item["body"]
    return from_json(AuditEntry, body if isinstance(body, bytes) else str(body).encode())


def _head(tables: Tables, actor: str) -> AuditEntry | None:
    page = tables.query(TABLE, f"CHAIN#{actor}", limit=1, newest_first=True)
    return next((entry_of(item) for item in islice(page.items, 1)), None)


def _changes(entry: AuditEntry) -> list[Change]:
    written = Change(
        TABLE,
        f"CHAIN#{entry.chain}",
        f"{entry.seq:010d}",
        set={
            "body": to_json(entry),
            "gsi1pk": f"DAY#{entry.at[:10]}",
            "gsi1sk": f"{entry.at}#{entry.chain}#{entry.seq:010d}",
        },
        condition=Condition(absent=True),
    )
    first = Change(TABLE, _CHAINS, entry.chain, set={"since": entry.at})
    return [written, first] if entry.seq == 1 else [written]
