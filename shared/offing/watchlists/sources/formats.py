"""The formats that can be imported; to add one is a module with `entries(raw, list_name)` and a line here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from offing.kernel.errors import UnsupportedContentError
from offing.watchlists.model import Entry


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that could not be read, and why; it is shown, and nothing else is lost for it."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Raw:
    """What an importer gets: the bytes and, for formats of several files, where they came from."""

    data: bytes
    path: Path | None = None


Reader = Callable[[Raw, str], Iterable[Entry | Rejected]]

FORMATS: dict[str, str] = {
    "jsonl": "offing.watchlists.sources.jsonl",
    "ofac-csv": "offing.watchlists.sources.ofac_csv",
    "un-xml": "offing.watchlists.sources.un_xml",
    "csv": "offing.watchlists.sources.mapped_csv",
}


def read(form: str, source: bytes | Path, list_name: str = "") -> Iterator[Entry | Rejected]:
    """The entries in `source` and the lines rejected, as they come; every id once, the first one wins."""
    if form not in FORMATS:
        raise UnsupportedContentError(
            f"No importer for {form!r}; there are {', '.join(FORMATS)}.", where="format"
        )
    raw = Raw(source.read_bytes(), source) if isinstance(source, Path) else Raw(source)
    reader: Reader = import_module(FORMATS[form]).entries
    seen: set[str] = set()
    for line, found in enumerate(reader(raw, list_name), 1):
        if isinstance(found, Rejected):
            yield found
        elif not found.name.strip():
            yield Rejected(line, f"entry {found.id} has no name")
        elif found.id in seen:
            yield Rejected(line, f"entry {found.id} is in the file twice; the first one is kept")
        else:
            seen.add(found.id)
            yield found
