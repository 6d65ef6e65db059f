"""Writing EDIFACT interchanges: escaping, service segments, counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

Component = str
Element = str | Sequence[Component]

_ESCAPES = str.maketrans({"?": "??", "'": "?'", "+": "?+", ":": "?:"})
_ESCAPES_REPEAT = str.maketrans({"?": "??", "'": "?'", "+": "?+", ":": "?:", "*": "?*"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What differs between PAXLST and PNRGOV envelopes: service characters, syntax, type and version, agency."""

    una: str
    syntax: tuple[str, ...]
    application: str
    message: tuple[str, ...]
    group: bool = False
    repeats: bool = False


def segment(dialect: Dialect, tag: str, *elements: Element) -> str:
    """One segment with its terminator; empty components and elements at the end are left out."""
    table = _ESCAPES_REPEAT if dialect.repeats else _ESCAPES
    written = []
    for element in elements:
        components = [element] if isinstance(element, str) else element
        written.append(":".join(c.translate(table) for c in components).rstrip(":"))
    while written and not written[-1]:
        written.pop()
    return "+".join([tag, *written]) + "'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who sends what to whom, when: the interchange reference must be the sender's own and new."""

    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    sent: datetime
    reference: str
    common: str
    part: tuple[int, bool] = (1, True)

    @property
    def transfer(self) -> str:
        """Sequence and first/last indicator of a split message: `01:C`, `02`, `03:F`."""
        number, last = self.part
        if last:
            return f"{number:02d}:F"
        return f"{number:02d}:C" if number == 1 else f"{number:02d}"


def interchange(dialect: Dialect, envelope: Envelope, body: Sequence[str]) -> bytes:
    """UNA to UNZ around the segments of one message, one segment a line."""
    sent = (f"{envelope.sent:%y%m%d}", f"{envelope.sent:%H%M}")
    ref, number = envelope.reference, "1"
    sender, recipient = envelope.sender, envelope.recipient
    head = segment(
        dialect, "UNB", dialect.syntax, sender, recipient, sent, ref, "", dialect.application
    )
    unh = segment(
        dialect, "UNH", number, dialect.message, envelope.common, envelope.transfer.split(":")
    )
    unt = segment(dialect, "UNT", str(len(body) + 2), number)
    lines = [f"UNA{dialect.una}", head, unh, *body, unt]
    if dialect.group:
        version = tuple(dialect.message[1:3])
        agency = dialect.message[3]
        ung = ("UNG", dialect.message[0], sender[0], recipient[0], sent, ref, agency, version)
        lines.insert(2, segment(dialect, *ung))
        lines.append(segment(dialect, "UNE", "1", ref))
    lines.append(segment(dialect, "UNZ", "1", ref))
    return ("\r\n".join(lines) + "\r\n").encode("ascii")
