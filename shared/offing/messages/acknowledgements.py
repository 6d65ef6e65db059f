"""ACKRES, GOVREQ and CONTRL: short answers and requests around the lists."""

from offing.messages import pnrgov_parts
from offing.messages.edifact import Message
from offing.messages.service import COMPONENT, ELEMENT
from offing.records.bookings import Booking
from offing.records.messages import Answer, ParsedMessage
from offing.records.movements import Movement


def read_padis(message: Message) -> ParsedMessage:
    """ACKRES: the response with error codes and text. GOVREQ: the flight and locators that are asked for."""
    function, response, text = None, [], []
    movements: list[Movement] = []
    bookings: list[Booking] = []
    for segment in message.segments:
        e = [*segment.split(ELEMENT), "", "", "", "", "", "", ""]
        tag = e[0].strip()
        if tag == "MSG":
            parts = pnrgov_parts.parts(e[1], 2)
            function = parts[1].strip() or parts[0].strip() or None
            response += [code for code in (e[2].strip(),) if code]
        elif tag == "ERC":
            response.append(e[1].split(COMPONENT)[0].strip())
        elif tag == "IFT":
            text += [t for t in e[2:] if t]
        elif tag == "TVL":
            movements.append(pnrgov_parts.to_movement(pnrgov_parts.flight_values(e)))
        elif tag == "RCI":
            found = [pnrgov_parts.reference(one) for one in e[1:] if one]
            bookings += [Booking(locator=f[1], carrier=f[0], created=f[2]) for f in found if f[1]]
    answers = (
        (Answer(reference=None, codes=tuple(response), text=" ".join(text) or None),)
        if response
        else ()
    )
    return ParsedMessage(
        source="PNR",
        function=function,
        movements=tuple(movements),
        bookings=tuple(bookings),
        answers=answers,
        **message.common(),
    )


def read_contrl(message: Message) -> ParsedMessage:
    """CONTRL: UCI for the interchange, UCM for each message: reference, action and error code."""
    answers = []
    for segment in message.segments:
        e = [*segment.split(ELEMENT), "", "", "", "", "", ""]
        tag = e[0].strip()
        if tag in ("UCI", "UCM"):
            action, error = (e[4], e[5]) if tag == "UCI" else (e[3], e[4])
            codes = tuple(code.strip() for code in (action, error) if code.strip())
            answers.append(Answer(reference=e[1].strip() or None, codes=codes))
    return ParsedMessage(answers=tuple(answers), **message.common())
