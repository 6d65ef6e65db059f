"""Short and pet forms of given names, from a table written by hand: BILL may be WILLIAM, SASHA ALEKSANDR."""

from collections import defaultdict
from functools import cache
from importlib.resources import files

from offing.kernel.names import canonical

ALIKE = 0.90  # how alike a full and a short form count: likelier the same than not, and not the same word


@cache
def partners() -> dict[str, frozenset[str]]:
    """The full forms of each short form and the short forms of each full one, as they are compared."""
    text = files("offing.watchlists.tables").joinpath("nicknames.txt").read_text("utf-8")
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        full, short = ([_compared(word) for word in part.split()] for part in line.split(":"))
        for one in full:
            for other in short:
                found[one].add(other)
                found[other].add(one)
    return {word: frozenset(others - {word}) for word, others in found.items()}


def _compared(word: str) -> str:
    return canonical([word])[0]
