"""Whatever we write, reading gives it back, and writing that again gives the same bytes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.messages import read_file, write
from offing.messages.writing import LAYOUTS
from offing.records.bookings import Booking
from offing.records.messages import Answer, ParsedMessage
from offing.records.movements import Movement
from tests.unit.messages.samples import files

# What stands in fields of real messages: words with service characters, accents and blanks within.
_PRINTABLE = st.characters(codec="latin-1", categories=("L", "N", "P", "S", "Zs"))
words = st.text(_PRINTABLE, min_size=1, max_size=30).map(lambda s: " ".join(s.split())).filter(bool)
codes = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=6)
moments = st.builds(
    lambda day, time: f"{day}T{time:%H:%M}",
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.times(),
)
flights = st.builds(
    Movement,
    carrier=st.sampled_from(["XQ", "9W", "U2", "THY"]),
    number=st.integers(1, 9999).map(str),
    suffix=st.none() | st.sampled_from("AD"),
    origin=st.sampled_from(["LHR", "FRA"]),
    destination=st.sampled_from(["NBO", "IAD"]),
    departure=st.none() | moments,
    arrival=st.none() | moments,
)
envelope = {
    "sender": words,
    "recipient": words,
    "reference": codes,
    "message_reference": codes,
    "common_reference": st.none() | words,
    "part": st.none() | st.tuples(st.integers(1, 99), st.booleans()),
    "sent_at": moments,
}
about_persons = st.builds(
    Answer,
    reference=words,
    codes=st.lists(codes, max_size=3).map(tuple),
    text=st.none() | words,
    locator=st.none() | codes,
)
about_all = st.builds(Answer, reference=st.none(), codes=st.tuples(codes), text=st.none() | words)
cusres = st.builds(
    ParsedMessage,
    format=st.just("CUSRES"),
    version=st.sampled_from(["D:02B", "D:15B"]),
    function=st.sampled_from(["962", "132", "312"]),
    transaction=st.none() | words,
    movements=st.lists(flights, max_size=1).map(tuple),
    answers=st.lists(about_persons | about_all, max_size=5).map(tuple),
    **envelope,
)
refused = st.tuples(st.just("4"), st.integers(1, 40).map(str))
contrl_answers = st.builds(
    lambda first, others: (first, *others),
    st.builds(Answer, reference=words, codes=st.just(("7",)) | refused),
    st.lists(
        st.builds(
            Answer,
            reference=codes,
            codes=st.just(("7",)) | refused,
            about=st.sampled_from(["PAXLST:D:05B:UN:IATA", "PNRGOV:11:1:IA"]),
        ),
        max_size=4,
    ),
)
contrl = st.builds(
    ParsedMessage,
    format=st.just("CONTRL"),
    version=st.just("4:1"),
    answers=contrl_answers,
    **envelope,
)
one_answer = st.builds(
    Answer,
    reference=st.none(),
    codes=st.lists(codes, min_size=1, max_size=4).map(tuple),
    text=st.none() | words,
)
ackres = st.builds(
    ParsedMessage,
    format=st.just("ACKRES"),
    source=st.just("PNR"),
    version=st.sampled_from(["11:1", "21:1"]),
    function=st.just("23"),
    answers=st.tuples(one_answer),
    **envelope,
)
asked = st.builds(
    Booking, locator=codes, carrier=st.sampled_from(["XQ", "1A"]), created=st.none() | moments
)
govreq = st.builds(
    ParsedMessage,
    format=st.just("GOVREQ"),
    source=st.just("PNR"),
    version=st.just("16:1"),
    function=st.sampled_from(["43", "77"]),
    movements=st.lists(flights.filter(lambda m: m.departure or not m.arrival), max_size=3).map(
        tuple
    ),
    bookings=st.lists(asked, max_size=20).map(tuple),
    **envelope,
)


def _shown(message: ParsedMessage) -> ParsedMessage:
    """The message with the bookings that its answers name, as reading tells them."""
    if message.format != "CUSRES":
        return message
    carrier = message.movements[0].carrier if message.movements else ""
    named = dict.fromkeys(a.locator for a in message.answers if a.locator)
    bookings = tuple(Booking(locator=text, carrier=carrier) for text in named)
    return replace(message, bookings=bookings)


@given(cusres | contrl | ackres | govreq)
def test_reading_gives_back_what_was_written(message: ParsedMessage) -> None:
    data = write(message)
    [back] = read_file(data).messages
    assert back == _shown(message)
    assert write(back) == data


@given(st.lists(contrl, min_size=2, max_size=3))
def test_several_messages_share_an_interchange(messages: list[ParsedMessage]) -> None:
    back = read_file(write(*messages)).messages
    assert [m.answers for m in back] == [m.answers for m in messages]
    assert not [f for m in back for f in m.findings]


@pytest.mark.parametrize("path", files(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_answers_of_others_survive_being_written_by_us(path: Path) -> None:
    for message in read_file(path.read_bytes()).messages:
        if message.format not in LAYOUTS:
            continue
        [back] = read_file(write(message)).messages
        told = ("format", "version", "function", "transaction", "movements", "bookings", "answers")
        assert [getattr(back, name) for name in told] == [getattr(message, name) for name in told]


@pytest.mark.parametrize("version", ["D", "D:", "D:05B:UN", "", None])
def test_an_odd_version_does_not_shift_what_follows_it(version: str | None) -> None:
    data = write(ParsedMessage(format="CUSRES", version=version))
    [back] = read_file(data).messages
    assert write(back) == data


@pytest.mark.parametrize("reference", ["", None, "\x01", " \x85 "])
@pytest.mark.parametrize("format_", LAYOUTS)
def test_a_message_without_a_printable_reference_gets_its_number(
    format_: str, reference: str | None
) -> None:
    data = write(ParsedMessage(format=format_, message_reference=reference, reference=reference))
    [back] = read_file(data).messages
    assert back.message_reference == "1"
    assert write(back) == data


@pytest.mark.parametrize("format_", ["CUSRES", "ACKRES"])
def test_a_text_with_a_wide_gap_is_written_alike_again(format_: str) -> None:
    answer = Answer(
        reference="REF1", codes=("4",), text="SEND THE PU" + " " * 200 + "SH \x01 AGAIN"
    )
    data = write(ParsedMessage(format=format_, answers=(answer,)))
    [back] = read_file(data).messages
    assert back.answers[-1].text == "SEND THE PU SH AGAIN"
    assert write(back) == data


@pytest.mark.parametrize("format_", ["CONTRL", "CUSRES", "ACKRES"])
def test_a_code_with_nothing_printable_takes_no_place(format_: str) -> None:
    told = tuple(
        Answer(reference="R1", codes=("\x85", "23"), about="PAXLST:D:05B:UN", segment=place)
        for place in (None, None, 7)[: 1 if format_ == "ACKRES" else 3]
    )
    data = write(ParsedMessage(format=format_, answers=told))
    [back] = read_file(data).messages
    assert {a.codes[-1] for a in back.answers} == {"23"}
    assert write(back) == data


@pytest.mark.parametrize("format_", LAYOUTS)
def test_a_sender_of_two_thousand_characters_is_cut_to_what_unb_has(format_: str) -> None:
    data = write(ParsedMessage(format=format_, sender="1" * 2000, recipient="2" * 36))
    [back] = read_file(data).messages
    assert (back.sender, back.recipient) == ("1" * 35, "2" * 35)
    assert write(back) == data
