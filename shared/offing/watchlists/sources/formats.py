"""The formats that can be imported; to add one is a module with `entries(raw, list_name)` and a line here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from offing.kernel.errors import TooLargeError, UnsupportedContentError
from offing.watchlists.model import Entry


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that could not be read, and why; it is shown, and nothing else is lost for it.

    In formats that have no lines it is the number of the entry, 0 for the whole file.
    """

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Raw:
    """What an importer gets: the bytes, for formats of several files their path, and a mapping of columns."""

    data: bytes
    path: Path | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


Reader = Callable[[Raw, str], Iterable[Entry | Rejected]]

FORMATS: dict[str, str] = {
    "jsonl": "offing.watchlists.sources.jsonl",
    "ofac-csv": "offing.watchlists.sources.ofac_csv",
    "ofac-xml": "offing.watchlists.sources.ofac_xml",
    "un-xml": "offing.watchlists.sources.un_xml",
    "eu": "offing.watchlists.sources.eu",
    "uk": "offing.watchlists.sources.uk",
    "sltd": "offing.watchlists.sources.sltd",
    "csv": "offing.watchlists.sources.mapped_csv",
    "xlsx": "offing.watchlists.sources.xlsx",
}
MOST_BYTES = 512 * 1024 * 1024


def read(
    form: str,
    source: bytes | Path,
    list_name: str = "",
    columns: Mapping[str, str] | None = None,
) -> Iterator[Entry | Rejected]:
    """The entries in `source` and the lines rejected, as they come; every id once, the first one wins.

    `columns` names the heading of a field (`{"births": "geboren"}`) for `csv` and `xlsx`.
    """
    if form not in FORMATS:
        raise UnsupportedContentError(
            f"No importer for {form!r}; there are {', '.join(FORMATS)}.", where="format"
        )
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > MOST_BYTES:
        raise TooLargeError(
            f"The file has {size >> 20} MB; {MOST_BYTES >> 20} MB are read at once. Split it into several lists.",
            where=source.name if isinstance(source, Path) else "file",
        )
    data, path = (source.read_bytes(), source) if isinstance(source, Path) else (source, None)
    raw = Raw(data, path, columns or {})
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
