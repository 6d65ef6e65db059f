"""Rules as the officers' API shows them: rows, files with their versions, runs, and the editor's tables."""

from collections.abc import Iterable, Sequence
from typing import Any

from offing.kernel.plain import plain
from offing.risk import tree
from offing.risk.fields import FIELDS
from offing.risk.life_cycle import STATES, TRANSITIONS
from offing.risk.operators import OPERATORS
from offing.risk.papers import lacks
from offing.risk.reading import SEVERITIES
from offing.risk.rule_file import (
    LIVE,
    SHADOW,
    SOON_DAYS,
    RuleFile,
    Version,
    aged,
    changes,
    days_left,
)
from offing.risk.rules import named_lists
from offing.risk.runs import Run
from offing.risk.subject import STREAMS
from offing.risk.tree import Node

_RUN = ("id", "rule", "number", "state", "first", "last", "done", "total", "at", "by")


def row_view(of: RuleFile, today: str, agency: str) -> dict[str, Any]:
    """A rule as a row of the list: what its working version says, which versions count, when they expire."""
    version, live, shadow = of.now, of.standing(LIVE), of.standing(SHADOW)
    left = days_left(live or shadow or version, today)
    return {
        "id": of.id,
        "title": version.says.title,
        "agency": of.agency,
        "state": aged(version, today),
        "number": version.number,
        "live": live.number if live and aged(live, today) == LIVE else None,
        "shadow": shadow.number if shadow and aged(shadow, today) == SHADOW else None,
        "streams": list(version.says.streams),
        "weight": version.says.weight,
        "severity": version.says.severity,
        "scenario": version.says.scenario,
        "expires": (live or shadow or version).expires,
        "ends_in": left,
        "ends_soon": left is not None and left <= SOON_DAYS,
        "review": version.review,
        "author": next(iter(version.authors), ""),
        "approver": version.approver,
        "rev": of.rev,
        "mine": of.agency == agency,
    }


def file_view(
    of: RuleFile,
    versions: Sequence[Version],
    events: Sequence[dict[str, Any]],
    steps: Iterable[str],
    today: str,
    agency: str,
) -> dict[str, Any]:
    """The whole file; `versions` are all there ever were, the newest first."""
    version = of.now
    return row_view(of, today, agency) | {
        "words": version.says.words,
        "source": version.says.source,
        "when": plain(version.says.when),
        "tests": plain(list(version.says.tests)),
        "told": tree.describe(_node(version)),
        "justification": version.justification,
        "authors": list(version.authors),
        "asked_by": version.asked_by,
        "trial": plain(version.trial),
        "provenance": _provenance(version),
        "steps": list(steps),
        "lacks": list(lacks(version, today)),
        "versions": [_version(v, _before(v, versions), today) for v in versions],
        "events": list(events),
    }


def run_view(run: Run, outlook: dict[str, Any] | None = None) -> dict[str, Any]:
    """A run with how far it is, and once it is done what it tells."""
    return {name: getattr(run, name) for name in _RUN} | {"outlook": outlook}


def editor_tables() -> dict[str, Any]:
    """All that a rule may ask and how, with the table of its life: what the console's editor offers."""
    shown = ("name", "label", "type", "group", "sentence")
    operators: dict[tuple[str, str], list[str]] = {}
    for (name, field_type), operator in OPERATORS.items():
        operators.setdefault((name, operator.label), []).append(field_type)
    return {
        "fields": [
            {name: getattr(field, name) for name in shown}
            | {
                "of": list(field.of),
                "members": [{"name": m.name, "label": m.label, "type": m.type} for m in field.members],
            }
            for field in FIELDS.values()
        ],
        "operators": [{"name": n, "label": label, "types": t} for (n, label), t in operators.items()],
        "streams": list(STREAMS),
        "lists": sorted(named_lists()),
        "states": list(STATES),
        "steps": [{"state": s, "step": kind, "to": t.to} for (s, kind), t in TRANSITIONS.items()],
        "severities": list(SEVERITIES),
    }  # fmt: skip


def _node(version: Version) -> Node:
    return tree.read(plain(version.says.when), named_lists())


def _before(version: Version, versions: Sequence[Version]) -> Version | None:
    return next((v for v in versions if v.number < version.number), None)


def _version(version: Version, before: Version | None, today: str) -> dict[str, Any]:
    return {
        "number": version.number,
        "state": aged(version, today),
        "title": version.says.title,
        "author": next(iter(version.authors), ""),
        "approver": version.approver,
        "published_at": version.published_at,
        "expires": version.expires,
        "changes": changes(before.says, version.says) if before else [],
    }


def _provenance(version: Version) -> dict[str, str] | None:
    if (came := version.provenance) is None:
        return None
    names = {"from": "sender", "rule": "rule", "version": "version", "digest": "digest", "at": "at"}
    return {shown: getattr(came, name) for shown, name in names.items()}
