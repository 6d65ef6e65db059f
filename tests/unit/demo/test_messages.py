"""The written messages hold for our own reader: no error, and the counts of the generator."""

from collections import defaultdict

from offing.demo.day import Day
from offing.messages import read_file


def test_ordinary_messages_are_read_without_an_error(small: Day) -> None:
    for message in small.messages:
        if message.becomes != "parsed" or "cut-off" in message.name:
            continue
        parsed = read_file(message.content)
        findings = [*parsed.findings, *(f for m in parsed.messages for f in m.findings)]
        bad = [
            (f.code, f.tag, f.text) for f in findings if f.severity in ("fatal", "error", "warning")
        ]
        assert not bad, (message.name, bad)


def test_rejected_messages_hold_nothing_readable(small: Day) -> None:
    assert not [
        m.name for m in small.messages if m.becomes == "rejected" and read_file(m.content).messages
    ]


def test_a_cut_off_list_gives_what_it_has(small: Day) -> None:
    (cut,) = [m for m in small.messages if "cut-off" in m.name]
    (message,) = read_file(cut.content).messages
    assert not message.complete
    assert message.travellers


def test_the_reader_finds_the_travellers_and_bookings_of_the_generator(small: Day) -> None:
    documents: dict[str, set[str]] = defaultdict(set)
    locators: dict[str, set[str]] = defaultdict(set)
    for message in small.messages:
        for parsed in read_file(message.content).messages:
            movement = parsed.movements[0].id
            documents[movement] |= {d.number for t in parsed.travellers for d in t.documents}
            locators[movement] |= {b.locator for b in parsed.bookings}
    for plan in small.plans:
        wanted = small.expected.movements[plan.flight.movement]
        assert documents[plan.flight.movement] == plan.named
        assert len(locators[plan.flight.movement]) == wanted.bookings
