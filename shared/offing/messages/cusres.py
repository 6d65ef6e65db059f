"""CUSRES: the State's answer to a passenger list, read from others and written by us."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from offing.kernel import dates
from offing.messages.envelope import Message
from offing.messages.itinerary import Route, Stop, designator
from offing.messages.layout import UN_IATA, Layout, compact
from offing.messages.segments import Segment, clean, lines
from offing.messages.service import COMPONENT, ELEMENT
from offing.records.bookings import Booking
from offing.records.messages import Answer, ParsedMessage
from offing.records.movements import Movement

# BGM of an answer to a list.
RESPONSE = "962"
_PORTS = {"125": 0, "87": 1}
# FTX+AAP: five lines of seventy characters reach the check-in desk.
_LINES = 5
# 2379 by the number of digits.
_PERIODS = {6: "101", 8: "102", 10: "201", 12: "203"}


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
    locator = next(iter(found.get("locator", ())), None)
    return Answer(
        reference=next(iter(found.get("reference", ())), None) or locator,
        codes=tuple(found["codes"]),
        text=" ".join(found["text"]) or None,
        locator=locator,
    )


def write_cusres(
    answers: Iterable[Answer],
    *,
    sender: str,
    recipient: str,
    at: datetime,
    reference: str,
    function: str = RESPONSE,
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
    known = locators or {}
    message = ParsedMessage(
        format="CUSRES",
        version=version,
        sender=sender,
        recipient=recipient,
        reference=reference,
        common_reference=common_reference,
        part=part,
        transaction=transaction,
        function=function,
        sent_at=f"{at:%Y-%m-%dT%H:%M}",
        movements=(movement,) if movement else (),
        answers=tuple(
            replace(a, locator=a.locator or known.get(a.reference or "")) for a in answers
        ),
    )
    return LAYOUT.interchange([message])


def body(message: ParsedMessage) -> list[Segment]:
    """What is answered, the flight, and a group for each answer: ERP+1 about the message, ERP+2 about a person."""
    segments: list[Segment] = [("BGM", message.function or RESPONSE)]
    if transaction := clean(message.transaction):
        segments.append(("RFF", ("TN", transaction)))
    for movement in message.movements[:1]:
        segments += _flight(movement)
    for answer in message.answers:
        segments += _person(answer)
    return segments


def _flight(movement: Movement) -> list[Segment]:
    flight = movement.carrier + movement.number + (movement.suffix or "")
    times = (("189", compact(movement.departure)), ("232", compact(movement.arrival)))
    ports = (("125", movement.origin), ("87", movement.destination))
    return [
        ("RFF", ("AF", flight)),
        *(("DTM", (q, digits, _PERIODS[len(digits)])) for q, digits in times if digits),
        *(("LOC", q, port) for q, port in ports if clean(port)),
    ]


def _person(answer: Answer) -> list[Segment]:
    reference, locator = clean(answer.reference), clean(answer.locator)
    segments: list[Segment] = [("ERP", "2" if reference else "1")]
    if locator:
        segments.append(("RFF", ("AVF", locator)))
    if reference and reference != locator:
        segments.append(("RFF", ("ABO", reference)))
    segments += [("ERC", code) for code in answer.codes]
    if said := lines(answer.text, _LINES):
        segments.append(("FTX", "AAP", "", "", said))
    return segments


LAYOUT = Layout(UN_IATA, "D:05B", body)
