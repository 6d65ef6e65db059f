"""The in-memory twin of the search engine: words, folded, with one slip allowed in longer ones."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from offing.adapters.search_templates import FIELDS, FUZZY_FIELDS, TEXT_FIELDS
from offing.kernel.errors import InvalidInputError, UnavailableError
from offing.kernel.ports import Found

_SLIP_FROM = 4


class MemorySearch:
    """Documents in a dictionary; `away` makes it answer as an engine that is down."""

    def __init__(self) -> None:
        self.documents: dict[tuple[str, str], tuple[int, dict[str, Any] | None]] = {}
        self.away = False

    def project(self, operations: Sequence[tuple[str, str, int, dict[str, Any] | None]]) -> None:
        self._answer()
        unfit = 0
        for kind, identity, version, document in operations:
            if set(document or ()) - set(FIELDS[kind]):
                unfit += 1
                continue
            known = self.documents.get((kind, identity), (-1, None))[0]
            if version >= known:
                self.documents[kind, identity] = (version, document)
        if unfit:
            raise InvalidInputError(f"{unfit} documents do not fit: strict_dynamic_mapping")

    def find(
        self, indices: Sequence[str], text: str, filters: Mapping[str, Sequence[str]], limit: int
    ) -> Found:
        self._answer()
        found = [
            {**document, "id": identity, "index": kind, "highlight": []}
            for (kind, identity), (_, document) in sorted(self.documents.items())
            if document is not None
            and kind in indices
            and _passes(document, filters)
            and _answers(kind, document, text)
        ]
        return Found(tuple(found[:limit]), len(found))

    def _answer(self) -> None:
        if self.away:
            raise UnavailableError("The search engine does not answer")

    def refresh(self) -> None:
        """Nothing to do: what is projected is visible at once."""


def _passes(document: Mapping[str, Any], filters: Mapping[str, Sequence[str]]) -> bool:
    return all(
        any(_fold(v) == _fold(w) for v in _values(document.get(name)) for w in wanted)
        for name, wanted in filters.items()
    )


def _answers(kind: str, document: Mapping[str, Any], text: str) -> bool:
    words = _words(text)
    if not words:
        return True
    fields = [field.split("^")[0] for field in TEXT_FIELDS[kind]]
    whole = {_fold(v) for f in fields for v in _values(document.get(f))}
    if _fold(text) in whole:
        return True
    tokens = {t for v in whole for t in _words(v)}
    loose = {t for f in FUZZY_FIELDS[kind] for v in _values(document.get(f)) for t in _words(v)}
    return all(w in tokens or w in whole or any(_close(w, t) for t in loose) for w in words)


def _close(left: str, right: str) -> bool:
    if left == right:
        return True
    if min(len(left), len(right)) < _SLIP_FROM or left[0] != right[0]:
        return False
    return (
        right in set(_slips(left))
        or left in set(_slips(right))
        or bool(set(_slips(left)) & set(_slips(right)))
    )


def _slips(word: str) -> Iterator[str]:
    return (word[:n] + word[n + 1 :] for n in range(len(word)))


def _values(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in _fold(text)).split()
