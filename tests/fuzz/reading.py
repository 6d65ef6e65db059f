"""The promise that fuzzing tries to break: any bytes are read, soon, into findings that point into the file."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import orjson

from offing.messages import detection, read_file, reading, redact, write
from offing.messages.answers import Sent, answers_to
from offing.messages.explanation import explain
from offing.messages.plain import to_json, unread
from offing.messages.writing import LAYOUTS
from offing.records.messages import ParsedFile

SECONDS_PER_64_KB = 1.0
_SENT = Sent(receipt="msg_fuzz", carrier="XQ", at="2026-01-13T09:06:30.000Z")
_SEVERITIES = ("fatal", "error", "warning", "info")


class BrokenPromiseError(AssertionError):
    """Some bytes were not read as promised; the text says which promise."""


@contextmanager
def unguarded() -> Iterator[None]:
    """Within, an exception inside a reader comes through instead of becoming the finding `not-readable`."""

    def through(error: Exception) -> NoReturn:
        raise error

    kept = reading._broken
    reading._broken = through  # type: ignore[assignment]  # the net that readers must never need
    try:
        yield
    finally:
        reading._broken = kept


def try_reading(data: bytes, slowness: float = 1.0) -> ParsedFile:
    """Reads `data` and holds the result to what every reading promises; `slowness` is the price of tracing."""
    allowed = slowness * SECONDS_PER_64_KB * max(1.0, len(data) / 65_536)
    started = time.process_time()
    parsed = read_file(data)
    _hold(time.process_time() - started <= allowed, "read_file is slow")
    documents = [to_json(message, "f") for message in parsed.messages]
    orjson.dumps([*documents, unread("f", parsed.findings)])
    _hold(bool(parsed.messages or parsed.findings), "nothing read and nothing said")
    size = len(detection.plain_bytes(data))
    for finding in [*parsed.findings, *(f for m in parsed.messages for f in m.findings)]:
        _hold(finding.severity in _SEVERITIES, f"severity {finding.severity}")
        _hold(finding.code != "not-readable", f"not readable: {finding.text}")
        _hold(finding.offset is None or 0 <= finding.offset <= size, "offset outside the file")
        _hold(finding.segment is None or finding.segment > 0, "segment number below one")
    started = time.process_time()
    once = redact(data)
    _hold(time.process_time() - started <= allowed, "redact is slow")
    _hold(redact(once.data).data == once.data, "redacting twice changes more")
    _answer(data, parsed)
    return parsed


def _answer(data: bytes, parsed: ParsedFile) -> None:
    """What is said back can be read, and what we write of what was read stays what it is."""
    orjson.dumps(explain(data))
    answers = answers_to(parsed, _SENT)
    back = read_file(answers)
    _hold(not answers or not back.fatal, "an answer that nobody can read")
    for message in parsed.messages:
        if message.format in LAYOUTS:
            once = write(message)
            [again] = read_file(once).messages
            _hold(write(again) == once, f"{message.format} written twice is not the same")


def _hold(kept: bool, promise: str) -> None:
    if not kept:
        raise BrokenPromiseError(promise)
