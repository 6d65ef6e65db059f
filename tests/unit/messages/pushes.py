"""Small pushes for tests: the segments that every booking needs, and the message around them."""

from offing.messages import read_file
from offing.records.bookings import Booking
from offing.records.messages import ParsedMessage
from offing.records.travellers import ReportedTraveller
from tests.unit.messages.samples import pnrgov

HEAD = "SRC'RCI+XQ:ABC123::101225:0915'DAT+700:110126:0812'ORG+1A:MUC+12345678:LONXQ2345+LON++T+GB:GBP:EN'"
FLIGHT = "TVL+130126:1030:130126:2105+LHR+NBO+XQ+417:Y'RPI+1+HK'"


def read(*bookings: str, function: str = "22") -> ParsedMessage:
    """The message of these bookings."""
    return read_file(pnrgov(*bookings, function=function)).messages[0]


def only(booking: str) -> tuple[Booking, ReportedTraveller]:
    """The booking and its one traveller."""
    one = read(booking)
    assert len(one.travellers) == 1
    return one.bookings[0], one.travellers[0]


def names(message: ParsedMessage) -> list[tuple[str, str | None, str | None]]:
    """Type, surname and given names of every traveller."""
    return [(t.type, t.surname, t.given_names) for t in message.travellers]
