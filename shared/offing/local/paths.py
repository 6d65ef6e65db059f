"""Where local mode keeps things: all of it below the checkout, all of it in `.gitignore`."""

from __future__ import annotations

import os
import re
from pathlib import Path

from offing.kernel.errors import InvalidInputError, UnavailableError

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ROOT / ".tools"
PYTHON = ROOT / ".venv" / "bin" / "python"
EMULATOR_PYTHON = TOOLS / "emulator" / "bin" / "python"
SEARCH_JARS = TOOLS / "search"
CONSOLE_DIST = ROOT / "console" / "dist"
JAR_LOCK = ROOT / "jgo.lock.toml"

LOOPBACK = "127.0.0.1"
REGION = "us-east-1"
ACCOUNT = "000000000000"


class LocalError(UnavailableError):
    """Local mode cannot do this here; the detail says what to do about it."""

    code, title = "local-mode", "Local mode cannot do this"


def home() -> Path:
    """The folder of all local stacks (`.offing`, or $OFFING_HOME)."""
    return Path(os.environ.get("OFFING_HOME") or ROOT / ".offing").resolve()


def stack_folder(name: str) -> Path:
    """The state folder of one stack."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,30}", name):
        raise InvalidInputError(
            f"A stack is named with lower-case letters, digits and hyphens, not {name!r}",
            where="--name",
        )
    return home() / "stacks" / name


def need_checkout() -> None:
    """Refuse to go on where the sources are not: local mode deploys what CDK makes of them."""
    if not (ROOT / "infra").is_dir():
        raise LocalError(f"Local mode needs the source checkout; {ROOT} is none")
