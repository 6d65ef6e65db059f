"""Commands for the local stack: up, down, doctor, status, token."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from offing.local import doctor as doctoring
from offing.local import people, stack, tokens
from offing.local import status as reporting
from offing.local.state import DEFAULT, Stack

Name = Annotated[
    str, typer.Option("--name", help="Which local stack; several can stand side by side.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]

out = Console()
PARTS = ("messages", "travellers", "referrals", "queues")


def up(name: Name = DEFAULT, as_json: AsJson = False) -> None:
    """Start a local stack: emulator, search engine, templates, console; print its addresses."""
    started = stack.up(name)
    if as_json:
        print(
            json.dumps({"name": name, "urls": started.urls, "sign_ins": people.sign_ins(started)})
        )
        return
    show_addresses(started)


def show_addresses(started: Stack) -> None:
    """Print where a stack is and who may sign in."""
    out.print(_table("Addresses", ["what", "where"], [[k, v] for k, v in started.urls.items()]))
    rows = [[p["user"], p["password"], p["role"], p["office"]] for p in people.sign_ins(started)]
    out.print(_table("Sign-ins (invented people)", ["user", "password", "role", "office"], rows))


def down(
    name: Name = DEFAULT,
    every: Annotated[bool, typer.Option("--all", help="Stop every local stack.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing.")] = False,
) -> None:
    """Stop a local stack and remove all that it left."""
    gone = stack.down_all() if every else [name] if stack.down(name) else []
    if not quiet:
        print("\n".join(f"Stopped and removed: {n}" for n in gone) or "There was nothing to stop.")


def doctor(as_json: AsJson = False) -> None:
    """Check tools, ports, memory and running stacks; exit code 1 when something needs mending."""
    checks = doctoring.examine()
    if as_json:
        rows = [{"name": c.name, "well": c.well, "found": c.found, "mend": c.mend} for c in checks]
        print(json.dumps({"well": all(c.well for c in checks), "checks": rows}))
    else:
        shown = [
            ["ok" if c.well else "NO", c.name, c.found, "" if c.well else c.mend] for c in checks
        ]
        out.print(_table("", ["", "what", "found", "to mend it"], shown))
    if not all(c.well for c in checks):
        raise typer.Exit(1)


def status(name: Name = DEFAULT, as_json: AsJson = False) -> None:
    """Show the reconciliation (received = parsed + rejected + pending), queues and addresses."""
    found = reporting.status(Stack.load(name))
    if as_json:
        print(json.dumps(found))
        return
    rows = [[part, key, str(value)] for part in PARTS for key, value in found[part].items()]
    rows.append(["dead letters", "", str(found["dead_letters"])])
    out.print(_table("Counts", ["", "", ""], rows))
    out.print(_table("Addresses", ["what", "where"], [[k, v] for k, v in found["urls"].items()]))


def token(
    who: Annotated[str, typer.Argument(help=f"Whose: {tokens.who()}.")], name: Name = DEFAULT
) -> None:
    """Print a bearer token: an officer's ID token, a carrier's access token, a partner's signing secret."""
    print(tokens.token(Stack.load(name), who))


def _table(title: str, columns: list[str], rows: list[list[str]]) -> Table:
    table = Table(title=title or None, title_justify="left", show_header=any(columns))
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


COMMANDS = (up, down, doctor, status, token)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in COMMANDS:
        app.command()(command)
