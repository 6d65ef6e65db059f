"""Look over this machine and the local stacks: what is there, what is missing, how to mend it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from offing.local import paths, processes
from offing.local.emulator import answers
from offing.local.emulator_host import VERSION
from offing.local.search_node import java
from offing.local.state import Stack, names, open_ports, reserved_ports

NEEDED_MB = 4000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `mend` says what to do when it is not well."""

    name: str
    well: bool
    found: str
    mend: str = ""


def _run(*argv: str | Path) -> str:
    """The first line that a program says of itself; empty when it cannot be run."""
    try:
        said = subprocess.run(
            [str(a) for a in argv], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return next(iter((said.stdout or said.stderr).splitlines()), "").strip()


def _python() -> Check:
    return Check(
        "Python", sys.version_info >= (3, 13), platform.python_version(), "make clean setup"
    )


def _node() -> Check:
    found = _run(paths.PYTHON.with_name("node"), "--version")
    return Check("Node (for CDK and the console)", bool(found), found or "missing", "make setup")


def _emulator() -> Check:
    ask = "from importlib.metadata import version; print(version('ministack'))"
    found = _run(paths.EMULATOR_PYTHON, "-c", ask)
    return Check("emulator", found == VERSION, found or "missing", "make setup")


def _java() -> Check:
    found = _run(java(), "--version")
    return Check("Java (for OpenSearch)", bool(found), found or "missing", "make setup")


def _jars() -> Check:
    count = len(list(paths.SEARCH_JARS.glob("*.jar")))
    return Check("OpenSearch", count > 0, f"{count} jars", "make setup")


def _console() -> Check:
    built = (paths.CONSOLE_DIST / "index.html").exists()
    return Check("console", built, "built" if built else "not built", "make setup")


def _ports() -> Check:
    opened = open_ports(reserved_ports(but=""))
    found = ", ".join(f"{part} {s.getsockname()[1]}" for part, s in opened.items())
    for each in opened.values():
        each.close()
    return Check("free ports on 127.0.0.1", True, found)


def _memory() -> Check:
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e6
        available = _linux_available() or free
    except (OSError, ValueError):  # no such figure on this system
        return Check("memory", True, "unknown")
    well = available > NEEDED_MB
    return Check(
        "memory available", well, f"{available:.0f} MB", f"close programs; {NEEDED_MB} MB needed"
    )


def _linux_available() -> float:
    info = Path("/proc/meminfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((int(x.split()[1]) / 1000 for x in lines if x.startswith("MemAvailable")), 0.0)


def _disk() -> Check:
    free = shutil.disk_usage(paths.ROOT).free / 1e9
    return Check("free disk space", free > 3, f"{free:.1f} GB", "make room for 3 GB")


CHECKS: tuple[Callable[[], Check], ...] = (
    _python, _node, _emulator, _java, _jars, _console, _ports, _memory, _disk,
)  # fmt: skip


def _stack(name: str) -> Check:
    stack = Stack.load(name)
    dead = [part for part, process in stack.processes.items() if not processes.alive(process)]
    if dead or not stack.urls.get("console"):
        told = f"not running: {', '.join(dead) or 'not started to the end'}"
        return Check(f"stack {name}", False, told, f"offing down --name {name}")
    if not answers(f"{stack.endpoint}/_ministack/health", timeout=10):
        told = f"the emulator does not answer; log: {stack.log('emulator')}"
        return Check(f"stack {name}", False, told, f"offing down --name {name}")
    used = sum(processes.resident_mb(processes.group(p.pid)) for p in stack.processes.values())
    return Check(f"stack {name}", True, f"{stack.urls['console']}, {used:.0f} MB")


def examine() -> list[Check]:
    """All checks, then one for each stack."""
    return [check() for check in CHECKS] + [_stack(name) for name in names()]
