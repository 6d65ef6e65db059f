"""Every part of the command line can be reached."""

import pkgutil
from importlib import import_module

import offing.cli
from offing.cli.main import COMMANDS, PARTS


def test_every_module_of_commands_is_registered() -> None:
    names = [f"offing.cli.{m.name}" for m in pkgutil.iter_modules(offing.cli.__path__)]
    with_app = {name for name in names if hasattr(import_module(name), "app")}
    with_commands = {name for name in names if hasattr(import_module(name), "register")}
    assert with_app == set(PARTS.values())
    assert with_commands == set(COMMANDS)
