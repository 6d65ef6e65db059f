"""Segments as values, for readers of short messages and for writers: no separators, no released characters."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from offing.messages.envelope import Message
from offing.messages.service import COMPONENT, ELEMENT

_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")

# A segment is its tag and its elements, each a value or a tuple of components.
type Segment = tuple[str | tuple[str, ...], ...]


def read_segments(message: Message) -> Iterator[tuple[str, list[list[str]]]]:
    """Tag and elements of each segment, the elements as lists of components without the blanks around them."""
    for segment in message.segments:
        tag, *elements = segment.split(ELEMENT)
        yield tag.strip(), [[c.strip() for c in e.split(COMPONENT)] for e in elements]


def value(elements: Sequence[Sequence[str]], element: int, component: int = 0) -> str:
    """A component, or nothing where the sender left it out; elements count from 1, as the directories do."""
    if element > len(elements) or component >= len(elements[element - 1]):
        return ""
    return elements[element - 1][component]


def clean(value: str | None) -> str:
    """A value without characters that no message may hold; nothing where nothing is left."""
    if value is None or value.isprintable():
        return value or ""
    return value.translate(_CONTROLS).strip()


def printable(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes that show something: any other would be written as nothing and read back as the one after it."""
    return tuple(filter(None, map(clean, codes)))


def lines(text: str | None, most: int, width: int = 70) -> tuple[str, ...]:
    """Text for a display: at most so many lines, broken between words, so that joining them gives the text again."""
    return tuple(wrap(" ".join(clean(text).split()), width, break_on_hyphens=False)[:most])
