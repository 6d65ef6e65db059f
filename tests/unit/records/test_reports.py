"""Which part of a message concerns which movement."""

from dataclasses import replace

from offing.records.messages import ParsedMessage
from offing.records.reports import reports_of
from tests.unit.records.builders import LEG, booking, person

ONWARD = replace(LEG, origin="NBO", destination="MBA", departure="2026-01-13T22:30")
A, B, C = (person(f"TEST/{name}") for name in ("ANN", "BOB", "CYD"))


def test_travellers_go_with_their_movements_and_the_rest_with_all() -> None:
    parsed = ParsedMessage(
        format="PAXLST",
        movements=(LEG, ONWARD),
        travellers=(A, replace(B, movements=(0,)), replace(C, movements=(1,))),
        announced=3,
    )
    reports = reports_of(parsed, "msg_1")
    assert list(reports) == [LEG.id, ONWARD.id]
    assert reports[LEG.id].travellers == (A, B)
    assert reports[ONWARD.id].travellers == (A, C)
    assert [(r.announced, r.counted) for r in reports.values()] == [(3, 3), (3, 3)]


def test_bookings_are_counted_anew_on_each_movement() -> None:
    parsed = ParsedMessage(
        format="PNRGOV",
        source="PNR",
        movements=(LEG, ONWARD),
        bookings=(booking("AAA111", 0), booking("BBB222", 1, 2), booking("CCC333", cancelled=True)),
        travellers=(
            replace(A, booking=0, movements=(0,)),
            replace(B, movements=(1,)),  # the booking names it, it does not name the booking
            replace(C, booking=1, movements=(1,)),
        ),
    )
    here, onward = reports_of(parsed, "msg_1").values()
    assert [(b.locator, b.travellers) for b in here.bookings] == [("AAA111", (0,)), ("CCC333", ())]
    assert [(b.locator, b.travellers) for b in onward.bookings] == [
        ("BBB222", (0, 1)),
        ("CCC333", ()),
    ]
    assert [t.booking for t in onward.travellers] == [0, 0]
    assert onward.counted == 3


def test_indices_that_lead_nowhere_are_dropped() -> None:
    parsed = ParsedMessage(format="PNRGOV", movements=(LEG,), travellers=(replace(A, booking=7),))
    (report,) = reports_of(parsed, "msg_1").values()
    assert report.travellers[0].booking is None


def test_two_messages_of_one_file_are_told_apart() -> None:
    first = ParsedMessage(format="PAXLST", reference="I1", message_reference="1", movements=(LEG,))
    second = replace(first, message_reference="2")
    assert reports_of(first, "m")[LEG.id] != reports_of(second, "m")[LEG.id]


def test_answers_and_requests_report_nobody() -> None:
    for kind in ("CUSRES", "ACKRES", "GOVREQ"):
        assert reports_of(ParsedMessage(format=kind, movements=(LEG,), travellers=(A,)), "m") == {}
