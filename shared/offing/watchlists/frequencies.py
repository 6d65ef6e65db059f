"""How common a word of a name is among travellers, from a table written by hand; unlisted words are rare."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from offing.kernel.names import canonical


@dataclass(frozen=True, slots=True)
class Culture:
    """The common names of one naming culture, by part (g given, f family, p patronymic), with their bits."""

    code: str
    parts: dict[str, tuple[tuple[str, float], ...]]


@cache
def cultures() -> dict[str, Culture]:
    """The table, by culture."""
    text = files("offing.watchlists.tables").joinpath("tokens.txt").read_text("utf-8")
    found: dict[str, dict[str, list[tuple[str, float]]]] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        head, names = line.split(":")
        culture, part, bits = head.split()
        found.setdefault(culture, {}).setdefault(part, []).extend(
            (n, float(bits)) for n in names.split()
        )
    return {
        c: Culture(c, {p: tuple(names) for p, names in parts.items()}) for c, parts in found.items()
    }


@cache
def shares() -> dict[str, float]:
    """The share of travellers who bear each listed word, all cultures together."""
    share: dict[str, float] = {}
    for culture in cultures().values():
        for names in culture.parts.values():
            for name, bits in names:
                for word in canonical([name]):
                    share[word] = max(share.get(word, 0.0), 2.0**-bits)
    return share
