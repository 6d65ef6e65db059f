"""The file of a rule: its versions, each with what it says and the papers that it gathers on its way to going live."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from offing.kernel.ids import digest
from offing.kernel.plain import plain, to_json
from offing.risk.calendar import days_between
from offing.risk.rules import named_lists

LIVE, SHADOW, EXPIRED = "live", "shadow", "expired"
SOON_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What a rule says: `when` is the tree as JSON, `tests` its rows."""

    title: str
    words: str
    streams: tuple[str, ...]
    weight: float
    severity: int
    when: Mapping[str, Any]
    tests: tuple[Mapping[str, Any], ...] = ()
    scenario: str = ""
    source: str = ""

    @property
    def tree(self) -> str:
        """The identity of what a run on the past tries: the tree and whom it is about."""
        return digest(to_json(self.when), ",".join(sorted(self.streams)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A run on past data: of which tree, over which days of departure, on how many subjects."""

    run: str
    tree: str
    first: str
    last: str
    subjects: int
    hits: int
    at: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a version was taken over from."""

    sender: str
    rule: str
    version: str
    digest: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version: `authors` all who wrote at it, `asked_by` who last put it before a second person."""

    number: int
    says: Criteria
    authors: tuple[str, ...]
    state: str = "draft"
    justification: str = ""
    trial: Trial | None = None
    expires: str = ""
    review: str = ""
    asked_by: str = ""
    approver: str = ""
    published_at: str = ""
    shadowed_at: str = ""
    provenance: Provenance | None = None

    @property
    def counted(self) -> bool:
        """Whether it was ever live or in shadow: results and assessments name it, so it is never written over."""
        return bool(self.published_at or self.shadowed_at)

    @property
    def hands(self) -> frozenset[str]:
        """Everybody whose work this is; somebody else must approve it."""
        return frozenset((*self.authors, self.asked_by)) - {""}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """A rule of an agency: the version that is worked on, those that count now, and how many there ever were.

    `versions` holds those that are at hand, always the `working` one and whatever is live or in shadow.
    """

    id: str
    agency: str
    versions: Mapping[int, Version] = field(default_factory=dict)
    working: int = 1
    newest: int = 1
    rev: int = 0

    @property
    def now(self) -> Version:
        """The version that is worked on."""
        return self.versions[self.working]

    def standing(self, state: str) -> Version | None:
        """The version that is live, or in shadow."""
        return next((v for v in self.versions.values() if v.state == state), None)

    def counting(self) -> tuple[Version, ...]:
        """The versions that score counts: live ones raise cases, shadows do not."""
        return tuple(v for v in (self.standing(LIVE), self.standing(SHADOW)) if v)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What somebody does to a rule at a time (UTC); `number` names an earlier version where one is meant."""

    kind: str
    by: str
    at: str
    reason: str = ""
    justification: str = ""
    expires: str = ""
    review: str = ""
    number: int = 0
    says: Criteria | None = None
    trial: Trial | None = None
    provenance: Provenance | None = None


def aged(version: Version, today: str) -> str:
    """The state of a version on a day: what counts expires by itself after its last day."""
    over = bool(version.expires) and today > version.expires
    return EXPIRED if over and version.state in (LIVE, SHADOW) else version.state


def days_left(version: Version, today: str) -> int | None:
    """Days until a version that counts expires."""
    if version.state not in (LIVE, SHADOW) or not version.expires:
        return None
    return days_between(today, version.expires)


def row(of: RuleFile, version: Version) -> dict[str, Any]:
    """A version as a row of a rule file."""
    says = version.says
    named = {"scenario": says.scenario, "source": says.source}
    return {
        "id": of.id,
        "version": str(version.number),
        "title": says.title,
        "words": says.words,
        "author": next(iter(version.authors), ""),
        "agency": of.agency,
        "streams": list(says.streams),
        "weight": says.weight,
        "severity": says.severity,
        "justification": version.justification,
        "approver": version.approver,
        "expires": version.expires,
        "shadow": version.state != LIVE,
        "when": plain(says.when),
        "tests": plain(list(says.tests)),
        **{name: value for name, value in named.items() if value},
    }


def changes(before: Criteria, after: Criteria) -> list[dict[str, Any]]:
    """What two versions say differently, place by place."""
    return [
        {"where": where, "before": old, "after": new}
        for name in (f.name for f in fields(Criteria))
        for where, old, new in _apart(
            name, plain(getattr(before, name)), plain(getattr(after, name))
        )
    ]


def _apart(where: str, old: Any, new: Any) -> Iterable[tuple[str, Any, Any]]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from _apart(f"{where}.{key}", old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list) and where.endswith(".rules"):
        for n in range(max(len(old), len(new))):
            yield from _apart(f"{where}[{n}]", _at(old, n), _at(new, n))
    else:
        yield where, old, new


def _at(members: list[Any], number: int) -> Any:
    return members[number] if number < len(members) else None


def content(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The rule file of some rows, with the named lists of the product."""
    lists = {name: sorted(values) for name, values in named_lists().items()}
    return to_json({"rules": list(rows), "lists": lists})
