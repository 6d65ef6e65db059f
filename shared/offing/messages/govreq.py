"""GOVREQ: the State asks a carrier for the bookings of a flight, or for some of them."""

from offing.messages import pnrgov_parts
from offing.messages.envelope import Message
from offing.messages.layout import PADIS, Layout, compact
from offing.messages.segments import Segment, read_segments, value
from offing.messages.service import COMPONENT
from offing.records.bookings import Booking
from offing.records.messages import ParsedMessage
from offing.records.movements import Movement

# MSG: what is asked for.
FLIGHT, RECORD = "43", "77"
_PADDING = [""] * 7
_MOST = 9  # references in an RCI


def read(message: Message) -> ParsedMessage:
    """The flights asked about, and the locators where only some bookings are wanted."""
    function: str | None = None
    movements: list[Movement] = []
    bookings: list[Booking] = []
    for tag, e in read_segments(message):
        elements = [tag, *(COMPONENT.join(element) for element in e), *_PADDING]
        if tag == "MSG":
            function = function or value(e, 1, 1) or value(e, 1) or None
        elif tag == "TVL":
            movements.append(pnrgov_parts.to_movement(pnrgov_parts.flight_values(elements)))
        elif tag == "RCI":
            bookings += _bookings(elements)
    return ParsedMessage(
        source="PNR",
        function=function,
        movements=tuple(movements),
        bookings=tuple(bookings),
        **message.common(),
    )


def _bookings(elements: list[str]) -> list[Booking]:
    found = [pnrgov_parts.reference(one) for one in elements[1:] if one]
    return [
        Booking(locator=locator, carrier=system, created=at)
        for system, locator, at, _ in found
        if locator
    ]


def body(message: ParsedMessage) -> list[Segment]:
    """MSG says what is asked for, ORG who asks; then the flights and the locators."""
    asked = message.function or (RECORD if message.bookings else FLIGHT)
    segments: list[Segment] = [("MSG", ("", asked)), ("ORG", message.sender or "")]
    segments += [_flight(movement) for movement in message.movements]
    references = [(b.carrier, b.locator, "", *_day_first(b.created)) for b in message.bookings]
    for start in range(0, len(references), _MOST):
        segments.append(("RCI", *references[start : start + _MOST]))
    return segments


def _flight(movement: Movement) -> Segment:
    times = (*_day_first(movement.departure), *_day_first(movement.arrival))
    lines = (movement.carrier, (movement.operating or "")[:3])
    product = movement.number + (movement.suffix or "")
    return ("TVL", times, movement.origin, movement.destination, lines, product)


def _day_first(moment: str | None) -> tuple[str, str]:
    """Date and time as PADIS has them: 130126, 1030."""
    digits = compact(moment)
    return digits[4:6] + digits[2:4] + digits[:2], digits[6:]


LAYOUT = Layout(PADIS, "11:1", body)
