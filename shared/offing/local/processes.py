"""Start, recognise and stop our own processes; never anybody else's."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

GRACE_SECONDS = 3.0
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Running:
    """A process we started: its id and its start time, because ids are used again."""

    pid: int
    began: str


def start(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    log: Path,
    cwd: Path,
    listen: socket.socket | None = None,
) -> Running:
    """Start a process in a group of its own, so that it can be stopped with its children.

    It inherits the open socket `listen`, whose number it finds in OFFING_LISTEN.
    """
    inherited = () if listen is None else (listen.fileno(),)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as sink:
        process = subprocess.Popen(
            list(argv),
            env=dict(env) | ({"OFFING_LISTEN": str(inherited[0])} if inherited else {}),
            pass_fds=inherited,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Running(process.pid, began(process.pid) or "")


def _stat(pid: int) -> list[str]:
    """The fields of /proc/<pid>/stat after the name, which may itself hold spaces."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def began(pid: int) -> str | None:
    """When the process began, as the system tells it; None when it is not there (any more)."""
    if _PROC.is_dir() and (_PROC / "self").exists():
        fields = _stat(pid)
        return fields[19] if fields and fields[0] != "Z" else None
    answer = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip() or None


def alive(process: Running) -> bool:
    """Whether this very process still runs."""
    with suppress(ChildProcessError):
        os.waitpid(process.pid, os.WNOHANG)
    return bool(process.began) and began(process.pid) == process.began


def group(pid: int) -> list[int]:
    """The living members of a process group that we opened."""
    if not (_PROC / "self").exists():
        return [pid] if _answers(pid) else []
    members = (int(p.name) for p in _PROC.iterdir() if p.name.isdigit())
    return [m for m in members if (f := _stat(m)) and f[2] == str(pid) and f[0] != "Z"]


def _answers(pgid: int) -> bool:
    try:
        os.killpg(pgid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def stop(process: Running, grace: float = GRACE_SECONDS) -> bool:
    """Stop the process and its group: SIGTERM, then SIGKILL after the grace; False when gone."""
    now = began(process.pid)
    if now is not None and now != process.began:
        return False  # the id belongs to somebody else by now
    if not group(process.pid):
        return False
    for sign, patience in ((signal.SIGTERM, grace), (signal.SIGKILL, 2.0)):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        if _gone(process, patience):
            return True
    return True


def _gone(process: Running, patience: float) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        alive(process)  # reaps it when it is our own child
        if not group(process.pid):
            return True
        time.sleep(0.03)
    return False


def resident_mb(pids: Sequence[int]) -> float:
    """Resident memory of these processes together, in megabytes (Linux; 0 elsewhere)."""
    page = os.sysconf("SC_PAGE_SIZE")
    total = 0
    for pid in pids:
        with suppress(OSError, IndexError, ValueError):
            total += int((_PROC / str(pid) / "statm").read_text().split()[1]) * page
    return total / 1e6
