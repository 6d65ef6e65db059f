"""cfn-lint on all templates; cdk-nag has run at their synthesis (an unacknowledged finding raises there)."""

import json
from pathlib import Path
from typing import Any

import pytest
from cfnlint.api import ManualArgs, lint

from tests.infra.conftest import Assembly

# W3005: CDK writes a dependency on a role that a reference already enforces.
IGNORED = ["W3005"]


@pytest.mark.parametrize("stage", ["prod", "local"])
def test_templates_are_clean(stage: str, request: pytest.FixtureRequest) -> None:
    assembly: Assembly = request.getfixturevalue(stage)
    found = [
        f"{stack}: {match.rule.id} {match.message} at {'/'.join(map(str, match.path or ()))}"
        for stack, template in assembly.templates.items()
        for match in lint(
            json.dumps(template),
            config=ManualArgs(regions=["eu-central-1"], ignore_checks=IGNORED),
        )
    ]
    assert found == [], "\n".join(found)


def test_every_acknowledged_rule_has_a_reason(prod: Assembly) -> None:
    report = json.loads((prod.folder / "validation-report.json").read_text())
    reasons = list(_values(report, "reason"))
    assert all(len(str(reason)) > 20 for reason in reasons)


def _values(tree: Any, name: str) -> Any:
    if isinstance(tree, dict):
        if name in tree:
            yield tree[name]
        for value in tree.values():
            yield from _values(value, name)
    elif isinstance(tree, list):
        for value in tree:
            yield from _values(value, name)


def test_templates_fit_in_cloudformation(prod: Assembly) -> None:
    for file in Path(prod.folder).glob("*.template.json"):
        assert file.stat().st_size < 1_000_000, file.name
