"""Trees to closures, and to the reasons that are shown when a rule has hit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from offing.records.assessments import Reason
from offing.risk.fields import FieldValue
from offing.risk.operators import Row, Test
from offing.risk.tree import Counted, Leaf, Node, describe

_SHOWN = 5


def _against_field(leaf: Leaf) -> Test:
    name, other, compare = leaf.field.name, leaf.other, leaf.operator.compare
    if other is None or compare is None:  # the reader has made sure of both
        raise AssertionError(leaf.path)
    second = other.name

    def test(row: Row) -> bool:
        a, b = row[name], row[second]
        return a is not None and b is not None and compare(a, b)

    return test


def _all(tests: Sequence[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda row: first(row) and second(row)

    def test(row: Row) -> bool:
        for one in tests:  # noqa: SIM110  (all() with a generator costs twice as much)
            if not one(row):
                return False
        return True

    return test


def _any(tests: Sequence[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def test(row: Row) -> bool:
        for one in tests:  # noqa: SIM110  (see _all)
            if one(row):
                return True
        return False

    return test


def _not(test: Test) -> Test:
    return lambda row: not test(row)


def _count(node: Counted, row: Row, meets: Test) -> tuple[int, int] | None:
    """How many elements meet the conditions, of how many; nothing where the list is not known."""
    elements: Any = row[node.field.name]
    return None if elements is None else (sum(map(meets, elements)), len(elements))


def _counted(node: Counted) -> Test:
    meets = compile_node(node.each)

    def test(row: Row) -> bool:
        counted = _count(node, row, meets)
        if counted is None or not node.least <= counted[0] <= node.most:
            return False
        return not node.every or counted[0] == counted[1]

    return test


@dataclass(frozen=True, slots=True)
class Compiled:
    """A node with its test, and its members with theirs: what a trace walks over."""

    node: Node
    test: Test
    members: tuple["Compiled", ...] = ()


def compile_tree(node: Node) -> Compiled:
    """A fast test of a row of values for a tree and for each part of it."""
    if isinstance(node, Leaf):
        against = (
            _against_field(node) if node.other else node.operator.make(node.field.name, node.want)
        )
        return Compiled(node, against)
    if isinstance(node, Counted):
        return Compiled(node, _counted(node))
    members = tuple(compile_tree(member) for member in node.members)
    tests = tuple(member.test for member in members)
    test = _all(tests) if node.every else _any(tests)
    return Compiled(node, _not(test) if node.negated else test, members)


def compile_node(node: Node) -> Test:
    """One fast test of a row of values for a whole tree."""
    return compile_tree(node).test


def in_words(value: FieldValue | Any) -> str:
    """A value as people read it."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        more = len(value) - _SHOWN
        return ", ".join(map(str, value[:_SHOWN])) + (f" and {more} more" if more > 0 else "")
    return str(value)


def trace(tree: Compiled, row: Row) -> tuple[Reason, ...]:
    """The conditions that decided the answer of a tree, with the values that met them or did not."""
    node = tree.node
    if isinstance(node, Leaf):
        return (_reason(node, row, tree.test(row)),)
    if isinstance(node, Counted):
        return (_count_reason(node, row, tree.test(row)),)
    held = tree.test(row) != node.negated
    # A group of all that held, or of any that failed, was decided by each of its members.
    deciding = (
        tree.members if held == node.every else [m for m in tree.members if m.test(row) == held]
    )
    return tuple(reason for member in deciding for reason in trace(member, row))


def _count_reason(node: Counted, row: Row, met: bool) -> Reason:
    counted = _count(node, row, compile_node(node.each))
    return Reason(
        field=node.field.name,
        label=node.field.label,
        operator=node.words,
        wanted=describe(node.each),
        value=in_words(None) if counted is None else f"{counted[0]} of {counted[1]}",
        met=met,
    )


def _reason(leaf: Leaf, row: Row, met: bool) -> Reason:
    return Reason(
        field=leaf.field.name,
        label=leaf.field.label,
        operator=leaf.operator.label,
        wanted=leaf.words,
        value=in_words(row[leaf.field.name]),
        met=met,
    )
