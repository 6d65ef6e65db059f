"""`make setup`: bring a machine that has python3 (3.9 or newer) to all that Offing needs, from registries.

Run by the system's Python before anything is installed, so: standard library and old syntax only.
Each step is skipped when the content of its inputs is what it was when the step last succeeded.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable, Iterator, NamedTuple  # noqa: UP035  # Python 3.9 has to run this

ROOT = Path(__file__).resolve().parents[3]
TOOLS = ROOT / ".tools"
LOGS = TOOLS / "logs"
VENV = ROOT / ".venv"
UV = TOOLS / "uv" / "bin" / "uv"
OLDEST = (3, 9)


class SetupError(Exception):
    """A step failed; the message says what to do."""


class Step(NamedTuple):
    """One part of the set-up."""

    name: str
    inputs: tuple[str, ...]
    made: Path
    run: Callable[[], None]


def command(*argv: str | Path, log: str, cwd: Path = ROOT, hint: str = "") -> None:
    """Run a command with its output in a log; show the end of it when it fails."""
    path = LOGS / (log + ".log")
    found = os.environ.get("PATH", "")
    env = dict(os.environ, PATH=f"{VENV / 'bin'}{os.pathsep}{found}", CI="1", NO_COLOR="1")
    env.pop("VIRTUAL_ENV", None)
    with path.open("ab") as sink:
        code = subprocess.call([str(a) for a in argv], cwd=cwd, env=env, stdout=sink, stderr=sink)
    if code:
        end = path.read_text(errors="replace").splitlines()[-25:]
        told = ["`{}` failed:".format(" ".join(str(a) for a in argv)), *end, f"(full log: {path})"]
        raise SetupError("\n".join(told + ([hint] if hint else [])))


NETWORK = (
    "If this is the network: setup needs the package registries (PyPI, npm, Maven), nothing else."
)


def install_uv() -> None:
    """A pinned uv in an environment of its own; its version and hashes are those of the lock file."""
    lock = (ROOT / "requirements-dev.txt").read_text()
    pinned = re.search(r"^uv==.*?(?=^\S|\Z)", lock, re.MULTILINE | re.DOTALL)
    if not pinned:
        raise SetupError(
            "requirements-dev.txt pins no uv; run `make lock` on a machine that has it"
        )
    wanted = TOOLS / "uv-requirements.txt"
    wanted.write_text(pinned.group())
    hint = (
        "Python's venv module is missing or incomplete: install it (Debian, Ubuntu: apt install "
        "python3-venv), then run `make setup` again."
    )
    command(sys.executable, "-m", "venv", "--clear", TOOLS / "uv", log="uv", hint=hint)
    pip: list[str | Path] = [
        TOOLS / "uv" / "bin" / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
    ]
    command(*pip, "--require-hashes", "-r", wanted, log="uv", hint=NETWORK)


def install_python() -> None:
    """The product's environment: Python of `.python-version`, locked packages, ourselves editable."""
    if not right_python(VENV / "bin" / "python"):
        command(UV, "venv", "--clear", VENV, log="python", hint=NETWORK)
    pip: list[str | Path] = [UV, "pip", "install", "--quiet", "--python", VENV / "bin" / "python"]
    command(*pip, "--require-hashes", "-r", "requirements-dev.txt", log="python", hint=NETWORK)
    command(*pip, "--no-deps", "--no-build-isolation", "-e", ".", log="python")


def right_python(python: Path) -> bool:
    """Whether this interpreter is there and of the version that `.python-version` asks for."""
    wanted = (ROOT / ".python-version").read_text().strip()
    ask = "import sys; print('.'.join(map(str, sys.version_info[:3])))"
    try:
        found = subprocess.check_output([str(python), "-c", ask], text=True).strip()
    except (OSError, subprocess.CalledProcessError):
        return False
    return found == wanted or found.startswith(wanted + ".")


