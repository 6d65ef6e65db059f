"""State folders, ports, processes: two stacks beside each other, nothing of anybody else touched."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from offing.kernel.errors import InvalidInputError
from offing.local import processes, state
from offing.local.paths import LocalError, stack_folder
from offing.local.processes import Running
from offing.local.state import Stack


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OFFING_HOME", str(tmp_path))
    return tmp_path


def test_a_stack_is_read_as_it_was_written() -> None:
    stack = Stack("a", stack_folder("a"), ports={"emulator": 4566, "front": 8080})
    stack.processes["emulator"] = Running(1, "7")
    stack.outputs["web"] = {"ConsoleClientId": "c"}
    stack.save()
    assert Stack.load("a") == stack
    assert stack.output("ConsoleClientId") == "c"
    assert state.names() == ["a"]


def test_the_state_is_for_its_owner_alone() -> None:
    stack = Stack("a", stack_folder("a"))
    stack.save()
    assert stack.file.stat().st_mode & 0o777 == 0o600


def test_a_missing_stack_says_how_to_start_it() -> None:
    with pytest.raises(LocalError, match="offing up --name nobody"):
        Stack.load("nobody")


@pytest.mark.parametrize("name", ["", "../x", "A", "a/b", "a b"])
def test_names_cannot_leave_the_folder(name: str) -> None:
    with pytest.raises(InvalidInputError):
        stack_folder(name)


def test_a_missing_output_is_named() -> None:
    with pytest.raises(LocalError, match="no output 'X'"):
        Stack("a", stack_folder("a")).output("X")


@pytest.mark.enable_socket
def test_ports_in_use_and_ports_of_other_stacks_are_left_alone() -> None:
    first = state.open_ports()
    taken = {part: opened.getsockname()[1] for part, opened in first.items()}
    second = state.open_ports(frozenset({taken["emulator"] + 1}))
    more = {part: opened.getsockname()[1] for part, opened in second.items()}
    assert not set(taken.values()) & set(more.values())
    assert more["emulator"] != taken["emulator"] + 1
    for opened in (*first.values(), *second.values()):
        assert opened.getsockname()[0] == "127.0.0.1"
        opened.close()


def _sleeper(folder: Path, code: str = "import time; time.sleep(60)") -> Running:
    return processes.start(
        [sys.executable, "-c", code], env=dict(os.environ), log=folder / "log", cwd=folder
    )


def test_a_process_is_stopped_with_its_children(tmp_path: Path) -> None:
    child = "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"
    running = _sleeper(tmp_path, f"import subprocess, sys, time; {child}; time.sleep(60)")
    while len(processes.group(running.pid)) < 2:
        time.sleep(0.02)
    assert processes.alive(running)
    assert processes.stop(running)
    assert not processes.group(running.pid)
    assert not processes.alive(running)


def test_a_process_that_ignores_sigterm_is_killed(tmp_path: Path) -> None:
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('x', flush=True); time.sleep(60)"
    running = _sleeper(tmp_path, code)
    while not (tmp_path / "log").read_text():
        time.sleep(0.02)
    assert processes.stop(running, grace=0.2)
    assert not processes.alive(running)


def test_a_foreign_process_with_the_same_id_is_never_stopped(tmp_path: Path) -> None:
    ours = _sleeper(tmp_path)
    foreign = Running(ours.pid, "an earlier start time")
    assert not processes.alive(foreign)
    assert not processes.stop(foreign)
    assert processes.alive(ours)
    assert processes.stop(ours)


def test_stopping_twice_is_no_error(tmp_path: Path) -> None:
    running = _sleeper(tmp_path)
    assert processes.stop(running)
    assert not processes.stop(running)


def test_memory_of_ourselves_is_some() -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("this system tells no memory by /proc")
    assert processes.resident_mb([os.getpid()]) > 1
    assert subprocess.run(["true"], check=False).returncode == 0
