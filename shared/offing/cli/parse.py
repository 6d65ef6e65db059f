"""`offing parse`: what is in travel messages, as JSON for programs and as tables for people.

It is started once for each message by scripts, so it loads neither typer nor, where nobody looks, rich.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

import orjson

from offing.messages.plain import to_json, unread
from offing.messages.reading import read_file
from offing.records.messages import Finding, ParsedFile

ABOUT = (
    "Reads FILES and shows what they say; exits with 2 when one of them holds no readable message."
)
_READ, _NOT_READ = 0, 2
_MANY = 20  # files from which on a person wants to see how far it is

type Show = Callable[[ParsedFile, Path], None]


def run(arguments: Sequence[str]) -> int:
    """Runs the command; the exit status."""
    asked = _arguments().parse_args(arguments)
    show, finish = _showing(asked)
    status = _READ
    try:
        for path in _followed(asked.files):
            parsed = _read(path)
            if not parsed.messages:
                status = _NOT_READ
            show(parsed, path)
        finish()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the first lines has gone; closing stdout at exit must not complain about it.
        sys.stdout = None
    return status


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="offing parse", description=ABOUT)
    about = "messages: EDIFACT or PNRGOV XML, any number in a file"
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=about)
    about = "one JSON document a message and line on stdout, nothing else"
    parser.add_argument("--json", action="store_true", help=about)
    about = "one line of a table for each message instead of its travellers; with --json on stderr"
    parser.add_argument("--summary", action="store_true", help=about)
    return parser


def _showing(asked: Namespace) -> tuple[Show, Callable[[], None]]:
    """What to do with each file, and at the end."""
    if not asked.summary:
        # Tables need rich, which takes longer to load than a message to read.
        show = _print_json if asked.json else import_module("offing.cli.parse_table").show
        return show, lambda: None
    summary = import_module("offing.cli.parse_table").Summary(stderr=asked.json)

    def both(parsed: ParsedFile, path: Path) -> None:
        summary.add(parsed, path)
        if asked.json:
            _print_json(parsed, path)

    return both, summary.show


def _followed(files: Sequence[Path]) -> Iterable[Path]:
    """The files, with a progress bar for whoever watches many of them."""
    if len(files) < _MANY or not sys.stderr.isatty():
        return files
    followed: Iterable[Path] = import_module("offing.cli.parse_table").progress(files)
    return followed


def _read(path: Path) -> ParsedFile:
    """What a file says; of one that cannot be opened, the finding that says why."""
    try:
        return read_file(path.read_bytes())
    except OSError as error:
        text = f"The file cannot be opened: {error.strerror or 'unknown reason'}. Name a file."
        return ParsedFile(findings=(Finding(severity="fatal", code="no-file", text=text),))


def _print_json(parsed: ParsedFile, path: Path) -> None:
    """What belongs to no message stands with the first, or in a document of its own."""
    out, loose = sys.stdout.buffer, unread(str(path), parsed.findings)
    for number, message in enumerate(parsed.messages):
        document = to_json(message, str(path))
        if not number:
            document["findings"] += loose["findings"]
        out.write(orjson.dumps(document) + b"\n")
    if not parsed.messages:
        out.write(orjson.dumps(loose) + b"\n")
    out.flush()
    for finding in parsed.findings:
        print(f"{path}: {finding.text}", file=sys.stderr)
