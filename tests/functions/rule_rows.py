"""The rules as the routes' tests find them: a run asked for, an earlier rulebook in use; and a row for each route."""

from typing import Any

from offing.kernel.plain import plain
from offing.risk.bundles import bundled, signature
from offing.risk.register import shipped_files
from offing.risk.rule_file import row
from offing.risk.rulebook import Rulebook, Rulebooks
from offing.risk.runs import RunStore, asked
from tests.functions.rule_work import CRITERIA
from tests.functions.world import NOW, PARTNER_SECRET, World

SHIPPED = "broken-travel"
RUN = asked(shipped_files()[SHIPPED], "2026-11-01", "2026-11-30", 30, "u-analyst", NOW)
VALUES = {"rule": SHIPPED, "step": "retire", "run": RUN.id}
_REASON = {"reason": "As it was agreed"}
_BUNDLE = bundled([row(f, f.now) for f in shipped_files().values()][:1], "police", NOW)
_SIGNED = {
    "bundle": _BUNDLE,
    "partner": "police",
    "signature": signature(_BUNDLE, PARTNER_SECRET),
}
_SEES = {"audited": "rule:view", "never": "examining_officer", "purpose": ""}
_WRITES = {"audited": "rule:write", "by": "analyst", "never": "supervisor", "purpose": ""}
_AGREES = {
    "audited": "rule:approve",
    "by": "supervisor",
    "never": "targeting_officer",
    "purpose": "",
}
# Method, route, and what a row of the table of routes says beside them.
ROWS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("GET", "/rules", _SEES),
    ("GET", "/rules/fields", _SEES),
    ("GET", "/rules/<rule>", _SEES),
    ("PUT", "/rules/<rule>", {**_WRITES, "body": CRITERIA, "seen": "0"}),
    ("POST", "/rules/<rule>/<step>", {**_AGREES, "body": _REASON, "seen": "0"}),
    ("POST", "/rules/<rule>/runs", {**_WRITES, "body": {"first": RUN.first, "last": RUN.last}}),
    ("GET", "/rules/<rule>/runs", _SEES),
    ("GET", "/rules/<rule>/runs/<run>", _SEES),
    ("GET", "/rules/publications", _SEES),
    ("POST", "/rules/publications/<rev>/use", {**_AGREES, "body": _REASON}),
    ("POST", "/rules/release", {**_AGREES, "body": _REASON}),
    ("POST", "/rules/bundles", {**_AGREES, "body": {"rules": [SHIPPED], "partner": "police"}}),
    ("POST", "/rules/bundles/import", {**_WRITES, "body": plain(_SIGNED)}),
)


def set_out(world: World) -> None:
    """A run asked for, and an earlier rulebook that somebody has gone back to."""
    RunStore(world.tables).add(RUN)
    Rulebooks(world.tables).use(Rulebook(version="rules-0123456789abcdef", pinned=True), None)
