"""Messages: what one interchange held once read, and what could not be read."""

from dataclasses import dataclass

from offing.records.bookings import Booking
from offing.records.movements import Movement
from offing.records.travellers import ReportedTraveller


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One error or warning in a message.

    `severity` is fatal, error, warning or info; `code` a stable slug; `segment` counts from 1 within the interchange;
    `offset` is in bytes from the start of the file; `text` says what and how to mend it, without personal data.
    """

    severity: str
    code: str
    text: str
    segment: int | None = None
    tag: str | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One line of a response (CUSRES, ACKRES, CONTRL): whom it is about, its codes, its text.

    `locator` is the booking named beside a traveller; `about` the type of the message that CONTRL answers
    (`PAXLST:D:05B:UN`), and `segment` the place in that message.
    """

    reference: str | None
    codes: tuple[str, ...] = ()
    text: str | None = None
    locator: str | None = None
    about: str | None = None
    segment: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMessage:
    """One message (UNH…UNT or its like) read from an interchange.

    `format` is PAXLST, PNRGOV, CUSRES …; `source` API or PNR; `version` as 0052:0054; `function` the document or
    push code (745, 250, 22, 141 …) and `subfunction` its refinement (CP, CLNB …); `sent_at` the interchange's UTC time.
    `transaction` is RFF+TN, which an answer repeats byte for byte.
    `part` is (number, last?) for split lists. `complete` is false when the text ends before the message does.
    """

    format: str
    source: str = "API"
    version: str | None = None
    sender: str | None = None
    recipient: str | None = None
    reference: str | None = None
    message_reference: str | None = None
    common_reference: str | None = None
    transaction: str | None = None
    function: str | None = None
    subfunction: str | None = None
    sent_at: str | None = None
    part: tuple[int, bool] | None = None
    complete: bool = True
    movements: tuple[Movement, ...] = ()
    bookings: tuple[Booking, ...] = ()
    travellers: tuple[ReportedTraveller, ...] = ()
    answers: tuple[Answer, ...] = ()
    announced: int | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFile:
    """All messages of one file, and the findings that belong to none of them."""

    messages: tuple[ParsedMessage, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def fatal(self) -> bool:
        """Whether nothing could be read at all."""
        return not self.messages or any(f.severity == "fatal" for f in self.findings)
