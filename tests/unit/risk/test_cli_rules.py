"""`offing rules lint`."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from offing.cli.rules import app

SHIPPED = Path(str(files("offing.risk").joinpath("data/rules.json")))


def test_the_shipped_rules_are_clean() -> None:
    done = CliRunner().invoke(app, ["lint", str(SHIPPED)])
    assert done.exit_code == 0
    assert "broken-travel" in done.output


def test_problems_are_told_with_their_place(tmp_path: Path) -> None:
    rules = json.loads(SHIPPED.read_bytes())
    rules["rules"][0]["approver"] = ""
    rules["rules"][1]["when"]["rules"][0]["field"] = "shoe_size"
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(rules))
    done = CliRunner().invoke(app, ["lint", "--json", str(file)])
    assert done.exit_code == 1
    assert {p["where"] for p in json.loads(done.output)["problems"]} == {
        "rules[0].approver",
        "rules[1].when.rules[0].field",
    }


def test_a_test_row_that_does_not_hold_is_a_problem(tmp_path: Path) -> None:
    rules = json.loads(SHIPPED.read_bytes())
    rules["rules"][0]["tests"][0]["hit"] = False
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(rules))
    done = CliRunner().invoke(app, ["lint", str(file)])
    assert done.exit_code == 1
    assert "cash-one-way-haste.tests[0]" in done.output


@pytest.mark.parametrize("content", ["", "[]", '{"rules": 3}'])
def test_other_files_are_no_rule_files(tmp_path: Path, content: str) -> None:
    file = tmp_path / "rules.json"
    file.write_text(content)
    assert CliRunner().invoke(app, ["lint", str(file)]).exit_code == 1
