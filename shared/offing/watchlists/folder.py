"""Lists in a folder, for use without the stack: one file of entries a list, replaced as a whole.

Files of any size are read line by line; of each stored entry sixteen bytes are held.
"""

import re
import shutil
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np
import orjson
from numpy.typing import NDArray

from offing.kernel.errors import InvalidInputError
from offing.watchlists.hashes import hash64
from offing.watchlists.model import Entry
from offing.watchlists.sources import Rejected, read

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
_SHOWN = 100
_IN_MEMORY = 32 * 1024 * 1024


@dataclass(slots=True)
class Some[T]:
    """How many there are, and the first of them."""

    number: int = 0
    first: list[T] = field(default_factory=list)

    def add(self, one: T) -> None:
        """One more."""
        self.number += 1
        if len(self.first) < _SHOWN:
            self.first.append(one)


@dataclass(slots=True)
class Changes:
    """What an import would do: ids added, changed and removed, and the lines that could not be read.

    Where lines were rejected nothing is removed, because what could not be read may be what is still listed; where the
    file `breaks` off nothing may be applied at all.
    """

    body: BinaryIO
    added: Some[str] = field(default_factory=Some)
    changed: Some[str] = field(default_factory=Some)
    removed: Some[str] = field(default_factory=Some)
    rejected: Some[Rejected] = field(default_factory=Some)
    unchanged: int = 0
    breaks: bool = False


def plan(folder: Path, list_name: str, found: Iterable[Entry | Rejected]) -> Changes:
    """Compares what a source holds with what is stored of this list; writes nothing there."""
    stored = _Stored(_path(folder, list_name))
    changes = Changes(tempfile.SpooledTemporaryFile(_IN_MEMORY))  # type: ignore[arg-type]  # noqa: SIM115
    for item in found:
        if isinstance(item, Rejected):
            changes.rejected.add(item)
            changes.breaks = changes.breaks or item.breaks
            continue
        line = orjson.dumps(item, option=orjson.OPT_APPEND_NEWLINE)
        changes.body.write(line)
        before = stored.met(item.id)
        if before is None:
            changes.added.add(item.id)
        elif before == _digest(line):
            changes.unchanged += 1
        else:
            changes.changed.add(item.id)
    for identity, line in stored.unmet():
        if changes.rejected.number:
            changes.body.write(line)
        else:
            changes.removed.add(identity)
    return changes


def apply(folder: Path, list_name: str, changes: Changes) -> None:
    """Puts the planned state in place, in one rename."""
    if changes.breaks:
        raise InvalidInputError(
            "The file could not be read to its end, so nothing of it was applied: mend it and import it again.",
            where=list_name,
        )
    path = _path(folder, list_name)
    folder.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".writing")
    changes.body.seek(0)
    with half.open("wb") as file:
        shutil.copyfileobj(changes.body, file)
    half.replace(path)


def entries(folder: Path) -> Iterator[Entry]:
    """Every entry of every list in the store."""
    for path in sorted(folder.glob("*.jsonl")):
        for found in read("jsonl", path, path.stem):
            if isinstance(found, Rejected):
                raise InvalidInputError(
                    f"Line {found.line} is damaged ({found.why}): import the list again.",
                    where=str(path),
                )
            yield found


def _path(folder: Path, list_name: str) -> Path:
    if not _NAME.match(list_name):
        raise InvalidInputError(
            "A list's name is letters, digits, dots, hyphens: `OFAC`, `own-2026`.", where="list"
        )
    return folder / f"{list_name}.jsonl"


class _Stored:
    """The stored entries of a list: of each the hash of its id and of what it says, and whether it was met again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        ids, said = array("Q"), array("Q")
        for identity, line in self._lines():
            ids.append(hash64("id", identity))
            said.append(_digest(line))
        hashes = np.frombuffer(ids, np.uint64) if ids else np.empty(0, np.uint64)
        order = np.argsort(hashes)
        self._ids = hashes[order]
        self._said: NDArray[np.uint64] = np.array(said, np.uint64)[order]
        self._met = np.zeros(len(order), np.bool_)

    def met(self, identity: str) -> int | None:
        """The digest of what the entry said, which is now met again; None where it is not stored."""
        at = self._at(identity)
        if at is None:
            return None
        self._met[at] = True
        return int(self._said[at])

    def unmet(self) -> Iterator[tuple[str, bytes]]:
        """The entries that were not met again."""
        if self._met.all():
            return
        for identity, line in self._lines():
            at = self._at(identity)
            if at is not None and not self._met[at]:
                yield identity, line

    def _at(self, identity: str) -> int | None:
        wanted = np.uint64(hash64("id", identity))
        at = int(self._ids.searchsorted(wanted))
        return at if at < len(self._ids) and self._ids[at] == wanted else None

    def _lines(self) -> Iterator[tuple[str, bytes]]:
        if self._path.is_file():
            with self._path.open("rb") as file:
                for line in file:
                    yield str(orjson.loads(line)["id"]), line


def _digest(line: bytes) -> int:
    return hash64("line", line.decode())
