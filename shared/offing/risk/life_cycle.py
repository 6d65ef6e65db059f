"""The life of a rule as one table: from which state, by which step, to which state, by whose right, with what.

No way through the table makes a version live without a written justification, a second person, an expiry and a
run of this very tree on the past; `papers.lacks` names what is missing, and the table's last step asks it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from offing.kernel.errors import ConflictError, InvalidInputError
from offing.risk.papers import CHECKS, EFFECTS, checked, nothing
from offing.risk.rule_file import EXPIRED, LIVE, SHADOW, RuleFile, Step, Version, aged

WRITE, APPROVE, MACHINE = "rule:write", "rule:approve", "service"
STATES = (
    "draft", "justified", "tested", "submitted", "approved", LIVE, SHADOW, "rejected", EXPIRED, "superseded", "retired",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: the state that follows, the rights of which one is needed, what is checked before."""

    to: str
    rights: tuple[str, ...]
    needs: tuple[str, ...] = ()


_ANY = (WRITE, APPROVE)
TRANSITIONS: dict[tuple[str, str], Transition] = {
    # Whoever edits begins anew; what counts already goes on counting beside the new draft.
    **{(state, "edit"): Transition("draft", (WRITE,)) for state in STATES},
    ("draft", "justify"): Transition("justified", (WRITE,), ("justification",)),
    ("justified", "justify"): Transition("justified", (WRITE,), ("justification",)),
    ("justified", "test"): Transition("tested", (WRITE,), ("trial", "rows")),
    ("tested", "test"): Transition("tested", (WRITE,), ("trial", "rows")),
    ("tested", "submit"): Transition("submitted", (WRITE,), ("expiry",)),
    ("tested", "shadow"): Transition(SHADOW, (WRITE,)),
    (SHADOW, "submit"): Transition("submitted", (WRITE,), ("expiry",)),
    ("submitted", "approve"): Transition("approved", (APPROVE,), ("second",)),
    ("submitted", "reject"): Transition("rejected", (APPROVE,), ("reason",)),
    ("approved", "reject"): Transition("rejected", (APPROVE,), ("reason",)),
    ("approved", "publish"): Transition(LIVE, (APPROVE,), ("papers",)),
    (LIVE, "shadow"): Transition(SHADOW, _ANY),
    (LIVE, "retire"): Transition("retired", _ANY, ("reason",)),
    (SHADOW, "retire"): Transition("retired", _ANY, ("reason",)),
    (EXPIRED, "retire"): Transition("retired", _ANY, ("reason",)),
    (LIVE, "expire"): Transition(EXPIRED, (MACHINE,)),
    (SHADOW, "expire"): Transition(EXPIRED, (MACHINE,)),
    # Going back takes a second person too: an earlier version is put before them once more.
    ("superseded", "rollback"): Transition("submitted", _ANY, ("stood", "reason")),
    ("retired", "rollback"): Transition("submitted", _ANY, ("stood", "reason")),
}
OFFERED = (
    "justify", "test", "submit", "approve", "reject", "publish", "shadow", "retire", "rollback",
)  # fmt: skip


def apply(of: RuleFile, step: Step) -> RuleFile:
    """The file after a step; ConflictError names what can be done instead, InvalidInputError what the step lacks."""
    version = _subject(of, step)
    transition = _transition(version, step)
    for need in transition.needs:
        CHECKS[need](of, version, step)
    effect = EFFECTS.get(step.kind, nothing)
    after = replace(version, **effect(of, version, step), state=transition.to)
    if step.kind == "edit":
        checked(of, after)
    return _filed(of, version, after)


def new(identity: str, agency: str) -> RuleFile:
    """The empty file of a rule, for its first edit."""
    return RuleFile(id=identity, agency=agency, working=0, newest=0)


def rights_of(of: RuleFile, step: Step) -> tuple[str, ...]:
    """The rights of which one is needed for a step; ConflictError where the state does not allow it."""
    return _transition(_subject(of, step), step).rights


def steps_for(of: RuleFile, rights: Collection[str], today: str) -> tuple[str, ...]:
    """The steps that somebody with these rights may take with the file now."""
    known = {
        (aged(v, today), v.number == of.working or v.state in (LIVE, SHADOW))
        for v in of.versions.values()
    }
    found = [
        kind
        for (state, kind), transition in TRANSITIONS.items()
        if not set(transition.rights).isdisjoint(rights)
        and any(state == s and (present or kind == "rollback") for s, present in known)
    ]
    return tuple(dict.fromkeys(found))


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for (state, kind), transition in TRANSITIONS.items():
        arrows.setdefault((state, transition.to), []).append(kind)
    lines = [f"    {a} --> {b}: {', '.join(kinds)}" for (a, b), kinds in arrows.items()]
    return "\n".join(["stateDiagram-v2", "    [*] --> draft", *lines, "    retired --> [*]"])


def _subject(of: RuleFile, step: Step) -> Version:
    """The version that a step is about: the one worked on, but for what ends or goes back."""
    if step.kind == "rollback" or (step.kind == "retire" and step.number):
        if (earlier := of.versions.get(step.number)) is None:
            raise InvalidInputError("There is no version with this number", where="body.number")
        return earlier
    if step.kind == "edit" and not of.versions:
        assert step.says is not None  # noqa: S101  an edit says something
        return Version(number=0, says=step.says, authors=())
    if step.kind == "retire":
        return of.standing(LIVE) or of.standing(SHADOW) or of.now
    return of.now


def _transition(version: Version, step: Step) -> Transition:
    state = aged(version, step.at[:10])
    if (found := TRANSITIONS.get((state, step.kind))) is not None:
        return found
    possible = ", ".join(kind for s, kind in TRANSITIONS if s == state and kind != "expire")
    raise ConflictError(
        f"A version that is {state} does not allow '{step.kind}'; possible: {possible}.",
        where="step",
    )


def _filed(of: RuleFile, before: Version, after: Version) -> RuleFile:
    """The file with a version changed; of two that are live, or in shadow, the new one takes the other's place."""
    others = {
        v.number: replace(v, state="superseded") if _yields(v, after) else v
        for v in of.versions.values()
        if v.number != after.number
    }
    moved = after.number != before.number or after.state == "submitted"
    return replace(
        of,
        versions={**others, after.number: after},
        working=after.number if moved else of.working,
        newest=max(of.newest, after.number),
        rev=of.rev + 1,
    )


def _yields(standing: Version, to: Version) -> bool:
    return to.state in (LIVE, SHADOW) and standing.state == to.state
