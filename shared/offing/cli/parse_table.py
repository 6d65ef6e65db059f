"""Travel messages as tables for people."""

import sys
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from offing.records.messages import ParsedFile


def show(parsed: ParsedFile, path: Path) -> None:
    """Prints a table for each message, and below it what could not be read."""
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
