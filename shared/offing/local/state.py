"""What is known about a local stack: ports, processes, addresses, outputs; one JSON file of mode 0600."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from offing.local.paths import LOOPBACK, LocalError, home, stack_folder
from offing.local.processes import Running, alive

DEFAULT = "main"
_PREFERRED = {"emulator": 4566, "front": 8080}


@dataclass(slots=True)
class Stack:
    """One local stack, as written down in its state folder."""

    name: str
    folder: Path
    ports: dict[str, int] = field(default_factory=dict)
    processes: dict[str, Running] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    resources: dict[str, str] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    apis: dict[str, str] = field(default_factory=dict)
    queues: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    assembly: str = ""
    stage: str = "local"

    @property
    def file(self) -> Path:
        """The state file."""
        return self.folder / "state.json"

    @property
    def endpoint(self) -> str:
        """The emulator's address, for AWS clients."""
        return f"http://{LOOPBACK}:{self.ports['emulator']}"

    def log(self, part: str) -> Path:
        """The log file of one part."""
        return self.folder / "logs" / f"{part}.log"

    def running(self) -> bool:
        """Whether every process of the stack lives."""
        return bool(self.processes) and all(map(alive, self.processes.values()))

    def output(self, name: str) -> str:
        """An output of the deployed stacks, by its key, whichever stack has it."""
        found = [o[name] for o in self.outputs.values() if name in o]
        if not found:
            raise LocalError(
                f"The deployed templates have no output {name!r}", where=str(self.file)
            )
        return found[0]

    def save(self) -> None:
        """Write the state at once, readable by its owner only."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        plain = asdict(self) | {"folder": str(self.folder)}
        write_private(self.file, json.dumps(plain, indent=1))

    @classmethod
    def load(cls, name: str = DEFAULT) -> Self:
        """Read the state of a stack that was started, or say how to start it."""
        folder = stack_folder(name)
        try:
            plain: dict[str, Any] = json.loads((folder / "state.json").read_text())
        except FileNotFoundError:
            raise LocalError(
                f"There is no local stack named {name!r}; start it with `offing up --name {name}`"
            ) from None
        plain["folder"] = folder
        plain["processes"] = {k: Running(**v) for k, v in plain["processes"].items()}
        return cls(**plain)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, in one step."""
    draft = path.with_name(path.name + ".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as sink:
        sink.write(text)
    draft.replace(path)


def names() -> list[str]:
    """The stacks that have a state folder."""
    return sorted(p.parent.name for p in home().glob("stacks/*/state.json"))


def _open(port: int) -> socket.socket | None:
    """A socket that listens on this port of this machine alone; None when somebody has it."""
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((LOOPBACK, port))
        opened.listen(256)
    except OSError:
        opened.close()
        return None
    return opened


def open_ports(taken: frozenset[int] = frozenset()) -> dict[str, socket.socket]:
    """An open socket for each part, on the usual port or the next free one.

    The sockets are handed to the processes: from here on nobody else can take the ports.
    """
    found: dict[str, socket.socket] = {}
    for part, usual in _PREFERRED.items():
        tried = (_open(port) for port in range(usual, usual + 200) if port not in taken)
        opened = next((s for s in tried if s is not None), None)
        if opened is None:
            raise LocalError(f"No port from {usual} to {usual + 199} is free for the {part}")
        found[part] = opened
    return found


def reserved_ports(but: str) -> frozenset[int]:
    """Ports that other stacks have written down, running or about to."""
    others = (Stack.load(name) for name in names() if name != but)
    return frozenset(port for stack in others for port in stack.ports.values())
