"""`offing rules export` and `import`: criteria to and from other offices as signed bundles, from file to file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from offing.kernel.errors import InvalidInputError
from offing.risk.bundles import MOST_BYTES, bundled, given, opened, signature
from offing.risk.problems import RuleError
from offing.risk.rule_file import content
from offing.risk.rules import load

Secret = Annotated[
    Path,
    typer.Option(
        "--secret-file", exists=True, dir_okay=False, help="A file with the shared secret."
    ),
]
Given = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
Written = Annotated[Path, typer.Option("--out", dir_okay=False, help="Where to write.")]


def export(
    file: Given,
    secret_file: Secret,
    out: Written,
    partner: Annotated[str, typer.Option(help="For whom: the name under which they know you.")],
    sender: Annotated[str, typer.Option(help="The agency that gives the rules.")],
    rule: Annotated[
        list[str] | None, typer.Option("--rule", help="This rule; may be repeated.")
    ] = None,
) -> None:
    """Write the rules of a rule FILE as a signed bundle: what they say and why, no persons, no statistics."""
    raw = file.read_bytes()
    load(raw)
    rows = {row["id"]: row for row in orjson.loads(raw)["rules"]}
    if missing := [name for name in rule or () if name not in rows]:
        raise InvalidInputError(f"{file.name} has no rule {', '.join(missing)}", where="--rule")
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    bundle = bundled((rows[name] for name in rule or rows), sender, at)
    signed = signature(bundle, _secret(secret_file))
    told = {"bundle": bundle, "partner": partner, "signature": signed}
    out.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2))
    typer.echo(f"{len(rule or rows)} rules for {partner} in {out}")


def take_over(
    file: Given,
    secret_file: Secret,
    out: Written,
    agency: Annotated[str, typer.Option(help="The agency that takes the rules over.")],
    author: Annotated[str, typer.Option(help="Who takes them over.")],
) -> None:
    """Check the signature and the rules of a bundle FILE and write them as a rule file of shadow rules."""
    told = _bundle(file)
    rules = opened(told["bundle"], told["signature"], [_secret(secret_file)])["rules"]
    rows = [{**given(row), "author": author, "agency": agency, "shadow": True} for row in rules]
    written = content(rows)
    try:
        load(written)
    except RuleError as refused:
        for problem in refused.problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(1) from None
    out.write_bytes(written)
    typer.echo(f"{len(rows)} rules from {told['partner']} in {out}, in shadow")


def _secret(file: Path) -> str:
    secret = file.read_text().strip()
    if not secret:
        raise InvalidInputError(f"{file} is empty: it holds the shared secret", where=str(file))
    return secret


def _bundle(file: Path) -> dict[str, Any]:
    if file.stat().st_size > 2 * MOST_BYTES:
        raise InvalidInputError("The bundle is too large", where=str(file))
    try:
        told = orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError:
        told = None
    names = ("bundle", "partner", "signature")
    if not isinstance(told, dict) or any(not isinstance(told.get(name), str) for name in names):
        raise InvalidInputError(f"{file.name} is no bundle of rules", where=str(file))
    return dict(told)
