"""Bring a local stack up and take it down: emulator, engine and templates side by side, then the rest."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from offing.local import (
    assembly,
    deploy,
    emulator,
    inventory,
    people,
    processes,
    search_node,
)
from offing.local.paths import LOOPBACK, PYTHON, ROOT, LocalError, need_checkout, stack_folder
from offing.local.state import DEFAULT, Stack, names, open_ports, reserved_ports
from offing.local.transformations import Here

Tell = Callable[[str], None]


def say(line: str) -> None:
    """Progress for a person."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def _step(tell: Tell, what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    tell(f"  {what}: {time.monotonic() - began:.1f} s")


def up(name: str = DEFAULT, tell: Tell = say) -> Stack:
    """Start a stack, or give the running one when its sources are still the same."""
    need_checkout()
    if running := _running(name):
        if running.assembly.endswith(assembly.fingerprint()):
            tell(f"The stack {name!r} is running: {running.urls.get('console')}")
            return running
        tell(f"The sources changed: the stack {name!r} is stopped and started afresh.")
    down(name)
    sockets = open_ports(reserved_ports(name))
    ports = {part: opened.getsockname()[1] for part, opened in sockets.items()}
    stack = Stack(name, stack_folder(name), ports=ports)
    stack.save()
    try:
        _start(stack, sockets, tell)
    except BaseException:
        if not os.environ.get("OFFING_KEEP_FAILED"):
            down(name)
        raise
    finally:
        for opened in sockets.values():
            opened.close()
    return stack


def _running(name: str) -> Stack | None:
    try:
        stack = Stack.load(name)
    except LocalError:
        return None
    return stack if stack.running() and stack.urls else None


def _start(stack: Stack, sockets: dict[str, socket.socket], tell: Tell) -> None:
    tell(f"Starting the stack {stack.name!r} in {stack.folder}")
    with ThreadPoolExecutor(2) as pool, _step(tell, "templates, engine and emulator"):
        templates = pool.submit(assembly.synthesise)
        engine = pool.submit(search_node.start, stack)
        emulator.start(stack, sockets["emulator"])
        folder, search = templates.result(), engine.result()
    stack.assembly = str(folder)
    console = f"http://{LOOPBACK}:{stack.ports['front']}"
    stack.urls = {"search": search}
    stack.save()
    with _step(tell, "deployment"):
        deploy.deploy(
            stack, folder, Here(search=search, console=console), lambda line: tell(f"  {line}")
        )
        inventory.take(stack)
        stack.save()
    with _step(tell, "people and front door"):
        people.seed(stack)
        _open_front(stack, console, sockets["front"])
    _write_urls(stack, console)
    stack.save()


def _open_front(stack: Stack, console: str, listen: socket.socket) -> None:
    stack.save()  # the front door reads its routes from the state
    env = {k: os.environ[k] for k in ("PATH", "HOME", "LANG", "OFFING_HOME") if k in os.environ}
    stack.processes["front"] = processes.start(
        [str(PYTHON), "-m", "offing.local.front", stack.name],
        env=env | {"PYTHONPATH": str(ROOT / "shared")},
        log=stack.log("front"),
        cwd=stack.folder,
        listen=listen,
    )
    end = time.monotonic() + 15
    while not emulator.answers(f"{console}/config.json"):
        if time.monotonic() > end or not processes.alive(stack.processes["front"]):
            raise LocalError(f"The front door did not open:\n{emulator.tail(stack.log('front'))}")
        time.sleep(0.05)


def _write_urls(stack: Stack, console: str) -> None:
    apis = {f"{api}_api": f"{console}/{'api' if api == 'officer' else api}" for api in stack.apis}
    stack.urls = {"console": console, **apis, "search": stack.urls["search"], "aws": stack.endpoint}


def down(name: str = DEFAULT) -> bool:
    """Stop a stack's own processes and remove its folder; False when there was nothing."""
    folder = stack_folder(name)
    if not folder.exists():
        return False
    try:
        stack = Stack.load(name)
    except LocalError:
        shutil.rmtree(folder)
        return True
    with ThreadPoolExecutor(max(1, len(stack.processes))) as pool:
        list(pool.map(processes.stop, stack.processes.values()))
    _remove(folder)
    return True


def _remove(folder: Path) -> None:
    """Remove the folder; a process that is just ending may still write into it once."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)
    raise LocalError("The state folder could not be removed; remove it by hand", where=str(folder))


def down_all() -> list[str]:
    """Stop every stack that has a state folder."""
    return [name for name in names() if down(name)]
