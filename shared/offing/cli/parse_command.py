"""`offing parse` among the other commands, for help and completion; `offing.cli.parse` does the work."""

import typer

from offing.cli import parse as parsing

_AS_THEY_ARE = {"allow_extra_args": True, "ignore_unknown_options": True}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(help=parsing.ABOUT, context_settings=_AS_THEY_ARE, add_help_option=False)(parse)


def parse(context: typer.Context) -> None:
    """Hands the words of the command line on."""
    raise typer.Exit(parsing.run(context.args))
