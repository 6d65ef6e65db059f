"""Payloads: what partners are told. Built field by field from public shapes, so that nothing else can slip out."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from offing.kernel.ids import derived_id

type Payload = dict[str, Any]


def referral_closed(case: Mapping[str, Any], lists: Iterable[str] | None = None) -> Payload:
    """`referral.closed` of a case: no personal data; with `lists`, only the entries of the partner's own lists."""
    result = case.get("result") or {}
    mine = None if lists is None else set(lists)
    entries = [
        {"list": str(entry["list"]), "entry": str(entry["entry"])}
        for entry in case.get("entries") or case.get("list_entries") or ()
        if mine is None or entry["list"] in mine
    ]
    return {
        "type": "referral.closed",
        "timestamp": str(case.get("closed_at") or case.get("changed_at") or ""),
        "data": {
            "case": str(case["id"]),
            "reference": str(case["reference"]),
            "movement": str(case["movement"]),
            "outcome": str(result.get("outcome") or "not_examined"),
            "code": str(result.get("code") or result.get("reason") or ""),
            "list_entries": entries,
        },
    }


def message_due(notice: Mapping[str, Any], state: str) -> Payload:
    """`message.late`, `.missing` or `.incomplete`: which message of which movement, and when it was due."""
    told = ("notice", "carrier", "movement", "kind", "hours", "due")
    return {
        "type": f"message.{state}",
        "timestamp": str(notice["due"]),
        "data": {name: notice[name] for name in told},
    }


def match_adjudicated(question: Mapping[str, Any]) -> Payload:
    """`match.adjudicated`: what the keeper of an entry has said of a traveller, whom it does not name."""
    return {
        "type": "match.adjudicated",
        "timestamp": str(question["at"]),
        "data": {
            "notice": f"{question['id']}.{question['rev']}",
            "list": str(question["list"]),
            "entry": str(question["entry"]),
            "movement": str(question["movement"]),
            "answer": str(question["answer"]),
        },
    }


def delivery_id(payload: Payload, partner: str) -> str:
    """The webhook id: the same event to the same partner always has the same, so that they can drop a second one."""
    data = payload["data"]
    return derived_id("evt", str(payload["type"]), str(data.get("case") or data["notice"]), partner)


# Event → what builds its payload from the case or the notice, for a subscriber's own lists.
EVENTS: dict[str, Callable[[Mapping[str, Any], Iterable[str] | None], Payload]] = {
    "referral.closed": referral_closed,
    "match.adjudicated": lambda question, _: match_adjudicated(question),
    "message.late": lambda notice, _: message_due(notice, "late"),
    "message.missing": lambda notice, _: message_due(notice, "missing"),
    "message.incomplete": lambda notice, _: message_due(notice, "incomplete"),
}
