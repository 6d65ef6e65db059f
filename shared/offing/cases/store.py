"""Cases in the `cases` table: the file, what happened to it, and the token of the workflow that waits for it."""

from dataclasses import dataclass, replace

from offing.cases.model import TERMINAL, Action, Case
from offing.cases.opening import case_id
from offing.cases.workflow import apply
from offing.kernel.errors import ConflictError, NotFoundError, StaleWriteError
from offing.kernel.plain import pack, plain, unpack
from offing.kernel.ports import Change, Condition, Item, Tables, Value

TABLE = "cases"
_TRIES = 5
# What a new assessment may change in a case that nobody has taken up yet.
_REASSESSED = (
    "name", "nationality", "movement_label", "route", "departure", "arrival", "deadline", "band", "score", "lane",
    "random", "agency", "office", "why", "summary", "indicators", "entries",
    "severity", "stratum", "chance", "weights",
)  # fmt: skip


class StaleCaseError(StaleWriteError):
    """Another officer was first; `extra` shows the case as it is now."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            "Somebody changed this case while you looked at it; look again", where="If-Match"
        )
        self.extra = {
            "current": {"id": case.id, "state": case.state, "holder": case.holder, "rev": case.rev}
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the workflow of a case awaits, and the token that lets it go on."""

    awaiting: str
    token: str


class CaseStore:
    """Every change of a case is one transaction: the new file, if nobody was first, and the event."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, identity: str) -> Case | None:
        """A case by its id."""
        item = self._tables.get(TABLE, f"CASE#{identity}", "META")
        return case_of(item) if item else None

    def need(self, identity: str) -> Case:
        """A case by its id; raises NotFoundError."""
        case = self.get(identity)
        if case is None:
            raise NotFoundError("There is no such case")
        return case

    def of_traveller(self, *ids: str) -> tuple[Case | None, int]:
        """The newest case under the first of a traveller's ids that has any, and how many there are."""
        for identity in ids:
            newest, found = None, 0
            while case := self.get(case_id(identity, found + 1)):
                newest, found = case, found + 1
            if newest:
                return newest, found
        return None, 0

    def open(self, case: Case) -> bool:
        """File a new case; False when it is filed already."""
        opening = Action(kind="open", actor="offing", at=case.opened_at)
        try:
            self._tables.change([_meta(case, Condition(absent=True)), _event(case, opening)])
        except StaleWriteError:
            return False
        return True

    def reassess(self, known: Case, fresh: Case) -> bool:
        """Bring a case to its newest assessment; False when nothing is new or an officer has taken it up."""
        news = {name: getattr(fresh, name) for name in _REASSESSED}
        after = replace(known, **news, rev=known.rev + 1, changed_at=fresh.changed_at)
        if known.state != "opened" or all(getattr(known, n) == v for n, v in news.items()):
            return False
        action = Action(kind="reassess", actor="offing", at=fresh.changed_at)
        try:
            self._save(known, after, action)
        except StaleWriteError:
            return False
        return True

    def act(self, identity: str, action: Action) -> Case:
        """Apply an action; the machine's own (without a seen revision) are tried again when somebody was first."""
        for _ in range(_TRIES):
            case = self.need(identity)
            if action.rev is not None and action.rev != case.rev:
                raise StaleCaseError(case)
            after = apply(case, action)
            try:
                self._save(case, after, action)
            except StaleWriteError:
                if action.rev is not None:
                    raise StaleCaseError(self.need(identity)) from None
                continue
            return after
        raise ConflictError("The case changes too fast; try again")

    def _save(self, before: Case, after: Case, action: Action) -> None:
        condition = Condition(equals={"rev": before.rev})
        self._tables.change([_meta(after, condition), _event(after, action)])

    def queue(
        self, state: str, limit: int, cursor: str | None = None
    ) -> tuple[list[Case], str | None]:
        """Cases in a state, highest score first; closed ones by the day they closed, newest first."""
        page = self._tables.query_index(TABLE, f"QUEUE#{state}", limit=limit, cursor=cursor)
        return [case_of(item) for item in page.items], page.cursor

    def events(self, identity: str) -> list[dict[str, Value | None]]:
        """What has happened to a case, oldest first."""
        page = self._tables.query(TABLE, f"CASE#{identity}", "EVT#")
        shown = ("action", "state", "at", "reason", "note", "office")
        return [
            {"who": item["actor"], **{name: item.get(name) for name in shown}}
            for item in page.items
        ]

    def wait(self, identity: str, awaiting: str, token: str) -> None:
        """Keep the token of the workflow's present step."""
        change = Change(
            TABLE, f"CASE#{identity}", "TOKEN", set={"awaiting": awaiting, "token": token}
        )
        self._tables.change([change])

    def waiting(self, identity: str) -> Waiting | None:
        """What the workflow awaits."""
        item = self._tables.get(TABLE, f"CASE#{identity}", "TOKEN")
        return Waiting(str(item["awaiting"]), str(item["token"])) if item else None


def case_of(item: Item) -> Case:
    """The case of a stored item."""
    body = item["body"]
    return unpack(Case, body if isinstance(body, bytes) else str(body).encode())


def _meta(case: Case, condition: Condition) -> Change:
    if case.state == TERMINAL:
        # Newest first in an index that goes upwards: the nines' complement of the time's digits.
        digits = "".join(filter(str.isdigit, case.closed_at or ""))[:14]
        rank = "".join(str(9 - int(d)) for d in digits)
    else:
        rank = f"{round((1 - case.score) * 1_000_000):07d}#{case.deadline}"
    values: dict[str, Value] = {
        "rev": case.rev,
        "body": pack(case),
        "gsi1pk": f"QUEUE#{case.state}",
        "gsi1sk": f"{rank}#{case.id}",
    }
    return Change(TABLE, f"CASE#{case.id}", "META", set=values, condition=condition)


def _event(case: Case, action: Action) -> Change:
    values: dict[str, Value] = {
        "action": action.kind,
        "state": case.state,
        "actor": action.actor,
        "at": action.at,
        **{n: v for n in ("reason", "note", "office") if (v := getattr(action, n))},
        **({"result": pack(plain(action.result))} if action.result else {}),
    }
    return Change(TABLE, f"CASE#{case.id}", f"EVT#{case.rev:06d}", set=values)
