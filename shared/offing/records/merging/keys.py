"""Keys: nodes are compared only where they share one, so that a full flight takes no pairwise search."""

from collections.abc import Iterable

from offing.records.merging.mentions import full_date
from offing.records.merging.nodes import Node


def document_keys(node: Node) -> Iterable[object]:
    """Numbers of documents."""
    return sorted({number for number, _ in node.documents})


def reference_keys(node: Node) -> Iterable[object]:
    """The carrier's own reference, where it is one person's."""
    return (node.reference,) if node.reference and not node.shares_reference else ()


def place_and_name(node: Node) -> Iterable[object]:
    """Locator and name in any order and spacing."""
    if node.name:
        for locator in node.locators:
            yield locator, node.name.turned
            yield locator, "", node.name.glued


def birth_and_name(node: Node) -> Iterable[object]:
    """Birth date to the day, and name in any order and spacing."""
    if full_date(node.dob) and node.name:
        yield node.dob, node.name.turned
        yield node.dob, "", node.name.glued


def _starts(node: Node) -> list[str]:
    # In order: a set's order changes from process to process, and with it which of two equals is joined first.
    words = node.name.surname or node.name.given
    return sorted({word[:2] for word in (*words, node.name.whole) if word})


def place_and_start(node: Node) -> Iterable[object]:
    """Locator and the beginnings of the surname."""
    return ((locator, start) for locator in node.locators for start in _starts(node))


def birth_and_start(node: Node) -> Iterable[object]:
    """Birth date to the day and the beginnings of the surname."""
    return ((node.dob, start) for start in _starts(node)) if full_date(node.dob) else ()


def infant_keys(node: Node) -> Iterable[object]:
    """The beginnings of an infant's surname."""
    return _starts(node) if node.infant else ()
