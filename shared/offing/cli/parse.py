"""`offing parse`: what is in travel messages, as JSON for programs and as a table for people."""

import sys
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
            (_print_json if json else _print_table)(parsed, path)
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


def _print_table(parsed: ParsedFile, path: Path) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    for message in parsed.messages:
        where = (
            ", ".join(f"{m.label} {m.departure or ''}".strip() for m in message.movements)
            or "no movement"
        )
        title = f"{path.name}: {message.format} {message.version or ''} · {message.function or ''} · {where}"
        table = Table(
            "",
            "surname",
            "given names",
            "born",
            "nationality",
            "documents",
            "seat",
            title=escape(title),
        )
        for number, traveller in enumerate(message.travellers, 1):
            documents = ", ".join(f"{d.type} {d.number}".strip() for d in traveller.documents)
            cells = (
                traveller.surname,
                traveller.given_names,
                traveller.date_of_birth,
                traveller.nationality,
            )
            table.add_row(
                str(number),
                *(escape(c or "") for c in cells),
                escape(documents),
                traveller.seat or "",
            )
        console.print(table)
        for answer in message.answers:
            console.print(
                f"{answer.reference or 'message'}: {' '.join(answer.codes)} {answer.text or ''}",
                markup=False,
            )
        for finding in message.findings:
            console.print(
                f"{finding.severity} {finding.code} (segment {finding.segment or '-'}): {finding.text}",
                markup=False,
            )
    for finding in parsed.findings:
        print(f"{path}: {finding.text}", file=sys.stderr)
