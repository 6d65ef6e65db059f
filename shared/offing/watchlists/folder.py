"""Lists in a folder, for use without the stack: one file of entries a list, replaced as a whole."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from offing.kernel.errors import InvalidInputError
from offing.watchlists.model import Entry
from offing.watchlists.sources import Rejected, read

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import would do: ids added, changed and removed, and the lines that could not be read."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    rejected: tuple[Rejected, ...]
    body: bytes


def plan(folder: Path, list_name: str, found: Iterable[Entry | Rejected]) -> Changes:
    """Compares what a source holds with what is stored of this list; writes nothing."""
    path = _path(folder, list_name)
    stored = {_id(line): line for line in _lines(path)}
    rejected: list[Rejected] = []
    new: dict[str, bytes] = {}
    for item in found:
        if isinstance(item, Rejected):
            rejected.append(item)
        else:
            new[item.id] = orjson.dumps(asdict(item))
    changed = tuple(key for key, line in new.items() if key in stored and stored[key] != line)
    return Changes(
        added=tuple(key for key in new if key not in stored),
        changed=changed,
        removed=tuple(key for key in stored if key not in new),
        unchanged=len(new.keys() & stored.keys()) - len(changed),
        rejected=tuple(rejected),
        body=b"".join(line + b"\n" for line in new.values()),
    )


def apply(folder: Path, list_name: str, changes: Changes) -> None:
    """Puts the planned state in place, in one rename."""
    path = _path(folder, list_name)
    folder.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".writing")
    half.write_bytes(changes.body)
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


def _lines(path: Path) -> list[bytes]:
    return [line for line in path.read_bytes().split(b"\n") if line] if path.is_file() else []


def _id(line: bytes) -> str:
    return str(orjson.loads(line)["id"])
