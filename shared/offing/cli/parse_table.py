"""Travel messages as tables for people, and how far a long run is."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from offing.records.messages import Finding, ParsedFile, ParsedMessage

_COLUMNS = ("", "surname", "given names", "born", "nationality", "documents", "seat")
_SUMMARY = ("file", "format", "version", "function", "movements")
_COUNTS = ("travellers", "bookings", "errors", "warnings")
_BAD = ("fatal", "error")


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


def progress(files: Sequence[Path]) -> Iterable[Path]:
    """The files one after the other, and on stderr how many of them are done."""
    console = Console(stderr=True)
    return track(files, description="Reading", console=console, transient=True)


class Summary:
    """One line for each message, and the sums; of the messages themselves nothing is kept."""

    def __init__(self, *, stderr: bool) -> None:
        self._console = Console(stderr=stderr)
        self._table = Table(*_SUMMARY, title="Messages")
        for name in _COUNTS:
            self._table.add_column(name, justify="right")
        self._sums = [0] * len(_COUNTS)

    def add(self, parsed: ParsedFile, path: Path) -> None:
        """Notes the messages of one file; what belongs to none of them counts with the first."""
        loose = parsed.findings
        for message in parsed.messages:
            self._row(path, _head(message), _counts(message, (*message.findings, *loose)))
            loose = ()
        if not parsed.messages:
            why = parsed.findings[0].text if parsed.findings else ""
            errors = sum(f.severity in _BAD for f in parsed.findings)
            self._row(path, ("not read", "", "", why), (0, 0, errors, len(loose) - errors))

    def show(self) -> None:
        """Prints the table."""
        self._table.add_section()
        self._row(None, ("", "", "", ""), tuple(self._sums))
        self._console.print(self._table)

    def _row(self, path: Path | None, head: tuple[str, ...], counts: tuple[int, ...]) -> None:
        name = escape(path.name) if path else "all"
        self._table.add_row(name, *map(escape, head), *map(str, counts))
        if path:
            self._sums = [a + b for a, b in zip(self._sums, counts, strict=True)]


def _head(message: ParsedMessage) -> tuple[str, ...]:
    function = " ".join(filter(None, (message.function, message.subfunction)))
    return message.format, message.version or "", function, _where(message)


def _counts(message: ParsedMessage, findings: Sequence[Finding]) -> tuple[int, ...]:
    errors = sum(f.severity in _BAD for f in findings)
    warnings = sum(f.severity == "warning" for f in findings)
    return len(message.travellers), len(message.bookings), errors, warnings


def _where(message: ParsedMessage) -> str:
    legs = (f"{m.label} {m.departure or ''}".strip() for m in message.movements)
    return ", ".join(legs) or "no movement"


def _table(message: ParsedMessage, name: str) -> Table:
    title = f"{name}: {message.format} {message.version or ''} · {message.function or ''} · {_where(message)}"
    table = Table(*_COLUMNS, title=escape(title))
    for number, t in enumerate(message.travellers, 1):
        documents = ", ".join(f"{d.type} {d.number}".strip() for d in t.documents)
        cells = (t.surname, t.given_names, t.date_of_birth, t.nationality, documents, t.seat)
        table.add_row(str(number), *(escape(cell or "") for cell in cells))
    return table
