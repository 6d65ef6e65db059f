"""What each step of a rule's life asks for and leaves behind; `lacks` names what a version lacks to go live."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from offing.kernel.errors import ConflictError, ForbiddenError, InvalidInputError
from offing.risk.calendar import day, days_between
from offing.risk.problems import RuleError
from offing.risk.rule_file import RuleFile, Step, Version, content, row
from offing.risk.rules import failing_examples, load

MOST_DAYS = 366
LEAST_WORDS = 20
# Versions that are still being written, unless they have counted before; any other is history.
_OPEN = ("draft", "justified", "tested", "rejected", "submitted", "approved")


def lacks(version: Version, today: str) -> tuple[str, ...]:
    """What a version lacks to go live, in words."""
    trial = version.trial
    papers = (
        (len(version.justification.strip()) >= LEAST_WORDS, "a written justification"),
        (trial is not None and trial.tree == version.says.tree, "a run of this tree on the past"),
        (bool(version.expires) and version.expires >= today, "an expiry that is not over"),
        (
            bool(version.approver) and version.approver not in version.hands,
            "the approval of a second person",
        ),
    )
    return tuple(words for there, words in papers if not there)


def checked(of: RuleFile, version: Version) -> None:
    """Refuse criteria that are no rule, with every problem at its place."""
    try:
        load(content([{**row(of, version), "shadow": True}]))
    except RuleError as refused:
        found = [replace(p, where=p.where.removeprefix("rules[0].")) for p in refused.problems]
        raise RuleError(found) from None


def _need_justification(_of: RuleFile, _version: Version, step: Step) -> None:
    if len(step.justification.strip()) < LEAST_WORDS:
        raise InvalidInputError(
            f"Say in {LEAST_WORDS} characters or more why the rule is needed",
            where="body.justification",
        )


def _need_trial(_of: RuleFile, version: Version, step: Step) -> None:
    if step.trial is None:
        raise InvalidInputError("Name a run on the past that is done", where="body.run")
    if step.trial.tree != version.says.tree:
        raise ConflictError(
            "This run tried another tree than the rule has now: run it once more", where="body.run"
        )


def _need_rows(of: RuleFile, version: Version, _step: Step) -> None:
    """A rule that contradicts the rows written beside it is mended before anybody is asked to approve it."""
    rules = load(content([{**row(of, version), "shadow": True}])).rules
    wrong = ", ".join(f"tests[{number - 1}]" for _rule, number in failing_examples(rules))
    if wrong:
        raise ConflictError(
            f"These rows do not agree with the tree: {wrong}. Mend the rule or the row.",
            where="tests",
        )


def _need_expiry(_of: RuleFile, _version: Version, step: Step) -> None:
    for name, text in (("expires", step.expires), ("review", step.review or step.expires)):
        left = days_between(step.at[:10], text) if day(text) is not None else None
        if left is None or not 0 < left <= MOST_DAYS:
            raise InvalidInputError(
                f"Give a day as YYYY-MM-DD, after today and within {MOST_DAYS} days",
                where=f"body.{name}",
            )


def _need_second(_of: RuleFile, version: Version, step: Step) -> None:
    if step.by in version.hands:
        raise ForbiddenError("Somebody else must agree: this is your own work", where="step")


def _need_reason(_of: RuleFile, _version: Version, step: Step) -> None:
    if not step.reason.strip():
        raise InvalidInputError("Say why", where="body.reason")


def _need_papers(_of: RuleFile, version: Version, step: Step) -> None:
    if missing := lacks(version, step.at[:10]):
        raise ConflictError(f"The rule lacks {', '.join(missing)}", where="step")


def _need_stood(of: RuleFile, version: Version, step: Step) -> None:
    if not version.published_at:
        raise ConflictError("Only a version that was live can come back", where="body.number")
    if of.now.state in ("submitted", "approved"):
        raise ConflictError(
            f"Version {of.working} is before a second person: have it rejected first", where="step"
        )
    if version.expires < step.at[:10]:
        raise ConflictError("This version has expired: edit it anew", where="body.number")


CHECKS: Mapping[str, Callable[[RuleFile, Version, Step], None]] = {
    "justification": _need_justification,
    "trial": _need_trial,
    "rows": _need_rows,
    "expiry": _need_expiry,
    "second": _need_second,
    "reason": _need_reason,
    "papers": _need_papers,
    "stood": _need_stood,
}


def nothing(_of: RuleFile, _version: Version, _step: Step) -> dict[str, Any]:
    """Most steps move the version on and change nothing of it."""
    return {}


def _edited(of: RuleFile, version: Version, step: Step) -> dict[str, Any]:
    """A version that has counted is history: the edit begins the next one, with its author alone."""
    assert step.says is not None  # noqa: S101  an edit says something
    fresh = version.number == 0 or version.counted or version.state not in _OPEN
    return {
        "says": step.says,
        "number": of.newest + 1 if fresh else version.number,
        "authors": tuple(dict.fromkeys((*(() if fresh else version.authors), step.by))),
        "trial": version.trial if not fresh else None,
        "asked_by": "",
        "approver": "",
        "published_at": "",
        "shadowed_at": "",
        "provenance": step.provenance or version.provenance,
    }


def _submitted(_of: RuleFile, _version: Version, step: Step) -> dict[str, Any]:
    return {
        "expires": step.expires,
        "review": step.review or step.expires,
        "asked_by": step.by,
        "approver": "",
    }


EFFECTS: Mapping[str, Callable[[RuleFile, Version, Step], dict[str, Any]]] = {
    "edit": _edited,
    "justify": lambda _of, _v, step: {"justification": step.justification.strip()},
    "test": lambda _of, _v, step: {"trial": step.trial},
    "submit": _submitted,
    "rollback": lambda _of, _v, step: {"asked_by": step.by, "approver": ""},
    "approve": lambda _of, _v, step: {"approver": step.by},
    "publish": lambda _of, _v, step: {"published_at": step.at},
    "shadow": lambda _of, _v, step: {"shadowed_at": step.at},
}
