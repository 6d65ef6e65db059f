"""The few kinds of search query that rules become, answered over plain documents as the engine would."""

import re
from collections.abc import Callable, Mapping
from typing import Any

type Document = Mapping[str, Any]


def _values(document: Document, path: str) -> list[Any]:
    value = document.get(path.removeprefix("fields."))
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _bool(body: Mapping[str, Any], document: Document) -> bool:
    needed = all(answers(query, document) for query in body.get("filter", ()))
    barred = any(answers(query, document) for query in body.get("must_not", ()))
    wished = sum(answers(query, document) for query in body.get("should", ()))
    return needed and not barred and wished >= body.get("minimum_should_match", 0)


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "lt": lambda a, b: a < b,
    "lte": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "gte": lambda a, b: a >= b,
}


def _wildcard(pattern: str, value: str) -> bool:
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    translated = "".join(
        re.escape(part[1:]) if part[0] == "\\" else {"*": ".*", "?": "."}.get(part, re.escape(part))
        for part in parts
    )
    return re.fullmatch(translated, value, re.DOTALL) is not None


def _regexp(body: Mapping[str, Any], value: str) -> bool:
    assert (body["flags"], body["case_insensitive"]) == ("NONE", True)
    return re.fullmatch(body["value"], value, re.IGNORECASE | re.ASCII | re.DOTALL) is not None


_ON_VALUE: Mapping[str, Callable[[Any, Any], bool]] = {
    "term": lambda body, value: value == body["value"],
    "terms": lambda body, value: value in body,
    "range": lambda body, value: all(_COMPARE[sign](value, want) for sign, want in body.items()),
    "prefix": lambda body, value: value.startswith(body["value"]),
    "wildcard": lambda body, value: _wildcard(body["value"], value),
    "regexp": _regexp,
}


def answers(query: Mapping[str, Any], document: Document) -> bool:
    """Whether a document is among the answers of a query."""
    ((kind, body),) = query.items()
    if kind == "bool":
        return _bool(body, document)
    if kind == "exists":
        return bool(_values(document, body["field"]))
    ((path, wanted),) = body.items()
    return any(_ON_VALUE[kind](wanted, value) for value in _values(document, path))
