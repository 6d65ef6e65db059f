"""XML by local names: senders put the same elements into different namespaces, or none."""

from xml.etree.ElementTree import Element

from offing.kernel import dates


def name(element: Element) -> str:
    """The local name, whatever namespace it stands in."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(parent: Element, local: str) -> list[Element]:
    """The children of this local name."""
    return [e for e in parent if name(e) == local]


def first(parent: Element, local: str) -> Element | None:
    """The first element of this local name at any depth."""
    return next((e for e in parent.iter() if name(e) == local), None)


def get(element: Element | None, attribute: str) -> str | None:
    """An attribute without blanks; empty is None."""
    return (element.get(attribute) or "").strip() or None if element is not None else None


def text(element: Element | None) -> str:
    """The text of an element on one line."""
    return " ".join((element.text or "").split()) if element is not None else ""


def moment(value: str | None) -> str | None:
    """A local date and time, to the minute."""
    return dates.moment(value) if value else None
