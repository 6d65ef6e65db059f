"""Files pushed as a carrier: which, how, and what is said of each."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from offing.cli.demo_place import place_of
from offing.demo.push import CarrierClient, Parcel, Pushed
from offing.kernel.errors import InvalidInputError
from offing.local.state import Stack

_SUFFIXES = frozenset({".edi", ".txt", ".xml"})
_NOT_MESSAGES = frozenset({"license", "readme", "notice"})
_SHOWN = 20


def run(files: Iterable[Path], *, carrier: str, wait: bool, as_json: bool, name: str) -> int:
    """Push files through a running stack; 1 when one was refused, 2 when one was rejected, else 0."""
    place = place_of(Stack.load(name))
    chosen = list(messages_in(files))
    if not chosen:
        raise InvalidInputError(
            "There is no .edi, .txt or .xml file there; name the files one by one."
        )
    statuses = set()
    with CarrierClient(place.carrier_api, place.carrier_token(carrier)) as client:
        for pushed in _pushed(client, chosen, wait):
            statuses.add(pushed.status)
            print(_as_json(pushed) if as_json else _in_words(pushed), flush=True)
    return 1 if "refused" in statuses else 2 if "rejected" in statuses else 0


def messages_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and in folders those that may be messages, in order of their names."""
    for path in paths:
        if path.is_file():
            yield path
            continue
        for found in sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES):
            if found.is_file() and found.stem.lower() not in _NOT_MESSAGES:
                yield found


def _pushed(client: CarrierClient, files: Iterable[Path], wait: bool) -> Iterator[Pushed]:
    """Push every file first, then wait for each: the service reads while we push."""
    parcels = [Parcel(name=str(file), content=file.read_bytes()) for file in files]
    pushed: list[Pushed] = []
    client.push_all(parcels, pushed.append)
    for one in sorted(pushed, key=lambda p: p.name):
        yield client.wait(one) if wait else one


def _as_json(pushed: Pushed) -> str:
    line = {
        "file": pushed.name,
        "receipt": pushed.receipt,
        "status": pushed.status,
        "findings": list(pushed.findings),
    }
    return json.dumps(line | ({"problem": pushed.problem} if pushed.problem else {}))


def _in_words(pushed: Pushed) -> str:
    twice = ", sent before" if pushed.duplicate else ""
    lines = [f"{pushed.name}: {pushed.status}{twice}, {pushed.receipt or pushed.problem}"]
    for finding in pushed.findings[:_SHOWN]:
        place = f"segment {finding['segment']}" if finding.get("segment") else "file"
        lines.append(f"  {finding['severity']} {finding['code']} ({place}): {finding['text']}")
    if len(pushed.findings) > _SHOWN:
        lines.append(f"  and {len(pushed.findings) - _SHOWN} more findings; --json shows all")
    return "\n".join(lines)
