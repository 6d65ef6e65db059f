"""A safe part of regular expressions: what it costs is known before it runs.

Python's engine backtracks, so a pattern's worst case is the product of the ways in which its variable
parts can match. We read the pattern, work out that product, and refuse what goes over the limit. Without
nested repetition, back references and look-around there is no other way to lose time.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

MAX_LENGTH = 120
MAX_TEXT = 128
MAX_WAYS = 20_000  # about half a millisecond at worst
QUANTIFIER = re.compile(r"\*|\+|\?|\{(\d+)(,(\d*))?\}")
ATOM = re.compile(r"\\[dDwWsS.\\+*?()\[\]{}|^$/-]|\[\^?\]?[^\]]+\]|[^\\\[\](){}*+?|^$]")
# ASCII classes and a dot for every sign, as the search engine has them.
_FLAGS = re.IGNORECASE | re.ASCII | re.DOTALL
_OPENING = re.compile(r"\((?!\?)|\(\?:")


class PatternError(ValueError):
    """A pattern outside the safe part; the message says which piece and why."""


def _ways_of(quantifier: re.Match[str]) -> int:
    text = quantifier[0]
    if text in "*+":
        return MAX_TEXT
    if text == "?":
        return 2
    least = int(quantifier[1])
    most = least if quantifier[2] is None else int(quantifier[3] or MAX_TEXT)
    if most < least or most > MAX_TEXT:
        raise PatternError(f"the repetition {text} is empty or over {MAX_TEXT}")
    return most - least + 1


class _Reader:
    """Walks over a pattern once, multiplying the ways of its parts."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at, self.ways, self.depth = pattern, 0, 1, 0

    def read(self) -> int:
        while self.at < len(self.pattern):
            self._piece()
        if self.depth:
            raise PatternError("a group is not closed: add ')'")
        return self.ways

    def _piece(self) -> None:
        sign = self.pattern[self.at]
        if opening := _OPENING.match(self.pattern, self.at):
            self.depth, self.at = self.depth + 1, opening.end()
        elif sign == ")" and self.depth:
            self.depth, self.at = self.depth - 1, self.at + 1
            if QUANTIFIER.match(self.pattern, self.at):
                raise PatternError(
                    f"a group is repeated at character {self.at + 1}: repeat single characters only"
                )
        elif sign == "|":
            self.ways, self.at = self.ways * 2, self.at + 1
        elif atom := ATOM.match(self.pattern, self.at):
            self.at = atom.end()
            self._quantifier()
        else:
            raise PatternError(f"'{sign}' at character {self.at + 1} is not allowed here")

    def _quantifier(self) -> None:
        if quantifier := QUANTIFIER.match(self.pattern, self.at):
            self.ways, self.at = self.ways * _ways_of(quantifier), quantifier.end()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A safe pattern; called with a text it tells whether the whole of it matches, whatever its case."""

    text: str
    matches: Callable[[str], object | None]

    def __call__(self, value: str) -> bool:
        return self.matches(value[:MAX_TEXT]) is not None


def compile_pattern(pattern: str) -> Pattern:
    """A test of a whole text against a safe pattern, whatever its case; raises PatternError with the reason."""
    if not 0 < len(pattern) <= MAX_LENGTH:
        raise PatternError(f"a pattern has 1 to {MAX_LENGTH} characters")
    ways = _Reader(pattern).read()
    if ways > MAX_WAYS:
        raise PatternError(
            f"in the worst case it tries {ways} ways, over {MAX_WAYS}: use fewer of * + and wide {{n,m}}"
        )
    try:
        matches = re.compile(pattern, _FLAGS).fullmatch
    except re.error as problem:
        raise PatternError(f"it does not read as a pattern: {problem.msg}") from None
    return Pattern(pattern, matches)
