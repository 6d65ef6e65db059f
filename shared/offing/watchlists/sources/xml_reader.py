"""XML lists, read element by element; nothing that could blow up when it is read is accepted."""

import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from typing import BinaryIO
from xml.parsers import expat

from offing.watchlists.sources.formats import Raw, Rejected

_DEEPEST = 64  # lists are some six deep
_MOST_PER_ELEMENT = 16 * 1024 * 1024  # bytes of the file between the ends of two elements
_PROLOGUE, _PART = 1024 * 1024, 64 * 1024  # in which the root element must begin


class _Seen(Exception):  # noqa: N818  not an error: the first element ends the look
    """The root element has begun."""


class _Bounded:
    """A file that stops being read where one element goes on for ever."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.since = file, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        part = self._file.read(size)
        self.since += len(part)
        if self.since > _MOST_PER_ELEMENT:
            raise ValueError(f"an element of over {_MOST_PER_ELEMENT >> 20} MB")
        return part


def elements(source: Raw | bytes, tags: Collection[str]) -> Iterator[ET.Element | Rejected]:
    """The elements with these tags, namespaces left out; a file that breaks off gives what comes before the break.

    What has been given, and what was not asked for, is let go: memory does not grow with the file.
    """
    raw = source if isinstance(source, Raw) else Raw(source)
    with raw.open() as file:
        if refused := _refused(file):
            yield refused
            return
    with raw.open() as file:
        try:
            yield from _wanted(_Bounded(file), tags)
        except ET.ParseError as error:
            why = f"not well-formed XML from here on: {error}"
            yield Rejected(error.position[0], why, breaks=True)
        except (ValueError, LookupError) as error:
            yield Rejected(0, f"not readable as XML from here on: {error}", breaks=True)


def _wanted(file: _Bounded, tags: Collection[str]) -> Iterator[ET.Element | Rejected]:
    above: list[ET.Element] = []
    inside = 0
    for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314  see _refused
        if event == "start":
            element.tag = element.tag.rpartition("}")[2]
            inside += element.tag in tags
            above.append(element)
            if len(above) > _DEEPEST:
                yield Rejected(0, f"elements nested over {_DEEPEST} deep", breaks=True)
                return
            continue
        above.pop()
        if element.tag in tags:
            inside -= 1
            yield element
        if not inside:
            file.since = 0
            if above:
                above[-1].remove(element)


def text(element: ET.Element, path: str) -> str:
    """The text at `path`, spaces levelled; empty where there is none."""
    return " ".join((element.findtext(path) or "").split())


def texts(element: ET.Element, path: str) -> list[str]:
    """The texts of all elements at `path`."""
    return [t for found in element.findall(path) if (t := " ".join((found.text or "").split()))]


def _refused(file: BinaryIO) -> Rejected | None:
    """Why a file is not read: a document type can hold entities that blow up; it stands before the root element."""
    types: list[str] = []

    def declared(name: str, *_rest: object) -> None:
        types.append(name)

    def begun(*_element: object) -> None:
        raise _Seen

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        while file.tell() < _PROLOGUE and (part := file.read(_PART)):
            parser.Parse(part, False)
        parser.Parse(b"", True)
    except _Seen:
        pass
    except (expat.ExpatError, ValueError, LookupError) as error:
        why = f"not well-formed XML: {error}"
        return Rejected(parser.CurrentLineNumber, why, breaks=True)
    else:
        return Rejected(1, "not XML: it holds no element", breaks=True)
    if types:
        return Rejected(1, "a document type declaration is not accepted in a list", breaks=True)
    return None
