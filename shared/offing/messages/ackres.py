"""ACKRES: the State's answer to a push of bookings, read from others and written by us."""

from offing.messages.envelope import Message
from offing.messages.layout import PADIS, Layout
from offing.messages.segments import Segment, lines, printable, read_segments, value
from offing.records.messages import Answer, ParsedMessage

# MSG of an answer, and its response (1225 and 4343).
ANSWER, ACCEPTED, REFUSED = "23", "3", "7"
# As many lines of IFT as stand in one segment.
_LINES = 9


def read(message: Message) -> ParsedMessage:
    """The response, then error codes, and the words that explain them: one answer about the whole push."""
    function: str | None = None
    responses: list[str] = []
    errors: list[str] = []
    words: list[str] = []
    for tag, e in read_segments(message):
        if tag == "MSG":
            function = function or value(e, 1, 1) or value(e, 1) or None
            responses.append(value(e, 2))
        elif tag == "ERC":
            errors.append(value(e, 1))
        elif tag == "IFT":
            words += [":".join(element) for element in e[1:]]
    codes, text = tuple(filter(None, responses + errors)), " ".join(filter(None, words))
    return ParsedMessage(
        source="PNR",
        function=function,
        answers=(Answer(reference=None, codes=codes, text=text or None),) if codes or text else (),
        **message.common(),
    )


def body(message: ParsedMessage) -> list[Segment]:
    """MSG with the response; each further code is an error."""
    codes = printable(code for answer in message.answers for code in answer.codes)
    segments: list[Segment] = [("MSG", ("", message.function or ANSWER), *codes[:1])]
    segments += [("ERC", code) for code in codes[1:]]
    for answer in message.answers:
        if said := lines(answer.text, _LINES):
            segments.append(("IFT", "4", *said))
    return segments


LAYOUT = Layout(PADIS, "11:1", body)
