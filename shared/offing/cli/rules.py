"""`offing rules`: check rule files before anybody relies on them."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from offing.kernel.errors import InvalidInputError
from offing.risk.problems import RuleError
from offing.risk.rules import Rule, RuleSet, failing_examples, load

app = typer.Typer(help="Check risk rules.", no_args_is_help=True)
_OUT = Console()


@app.callback()
def rules() -> None:
    """Check risk rules."""  # a callback keeps `lint` a sub-command while it is the only one


def _problems(file: Path) -> tuple[RuleSet | None, list[dict[str, str]]]:
    try:
        found = load(file.read_bytes())
    except RuleError as refused:
        return None, [{"where": p.where, "text": p.text} for p in refused.problems]
    except InvalidInputError as refused:
        return None, [{"where": refused.where or "$", "text": refused.detail}]
    return found, [_row_problem(rule, number) for rule, number in failing_examples(found.rules)]


def _row_problem(rule: Rule, number: int) -> dict[str, str]:
    wanted = "hit" if rule.tests[number - 1].hit else "not hit"
    return {
        "where": f"{rule.id}.tests[{number - 1}]",
        "text": f"the row says it must {wanted}, but it does not agree: mend the rule or the row",
    }


def _summary(found: RuleSet) -> list[dict[str, Any]]:
    return [
        {
            "id": rule.id,
            "title": rule.title,
            "agency": rule.agency,
            "weight": rule.weight,
            "expires": rule.expires,
            "shadow": rule.shadow,
            "tests": len(rule.tests),
        }
        for rule in found.rules
    ]


def _print(file: Path, found: RuleSet | None, problems: list[dict[str, str]]) -> None:
    for problem in problems:
        _OUT.print(
            f"{problem['where']}: {problem['text']}", style="red", markup=False, highlight=False
        )
    if found is None:
        return
    table = Table(title=f"{file.name}: {len(found.rules)} rules, {found.version}")
    for column in ("rule", "title", "agency", "weight", "expires", "shadow", "test rows"):
        table.add_column(column, no_wrap=column == "rule")
    for row in _summary(found):
        table.add_row(*(str(value) for value in row.values()))
    _OUT.print(table)


@app.command()
def lint(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A rule file (JSON).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check a rule file: fields, types, papers and test rows. Exit code 1 when something is wrong."""
    found, problems = _problems(file)
    if as_json:
        version = found.version if found else None
        shown = _summary(found) if found else []
        print(
            json.dumps(
                {"file": str(file), "version": version, "rules": shown, "problems": problems}
            )
        )
    else:
        _print(file, found, problems)
    if problems:
        raise typer.Exit(1)
