"""PAXLST segments as meanings: most of a list repeats, and each text is understood once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from offing.messages.service import COMPONENT, ELEMENT

if TYPE_CHECKING:
    from offing.messages.paxlst_state import List

type Act = Callable[[List, str, Any, int], None]
# What one segment means: what is done, to which field, with what value.
type Step = tuple[Act, str, Any]
type Reader = Callable[[str, Meanings], Step]

# More different flags, ports, countries and dates than the flights of a day have.
_MOST_KEPT, _LONGEST_KEPT = 8192, 64


class Meanings(dict[str, Step]):
    """What segments mean at one place of a message, by their text.

    What the `shared` readers read comes again and again and is kept. What `own` readers read is one traveller's own:
    it is not kept, because that would cost memory and seldom help.
    """

    def __init__(
        self,
        own: Mapping[str, Reader],
        shared: Mapping[str, Reader],
        repetition: str = "",
        day: str = "9999-12-31",
        leaves: str = "",
    ) -> None:
        super().__init__()
        self.own, self.shared, self.repetition = own, shared, repetition
        # Nobody is born after `day`; a document must last until the day on which the journey begins.
        self.day, self.leaves = day, leaves

    def __missing__(self, segment: str) -> Step:
        tag = segment[:3]
        if read := self.own.get(tag):
            return read(segment, self)
        step = self.shared.get(tag, self.shared[UNKNOWN])(segment, self)
        if len(segment) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[segment] = step
        return step


# Where tables of readers keep the reader of tags that they do not name.
UNKNOWN = ""


def elements(segment: str) -> list[str]:
    """The elements of a segment, the tag first, with a handful of empty ones so that each that is looked at exists."""
    return segment.split(ELEMENT) + _PADDING


_PADDING = [""] * 10


def parts(element: str, count: int) -> list[str]:
    """At least `count` components, without the blanks around them."""
    found = [p.strip() for p in element.split(COMPONENT)]
    return found + [""] * (count - len(found))


def first(element: str) -> str:
    """The first component."""
    return element.partition(COMPONENT)[0].strip()


def qualified(segment: str) -> tuple[str, str]:
    """Qualifier and value of RFF and DTM; the older US dialect separates date and time as elements."""
    qualifier, _, value = segment[4:].partition(COMPONENT)
    if ELEMENT in segment[4:]:
        e = elements(segment)
        qualifier, _, value = e[1].partition(COMPONENT)
        value = value or e[2].strip() + e[3].strip()
    return qualifier.strip(), value.partition(COMPONENT)[0].strip()
