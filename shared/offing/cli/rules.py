"""`offing rules`: check rule files and try them on the past before anybody relies on them."""

import json
from collections.abc import Iterable, Mapping
from itertools import batched
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from offing.cli.rules_bundles import export, take_over
from offing.cli.rules_past import past_in
from offing.kernel.errors import InvalidInputError
from offing.risk.outlook import REVIEW_MINUTES, outlook
from offing.risk.problems import RuleError
from offing.risk.rules import Rule, RuleSet, failing_examples, load, shipped
from offing.risk.what_if import Part, count, merge

app = typer.Typer(help="Check risk rules and try them on the past.", no_args_is_help=True)
app.command("export")(export)
app.command("import")(take_over)
_OUT = Console()
_NOTHING_READ = 2
_AT_ONCE = 5_000  # subjects in memory


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


def _watched(files: Iterable[Path], shown: bool) -> Iterable[Path]:
    return track(list(files), "Reading", console=Console(stderr=True), disable=not shown)


def _chosen(file: Path, only: str | None) -> list[Rule]:
    found, problems = _problems(file)
    if found is None or problems:
        _print(file, None, problems)
        raise typer.Exit(1)
    chosen = [rule for rule in found.rules if only in (None, rule.id)]
    if not chosen:
        _OUT.print(
            f"There is no rule {only!r} in {file.name}; there are: {', '.join(r.id for r in found.rules)}"
        )
        raise typer.Exit(1)
    return chosen


def _rate(row: Mapping[str, Any]) -> str:
    low, high = row["interval"]
    found = "–" if row["precision"] is None else f"{row['precision']:.1%}"
    return f"{found} of {row['examined']} ({low:.1%} to {high:.1%})"


def _told(told: Mapping[str, Any]) -> Table:
    overlap = [f"{row['rule']} {row['both']}" for row in told["overlap"][:3]]
    uneven = [
        f"{name} {row['group']} {row['hits']} of {row['subjects']}"
        for name, rows in told["disparity"].items()
        for row in rows
        if row["uneven"]
    ]
    table = Table(title=f"{told['rule']} {told['version']}", show_header=False)
    for name, value in (
        ("subjects", f"{told['subjects']:,} on {told['days']} days"),
        ("hits", f"{told['hits']:,} ({told['share'] or 0:.2%}), {told['alone']:,} that no live rule hits"),
        ("officer hours a day", f"{told['officer_hours_a_day']} at {told['review_minutes']:g} minutes each"),
        ("also hit by", ", ".join(overlap) or "no live rule"),
        ("found", _rate(told["results"])),
        ("bears unevenly on", "; ".join(uneven[:5]) or "nobody"),
        ("sample", ", ".join(told["sample"][:5]) or "–"),
    ):  # fmt: skip
        table.add_row(name, value)
    return table


@app.command("test")
def try_out(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A rule file (JSON).")],
    against: Annotated[
        Path,
        typer.Option(exists=True, file_okay=False, help="A folder of messages or of stored rows."),
    ],
    only: Annotated[str | None, typer.Option("--rule", help="This rule of the file alone.")] = None,
    minutes: Annotated[
        float, typer.Option(min=0.1, max=480, help="Minutes that an officer spends on a hit.")
    ] = REVIEW_MINUTES,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object a rule.")] = False,
) -> None:
    """Try the rules of a file on the past: hits, work, overlap, results and whom they bear on."""
    chosen = _chosen(file, only)
    past = past_in(against, shipped(), lambda files: _watched(files, shown=not as_json))
    parts = [Part() for _ in chosen]
    for some in batched(past, _AT_ONCE, strict=False):
        parts = [merge(p, count(rule, some)) for p, rule in zip(parts, chosen, strict=True)]
    if not any(part.subjects for part in parts):
        _OUT.print(f"{against}: there is no message or row of subjects that the rule is about")
        raise typer.Exit(_NOTHING_READ)
    for rule, part in zip(chosen, parts, strict=True):
        told = outlook(rule, part, minutes)
        if as_json:
            print(json.dumps(told))
        else:
            _OUT.print(_told(told))
