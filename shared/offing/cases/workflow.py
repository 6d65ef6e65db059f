"""The life of a case as one table: from which state, by which action, to which state, by whom, with what.

The state machine in AWS, the officers' API, the console's buttons and the diagram in the docs all come from it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from offing.cases import codes, effects
from offing.cases.model import Action, Case
from offing.kernel.errors import ConflictError, InvalidInputError, StaleWriteError

STATES = (
    "opened", "in_review", "cleared", "referred", "acknowledged", "result", "expired", "cancelled", "closed",
)  # fmt: skip
# Permissions as the access policies name them; `case:advance` is the machine's alone.
CLAIM, DECIDE, RECEIVE, RECORD, ADVANCE = (
    "case:claim", "case:decide", "case:acknowledge", "case:result", "case:advance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: the state that follows, the permission it takes, what the action must bring, what is announced."""

    to: str
    permission: str
    needs: tuple[str, ...] = ()
    event: str = ""


_REASON, _OFFICE, _RESULT = "reason", "office", "result"
TRANSITIONS: dict[tuple[str, str], Transition] = {
    ("opened", "claim"): Transition("in_review", CLAIM),
    ("in_review", "claim"): Transition("in_review", CLAIM),
    ("in_review", "release"): Transition("opened", CLAIM),
    ("in_review", "clear"): Transition("cleared", DECIDE, (_REASON,)),
    ("in_review", "refer"): Transition("referred", DECIDE, (_REASON, _OFFICE), "ReferralOpened"),
    ("referred", "acknowledge"): Transition("acknowledged", RECEIVE),
    ("referred", "result"): Transition("result", RECORD, (_RESULT,)),
    ("acknowledged", "result"): Transition("result", RECORD, (_RESULT,)),
    ("referred", "not_examined"): Transition("result", RECORD, (_REASON,)),
    ("acknowledged", "not_examined"): Transition("result", RECORD, (_REASON,)),
    ("opened", "expire"): Transition("expired", ADVANCE),
    ("in_review", "expire"): Transition("expired", ADVANCE),
    ("referred", "expire"): Transition("result", ADVANCE),
    ("acknowledged", "expire"): Transition("result", ADVANCE),
    ("opened", "cancel"): Transition("cancelled", ADVANCE),
    ("in_review", "cancel"): Transition("cancelled", ADVANCE),
    ("referred", "cancel"): Transition("result", ADVANCE),
    ("acknowledged", "cancel"): Transition("result", ADVANCE),
    # The keeper of an entry has answered whether it is the traveller: told on the case, which goes on as it was.
    ("opened", "adjudicate"): Transition("opened", ADVANCE, (_REASON,)),
    ("in_review", "adjudicate"): Transition("in_review", ADVANCE, (_REASON,)),
    ("referred", "adjudicate"): Transition("referred", ADVANCE, (_REASON,)),
    ("acknowledged", "adjudicate"): Transition("acknowledged", ADVANCE, (_REASON,)),
    ("cleared", "close"): Transition("closed", ADVANCE),
    ("expired", "close"): Transition("closed", ADVANCE),
    ("cancelled", "close"): Transition("closed", ADVANCE),
    ("result", "close"): Transition("closed", ADVANCE, (), "ReferralClosed"),
}
OPENING_EVENT = "CaseOpened"
# What officers ask for over HTTP; `not_examined` reaches them as an outcome of `result`.
OFFERED = ("claim", "release", "clear", "refer", "acknowledge", "result")
# While one of these is awaited, the machine's clock runs under this name.
AWAITED = {
    "opened": "decision",
    "in_review": "decision",
    "referred": "acknowledgement",
    "acknowledged": "result",
}


def transition(case: Case, kind: str) -> Transition:
    """The row for an action on a case; raises ConflictError naming what can be done instead."""
    if (row := TRANSITIONS.get((case.state, kind))) is not None:
        return row
    possible = [action for state, action in TRANSITIONS if state == case.state]
    raise ConflictError(
        f"A case that is {case.state} does not allow '{kind}'; possible: {', '.join(possible) or 'nothing'}.",
        where="action",
    )


def _check_reason(action: Action) -> None:
    if not codes.is_reason(action.kind, action.reason):
        known = ", ".join(row.code for row in codes.REASONS[action.kind])
        raise InvalidInputError(f"'{action.kind}' needs a coded reason: {known}.", where="reason")


def _check_result(action: Action) -> None:
    effects.checked_result(action)


_CHECKS = {_REASON: _check_reason, _RESULT: _check_result, _OFFICE: effects.check_office}


def apply(case: Case, action: Action) -> Case:
    """The case after an action.

    Raises StaleWriteError when the actor has seen an older revision, ConflictError when the state or another
    officer's claim forbids it, InvalidInputError when a coded reason, office or result is missing.
    """
    if action.rev is not None and action.rev != case.rev:
        raise StaleWriteError(
            f"You have seen revision {action.rev}, the case is at {case.rev}: look at it again.",
            where="If-Match",
        )
    row = transition(case, action.kind)
    effects.guard(case, action)
    for need in row.needs:
        _CHECKS[need](action)
    changes = effects.EFFECTS.get(action.kind, effects.none)(case, action)
    return replace(case, **changes, state=row.to, changed_at=action.at, rev=case.rev + 1)


def actions_for(case: Case, permissions: Collection[str]) -> tuple[str, ...]:
    """What somebody with these permissions may do to the case now, in the order of the table."""
    return tuple(
        kind
        for (state, kind), row in TRANSITIONS.items()
        if state == case.state
        and row.permission in permissions
        and not effects.forbidden(case, kind)
    )


def event_of(before: Case | None, after: Case) -> str:
    """Which event the change from one revision to the next announces; empty for none."""
    if before is None:
        return OPENING_EVENT
    rows = (
        r
        for (state, _kind), r in TRANSITIONS.items()
        if state == before.state and r.to == after.state
    )
    return next((row.event for row in rows if row.event), "")


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for (state, kind), row in TRANSITIONS.items():
        arrows.setdefault((state, row.to), []).append(kind)
    lines = [f"    {a} --> {b}: {', '.join(kinds)}" for (a, b), kinds in arrows.items()]
    return "\n".join(["stateDiagram-v2", "    [*] --> opened", *lines, "    closed --> [*]"])
