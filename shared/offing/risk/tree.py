"""The rule tree of react-querybuilder, read into checked nodes with every problem at its path."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from offing.risk.fields import FIELDS, Field
from offing.risk.operators import NAMES, OPERATORS, Operator
from offing.risk.problems import Problem, RuleError
from offing.risk.wanted import Lists, WantedError

MAX_DEPTH = 8
MAX_CONDITIONS = 100
_GROUP_KEYS = {"id", "path", "combinator", "not", "rules"}
_LEAF_KEYS = {"id", "path", "field", "operator", "value", "valueSource"}
_COMBINATORS = {"and": True, "or": False}


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
    members: tuple["Leaf | Group", ...]


type Node = Leaf | Group


class _Fault(ValueError):  # noqa: N818  (ends one node, not the reading)
    """A problem that leaves a node without meaning; the reader notes it and goes on with the next."""


class _Reader:
    """Walks a tree once and collects problems instead of stopping at the first."""

    def __init__(self, lists: Lists) -> None:
        self.lists, self.problems, self.conditions = lists, list[Problem](), 0

    def fault(self, path: str, text: str) -> None:
        self.problems.append(Problem(path, text))

    def node(self, json: Any, path: str, depth: int = 1) -> Node | None:
        if not isinstance(json, Mapping):
            self.fault(path, "write an object: a group with 'rules' or a condition with 'field'")
            return None
        try:
            return self.group(json, path, depth) if "rules" in json else self.leaf(json, path)
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
        if combinator not in _COMBINATORS:
            return None
        return Group(path, _COMBINATORS[combinator], bool(negated), tuple(n for n in nodes if n))

    def leaf(self, json: Mapping[str, Any], path: str) -> Leaf | None:
        self.keys(json, _LEAF_KEYS, path)
        self.conditions += 1
        field = FIELDS.get(str(json.get("field")))
        name = str(json.get("operator"))
        if field is None:
            raise _Fault(".field", f"there is no field '{json.get('field')}'")
        operator = OPERATORS.get((name, field.type))
        if operator is None:
            raise _Fault(".operator", _unfit(name, field))
        if json.get("valueSource", "value") == "field":
            return self.against_field(json.get("value"), path, field, operator)
        try:
            want = operator.read(field.type, json.get("value"), self.lists)
        except WantedError as problem:
            raise _Fault(".value", f"{problem} (field '{field.name}' is a {field.type})") from None
        return Leaf(path, field, operator, want, _words(json.get("value")))

    def against_field(self, name: Any, path: str, field: Field, operator: Operator) -> Leaf | None:
        other = FIELDS.get(str(name))
        if other is None:
            raise _Fault(".value", f"there is no field '{name}' to compare with")
        if operator.compare is None or other.type != (operator.against or field.type):
            raise _Fault(
                ".value",
                f"'{field.name}' ({field.type}) cannot be compared with '{other.name}' ({other.type}) "
                f"by '{operator.name}'",
            )
        return Leaf(path, field, operator, None, other.label, other)


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


def read(json: Any, lists: Lists | None = None, path: str = "when") -> Node:
    """The checked tree; raises RuleError with every problem at its path."""
    reader = _Reader(lists or {})
    node = reader.node(json, path)
    if reader.conditions > MAX_CONDITIONS:
        reader.fault(
            path, f"{reader.conditions} conditions are over {MAX_CONDITIONS}: split the rule"
        )
    if reader.problems or node is None:
        raise RuleError(reader.problems)
    return node
