"""`offing demo` and `offing ingest`: a day at the border on this machine, and files pushed as a carrier."""

from pathlib import Path
from typing import Annotated

import typer

Name = Annotated[str, typer.Option("--name", help="Which local stack.")]


def demo(
    flights: Annotated[int, typer.Option(help="Flights of the day.")] = 40,
    travellers: Annotated[int, typer.Option(help="People named, crews included.")] = 6000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same day.")] = 2026,
    once: Annotated[
        bool, typer.Option("--once", help="Stop after the table; exit 1 unless all counts hold.")
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave the stack running at the end.")
    ] = False,
    name: Name = "main",
) -> None:
    """Start a stack, push a day of made-up flights through it, show what came of it, stay up until stopped."""
    from offing.cli import demo_day  # noqa: PLC0415  # the other commands start without it

    holds = demo_day.run(
        flights=flights, travellers=travellers, seed=seed, stay=not once, keep=keep, name=name
    )
    if once and not holds:
        raise typer.Exit(1)


def ingest(
    files: Annotated[
        list[Path],
        typer.Argument(exists=True, help="Files, or folders: every .edi, .txt and .xml in them."),
    ],
    carrier: Annotated[str, typer.Option(help="The carrier to push as.")] = "XQ",
    wait: Annotated[bool, typer.Option("--wait", help="Wait until each file is read.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON a file.")] = False,
    name: Name = "main",
) -> None:
    """Push files as a carrier over HTTPS; exit 1 when one is refused, 2 when one is rejected."""
    from offing.cli import demo_ingest  # noqa: PLC0415  # the other commands start without it

    if code := demo_ingest.run(files, carrier=carrier, wait=wait, as_json=as_json, name=name):
        raise typer.Exit(code)


COMMANDS = (demo, ingest)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in COMMANDS:
        app.command()(command)
