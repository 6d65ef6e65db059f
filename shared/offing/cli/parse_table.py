"""Travel messages as tables for people."""

import sys
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from offing.records.messages import ParsedFile, ParsedMessage

_COLUMNS = ("", "surname", "given names", "born", "nationality", "documents", "seat")


def show(parsed: ParsedFile, path: Path) -> None:
    """Prints a table for each message, and below it what could not be read."""
    console = Console()
    for message in parsed.messages:
        console.print(_table(message, path.name))
        for answer in message.answers:
            words = (answer.reference or "message", *answer.codes, answer.text or "")
            console.print(" ".join(words), markup=False)
        for finding in message.findings:
            place = f"segment {finding.segment}" if finding.segment else "message"
            console.print(
                f"{finding.severity} {finding.code} ({place}): {finding.text}", markup=False
            )
    for finding in parsed.findings:
        print(f"{path}: {finding.text}", file=sys.stderr)


def _table(message: ParsedMessage, name: str) -> Table:
    where = (
        ", ".join(f"{m.label} {m.departure or ''}".strip() for m in message.movements)
        or "no movement"
    )
    title = f"{name}: {message.format} {message.version or ''} · {message.function or ''} · {where}"
    table = Table(*_COLUMNS, title=escape(title))
    for number, t in enumerate(message.travellers, 1):
        documents = ", ".join(f"{d.type} {d.number}".strip() for d in t.documents)
        cells = (t.surname, t.given_names, t.date_of_birth, t.nationality, documents, t.seat)
        table.add_row(str(number), *(escape(cell or "") for cell in cells))
    return table
