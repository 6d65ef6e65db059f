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

    def __init__(self, worker: str = "") -> None:
        """With `worker` each process writes chains of its own: systems that ask many times at once need that."""
        self._worker = worker
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
        chain = f"{actor}.{self._worker}" if self._worker else actor
        for _ in range(_TRIES):
            if chain not in self._heads:
                self._heads[chain] = _head(tables, chain)
            entry = next_entry(
                self._heads[chain],
                chain=chain,
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
                del self._heads[chain]
                continue
            self._heads[chain] = entry
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
        for item in tables.query(TABLE, "CHAIN#" + str(chain["sk"])).items:
            yield entry_of(item)


def entry_of(item: Item) -> AuditEntry:
    """The entry of a stored item."""
    body = item["body"]
    return from_json(AuditEntry, body if isinstance(body, bytes) else str(body).encode())


def _head(tables: Tables, chain: str) -> AuditEntry | None:
    page = tables.query(TABLE, f"CHAIN#{chain}", limit=1, newest_first=True)
    return next((entry_of(item) for item in islice(page.items, 1)), None)


def _changes(entry: AuditEntry) -> list[Change]:
    absent = Condition(absent=True)
    written = Change(
        TABLE,
        f"CHAIN#{entry.chain}",
        f"{entry.seq:010d}",
        set={
            "body": to_json(entry),
            "gsi1pk": f"DAY#{entry.at[:10]}",
            "gsi1sk": f"{entry.at}#{entry.chain}#{entry.seq:010d}",
        },
        condition=absent,
    )
    first = Change(TABLE, _CHAINS, entry.chain, set={"since": entry.at}, condition=absent)
    return [written, first] if entry.seq == 1 else [written]
