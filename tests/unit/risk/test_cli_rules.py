"""`offing rules lint`."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from offing.cli.rules import app
from offing.demo.day import a_day
from offing.risk.past import encode, past_of
from tests.unit.risk.traffic import subjects

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


RULE = {
    "id": "grown-ups", "version": "1", "title": "Grown-ups", "words": "Older than 17.", "author": "A", "agency": "a",
    "streams": ["passenger"], "weight": 0.02, "severity": 1, "shadow": True,
    "when": {"combinator": "and", "rules": [{"field": "age", "operator": ">", "value": 17}]},
}  # fmt: skip


def written(folder: Path, *rules: dict[str, Any]) -> Path:
    file = folder / "rules.json"
    file.write_text(json.dumps({"rules": rules}))
    return file


def tried(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["test", *arguments])


def test_rules_are_tried_on_a_folder_of_messages(tmp_path: Path) -> None:
    day = a_day(3, date(2026, 11, 21), flights=5, travellers=130)
    folder = tmp_path / "messages"
    folder.mkdir()
    for number, message in enumerate(day.messages):
        (folder / f"{number:03}.edi").write_bytes(message.content)
    done = tried(str(written(tmp_path, RULE)), "--against", str(folder), "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert 0 < told["hits"] <= told["subjects"] <= day.expected.named
    assert told["subjects"] >= 100
    assert {row["group"] for row in told["disparity"]["age"]} >= {"18-29", "30-39"}


def test_rules_are_tried_on_stored_rows(tmp_path: Path) -> None:
    folder = tmp_path / "rows"
    folder.mkdir()
    lines = b"\n".join(encode(past_of(s, ("old",), "negative")) for s in subjects(2, 40))
    (folder / "a.jsonl").write_bytes(lines)
    file = written(tmp_path, RULE, {**RULE, "id": "other", "title": "Other"})
    done = tried(str(file), "--against", str(folder), "--rule", "grown-ups", "--minutes", "30")
    assert done.exit_code == 0, done.output
    assert "grown-ups" in done.output
    assert "at 30 minutes each" in done.output
    assert "other" not in done.output


@pytest.mark.parametrize(
    ("rule", "only", "code", "said"),
    [
        (RULE, "nobody", 1, "there are: grown-ups"),
        ({**RULE, "weight": 7}, "grown-ups", 1, "rules[0].weight"),
        (RULE, "grown-ups", 2, "no message or row"),
    ],
)
def test_what_cannot_be_tried_is_said(
    tmp_path: Path, rule: dict[str, Any], only: str, code: int, said: str
) -> None:
    (folder := tmp_path / "empty").mkdir()
    done = tried(str(written(tmp_path, rule)), "--against", str(folder), "--rule", only)
    assert done.exit_code == code
    assert said in done.output.replace("\n", " ")
