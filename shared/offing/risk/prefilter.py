"""Which rules can hold at all: one bit a rule, one look-up a field.

The conditions that a rule cannot do without (those joined by `and` at its top) are grouped by field. For each
field the wanted constants cut the line of possible values into pieces on which every condition has a constant
answer; each piece has a mask of the rules that it does not rule out. A subject's candidates are the masks of
its values, and-ed. What a condition answers on a piece is asked of the condition's own closure, so the masks
cannot disagree with it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from offing.risk.compile import compile_node
from offing.risk.fields import FieldValue
from offing.risk.operators import Row, Test
from offing.risk.tree import Counted, Leaf, Node

type Mask = Callable[[Any], int]
type Conditions = list[tuple[int, Leaf, Test]]
_OTHER = "\x00"  # equal to no wanted text
_MOST_CONSTANTS = 5000


def _needed(node: Node) -> Iterable[Leaf]:
    """Conditions without which the tree cannot hold, as far as constants decide them."""
    if isinstance(node, Leaf):
        if node.operator.probe and node.other is None:
            yield node
    elif isinstance(node, Counted):
        return  # how many meet it is not decided by constants
    elif (node.every or len(node.members) == 1) and not node.negated:
        for member in node.members:
            yield from _needed(member)


def _constants(leaf: Leaf) -> Iterable[Any]:
    want = leaf.want
    if want is None:
        return ()
    return want if isinstance(want, (frozenset, tuple)) else (want,)


def _mask(name: str, value: FieldValue, conditions: Conditions, everything: int) -> int:
    mask = everything
    row: Row = {name: value}
    for bit, _leaf, test in conditions:
        if not test(row):
            mask &= ~bit
    return mask


def _by_equality(name: str, constants: set[Any], conditions: Conditions, everything: int) -> Mask:
    masks = {c: _mask(name, c, conditions, everything) for c in (*constants, None)}
    other = _mask(name, _OTHER, conditions, everything)
    return lambda value: masks.get(value, other)


def _between(low: Any, high: Any) -> Any:
    return low + _OTHER if isinstance(low, str) else (low + high) / 2


def _by_order(name: str, constants: set[Any], conditions: Conditions, everything: int) -> Mask:
    """Pieces alternate: below c0, c0, between c0 and c1, c1, … , above the last."""
    cuts = sorted(constants)
    text = isinstance(cuts[0], str)
    probes: list[Any] = ["" if text else cuts[0] - 1]
    for cut, following in zip(cuts, [*cuts[1:], None], strict=True):
        above = (
            (cut + _OTHER if text else cut + 1) if following is None else _between(cut, following)
        )
        probes += [cut, above]
    masks = [_mask(name, probe, conditions, everything) for probe in probes]
    unknown = _mask(name, None, conditions, everything)

    def mask(value: Any) -> int:
        if value is None:
            return unknown
        at = bisect_left(cuts, value)
        return masks[2 * at + (at < len(cuts) and cuts[at] == value)]

    return mask


def _by_presence(name: str, _constants: set[Any], conditions: Conditions, everything: int) -> Mask:
    known, unknown = (_mask(name, value, conditions, everything) for value in ((_OTHER,), None))
    return lambda value: unknown if value is None else known


_KINDS = {
    "text": _by_equality,
    "port": _by_equality,
    "boolean": lambda name, _c, conds, every: _by_equality(name, {True, False}, conds, every),
    "number": _by_order,
    "date": _by_order,
    "set": _by_presence,
    "route": _by_presence,
    "list": _by_presence,
}


def _bits(conditions: Conditions) -> int:
    bits = 0
    for bit, _leaf, _test in conditions:
        bits |= bit
    return bits


class Prefilter:
    """Masks of candidate rules by the values of a row; bit n stands for tree n."""

    __slots__ = ("everything", "masks")

    def __init__(self, trees: Sequence[Node]) -> None:
        self.everything = (1 << len(trees)) - 1
        by_field: dict[str, Conditions] = defaultdict(list)
        types: dict[str, str] = {}
        for number, tree in enumerate(trees):
            for leaf in _needed(tree):
                by_field[leaf.field.name].append((1 << number, leaf, compile_node(leaf)))
                types[leaf.field.name] = leaf.field.type
        # Most conditions first: a field of which no candidate is left that asks it need not be worked out.
        order = sorted(by_field, key=lambda name: -len(by_field[name]))
        self.masks = tuple(
            (name, _bits(by_field[name]), self._kind(name, types[name], by_field[name]))
            for name in order
        )

    def _kind(self, name: str, field_type: str, conditions: Conditions) -> Mask:
        constants = {c for _bit, leaf, _test in conditions for c in _constants(leaf)}
        if len(constants) > _MOST_CONSTANTS:
            return lambda _value: self.everything
        if not constants:
            return _by_presence(name, constants, conditions, self.everything)
        return _KINDS[field_type](name, constants, conditions, self.everything)

    def candidates(self, row: Row) -> int:
        """The mask of trees that may hold for the row; those not in it cannot."""
        mask = self.everything
        for name, asking, masks in self.masks:
            if mask & asking:
                mask &= masks(row[name])
        return mask
