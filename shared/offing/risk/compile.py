"""Trees to closures, and to the reasons that are shown when a rule has hit."""

from collections.abc import Sequence
from typing import Any

from offing.records.assessments import Reason
from offing.risk.fields import FieldValue
from offing.risk.operators import Row, Test
from offing.risk.tree import Leaf, Node

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


def compile_node(node: Node) -> Test:
    """One fast test of a row of values for a whole tree."""
    if isinstance(node, Leaf):
        if node.other is not None:
            return _against_field(node)
        return node.operator.make(node.field.name, node.want)
    tests = tuple(compile_node(member) for member in node.members)
    test = _all(tests) if node.every else _any(tests)
    return _not(test) if node.negated else test


def in_words(value: FieldValue | Any) -> str:
    """A value as people read it."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        more = len(value) - _SHOWN
        return ", ".join(value[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
    return str(value)


def trace(node: Node, row: Row) -> tuple[Reason, ...]:
    """The conditions that decided the answer of a tree, with the values that met them or did not."""
    if isinstance(node, Leaf):
        return (_reason(node, row),)
    held = compile_node(node)(row) != node.negated
    # A group of all that held, or of any that failed, was decided by each of its members.
    deciding = (
        node.members
        if held == node.every
        else tuple(m for m in node.members if compile_node(m)(row) == held)
    )
    return tuple(reason for member in deciding for reason in trace(member, row))


def _reason(leaf: Leaf, row: Row) -> Reason:
    return Reason(
        field=leaf.field.name,
        label=leaf.field.label,
        operator=leaf.operator.label,
        wanted=leaf.words,
        value=in_words(row[leaf.field.name]),
        met=compile_node(leaf)(row),
    )
