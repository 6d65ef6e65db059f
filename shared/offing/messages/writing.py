"""Messages that we send: the table of layouts, and the one function that writes what reading gives back."""

from collections.abc import Mapping

from offing.messages import ackres, contrl, cusres, govreq
from offing.messages.layout import Layout
from offing.records.messages import ParsedMessage

# One line a message that we write.
LAYOUTS: Mapping[str, Layout] = {
    "CUSRES": cusres.LAYOUT,
    "CONTRL": contrl.LAYOUT,
    "ACKRES": ackres.LAYOUT,
    "GOVREQ": govreq.LAYOUT,
}


def write(first: ParsedMessage, *others: ParsedMessage) -> bytes:
    """One interchange with these messages, all of one kind; reading it gives them back."""
    return LAYOUTS[first.format].interchange((first, *others))
