"""The rule tree of react-querybuilder, read into checked nodes with every problem at its path."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from offing.risk.fields import FIELDS, Field
from offing.risk.operators import FAMILY, NAMES, OPERATORS, Operator
from offing.risk.problems import Problem, RuleError
from offing.risk.wanted import Lists, WantedError

MAX_DEPTH = 8
MAX_CONDITIONS = 100
_GROUP_KEYS = {"id", "path", "combinator", "not", "rules"}
_LEAF_KEYS = {"id", "path", "field", "operator", "value", "valueSource"}
_COUNT_KEYS = {"id", "path", "field", "operator", "value", "valueSource", "match"}
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition: `want` is the checked value, `words` its text for people, `other` the field compared with."""

    path: str
    field: Field
    operator: Operator
    want: Any
    words: str
    other: Field | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which all or any must hold; `negated` turns the answer round."""

    path: str
    every: bool
    negated: bool
    members: tuple["Leaf | Group | Counted", ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many elements of a list meet the conditions of `each`: from `least` to `most`, or every one of them."""

    path: str
    field: Field
    least: int
    most: int
    every: bool
    words: str
    each: "Leaf | Group | Counted"


type Node = Leaf | Group | Counted

# react-querybuilder's match modes: words, and bounds from the threshold.
_MODES: dict[str, tuple[str, Callable[[int], tuple[int, int]]]] = {
    "all": ("has only such with", lambda _n: (1, _MOST)),
    "none": ("has none with", lambda _n: (0, 0)),
    "some": ("has one with", lambda _n: (1, _MOST)),
    "atLeast": ("has at least {n} with", lambda n: (n, _MOST)),
    "atMost": ("has at most {n} with", lambda n: (0, n)),
    "exactly": ("has exactly {n} with", lambda n: (n, n)),
}
_WITH_THRESHOLD = frozenset({"atLeast", "atMost", "exactly"})


class _Fault(ValueError):  # noqa: N818  (ends one node, not the reading)
    """A problem that leaves a node without meaning; the reader notes it and goes on with the next."""


class _Reader:
    """Walks a tree once and collects problems instead of stopping at the first."""

    def __init__(self, lists: Lists, about: str | None) -> None:
        self.lists, self.problems, self.conditions = lists, list[Problem](), 0
        self.about = about
        self.fields: Mapping[str, Field] = FIELDS

    def fault(self, path: str, text: str) -> None:
        self.problems.append(Problem(path, text))

    def node(self, json: Any, path: str, depth: int = 1) -> Node | None:
        if not isinstance(json, Mapping):
            self.fault(path, "write an object: a group with 'rules' or a condition with 'field'")
            return None
        try:
            if "rules" in json:
                return self.group(json, path, depth)
            return self.counted(json, path, depth) if "match" in json else self.leaf(json, path)
        except _Fault as fault:
            key, text = fault.args
            self.fault(path + key, text)
            return None

    def keys(self, json: Mapping[str, Any], known: set[str], path: str) -> None:
        for key in sorted(set(json) - known):
            self.fault(f"{path}.{key}", f"there is no such key; known: {', '.join(sorted(known))}")

    def group(self, json: Mapping[str, Any], path: str, depth: int) -> Node | None:
        self.keys(json, _GROUP_KEYS, path)
        combinator, members, negated = json.get("combinator"), json["rules"], json.get("not", False)
        if combinator not in ("and", "or"):
            self.fault(f"{path}.combinator", "write 'and' or 'or'")
        if not isinstance(negated, bool):
            self.fault(f"{path}.not", "write true or false")
        if not isinstance(members, list) or not members:
            raise _Fault(".rules", "the group is empty: give it a condition or remove it")
        if depth > MAX_DEPTH:
            raise _Fault("", f"groups are nested more than {MAX_DEPTH} deep: split the rule")
        nodes = [self.node(m, f"{path}.rules[{n}]", depth + 1) for n, m in enumerate(members)]
        if combinator not in ("and", "or"):
            return None
        return Group(path, combinator == "and", bool(negated), tuple(n for n in nodes if n))

    def leaf(self, json: Mapping[str, Any], path: str) -> Leaf | None:
        self.keys(json, _LEAF_KEYS, path)
        self.conditions += 1
        field = self.field(json.get("field"))
        name = str(json.get("operator"))
        operator = OPERATORS.get((name, field.type))
        if operator is None:
            raise _Fault(".operator", _unfit(name, field))
        if operator.reference and operator.reference not in self.fields:
            raise _Fault(".operator", "elements of a list have no day of travel: ask their days")
        if json.get("valueSource", "value") == "field":
            return self.against_field(json.get("value"), path, field, operator)
        try:
            want = operator.read(field.type, json.get("value"), self.lists)
        except WantedError as problem:
            raise _Fault(".value", f"{problem} (field '{field.name}' is a {field.type})") from None
        return Leaf(path, field, operator, want, _words(json.get("value")))

    def field(self, name: Any, key: str = ".field") -> Field:
        """The field of that name that the subject (or the element of the list) has."""
        field = self.fields.get(str(name))
        if field is None:
            place = "" if self.fields is FIELDS else " in the elements of this list"
            purpose = " to compare with" if key == ".value" else ""
            raise _Fault(key, f"there is no field '{name}'{purpose}{place}")
        if self.fields is FIELDS and self.about and self.about not in field.of:
            raise _Fault(
                key, f"'{name}' is a field of a {field.of[0]}, this rule is about a {self.about}"
            )
        return field

    def counted(self, json: Mapping[str, Any], path: str, depth: int) -> Node | None:
        self.keys(json, _COUNT_KEYS, path)
        field = self.field(json.get("field"))
        if not field.members:
            raise _Fault(".match", f"'{field.name}' is no list: leave 'match' out")
        mode, threshold = _match(json["match"])
        if not isinstance(json.get("value"), Mapping):
            raise _Fault(".value", "write a group of conditions that the elements must meet")
        outside, self.fields = self.fields, {m.name: m for m in field.members}
        each = self.node(json["value"], f"{path}.value", depth + 1)
        self.fields = outside
        words, bounds = _MODES[mode]
        least, most = bounds(threshold)
        said = words.format(n=threshold)
        return each and Counted(path, field, least, most, mode == "all", said, each)

    def against_field(self, name: Any, path: str, field: Field, operator: Operator) -> Leaf | None:
        other = self.field(name, ".value")
        wanted = operator.against or FAMILY.get(field.type, field.type)
        if operator.compare is None or FAMILY.get(other.type, other.type) != wanted:
            raise _Fault(
                ".value",
                f"'{field.name}' ({field.type}) cannot be compared with '{other.name}' ({other.type}) "
                f"by '{operator.name}'",
            )
        return Leaf(path, field, operator, None, other.label, other)


