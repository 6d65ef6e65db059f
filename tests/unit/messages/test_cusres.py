"""CUSRES: answers read, and what we write reads as what was written."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from offing.messages import read_file, write_cusres
from offing.records.messages import Answer
from offing.records.movements import Movement
from tests.unit.messages.samples import message

AT = datetime(2026, 1, 13, 9, 5, tzinfo=UTC)
FLIGHT = Movement(
    carrier="XQ",
    number="417",
    origin="LHR",
    destination="NBO",
    departure="2026-01-13T10:30",
    arrival="2026-01-13T21:05",
)


def test_answers_of_others() -> None:
    one = message("cusres/synth_02")
    assert [(a.reference, a.codes) for a in one.answers] == [("XQ001", ("0Z",)), ("XQ002", ("1Z",))]
    assert one.answers[1].text == "DO NOT BOARD - CONTACT NTC +000 00 0000"
    assert (one.function, one.transaction, one.movements[0].id) == ("962", "XQ0000100", FLIGHT.id)


def test_a_refused_message_has_one_answer_about_nobody() -> None:
    assert message("cusres/synth_06").answers == (
        Answer(reference=None, codes=("118",), text="UNABLE TO PROCESS - SYSTEM ERROR"),
    )


printable = st.text(
    st.characters(codec="latin-1", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30
).map(lambda s: " ".join(s.split()) or "X")
answers = st.lists(
    st.builds(Answer, reference=printable, codes=st.just(("0Z",)), text=st.none() | printable),
    max_size=6,
)


@given(answers, printable)
def test_what_we_write_is_what_we_read(sent: list[Answer], transaction: str) -> None:
    data = write_cusres(
        sent,
        sender="NTCAPI",
        recipient="XQAIR",
        at=AT,
        reference="R1",
        transaction=transaction,
        movement=FLIGHT,
    )
    [one] = read_file(data).messages
    assert one.answers == tuple(sent)
    assert (one.transaction, one.movements) == (transaction, (FLIGHT,))
    assert not one.findings


def test_the_writer_repeats_locators_and_goes_to_the_sender() -> None:
    data = write_cusres(
        [Answer(reference="XQ1", codes=("1Z",))],
        sender="NTCAPI",
        recipient="XQAIR",
        at=AT,
        reference="R1",
        locators={"XQ1": "AAA111"},
    )
    assert b"UNB+UNOA:4+NTCAPI+XQAIR+260113:0905+R1'" in data
    assert b"ERP+2'RFF+AVF:AAA111'RFF+ABO:XQ1'ERC+1Z'" in data


def test_who_has_a_locator_only_is_named_by_it() -> None:
    data = write_cusres(
        [Answer(reference="AAA111", codes=("0Z",))],
        sender="NTCAPI",
        recipient="XQAIR",
        at=AT,
        reference="R1",
        locators={"AAA111": "AAA111"},
    )
    assert b"ERP+2'RFF+AVF:AAA111'ERC+0Z'" in data
    [one] = read_file(data).messages
    assert [a.reference for a in one.answers] == ["AAA111"]


def test_an_answer_in_several_messages_counts_them() -> None:
    parts = [(1, False), (2, True)]
    data = b"".join(
        write_cusres(
            [Answer(reference=f"XQ{number}", codes=("0Z",))],
            sender="NTCAPI",
            recipient="XQAIR",
            at=AT,
            reference="R1",
            common_reference="C7",
            part=(number, last),
        )
        for number, last in parts
    )
    read = read_file(data).messages
    assert [(m.part, m.common_reference) for m in read] == [(part, "C7") for part in parts]
    assert not [f for m in read for f in m.findings]
