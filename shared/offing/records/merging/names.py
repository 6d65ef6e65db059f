"""Whether two names as sent can be one person's: carriers cut them, glue them and turn them round."""

from dataclasses import dataclass
from functools import lru_cache

from offing.kernel.names import MISSING, TITLES, normalise, tokens, unglued

_CUT = 4  # letters of a surname below which the rest cannot be guessed
_SHORTEST = 2  # a name of one word is no ground to compare words in any order


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name in its words; `glued` and `turned` are keys under which equal names meet in any order and spacing.

    `whole` is the surname in one piece with its particles: DELACRUZ is DE LA CRUZ.
    """

    surname: tuple[str, ...]
    given: tuple[str, ...]
    words: frozenset[str]
    glued: str
    turned: str
    whole: str

    def __bool__(self) -> bool:
        return bool(self.words)


@lru_cache(maxsize=16384)
def name_of(surname: str | None, given_names: str | None) -> Name:
    """The words of a name, without titles and placeholders; nothing left means nameless."""
    left, right = _words(surname), _words(given_names)
    both = (*left, *right)
    return Name(
        left, right, frozenset(both), "".join(both), " ".join(sorted(both)), _whole(surname)
    )


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(word for word in tokens(text) if word not in MISSING) if text else ()


def _whole(surname: str | None) -> str:
    return "" if not surname or surname in MISSING else normalise(surname).replace(" ", "")


def same(a: Name, b: Name) -> bool:
    """Equal but for order, spaces, titles and spelling that carries no weight."""
    return a is b or (bool(a) and (a.turned == b.turned or a.glued == b.glued))


@lru_cache(maxsize=65536)
def compatible(a: Name, b: Name) -> bool:
    """Whether one can be a shorter, cut or glued form of the other."""
    if not a or not b:
        return False
    if same(a, b):
        return True
    small, large = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    if len(small) >= _SHORTEST and small <= large:
        return True
    return _surnames_agree(a, b) and _givens_agree(a.given, b.given)


def _surnames_agree(a: Name, b: Name) -> bool:
    if not a.surname or not b.surname:
        return False
    one, other = set(a.surname), set(b.surname)
    cut = min(len(a.whole), len(b.whole)) >= _CUT and _begins(a.whole, b.whole)
    return a.whole == b.whole or cut or one <= other or other <= one


def _givens_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """No given name contradicts none; else each word of the shorter begins, or is begun by, one of the other."""
    if not a or not b or _begins("".join(a), "".join(b)):
        return True
    short, long = (list(a), list(b)) if len(a) <= len(b) else (list(b), list(a))
    for word in short:
        partner = next((w for w in long if _begins(w, word)), None)
        if partner is None:
            return False
        long.remove(partner)
    return True


def _begins(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def adds_nothing(name: Name, known: Name) -> bool:
    """Whether `name` is `known` itself, or `known` cut short, or with a title glued to it."""
    if same(name, known):
        return True
    if "".join(name.surname) != "".join(known.surname):
        return False
    given, base = "".join(name.given), "".join(known.given)
    bare = unglued(given)[0]
    return base.startswith(bare) or (given.startswith(base) and given[len(base) :] in TITLES)
