"""Audit: entries that hold on to each other by their hashes, so that no one can be changed or taken out unseen.

Each chain is one actor's. An entry's hash covers the whole entry and the hash before it. What a chain cannot show of
itself, its end cut off, shows against the archived copy. An entry never holds personal data: it says who did what to
which record, the record says the rest to those who may see it.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from offing.kernel.errors import InvalidInputError
from offing.kernel.ids import digest
from offing.kernel.plain import to_json

_FIRST = "0" * 64
# Codes, ids, counts, times: no blanks, so no names and no free text.
_CODED = re.compile(r"[A-Za-z0-9_.:#|/@+=*-]{0,200}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One thing that somebody did or was refused; `at` is UTC, `policy` the deciding policies, `detail` codes only."""

    chain: str
    seq: int
    at: str
    actor: str
    action: str
    resource: str
    purpose: str = ""
    decision: str = "allowed"
    policy: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    previous: str = _FIRST
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What verifying found; `broken` names chain, entry and what is wrong there."""

    chains: int
    entries: int
    broken: tuple[tuple[str, int, str], ...] = ()

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong."""
        return not self.broken

    def as_json(self) -> dict[str, Any]:
        """The answer of `GET /audit/verify`."""
        broken = [{"chain": c, "seq": s, "why": w} for c, s, w in self.broken]
        return {
            "chains": self.chains,
            "entries": self.entries,
            "intact": self.intact,
            "broken": broken,
        }


def next_entry(
    head: AuditEntry | None,
    *,
    at: str,
    actor: str,
    action: str,
    resource: str,
    purpose: str = "",
    decision: str = "allowed",
    policy: str = "",
    detail: Mapping[str, str] | None = None,
    chain: str = "",
) -> AuditEntry:
    """The entry that follows the head of a chain, by default the actor's; detail that is not coded is refused."""
    said = dict(detail or {})
    for name, value in said.items():
        if not _CODED.fullmatch(value):
            raise InvalidInputError("Audit details are codes and ids without blanks.", where=name)
    entry: dict[str, Any] = {
        "chain": head.chain if head else chain or actor,
        "seq": head.seq + 1 if head else 1,
        "at": at,
        "actor": actor,
        "action": action,
        "resource": _coded(resource),
        "purpose": purpose,
        "decision": decision,
        "policy": policy,
        "detail": said,
        "previous": head.hash if head else _FIRST,
    }
    return AuditEntry(**entry, hash=_hash(entry))


def _coded(resource: str) -> str:
    """What was asked for; an id that is none, and so may be a name that somebody typed, as its fingerprint."""
    if _CODED.fullmatch(resource):
        return resource
    kind, _, identity = resource.partition("/")
    return f"{kind}/{fingerprint(identity)}"


def fingerprint(text: str) -> str:
    """A text that may name persons, such as a search, as a code that only the same text gives."""
    return digest("audit", text, length=20)


def hash_of(entry: AuditEntry) -> str:
    """The hash that an entry must have by what it says."""
    said = asdict(entry)
    del said["hash"]
    return _hash(said)


def _hash(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(to_json(said)).hexdigest()


def verify(entries: Iterable[AuditEntry]) -> Report:
    """Check entries in the order they are kept; chains may be interleaved."""
    heads: dict[str, AuditEntry] = {}
    broken: list[tuple[str, int, str]] = []
    count = 0
    for entry in entries:
        count += 1
        broken += ((entry.chain, entry.seq, why) for why in _faults(heads.get(entry.chain), entry))
        heads[entry.chain] = entry
    return Report(chains=len(heads), entries=count, broken=tuple(broken))


def _faults(head: AuditEntry | None, entry: AuditEntry) -> Iterable[str]:
    if entry.hash != hash_of(entry):
        yield "its content is not what was written"
    expected = head.seq + 1 if head else 1
    if entry.seq > expected:
        yield f"entries {expected} to {entry.seq - 1} are missing"
    elif entry.seq < expected:
        yield f"it stands where entry {expected} should: entries are out of order or doubled"
    elif entry.previous != (head.hash if head else _FIRST):
        yield "it does not follow the entry before it"


def verify_against(entries: Iterable[AuditEntry], archived: Iterable[AuditEntry]) -> Report:
    """Check entries in themselves and against the copy that nobody can change."""
    kept = list(entries)
    present = {(entry.chain, entry.seq): entry.hash for entry in kept}
    report = verify(kept)
    broken = list(report.broken)
    for entry in archived:
        found = present.get((entry.chain, entry.seq))
        if found is None:
            broken.append((entry.chain, entry.seq, "it is in the archive and not here"))
        elif found != entry.hash:
            broken.append((entry.chain, entry.seq, "the archive has another entry in its place"))
    return Report(chains=report.chains, entries=report.entries, broken=tuple(broken))