def install_emulator() -> None:
    """The emulator, in an environment of its own."""
    home = TOOLS / "emulator"
    command(UV, "venv", "--clear", "--python", VENV / "bin" / "python", home, log="emulator")
    pip: list[str | Path] = [UV, "pip", "install", "--quiet", "--python", home / "bin" / "python"]
    command(
        *pip, "--require-hashes", "-r", "requirements-emulator.txt", log="emulator", hint=NETWORK
    )


def install_search() -> None:
    """OpenSearch's jars."""
    python = VENV / "bin" / "python"
    command(python, "-m", "offing.local.search_jars", "install", log="search", hint=NETWORK)


def build_console() -> None:
    """The officers' console, built with the Node of the product's environment."""
    npm, console = VENV / "bin" / "npm", ROOT / "console"
    modules = console / "node_modules" / ".package-lock.json"
    lock = console / "package-lock.json"
    if not modules.exists() or modules.stat().st_mtime < lock.stat().st_mtime:
        # Not `npm ci`: it refuses a lock without the optional packages of platforms that the registry
        # at hand does not carry. What the lock names is installed as locked, with its hashes.
        install: list[str | Path] = [npm, "install", "--no-save", "--no-audit", "--no-fund"]
        command(*install, log="console", cwd=console, hint=NETWORK)
    command(npm, "run", "build", log="console", cwd=console)


def install_cdk() -> None:
    """The CDK command line; only `make deploy` needs it."""
    command(VENV / "bin" / "npm", "ci", "--no-audit", "--no-fund", log="cdk", hint=NETWORK)


PYTHON_INPUTS = ("requirements-dev.txt", "pyproject.toml", ".python-version")
CONSOLE_INPUTS = tuple(
    "console/" + n
    for n in (
        "src",
        "public",
        "index.html",
        "package.json",
        "package-lock.json",
        "tsconfig.json",
        "vite.config.ts",
    )
)
FIRST = (
    Step("uv", ("requirements-dev.txt",), UV, install_uv),
    Step("python", PYTHON_INPUTS, VENV / "bin" / "offing", install_python),
)
THEN = (
    Step(
        "emulator", ("requirements-emulator.txt",), TOOLS / "emulator/bin/python", install_emulator
    ),
    Step("search", ("jgo.lock.toml",), TOOLS / "search", install_search),
    Step("console", CONSOLE_INPUTS, ROOT / "console/dist/index.html", build_console),
)
CDK = Step("cdk", ("package.json", "package-lock.json"), ROOT / "node_modules/aws-cdk", install_cdk)


def files(inputs: tuple[str, ...]) -> Iterator[Path]:
    """The files that a step's inputs name, folders opened."""
    for name in inputs:
        path = ROOT / name
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file())
        elif path.exists():
            yield path


def fingerprint(step: Step) -> str:
    """A hash of the inputs' content."""
    total = hashlib.sha256()
    for path in files(step.inputs):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def perform(step: Step) -> None:
    """Run a step unless it has nothing to do."""
    stamp = TOOLS / "stamps" / step.name
    now = fingerprint(step)
    if step.made.exists() and stamp.exists() and stamp.read_text() == now:
        return
    if not any(True for _ in files(step.inputs)):
        say(f"{step.name}: nothing to do, there is no {step.inputs[0]}")
        return
    say(f"{step.name}: {step.run.__doc__}")
    began = time.monotonic()
    (LOGS / f"{step.name}.log").write_text("")
    step.run()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
    say(f"{step.name}: done in {time.monotonic() - began:.0f} s")


def say(line: str) -> None:
    """Progress for a person."""
    sys.stderr.write(f"[setup] {line}\n")
    sys.stderr.flush()


def main(wanted: list[str]) -> int:
    """Perform all steps, or those named."""
    if sys.version_info < OLDEST:
        say(f"Python 3.9 or newer is needed to begin with; this one is {sys.version.split()[0]}")
        return 1
    LOGS.mkdir(parents=True, exist_ok=True)
    try:
        for step in FIRST:
            perform(step)
        with ThreadPoolExecutor(len(THEN)) as pool:
            list(pool.map(perform, THEN))
        if "cdk" in wanted:
            perform(CDK)
    except SetupError as failure:
        say(str(failure))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
