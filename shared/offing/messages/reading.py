"""Files to messages: the table of formats, and the one function that reads any bytes without ever raising."""

from collections.abc import Callable, Iterator

from offing.messages import ackres, contrl, cusres, edifact, govreq, paxlst, pnrgov, pnrgov_xml
from offing.messages.detection import detect, plain_bytes
from offing.messages.envelope import Message
from offing.messages.findings import fatal
from offing.records.messages import Finding, ParsedFile, ParsedMessage

# One line a format: the message type in UNH, and its reader.
FORMATS: dict[str, Callable[[Message], ParsedMessage]] = {
    "PAXLST": paxlst.read,
    "PNRGOV": pnrgov.read,
    "CUSRES": cusres.read,
    "CONTRL": contrl.read,
    "ACKRES": ackres.read,
    "GOVREQ": govreq.read,
}

# The largest real pushes have tens of megabytes; more than this is no travel message.
MOST_BYTES = 256 * 1024 * 1024


def read_file(data: bytes) -> ParsedFile:
    """Every message of a file and the findings that belong to none of them; never raises, whatever the bytes."""
    messages: list[ParsedMessage] = []
    findings: list[Finding] = []
    for found in _found(data):
        if isinstance(found, ParsedMessage):
            messages.append(found)
        else:
            findings.append(found)
    return ParsedFile(messages=tuple(messages), findings=tuple(findings))


def read(data: bytes) -> Iterator[ParsedMessage]:
    """The messages of a file one by one: of many interchanges only one is in memory. It never raises."""
    return (found for found in _found(data) if isinstance(found, ParsedMessage))


def _found(data: bytes) -> Iterator[ParsedMessage | Finding]:
    if len(data) > MOST_BYTES:
        text = f"The file has {len(data)} bytes; the limit is {MOST_BYTES}. Send it in parts."
        yield fatal("too-large", text)
        return
    data = plain_bytes(data)
    try:
        yield from _read(data, detect(data))
    except Exception as error:  # noqa: BLE001  # one hostile file must not stop the queue
        yield _broken(error)


def _read(data: bytes, kind: str | None) -> Iterator[ParsedMessage | Finding]:
    if kind == "EDIFACT":
        return _read_edifact(data)
    if kind == "PNRGOV XML":
        return _read_xml(data)
    if kind is not None:
        return iter([fatal("format-not-read", f"The format {kind} is not read yet.")])
    what = "The file is empty." if not data.strip() else "This is no message format that we know."
    return iter([fatal("unknown-format", f"{what} Send EDIFACT or PNRGOV XML.")])


def _read_xml(data: bytes) -> Iterator[ParsedMessage | Finding]:
    try:
        yield pnrgov_xml.read(data)
    except pnrgov_xml.RefusedXmlError as error:
        yield fatal("unreadable-xml", str(error))


def _read_edifact(data: bytes) -> Iterator[ParsedMessage | Finding]:
    # Line-by-line senders write tags in lower case; nothing else does.
    upper = data if b"UNH" in data or b"UNH" in data.translate(None, b"\r\n") else data.upper()
    empty = True
    for interchange in edifact.interchanges(upper):
        for message in edifact.messages(interchange):
            empty = False
            yield _message(message)
    if empty:
        text = "There is no UNB and UNH with a message in this file. Send it whole."
        yield fatal("no-message", text)


def _message(message: Message) -> ParsedMessage | Finding:
    reader = FORMATS.get(message.kind)
    if reader is None:
        return _not_read(message)
    if message.segments and message.segments[0][:3].islower():
        # An envelope in capitals around a message in lower case.
        message.segments = [segment.upper() for segment in message.segments]
    try:
        return reader(message)
    except Exception as error:  # noqa: BLE001  # a bad message costs that message, not the file
        return _broken(error)


def _not_read(message: Message) -> Finding:
    kind = (
        message.kind
        if message.kind.isascii() and message.kind.isalnum() and len(message.kind) < 12
        else "in UNH"
    )
    text = f"The format {kind} is not read yet."
    return Finding(
        severity="error", code="format-not-read", text=text, segment=message.first, tag="UNH"
    )


def _broken(error: Exception) -> Finding:
    text = f"This message could not be read ({type(error).__name__}); it was kept for us to mend the reader."
    return fatal("not-readable", text)
