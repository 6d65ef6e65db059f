"""The same tree as a question to the search engine, over the values that an assessed subject was indexed with.

What holds of nobody of whom it is not known holds here neither: each `not` also asks that the value exists. What an
index cannot answer (two values of one record held against each other, elements counted one by one, the order of a
route, likeness of names) is refused at its node, never asked approximately.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from offing.risk.fields import FIELDS, Field
from offing.risk.lucene import escaped, lucene
from offing.risk.operators import Row
from offing.risk.patterns import PatternError
from offing.risk.places import distance_km, places
from offing.risk.problems import Problem, RuleError
from offing.risk.tree import Counted, Group, Leaf, Node
from offing.risk.wanted import Circle

type Query = dict[str, Any]
type Make = Callable[[str, Any], Query]
_KEYWORD = {"type": "keyword", "ignore_above": 1024}
_MAPPINGS: Mapping[str, dict[str, Any]] = {
    "text": _KEYWORD,
    "port": _KEYWORD,
    "set": _KEYWORD,
    "route": _KEYWORD,
    "number": {"type": "double"},
    "date": {"type": "date", "format": "strict_date"},
    "boolean": {"type": "boolean"},
}


def mapping(kind: str) -> dict[str, Any]:
    """The mapping of `fields` of an assessed traveller or consignment."""
    found = {name: dict(_MAPPINGS[field.type]) for name, field in _searched(kind)}
    return {"properties": found}


def document(row: Row, kind: str) -> dict[str, Any]:
    """What is indexed of a subject under `fields`: every known value that can be searched."""
    return {name: value for name, _field in _searched(kind) if (value := row[name]) is not None}


def _searched(kind: str) -> Iterable[tuple[str, Field]]:
    return ((n, f) for n, f in FIELDS.items() if kind in f.of and is_searched(f))


def is_searched(field: Field) -> bool:
    """Whether the index holds a field."""
    return field.searched and field.type in _MAPPINGS


def _all(*queries: Query) -> Query:
    return {"bool": {"filter": list(queries)}}


def _none(query: Query) -> Query:
    return {"bool": {"must_not": [query]}}


def _exists(path: str, _want: Any = None) -> Query:
    return {"exists": {"field": path}}


def _term(path: str, want: Any) -> Query:
    return {"term": {path: {"value": want}}}


def _terms(path: str, want: Any) -> Query:
    return {"terms": {path: sorted(want)}}


def _every_term(path: str, want: Any) -> Query:
    return _all(*(_term(path, value) for value in sorted(want)))


def _range(sign: str) -> Make:
    return lambda path, want: {"range": {path: {sign: want}}}


def _between(path: str, want: Any) -> Query:
    return {"range": {path: {"gte": want[0], "lte": want[1]}}}


def _prefix(path: str, want: Any) -> Query:
    return {"prefix": {path: {"value": want}}}


def _wildcard(before: str, after: str) -> Make:
    return lambda path, want: {"wildcard": {path: {"value": f"{before}{escaped(want)}{after}"}}}


def _regexp(path: str, want: Any) -> Query:
    return {
        "regexp": {path: {"value": lucene(want.text), "flags": "NONE", "case_insensitive": True}}
    }


def _within(want: Circle, near: bool) -> list[str]:
    away = ((port, distance_km(port, want.place)) for port in places())
    return sorted(port for port, km in away if km is not None and (km <= want.km) is near)


def _not(make: Make) -> Make:
    """A known value of which the other does not hold."""
    return lambda path, want: _all(_exists(path), _none(make(path, want)))


_BY_OPERATOR: Mapping[str, Make] = {
    "=": _term,
    "!=": _not(_term),
    "<": _range("lt"),
    "<=": _range("lte"),
    ">": _range("gt"),
    ">=": _range("gte"),
    "between": _between,
    "notBetween": _not(_between),
    "in": _terms,
    "notIn": _not(_terms),
    "inList": _terms,
    "notInList": _not(_terms),
    "hasAll": _every_term,
    "beginsWith": _prefix,
    "doesNotBeginWith": _not(_prefix),
    "endsWith": _wildcard("*", ""),
    "doesNotEndWith": _not(_wildcard("*", "")),
    "matches": _regexp,
    "near": lambda path, want: _terms(path, _within(want, near=True)),
    "far": lambda path, want: _terms(path, _within(want, near=False)),
    "null": lambda path, _want: _none(_exists(path)),
    "notNull": _exists,
}
# Of a text a part is meant, of a set an element.
_CONTAINS: Mapping[bool, Make] = {True: _term, False: _wildcard("*", "*")}
_MANY = frozenset({"set", "route"})


def _make(leaf: Leaf) -> Make | None:
    contains = _CONTAINS[leaf.field.type in _MANY]
    by_type = {"contains": contains, "doesNotContain": _not(contains)}
    return by_type.get(leaf.operator.name) or _BY_OPERATOR.get(leaf.operator.name)


class _Unsearchable(ValueError):  # noqa: N818  (ends one node, not the reading)
    """Why a condition cannot be asked of the index."""


def _leaf(leaf: Leaf) -> Query:
    if not is_searched(leaf.field):
        raise _Unsearchable(f"'{leaf.field.name}' is not searchable: it is not kept in the index")
    if leaf.other or leaf.operator.reference:
        raise _Unsearchable(
            "not searchable: it holds two values of one record against each other; write a fixed value"
        )
    make = _make(leaf)
    if make is None:
        raise _Unsearchable(
            f"'{leaf.operator.name}' is not searchable: try the rule on the past instead"
        )
    try:
        return make(leaf.field.index, leaf.want)
    except PatternError as problem:
        raise _Unsearchable(f"not searchable: {problem}") from None


def _query(node: Node, problems: list[Problem]) -> Query:
    if isinstance(node, Counted):
        counted = f"'{node.field.name}' is not searchable: its elements are counted one by one"
        problems.append(Problem(node.path, counted))
        return {}
    if isinstance(node, Leaf):
        try:
            return _leaf(node)
        except _Unsearchable as fault:
            problems.append(Problem(node.path, str(fault)))
            return {}
    return _group(node, [_query(member, problems) for member in node.members])


def _group(node: Group, members: list[Query]) -> Query:
    either = {"bool": {"should": members, "minimum_should_match": 1}}
    query = _all(*members) if node.every else either
    return _none(query) if node.negated else query


def search_query(node: Node) -> Query:
    """The query whose documents are those of which the tree holds; raises RuleError with each node that has none."""
    problems: list[Problem] = []
    query = _query(node, problems)
    if problems:
        raise RuleError(problems)
    return query
