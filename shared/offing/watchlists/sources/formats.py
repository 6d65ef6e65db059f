"""The formats that can be imported; to add one is a module with `entries(raw, list_name)` and a line here."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from offing.kernel.errors import TooLargeError, UnsupportedContentError
from offing.watchlists.model import Entry
from offing.watchlists.sources.once import Once


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that could not be read, and why; it is shown, and nothing else is lost for it.

    In formats that have no lines it is the number of the entry, 0 for the whole file. `breaks` says that what follows
    in the file could not be read either: nothing of such a file may be applied.
    """

    line: int
    why: str
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """What an importer gets: a file or its bytes, and a mapping of columns."""

    source: bytes | Path
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path | None:
        """Where the file lies, for formats of several files."""
        return self.source if isinstance(self.source, Path) else None

    def open(self) -> BinaryIO:
        """The file from its beginning, to be read as it is needed."""
        return self.source.open("rb") if isinstance(self.source, Path) else io.BytesIO(self.source)


# An entry of one line comes with that line's number, so that what is wrong with it can be told by line.
type Placed = tuple[int, Entry]
Reader = Callable[[Raw, str], Iterable[Entry | Placed | Rejected]]

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
# The rows of one subject are gathered, or the file is unpacked: these cannot be longer than memory allows.
_AT_ONCE = frozenset({"eu", "uk", "ofac-csv", "xlsx"})
MOST_BYTES = 512 * 1024 * 1024
MOST_STREAMED = 16 * 1024 * 1024 * 1024


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
    _bounded(form, source)
    reader: Reader = import_module(FORMATS[form]).entries
    once, nothing = Once(), True
    for count, item in enumerate(reader(Raw(source, columns or {}), list_name), 1):
        nothing = False
        number, found = item if isinstance(item, tuple) else (count, item)
        if isinstance(found, Rejected):
            yield found
        elif not found.name.strip():
            yield Rejected(number, f"entry {found.id} has no name")
        elif not once.first(found.id):
            yield Rejected(number, f"entry {found.id} is in the file twice; the first one is kept")
        else:
            yield found
    if nothing:
        # Taken for an empty list, a file in another format would clear what is stored.
        yield Rejected(0, f"nothing in the file is an entry in the form of {form}", breaks=True)


def _bounded(form: str, source: bytes | Path) -> None:
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    most = MOST_BYTES if form in _AT_ONCE else MOST_STREAMED
    if size > most:
        raise TooLargeError(
            f"The file has {size >> 20} MB; of {form} {most >> 20} MB are read. Split it into several lists.",
            where=source.name if isinstance(source, Path) else "file",
        )
