"""The `offing` command: each part is loaded when it is asked for, so that starting costs little."""

import sys
from importlib import import_module

import typer

# Command -> module with a typer application `app`.
PARTS: dict[str, str] = {
    "watchlist": "offing.cli.watchlist",
}


def main() -> None:
    """Runs the command line."""
    asked = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    app = typer.Typer(name="offing", help="A national targeting centre for travellers and cargo.", no_args_is_help=True)
    app.callback()(lambda: None)  # so that one part alone keeps its name
    for name, module in PARTS.items():
        if asked not in PARTS or asked == name:
            app.add_typer(import_module(module).app, name=name)
    app()


if __name__ == "__main__":
    main()
