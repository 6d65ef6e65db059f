"""XML lists, read element by element; nothing that could blow up when it is read is accepted."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from xml.parsers import expat

from offing.watchlists.sources.formats import Rejected

_DEEPEST = 64  # lists are some six deep


class _Seen(Exception):  # noqa: N818  not an error: the first element ends the look
    """The root element has begun."""


def elements(data: bytes, tags: Collection[str]) -> Iterator[ET.Element | Rejected]:
    """The elements with these tags, namespaces left out; a file that breaks off gives what comes before the break."""
    if refused := _refused(data):
        yield refused
        return
    depth = 0
    try:
        for event, element in ET.iterparse(io.BytesIO(data), ("start", "end")):  # noqa: S314  see _refused
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                yield Rejected(0, f"elements nested over {_DEEPEST} deep")
                return
            if event == "end":
                element.tag = element.tag.rpartition("}")[2]
                if element.tag in tags:
                    yield element
                    element.clear()
    except ET.ParseError as error:
        yield Rejected(error.position[0], f"not well-formed XML from here on: {error}")


def text(element: ET.Element, path: str) -> str:
    """The text at `path`, spaces levelled; empty where there is none."""
    return " ".join((element.findtext(path) or "").split())


def texts(element: ET.Element, path: str) -> list[str]:
    """The texts of all elements at `path`."""
    return [t for found in element.findall(path) if (t := " ".join((found.text or "").split()))]


def _refused(data: bytes) -> Rejected | None:
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
        parser.Parse(data, True)
    except _Seen:
        pass
    except (expat.ExpatError, ValueError, LookupError) as error:
        return Rejected(parser.CurrentLineNumber, f"not well-formed XML: {error}")
    if types:
        return Rejected(1, "a document type declaration is not accepted in a list")
    return None
