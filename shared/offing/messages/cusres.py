"""CUSRES: the State's answer to a passenger list, read from others and written by us."""

from collections.abc import Iterable
from datetime import datetime

from offing.kernel import dates
from offing.messages.envelope import Message
from offing.messages.itinerary import Route, Stop, designator
from offing.messages.service import COMPONENT, ELEMENT
from offing.records.bookings import Booking
from offing.records.messages import Answer, ParsedMessage
from offing.records.movements import Movement

_PORTS = {"125": 0, "87": 1}
# FTX+AAP: five lines of seventy characters reach the check-in desk.
_LINE, _LINES = 70, 5


def read(message: Message) -> ParsedMessage:
    """One answer for each ERP group: about the person whose reference follows, or about the whole message."""
    reader = _Reader(message)
    for segment in message.segments:
        elements = segment.split(ELEMENT)
        act = _ACTS.get(elements[0].strip())
        if act:
            act(reader, [*elements, "", "", "", "", ""])
    return reader.finished()


class _Reader:
    def __init__(self, message: Message) -> None:
        self.message = message
        self.function: str | None = None
        self.transaction: str | None = None
        self.route = Route("", "", None, "air", [Stop("125", ""), Stop("87", "")])
        self.answers: list[dict[str, list[str]]] = []
        self.locators: dict[str, None] = {}

    def bgm(self, e: list[str]) -> None:
        """What kind of answer."""
        self.function = e[1].split(COMPONENT)[0].strip() or None

    def rff(self, e: list[str]) -> None:
        """Transaction, flight, or whom the answer is about."""
        qualifier, _, value = e[1].partition(COMPONENT)
        value = value.split(COMPONENT)[0]
        if qualifier == "TN":
            self.transaction = value or None
        elif qualifier == "AF":
            self.route.carrier, self.route.number, self.route.suffix = designator(value)
        elif qualifier == "ABO" and self.answers:
            self.answers[-1]["reference"] = [value]
        elif qualifier == "AVF" and value:
            self.locators[value] = None
            if self.answers:
                self.answers[-1]["locator"] = [value]

    def dtm(self, e: list[str]) -> None:
        """Times of the flight."""
        qualifier, _, value = e[1].partition(COMPONENT)
        moment = dates.moment(value.split(COMPONENT)[0])
        if qualifier == "189":
            self.route.stops[0].departure = moment
        elif qualifier == "232":
            self.route.stops[1].arrival = moment

    def loc(self, e: list[str]) -> None:
        """Ports of the flight."""
        stop = _PORTS.get(e[1].strip())
        if stop is not None:
            self.route.stops[stop].port = e[2].split(COMPONENT)[0].strip()

    def erp(self, _e: list[str]) -> None:
        """The beginning of an answer."""
        self.answers.append({"codes": [], "text": []})

    def erc(self, e: list[str]) -> None:
        """A code of the answer."""
        if not self.answers:
            self.erp(e)
        self.answers[-1]["codes"].append(e[1].split(COMPONENT)[0].strip())

    def ftx(self, e: list[str]) -> None:
        """Words for the check-in desk."""
        if self.answers:
            self.answers[-1]["text"] += [t.strip() for t in e[4].split(COMPONENT) if t.strip()]

    def finished(self) -> ParsedMessage:
        """The message as read."""
        carrier = self.route.carrier
        flown = carrier or any(stop.port for stop in self.route.stops)
        return ParsedMessage(
            function=self.function,
            transaction=self.transaction,
            movements=tuple(self.route.legs()) if flown else (),
            bookings=tuple(Booking(locator=text, carrier=carrier) for text in self.locators),
            answers=tuple(_answer(a) for a in self.answers),
            **self.message.common(),
        )


_ACTS = {
    "BGM": _Reader.bgm, "RFF": _Reader.rff, "DTM": _Reader.dtm, "LOC": _Reader.loc,
    "ERP": _Reader.erp, "ERC": _Reader.erc, "FTX": _Reader.ftx,
}  # fmt: skip


def _answer(found: dict[str, list[str]]) -> Answer:
    reference = found.get("reference") or found.get("locator")
    text = " ".join(found["text"]) or None
    return Answer(
        reference=reference[0] if reference else None, codes=tuple(found["codes"]), text=text
    )


def write_cusres(
    answers: Iterable[Answer],
    *,
    sender: str,
    recipient: str,
    at: datetime,
    reference: str,
    function: str = "962",
    transaction: str | None = None,
    common_reference: str | None = None,
    part: tuple[int, bool] | None = None,
    movement: Movement | None = None,
    locators: dict[str, str] | None = None,
    version: str = "D:05B",
) -> bytes:
    """One CUSRES; an answer without reference is about the whole message. `locators` gives the locator of a reference.

    Who has no reference of their own is named by the locator: it stands for the reference, and for itself among the
    `locators`. `part` is the number of a message in an answer that needs several, and whether it is the last.
    References and the transaction are repeated byte for byte, because the carrier matches on them.
    """
    body = [f"BGM+{_text(function)}"]
    if transaction:
        body.append(f"RFF+TN:{_text(transaction)}")
    body += _flight(movement) if movement else []
    for answer in answers:
        body += _person(answer, (locators or {}).get(answer.reference or ""))
    head = f"UNH+1+CUSRES:{version}:UN:IATA" + _split(common_reference, part)
    envelope = f"UNB+UNOA:4+{_text(sender)}+{_text(recipient)}+{at:%y%m%d:%H%M}+{_text(reference)}"
    segments = [envelope, head, *body, f"UNT+{len(body) + 2}+1", f"UNZ+1+{_text(reference)}"]
    return ("UNA:+.? '" + "".join(f"{s}'" for s in segments)).encode()


def _split(common_reference: str | None, part: tuple[int, bool] | None) -> str:
    if not common_reference and not part:
        return ""
    place = f"+{part[0]:02d}:{'F' if part[1] else 'C'}" if part else ""
    return f"+{_text(common_reference or '')}{place}"


def _flight(movement: Movement) -> list[str]:
    times = [
        (f"DTM+{q}:{_compact(t)}:201", t)
        for q, t in (("189", movement.departure), ("232", movement.arrival))
    ]
    ports = [
        (f"LOC+{q}+{_text(p)}", p)
        for q, p in (("125", movement.origin), ("87", movement.destination))
    ]
    flight = f"RFF+AF:{_text(movement.carrier + movement.number + (movement.suffix or ''))}"
    return [
        flight,
        *(segment for segment, value in times if value and len(value) > 10),
        *(s for s, v in ports if v),
    ]


def _compact(moment: str | None) -> str:
    return "".join(c for c in (moment or "")[2:16] if c.isdigit())


def _person(answer: Answer, locator: str | None) -> list[str]:
    segments = ["ERP+2" if answer.reference else "ERP+1"]
    if locator:
        segments.append(f"RFF+AVF:{_text(locator)}")
    if answer.reference and answer.reference != locator:
        segments.append(f"RFF+ABO:{_text(answer.reference)}")
    segments += [f"ERC+{_text(code)}" for code in answer.codes]
    if answer.text:
        lines = [
            answer.text[i : i + _LINE]
            for i in range(0, min(len(answer.text), _LINE * _LINES), _LINE)
        ]
        segments.append("FTX+AAP+++" + ":".join(_text(line) for line in lines))
    return segments


def _text(value: str) -> str:
    """A value with the service characters released and line breaks taken out."""
    value = " ".join(value.splitlines()) if any(c in value for c in "\r\n") else value
    return "".join(f"?{c}" if c in "?+:'" else c for c in value)
