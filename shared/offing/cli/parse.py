"""`offing parse`: what is in travel messages, as JSON for programs and as a table for people."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import orjson
import typer

from offing.messages.plain import to_json, unread
from offing.messages.reading import read_file
from offing.records.messages import ParsedFile

_READ, _NOT_READ = 0, 2


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(parse)


def parse(
    files: Annotated[
        list[Path], typer.Argument(help="Messages: EDIFACT or PNRGOV XML, any number in a file.")
    ],
    json: Annotated[
        bool, typer.Option("--json", help="One JSON document a message and line, nothing else.")
    ] = False,
) -> None:
    """Reads FILES and shows what they say; exits with 2 when one of them holds no readable message."""
    status = _READ
    for path in files:
        parsed = _read(path)
        if parsed is None or not parsed.messages:
            status = _NOT_READ
        if parsed is not None:
            # The table needs rich, which takes longer to load than a message to read.
            (_print_json if json else import_module("offing.cli.parse_table").show)(parsed, path)
    raise typer.Exit(status)


def _read(path: Path) -> ParsedFile | None:
    try:
        return read_file(path.read_bytes())
    except OSError as error:
        print(f"{path}: {error.strerror or 'cannot be read'}", file=sys.stderr)
        return None


def _print_json(parsed: ParsedFile, path: Path) -> None:
    documents = [to_json(message, str(path)) for message in parsed.messages]
    if not documents:
        documents = [unread(str(path), parsed.findings)]
    elif parsed.findings:
        documents[0]["findings"] += unread(str(path), parsed.findings)["findings"]
    for document in documents:
        sys.stdout.buffer.write(orjson.dumps(document) + b"\n")
    sys.stdout.buffer.flush()
    for finding in parsed.findings:
        print(f"{path}: {finding.text}", file=sys.stderr)
