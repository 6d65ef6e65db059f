"""Runs of a rule on the past: asked for, counted by many workers in parts, told as one outlook."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from offing.kernel.errors import NotFoundError, StaleWriteError
from offing.kernel.ids import digest
from offing.kernel.plain import pack, unpack, unpack_plain
from offing.kernel.ports import Change, Condition, Item, Tables, Value
from offing.risk.outlook import outlook
from offing.risk.rule_file import RuleFile, Trial, content, row
from offing.risk.rules import Rule, RuleSet, load
from offing.risk.store import TABLE
from offing.risk.what_if import Part, merged

MOST_DAYS = 366
WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of one version over days of departure, both included; `done` of `total` days are counted."""

    id: str
    rule: str
    number: int
    agency: str
    tree: str
    first: str
    last: str
    total: int
    at: str
    by: str
    row: Mapping[str, Any]
    state: str = WAITING
    done: int = 0
    subjects: int = 0
    hits: int = 0

    def trial(self) -> Trial:
        """What stands in the file of the rule."""
        return Trial(
            run=self.id,
            tree=self.tree,
            first=self.first,
            last=self.last,
            subjects=self.subjects,
            hits=self.hits,
            at=self.at,
            by=self.by,
        )

    def rules(self) -> RuleSet:
        """The rule that is tried, compiled."""
        return load(content([self.row]))

    def tried(self) -> Rule:
        """The rule that is tried."""
        return self.rules().rules[0]


def asked(of: RuleFile, first: str, last: str, days: int, by: str, at: str) -> Run:
    """A run of the version that is worked on, as it is now."""
    version = of.now
    return Run(
        id=digest(of.id, version.says.tree, first, last, by, at),
        rule=of.id,
        number=version.number,
        agency=of.agency,
        tree=version.says.tree,
        first=first,
        last=last,
        total=days,
        at=at,
        by=by,
        row={**row(of, version), "shadow": True},
    )


class RunStore:
    """Runs in the `statistics` table: a part is counted once, however often it arrives."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, run: Run) -> None:
        """Keep a new run."""
        values: dict[str, Value] = {"body": pack(run), "done": 0, "state": run.state}
        listed = {"run": run.id}
        self._tables.change(
            [
                Change(TABLE, _pk(run.id), "META", set=values),
                Change(TABLE, f"RULE#{run.rule}", f"RUN#{run.at}#{run.id}", set=listed),
            ]
        )

    def need(self, identity: str) -> Run:
        """A run with how far it is."""
        item = self._tables.get(TABLE, _pk(identity), "META")
        if item is None:
            raise NotFoundError("There is no such run")
        return _run(item)

    def of_rule(self, rule: str, limit: int = 50) -> list[Run]:
        """The runs of a rule, newest first."""
        page = self._tables.query(TABLE, f"RULE#{rule}", "RUN#", limit=limit, newest_first=True)
        keys = [(_pk(str(item["run"])), "META") for item in page.items]
        found = [_run(item) for item in self._tables.get_many(TABLE, keys)]
        return sorted(found, key=lambda run: (run.at, run.id), reverse=True)

    def set_state(self, run: str, state: str) -> None:
        """Say that a run has begun, or has failed."""
        self._tables.change([Change(TABLE, _pk(run), "META", set={"state": state})])

    def keep(self, run: str, place: str, part: Part, days: int) -> None:
        """Keep what one worker counted, with the days that are done by it."""
        kept = Change(
            TABLE,
            _pk(run),
            f"PART#{place}",
            set={"body": pack(part)},
            condition=Condition(absent=True),
        )
        try:
            self._tables.change([kept, Change(TABLE, _pk(run), "META", add={"done": days})])
        except StaleWriteError:
            return  # counted already

    def finish(self, identity: str) -> Run:
        """Add all parts up and tell the outlook."""
        run = self.need(identity)
        items = self._tables.query(TABLE, _pk(identity), "PART#").items
        whole = merged(unpack(Part, _bytes(item)) for item in items)
        told = outlook(run.tried(), whole)
        over = replace(run, subjects=whole.subjects, hits=whole.hits, state=DONE)
        values: dict[str, Value] = {"body": pack(over), "outlook": pack(told), "state": DONE}
        self._tables.change([Change(TABLE, _pk(identity), "META", set=values)])
        return over

    def outlook(self, identity: str) -> dict[str, Any] | None:
        """What a run that is done tells."""
        item = self._tables.get(TABLE, _pk(identity), "META") or {}
        told = item.get("outlook")
        return dict(unpack_plain(told)) if isinstance(told, bytes) else None


def _run(item: Item) -> Run:
    kept = unpack(Run, _bytes(item))
    return replace(kept, done=int(item.get("done", 0)), state=str(item.get("state", kept.state)))


def _bytes(item: Item) -> bytes:
    body = item["body"]
    return body if isinstance(body, bytes) else str(body).encode()


def _pk(run: str) -> str:
    return f"RULERUN#{run}"
