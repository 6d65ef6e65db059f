"""Patterns of mail addresses and telephone numbers (`*@kelmir.example`, `+96477012*`), matched in linear time."""

from collections.abc import Iterable
from typing import NamedTuple

from offing.watchlists.exact import digits, email_address

_ANY = "*"
_LEAST_SAID = 4  # signs besides the stars: a pattern that says less means half the world
_MOST_STARS, _LONGEST = 8, 320


class Pattern(NamedTuple):
    """A pattern in the pieces between its stars; the first begins the address, the last ends it."""

    kind: str
    pieces: tuple[str, ...]

    def meets(self, text: str) -> bool:
        """Whether `text` holds all pieces in their order; each piece is looked for once, from where the last ended."""
        first, *rest = self.pieces
        if not rest:
            return text == first
        *middle, last = rest
        if not text.startswith(first) or len(text) < len(first) + len(last):
            return False
        at, end = len(first), len(text) - len(last)
        for piece in middle:
            found = text.find(piece, at, end)
            if found < 0:
                return False
            at = found + len(piece)
        return text.endswith(last)


def pattern_of(text: str) -> Pattern | None:
    """The pattern in `text`; None where it says too little or goes beyond all measure."""
    kind = "email" if "@" in text or any(sign.isalpha() for sign in text) else "phone"
    said = text.strip()
    if len(said) > _LONGEST or said.count(_ANY) > _MOST_STARS:
        return None
    pieces = tuple(compared(kind, piece) for piece in said.split(_ANY))
    return Pattern(kind, pieces) if sum(map(len, pieces)) >= _LEAST_SAID else None


def compared(kind: str, text: str) -> str:
    """An address or number as patterns see it: of a number all digits, its country's too."""
    return email_address(text) if kind == "email" else digits(text).removeprefix("00")


def met(
    patterns: Iterable[tuple[int, Pattern]], asked: Iterable[tuple[str, str]]
) -> Iterable[tuple[int, str, str]]:
    """The entities whose pattern an asked address or number meets, with its kind and text."""
    texts = [(kind, compared(kind, text[:_LONGEST])) for kind, text in asked]
    return [
        (entity, kind, text)
        for entity, pattern in patterns
        for kind, text in texts
        if kind == pattern.kind and pattern.meets(text)
    ]
