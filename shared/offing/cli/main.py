"""The `offing` command: each part is loaded when it is asked for, so that starting costs little."""

import sys
from importlib import import_module

import typer

from offing.kernel.errors import OffingError

# Command -> module with a typer application `app`.
PARTS: dict[str, str] = {
    "audit": "offing.cli.audit",
    "rules": "offing.cli.rules",
    "watchlist": "offing.cli.watchlist",
}
# Module with a function `register(app)` -> the commands that it adds.
COMMANDS: dict[str, tuple[str, ...]] = {
    "offing.cli.stack": ("up", "down", "doctor", "status", "token"),
    "offing.cli.demo": ("demo", "ingest"),
    "offing.cli.parse": ("parse",),
}


def main() -> None:
    """Runs the command line."""
    asked = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    try:
        command_line(asked)()
    except OffingError as refusal:
        where = f" ({refusal.where})" if refusal.where else ""
        typer.echo(f"{refusal.title}: {refusal.detail}{where}", err=True)
        sys.exit(1)


def command_line(asked: str | None = None) -> typer.Typer:
    """The command `asked`; every command when it is none of ours."""
    app = typer.Typer(
        name="offing",
        help="A national targeting centre for travellers and cargo.",
        no_args_is_help=True,
    )
    app.callback()(lambda: None)  # so that one part alone keeps its name
    known = {*PARTS, *(name for names in COMMANDS.values() for name in names)}
    for name, module in PARTS.items():
        if asked not in known or asked == name:
            app.add_typer(import_module(module).app, name=name)
    for module, names in COMMANDS.items():
        if asked not in known or asked in names:
            import_module(module).register(app)
    return app


if __name__ == "__main__":
    main()
