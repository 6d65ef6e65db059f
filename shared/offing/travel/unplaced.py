"""Travellers of a message that names no flight: nobody goes unassessed because a carrier forgot a segment."""

from dataclasses import replace

from offing.records.messages import ParsedMessage
from offing.records.movements import Movement
from offing.records.reports import NOT_REPORTS

_NOWHERE = "XXX"  # IATA's code for a place that is not known
_REFERENCE = slice(4, 12)


def placed(message: ParsedMessage, carrier: str, receipt: str) -> ParsedMessage:
    """The message, on a movement of its own when it names travellers and no movement.

    There its travellers are matched, assessed and counted like any others, until the carrier sends it whole.
    """
    if message.movements or not message.travellers or message.format in NOT_REPORTS:
        return message
    unknown = Movement(
        carrier=carrier,
        number=receipt[_REFERENCE].upper(),
        origin=_NOWHERE,
        destination=_NOWHERE,
    )
    people = tuple(replace(traveller, movements=()) for traveller in message.travellers)
    return replace(message, movements=(unknown,), travellers=people)
