"""The register of rules in the `statistics` table: the product's own rules, and over them whatever officers wrote."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson

from offing.kernel.errors import InvalidInputError, NotFoundError, StaleWriteError
from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Change, Condition, Item, Tables, Value
from offing.risk.life_cycle import apply
from offing.risk.rule_file import LIVE, SHADOW, Criteria, RuleFile, Step, Trial, Version
from offing.risk.rules import shipped_file
from offing.risk.store import TABLE

RULE_ID = r"^[a-z0-9][a-z0-9-]{1,62}$"
# Words that are addresses of their own.
RESERVED = frozenset({"fields", "publications", "release", "bundles"})
_BOOK = "RULEBOOK"
_SHIPPED = "shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What the register keeps of a file beside its versions."""

    id: str
    agency: str
    working: int
    newest: int
    rev: int
    live: int | None = None
    shadow: int | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The versions that are always at hand."""
        return tuple(dict.fromkeys(n for n in (self.working, self.live, self.shadow) if n))


class RuleRegister:
    """Files of rules; each step is one transaction under the `rev` that its taker saw."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, identity: str, *others: int) -> RuleFile | None:
        """The file of a rule with the versions that count, and others by number."""
        item = self._tables.get(TABLE, _BOOK, identity)
        if item is None:
            return shipped_files().get(identity)
        return next(iter(self._filled([unpack(_Head, _body(item))], others)))

    def need(self, identity: str, *others: int) -> RuleFile:
        """The file of a rule; raises NotFoundError."""
        if (found := self.get(identity, *others)) is None:
            raise NotFoundError("There is no such rule")
        return found

    def all(self) -> list[RuleFile]:
        """The files of all rules by id; what officers have changed stands in the place of what was shipped."""
        heads = [unpack(_Head, _body(i)) for i in self._tables.query(TABLE, _BOOK).items]
        files = {**shipped_files(), **{file.id: file for file in self._filled(heads)}}
        return [files[identity] for identity in sorted(files)]

    def take(self, identity: str, step: Step, seen: int, agency: str = "") -> RuleFile:
        """Take a step with a rule as it was `seen`; with an `agency` a rule that is not there is begun."""
        before = self.get(identity, *filter(None, (step.number,)))
        if before is None:
            if not agency:
                raise NotFoundError("There is no such rule")
            before = begun(identity, agency)
        if before.rev != seen:
            raise StaleWriteError(
                f"You have seen revision {seen}, the rule is at {before.rev}: look at it again.",
                where="If-Match",
            )
        after = apply(before, step)
        self._save(before, after, step)
        return after

    def versions(self, identity: str) -> list[Version]:
        """Every version of a rule, the newest first."""
        kept = self._tables.query(TABLE, f"RULE#{identity}", "VERSION#").items
        first = shipped_files().get(identity)
        found = {**(first.versions if first else {})}
        found |= {v.number: v for v in (unpack(Version, _body(i)) for i in kept)}
        return [found[number] for number in sorted(found, reverse=True)]

    def events(self, identity: str) -> list[dict[str, Any]]:
        """What was done to a rule, the newest first."""
        page = self._tables.query(TABLE, f"RULE#{identity}", "EVT#", newest_first=True, limit=200)
        shown = ("step", "state", "number", "by", "at", "reason")
        return [{name: item.get(name, "") for name in shown} for item in page.items]

    def _filled(self, heads: Iterable[_Head], others: tuple[int, ...] = ()) -> Iterable[RuleFile]:
        heads = list(heads)
        keys = [(f"RULE#{h.id}", _key(n)) for h in heads for n in {*h.numbers, *others}]
        found: dict[str, dict[int, Version]] = {h.id: {} for h in heads}
        for item in self._tables.get_many(TABLE, keys):
            version = unpack(Version, _body(item))
            found[str(item["pk"]).removeprefix("RULE#")][version.number] = version
        for head in heads:
            yield RuleFile(
                id=head.id,
                agency=head.agency,
                versions=found[head.id],
                working=head.working,
                newest=head.newest,
                rev=head.rev,
            )

    def _save(self, before: RuleFile, after: RuleFile, step: Step) -> None:
        only = Condition(equals={"rev": before.rev}) if before.rev else Condition(absent=True)
        head = _head(after)
        changed = [v for n, v in after.versions.items() if before.versions.get(n) != v]
        if before.rev == 0:
            changed = list(after.versions.values())  # what was shipped is kept from now on
        self._tables.change(
            [
                Change(TABLE, _BOOK, after.id, set={"body": pack(head), "rev": after.rev}, condition=only),
                *(Change(TABLE, f"RULE#{after.id}", _key(v.number), set={"body": pack(v)}) for v in changed),
                Change(TABLE, f"RULE#{after.id}", f"EVT#{after.rev:06d}", set=_event(before, after, step)),
            ]
        )  # fmt: skip


def begun(identity: str, agency: str) -> RuleFile:
    """The empty file of a new rule; a word that is an address of its own is no id."""
    if identity in RESERVED:
        raise InvalidInputError("This word is taken: choose another id", where="rule")
    return RuleFile(id=identity, agency=agency, working=0, newest=0)


@cache
def shipped_files() -> Mapping[str, RuleFile]:
    """The rules that ship with the product, as files: written, approved and tried on the sample day by its makers."""
    rows = orjson.loads(shipped_file())["rules"]
    return {row["id"]: _shipped(row) for row in rows}


def _shipped(row: Mapping[str, Any]) -> RuleFile:
    names = set(Criteria.__dataclass_fields__)
    said = {name: value for name, value in row.items() if name in names}
    says = Criteria(**{**said, "streams": tuple(row["streams"]), "tests": tuple(row["tests"])})
    trial = Trial(
        run=_SHIPPED, tree=says.tree, first="", last="", subjects=0, hits=0, at="", by=_SHIPPED
    )
    number = int(row["version"])
    version = Version(
        number=number,
        says=says,
        authors=(row["author"],),
        state=LIVE,
        justification=row["justification"],
        trial=trial,
        expires=row["expires"],
        review=row["expires"],
        approver=row["approver"],
        published_at=_SHIPPED,
    )
    return RuleFile(
        id=row["id"],
        agency=row["agency"],
        versions={number: version},
        working=number,
        newest=number,
    )


def _head(of: RuleFile) -> _Head:
    live, shadow = of.standing(LIVE), of.standing(SHADOW)
    return _Head(
        id=of.id,
        agency=of.agency,
        working=of.working,
        newest=of.newest,
        rev=of.rev,
        live=live.number if live else None,
        shadow=shadow.number if shadow else None,
    )


def _event(before: RuleFile, after: RuleFile, step: Step) -> dict[str, Value]:
    changed = [v for n, v in after.versions.items() if before.versions.get(n) != v]
    # Beside the version that the step was about, the one whose place it takes has changed.
    about = next((v for v in changed if v.state != "superseded"), after.now)
    return {
        "step": step.kind,
        "state": about.state,
        "number": about.number,
        "by": step.by,
        "at": step.at,
        "reason": step.reason or step.justification,
    }


def _key(number: int) -> str:
    return f"VERSION#{number:04d}"


def _body(item: Item) -> bytes:
    body = item["body"]
    return body if isinstance(body, bytes) else str(body).encode()
