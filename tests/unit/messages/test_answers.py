"""What is answered to which file: lists in CUSRES, bookings in ACKRES, syntax in CONTRL; and the sandbox."""

from pathlib import Path

import pytest

from offing.messages import read_file
from offing.messages.advice import ADVICE, advice
from offing.messages.answers import Sent, answers_to
from offing.messages.explanation import explain
from offing.records.messages import ParsedMessage
from tests.unit.messages.samples import files, message, paxlst, pnrgov

SENT = Sent(receipt="msg_abc", carrier="XQ", at="2026-01-13T09:06:30.000Z")


def answered(data: bytes) -> list[ParsedMessage]:
    return list(read_file(answers_to(read_file(data), SENT)).messages)


def test_an_answer_goes_back_where_the_message_came_from() -> None:
    asked = read_file(paxlst("NAD+FL+++A:B'")).messages[0]
    one = answered(paxlst("NAD+FL+++A:B'"))[-1]
    assert (one.sender, one.recipient) == (asked.recipient, asked.sender)
    assert one.sent_at == "2026-01-13T09:06"
    assert one.movements == asked.movements


def test_the_transaction_is_repeated() -> None:
    flight = "TDT+20+XQ0417+++XQ'LOC+125+LHR'DTM+189:2601131030:201'LOC+87+NBO'"
    data = paxlst("NAD+FL+++A:B'", head=f"RFF+TN:A?+B 77'{flight}")
    assert answered(data)[-1].transaction == "A+B 77"


def test_each_finding_is_told_with_its_place() -> None:
    data = paxlst("NAD+FL+++A:B'DTM+329:709999'")
    *_, list_ = answered(data)
    texts = [a.text or "" for a in list_.answers]
    assert texts[0].startswith("TRAVELLERS: 1, FINDINGS: ")
    assert any(text.startswith("SEGMENT 10 DTM: NO SUCH DAY") for text in texts)


def test_a_carrier_is_told_of_twenty_findings_and_where_the_others_are() -> None:
    people = "".join(f"NAD+FL+++A{n}:B'DTM+329:709999'" for n in range(40))
    *_, list_ = answered(paxlst(people))
    assert len(list_.answers) == 22
    assert list_.answers[-1].text == "MORE UNDER RECEIPT msg_abc"


# Bookings sent → the response and error code of ACKRES.
PUSHES = [
    (pnrgov("SRC'RCI+XQ:ABC123'TIF+A+B:A:1'"), ("3",)),
    (pnrgov(), ("3",)),
    (
        b"UNB+IATA:1+XQ+NTC+260112:1030+1'UNH+1+PNRGOV:13:1:IA'MSG+:22'UNT+3+1'UNZ+1+1'",
        ("7", "114"),
    ),
    (pnrgov("SRC'RCI+XQ:ABC123'TIF+A+B:A:1'").split(b"UNT")[0], ("7", "118")),
]


@pytest.mark.parametrize(("data", "codes"), PUSHES)
def test_a_push_is_refused_only_where_it_cannot_be_used(
    data: bytes, codes: tuple[str, ...]
) -> None:
    assert answered(data)[-1].answers[0].codes == codes


# Syntax faults → codes for the message in CONTRL; 7 taken as it is, 4 to be sent again.
FAULTS = [
    (paxlst("NAD+FL+++A:B'"), ("7", "29")),  # its UNT counts nine segments
    (paxlst("NAD+FL+++A:B'").replace(b"UNT+9+1", b"UNT+10+2"), ("7", "28")),
    (paxlst("NAD+FL+++A:B'").split(b"UNT")[0], ("4", "13")),
]


@pytest.mark.parametrize(("data", "codes"), FAULTS)
def test_contrl_names_the_fault(data: bytes, codes: tuple[str, ...]) -> None:
    control = answered(data)[0]
    assert control.format == "CONTRL"
    assert control.answers[0].codes == ("7",)
    assert (control.answers[1].reference, control.answers[1].codes) == ("1", codes)
    assert control.answers[1].about == "PAXLST:D:05B"


def test_answers_are_not_answered() -> None:
    assert answers_to(read_file(answers_to(read_file(paxlst()), SENT)), SENT) == b""


@pytest.mark.parametrize("path", files(), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_answer_is_a_message_without_fault(path: Path) -> None:
    data = path.read_bytes()
    found = answered(data)
    assert not [f for m in found for f in m.findings]
    assert all(f.code in ADVICE for m in read_file(data).messages for f in m.findings)
    explained = explain(data)
    for finding in explained["findings"]:
        if finding["offset"] is not None and finding["tag"]:
            there = data[finding["offset"] :].lstrip()
            assert there[:3].upper() == finding["tag"].encode()


def test_advice_there_always_is() -> None:
    assert advice("what-nobody-has-seen-yet")


def test_the_sandbox_shows_no_card_and_counts_what_it_took_out() -> None:
    data = pnrgov(
        "SRC'RCI+XQ:ABC123'TIF+A+B:A:1'TKT+:1'FOP+CC:3:598.40:VI:4111111111111111:0829'XYZ+1'"
    )
    seen = explain(data)
    assert seen["removed"]["cards"] == 1
    [finding] = [f for f in seen["findings"] if f["code"] == "unknown-segment"]
    assert "4111111111111111" not in str(seen)
    assert finding["excerpt"]["before"][-1] == "FOP+CC:3:598.40:VI:411111XXXXXX1111:0829'"
    assert data[finding["offset"] :].startswith(b"XYZ+1'")


def test_others_answers_read_as_what_they_say() -> None:
    named = message("contrl/03").answers
    assert [(a.segment, a.codes) for a in named[2:]] == [(7, ("35",)), (12, ("13",))]
    assert message("ackres/01").answers[0].codes == ("7", "102", "114")
    asked = message("govreq/01")
    assert [(b.carrier, b.locator, b.created) for b in asked.bookings] == [
        ("XQ", "K7PQ2M", "2025-12-10T09:15"),
        ("1A", "XYZ789", None),
        ("XQ", "BBB222", None),
    ]
    assert [m.label for m in message("govreq/02").movements] == ["XQ417 LHR-NBO", "XQ93 CDG-NBO"]
