"""What each action changes in a case, beside its state, and what forbids it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from offing.cases import codes
from offing.cases.model import Action, Case, Result
from offing.cases.offices import OFFICES
from offing.kernel.errors import ConflictError, InvalidInputError

LEASE = timedelta(minutes=15)
_HELD = frozenset({"clear", "refer", "release"})
_LATE = {
    "referred": "not_acknowledged_in_time",
    "acknowledged": "not_examined_in_time",
}

type Changes = dict[str, Any]


def utc(text: str) -> datetime:
    """An ISO time; one without a zone is UTC."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def held_by_other(case: Case, actor: str, at: str) -> bool:
    """Whether another officer's claim still runs."""
    if case.holder in (None, actor) or not case.held_until:
        return False
    return utc(at) < utc(case.held_until)


def forbidden(case: Case, kind: str) -> str:
    """Why an action that the table has is still not for this case; empty when it is."""
    if kind == "clear" and case.random:
        return (
            "The machine has drawn this case for examination, and it cannot be exchanged: refer it. "
            "If there can be no examination the port records why."
        )
    return ""


def guard(case: Case, action: Action) -> None:
    """Refuse what another officer's claim or the random draw forbids."""
    if text := forbidden(case, action.kind):
        raise ConflictError(text, where="action")
    if action.kind == "claim" and held_by_other(case, action.actor, action.at):
        raise ConflictError(f"Another officer works on it until {case.held_until}.", where="holder")
    if action.kind in _HELD and case.holder != action.actor:
        raise ConflictError("Claim the case first: another officer holds it.", where="holder")


def check_office(action: Action) -> None:
    """An office may be left out (the case has one), but not be unknown."""
    known = [office.code for office in OFFICES]
    if action.office and action.office not in known:
        raise InvalidInputError(
            f"There is no such office; known: {', '.join(known)}.", where="office"
        )


def checked_result(action: Action) -> Result:
    """The result of an action, complete and in codes; raises InvalidInputError."""
    result = action.result
    if result is None or result.outcome not in codes.OUTCOMES:
        raise InvalidInputError(
            f"Give the result's outcome: {', '.join(codes.OUTCOMES)}.", where="result.outcome"
        )
    if result.outcome == "not_examined":
        return _not_examined(result, result.reason or action.reason)
    if codes.RESULT_OUTCOME.get(result.code) != result.outcome:
        fitting = ", ".join(row.code for row in codes.RESULTS if row.outcome == result.outcome)
        raise InvalidInputError(
            f"A {result.outcome} result has one of the codes: {fitting}.", where="result.code"
        )
    if result.quantity is not None and (result.quantity < 0 or not result.unit):
        raise InvalidInputError(
            "A quantity is not negative and has a unit.", where="result.quantity"
        )
    return result


def _not_examined(result: Result, reason: str | None) -> Result:
    if not codes.is_reason("not_examined", reason):
        known = ", ".join(row.code for row in codes.REASONS["not_examined"])
        raise InvalidInputError(f"'not_examined' needs a coded reason: {known}.", where="reason")
    return replace(result, code="not_examined", reason=reason)


def none(_case: Case, _action: Action) -> Changes:
    """No change but of the state."""
    return {}


def _claim(_case: Case, action: Action) -> Changes:
    until = (utc(action.at) + LEASE).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"holder": action.actor, "held_until": until}


def _release(_case: Case, _action: Action) -> Changes:
    return {"holder": None, "held_until": None}


def _decided(case: Case, action: Action, decision: str, reason: str) -> Changes:
    return {
        **_release(case, action),
        "decision": decision,
        "decided_by": action.actor,
        "decided_at": action.at,
        "reason": reason,
    }


def _clear(case: Case, action: Action) -> Changes:
    return _decided(case, action, "cleared", action.reason)


def _refer(case: Case, action: Action) -> Changes:
    return _decided(case, action, "referred", action.reason) | {
        "office": action.office or case.office
    }


def _acknowledge(_case: Case, action: Action) -> Changes:
    return {"holder": action.actor, "held_until": None, "acknowledged_at": action.at}


def _resulting(result: Result, action: Action) -> Changes:
    return {"result": result, "result_at": action.at, "holder": None, "held_until": None}


def _record(_case: Case, action: Action) -> Changes:
    return _resulting(checked_result(action), action)


def _unexamined(reason: str, action: Action) -> Changes:
    result = Result(outcome="not_examined", note=action.note or None)
    return _resulting(_not_examined(result, reason), action)


def _record_not_examined(_case: Case, action: Action) -> Changes:
    return _unexamined(action.reason, action)


def _expire(case: Case, action: Action) -> Changes:
    if (late := _LATE.get(case.state)) is not None:
        return _unexamined(late, action)
    return _decided(case, action, "expired", "no_decision_in_time")


def _cancel(case: Case, action: Action) -> Changes:
    reason = action.reason or codes.GONE
    if case.state in _LATE:
        return _unexamined(codes.GONE, action)
    return _decided(case, action, "cancelled", reason)


def _close(_case: Case, action: Action) -> Changes:
    return {"closed_at": action.at}


EFFECTS: dict[str, Callable[[Case, Action], Changes]] = {
    "claim": _claim,
    "release": _release,
    "clear": _clear,
    "refer": _refer,
    "acknowledge": _acknowledge,
    "result": _record,
    "not_examined": _record_not_examined,
    "expire": _expire,
    "cancel": _cancel,
    "close": _close,
}