def _match(json: Any) -> tuple[str, int]:
    mode = json.get("mode") if isinstance(json, Mapping) else None
    if not isinstance(mode, str) or mode not in _MODES:
        raise _Fault(".match", f"write an object with 'mode': one of {', '.join(_MODES)}")
    threshold = json.get("threshold", 0)
    if mode in _WITH_THRESHOLD and not (type(threshold) is int and 0 <= threshold <= _MOST):
        raise _Fault(".match.threshold", f"give a whole number from 0 to {_MOST}")
    return mode, threshold


def _unfit(name: str, field: Field) -> str:
    fitting = sorted(n for n, field_type in OPERATORS if field_type == field.type)
    fault = "does not fit" if name in NAMES else "does not exist; choose one for"
    return f"operator '{name}' {fault} '{field.name}' ({field.type}): {', '.join(fitting)}"


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def describe(node: Node) -> str:
    """A tree in words, as people read it."""
    if isinstance(node, Leaf):
        return f"{node.field.label} {node.operator.label} {node.words}".strip()
    if isinstance(node, Counted):
        return f"{node.field.label} {node.words} ({describe(node.each)})"
    joined = (" and " if node.every else " or ").join(
        f"({describe(m)})" if isinstance(m, Group) else describe(m) for m in node.members
    )
    return f"not ({joined})" if node.negated else joined


def leaves(node: Node) -> Iterator[Leaf | Counted]:
    """All conditions of a tree that ask a field of the subject itself."""
    if isinstance(node, Group):
        for member in node.members:
            yield from leaves(member)
    else:
        yield node


def asked(node: Node) -> frozenset[str]:
    """Names of all fields of the subject that a tree asks."""
    found = set()
    for leaf in leaves(node):
        found.add(leaf.field.name)
        if isinstance(leaf, Leaf):
            other = leaf.other.name if leaf.other else ""
            found.update(filter(None, (other, leaf.operator.reference)))
    return frozenset(found)


def read(
    json: Any, lists: Lists | None = None, path: str = "when", about: str | None = None
) -> Node:
    """The checked tree about a traveller or a consignment; raises RuleError with every problem at its path."""
    reader = _Reader(lists or {}, about)
    node = reader.node(json, path)
    if reader.conditions > MAX_CONDITIONS:
        reader.fault(
            path, f"{reader.conditions} conditions are over {MAX_CONDITIONS}: split the rule"
        )
    if reader.problems or node is None:
        raise RuleError(reader.problems)
    return node
