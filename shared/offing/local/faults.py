"""Break things on purpose, in one local stack only: for the tests of what must never be lost."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from offing.local.paths import LocalError
from offing.local.state import DEFAULT, Stack

_PROC = Path("/proc")


def _environments() -> Iterator[tuple[int, dict[str, str]]]:
    """Process id and environment of every process that we may look at."""
    if (_PROC / "self").exists():
        for entry in _PROC.iterdir():
            with suppress(OSError):
                if entry.name.isdigit():
                    pairs = (entry / "environ").read_bytes().decode(errors="replace").split("\0")
                    yield int(entry.name), dict(p.split("=", 1) for p in pairs if "=" in p)
        return
    listing = subprocess.run(
        ["ps", "-Eww", "-o", "pid=,command="], capture_output=True, text=True, check=False
    )
    for line in listing.stdout.splitlines():
        pid, *words = line.split()
        yield int(pid), dict(w.split("=", 1) for w in words if "=" in w)


def workers(stack: Stack, function: str | None = None) -> list[int]:
    """The running processes of one function (or of all) of this stack, and of no other."""
    if function is not None and function not in stack.functions:
        known = ", ".join(sorted(stack.functions))
        raise LocalError(f"The stack has no function {function!r}; it has {known}")
    wanted = {stack.functions[function]} if function else set(stack.functions.values())
    return [
        pid
        for pid, env in _environments()
        if env.get("AWS_ENDPOINT_URL") == stack.endpoint
        and env.get("AWS_LAMBDA_FUNCTION_NAME") in wanted
        and env.get("TMPDIR") == str(stack.folder / "tmp")
    ]


def kill_function(name: str, stack: Stack | None = None) -> int:
    """Kill (SIGKILL) the running processes of one function; returns how many there were."""
    chosen = workers(stack or Stack.load(DEFAULT), name)
    for pid in chosen:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(chosen)
