"""The file of an officer's review: the case, what is done to it, what was found."""

from dataclasses import dataclass

TERMINAL = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One reason for which a case was opened; `kind` is match, rule or random."""

    kind: str
    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A rule, or a list's band of matches, whose statistics the result of this case will move."""

    rule: str
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEntry:
    """An entry that the traveller was matched with, to tell its owner of the result."""

    list: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the examination found: outcome positive, negative or not_examined, with a code of `codes.RESULTS`."""

    outcome: str
    code: str = ""
    quantity: float | None = None
    unit: str | None = None
    note: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What somebody does to a case; `at` is UTC, `rev` the revision that they had before their eyes."""

    kind: str
    actor: str
    at: str
    reason: str = ""
    note: str = ""
    office: str = ""
    result: Result | None = None
    rev: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One traveller's file on one movement.

    `decision` remembers how the review ended (cleared, referred, expired, cancelled) once the case is closed.
    `severity` is that of the gravest reason; `stratum` and `chance` are those of the random arm, `weights` the version
    that made the score, so that the result is counted where it belongs.
    `holder` works on it until `held_until`; times are UTC but for the local `departure` and `arrival`.
    """

    id: str
    reference: str
    traveller: str
    movement: str
    movement_label: str
    route: str
    name: str
    band: str
    score: float
    stream: str
    agency: str
    deadline: str
    opened_at: str
    state: str = "opened"
    random: bool = False
    past: bool = (
        False  # the journey was over before the case was opened: a new entry met a stored traveller
    )
    lane: str = "red"
    severity: int = 2
    stratum: str = ""
    chance: float = 0.0
    weights: str = ""
    office: str = ""
    nationality: str | None = None
    departure: str | None = None
    arrival: str | None = None
    why: tuple[Why, ...] = ()
    summary: str = ""
    indicators: tuple[Indicator, ...] = ()
    entries: tuple[ListedEntry, ...] = ()
    holder: str | None = None
    held_until: str | None = None
    decision: str | None = None
    decided_by: str | None = None
    decided_at: str | None = None
    reason: str | None = None
    acknowledged_at: str | None = None
    result: Result | None = None
    result_at: str | None = None
    closed_at: str | None = None
    changed_at: str = ""
    rev: int = 1
