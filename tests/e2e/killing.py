"""Killing running functions at random moments, in one stack only, for as long as a block lasts."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from threading import Event, Thread

from offing.local import faults
from offing.local.state import Stack

PAUSE = 0.6  # five functions: each lives some three seconds, of which one to start


@contextmanager
def killing(stack: Stack, functions: tuple[str, ...]) -> Iterator[Counter[str]]:
    """Kill the processes of one function after the other; counts by function."""
    killed: Counter[str] = Counter()
    enough = Event()

    def work() -> None:
        for function in cycle(functions):
            if enough.wait(PAUSE):
                return
            killed[function] += faults.kill_function(function, stack)

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        yield killed
    finally:
        enough.set()
        thread.join()
