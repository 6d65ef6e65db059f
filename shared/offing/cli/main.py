"""The `offing` command: each part is loaded when it is asked for, so that starting costs little."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from offing.kernel.errors import OffingError

if TYPE_CHECKING:
    import typer

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
    "offing.cli.parse_command": ("parse",),
    "offing.cli.schedule": ("schedule",),
}
# Command -> module with a function `run(arguments)`: what scripts start thousands of times, without typer.
DIRECT: dict[str, str] = {"parse": "offing.cli.parse"}


def main() -> None:
    """Runs the command line."""
    words = sys.argv[1:]
    if words and words[0] in DIRECT:
        sys.exit(import_module(DIRECT[words[0]]).run(words[1:]))
    asked = next((word for word in words if not word.startswith("-")), None)
    try:
        command_line(asked)()
    except OffingError as refusal:
        where = f" ({refusal.where})" if refusal.where else ""
        print(f"{refusal.title}: {refusal.detail}{where}", file=sys.stderr)
        sys.exit(1)


def command_line(asked: str | None = None) -> typer.Typer:
    """The command `asked`; every command when it is none of ours."""
    app: typer.Typer = import_module("typer").Typer(
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
