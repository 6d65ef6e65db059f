"""Profiles in the `travel` table, with the clients that speak for each carrier in `notices`."""

from dataclasses import replace

from offing.carriers.profile import Profile
from offing.kernel.errors import ConflictError, StaleWriteError
from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Change, Condition, Item, Tables

TABLE = "travel"
_CLIENTS = "notices"
_PARTITION = "CARRIERS"


class ProfileStore:
    """All carriers lie in one partition: a State has some hundred."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, carrier: str) -> Profile | None:
        """The profile of a carrier, or None where none was agreed."""
        item = self._tables.get(TABLE, _PARTITION, carrier)
        return _profile(item) if item else None

    def all(self) -> tuple[Profile, ...]:
        """All profiles, by code."""
        return tuple(_profile(item) for item in self._tables.query(TABLE, _PARTITION).items)

    def put(self, profile: Profile, rev: int) -> Profile:
        """Keep a profile over revision `rev` (0: a new one), and let its clients speak for it.

        Raises StaleWriteError when it has been changed meanwhile, ConflictError when a client is another carrier's.
        """
        known = self.get(profile.carrier)
        if (known.rev if known else 0) != rev:
            raise StaleWriteError("The profile has been changed meanwhile; read it again")
        condition = Condition(equals={"rev": rev}) if known else Condition(absent=True)
        kept = Change(
            TABLE,
            _PARTITION,
            profile.carrier,
            set={"body": pack(replace(profile, rev=0))},
            add={"rev": 1},
            condition=condition,
        )
        self._tables.change([kept, *self._clients(profile, known)])
        return replace(profile, rev=rev + 1)

    def _clients(self, profile: Profile, known: Profile | None) -> list[Change]:
        before = set(known.clients) if known else set[str]()
        changes = []
        for client in sorted(set(profile.clients) - before):
            whose = self._tables.get(_CLIENTS, f"CLIENT#{client}", "META")
            if whose and whose.get("carrier") != profile.carrier:
                raise ConflictError("A client speaks for another carrier already", where="clients")
            if not whose:
                changes.append(_named(client, profile.carrier))
        gone = sorted(before - set(profile.clients))
        return changes + [Change(_CLIENTS, f"CLIENT#{c}", "META", remove=True) for c in gone]


def _named(client: str, carrier: str) -> Change:
    condition = Condition(absent=True)
    return Change(
        _CLIENTS, f"CLIENT#{client}", "META", set={"carrier": carrier}, condition=condition
    )


def _profile(item: Item) -> Profile:
    body = item["body"]
    found = unpack(Profile, body if isinstance(body, bytes) else str(body).encode())
    return replace(found, rev=int(item["rev"]))
