"""From entries to rows: the words of every name an entry is known by."""

import re
from collections.abc import Callable, Iterator

from offing.kernel.names import tokens
from offing.kernel.scripts import romanisations
from offing.watchlists.legal_forms import company_words, vessel_words
from offing.watchlists.model import EXACT_KINDS, Entry

WEAK, ROMANISED = 1, 2  # flags of a name
MAX_WORDS = 12
_ASIDE = re.compile(r"\(([^()]*)\)")


def _company(name: str) -> tuple[str, ...]:
    return company_words(name).words


_TAKEN_APART: dict[str, Callable[[str], tuple[str, ...]]] = {
    "person": tokens,
    "vessel": lambda name: vessel_words(name).words,
}


def words_of(name: str, kind: str) -> tuple[str, ...]:
    """The words of `name` that are compared, for an entry of this kind."""
    return _TAKEN_APART.get(kind, _company)(name)[:MAX_WORDS]


def rows_of(entry: Entry) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each distinct set of words with its flags; a spelling in brackets stands for the words before it."""
    if entry.kind in EXACT_KINDS:
        return
    seen: set[tuple[str, ...]] = set()
    for name, quality in ((entry.name, "strong"), *((a.name, a.quality) for a in entry.aliases)):
        flag = WEAK if quality == "weak" else 0
        for spelling in _spellings(name):
            forms = romanisations(spelling)
            for form in forms:
                words = words_of(form, entry.kind)
                if words and (once := tuple(sorted(words))) not in seen:
                    seen.add(once)
                    yield words, flag | (ROMANISED if len(forms) > 1 else 0)


def _spellings(names: str) -> Iterator[str]:
    """`Petro YAROSH (IAROSH)` is two names, with and without the word in brackets; `A; B` is two as well."""
    for name in names.split(";"):
        aside = _ASIDE.search(name)
        if not aside:
            yield name
            continue
        yield _ASIDE.sub(" ", name)
        head = name[: aside.start()].split()
        yield " ".join([*head[:-1], aside[1], name[aside.end() :]])
