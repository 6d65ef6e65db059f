"""What a movement looks like after all its messages."""

from dataclasses import replace

import pytest

from offing.records.bookings import Booking, Payment
from offing.records.merging import version
from offing.records.travellers import Bags, Document
from tests.unit.records.builders import api, booking, by_name, merged, only, person, pnr

ANN = person("TEST/ANN", "1980-01-02", "X1111111", reference="XQ1", locator="AAA111")
BOB = person("TEST/BOB", "1981-01-02", "X2222222", reference="XQ2", locator="BBB222")
CYD = person("TEST/CYD", "1982-01-02", "X3333333", reference="XQ3", locator="BBB222")


def removed(*reports) -> list[str]:
    return sorted(t.name[5:] for t in merged(*reports).travellers if t.removed)


def statuses(*reports) -> dict[str, str | None]:
    return {t.name[5:]: t.status for t in merged(*reports).travellers}


GONE = [
    ("a later full list leaves one out", ["BOB"],
     (api("01:00", ANN, BOB), api("02:00", ANN))),
    ("the earlier list arrives last", ["BOB"],
     (api("02:00", ANN), api("01:00", ANN, BOB))),
    ("the one left out comes back", [],
     (api("01:00", ANN, BOB), api("02:00", ANN), api("03:00", ANN, BOB))),
    ("crew and passengers are two lists", [],
     (api("01:00", ANN), api("02:00", replace(BOB, role="crew"), function="250", subfunction="C"))),
    ("a truncated list removes nobody", [],
     (api("01:00", ANN, BOB), api("02:00", ANN, complete=False))),
    ("fewer names than announced removes nobody", [],
     (api("01:00", ANN, BOB), api("02:00", ANN, announced=2))),
    ("a middle part removes nobody", [],
     (api("01:00", ANN, BOB, CYD), api("02:00", ANN, part=(2, False), common_reference="C1"))),
    ("all parts are a full list", ["CYD"],
     (api("01:00", ANN, BOB, CYD),
      api("02:00", ANN, part=(1, False), common_reference="C1", message="p1"),
      api("02:00", BOB, part=(2, True), common_reference="C1", message="p2"))),
    ("parts of two pushes with one common reference are no list", [],
     (api("01:00", ANN, BOB, CYD),
      api("02:00", ANN, part=(1, False), common_reference="C1", message="p1"),
      api("05:00", BOB, part=(2, True), common_reference="C1", message="p2"))),
    ("a reservation is cancelled", ["BOB"],
     (api("01:00", ANN, BOB),
      api("02:00", person("TEST/BOB", reference="XQ2"), subfunction="XR"))),
    ("a reservation is cancelled by reference alone", ["BOB"],
     (api("01:00", ANN, BOB), api("02:00", person("", reference="XQ2"), subfunction="XR"))),
    ("a party is reduced by locator and name", ["CYD"],
     (api("01:00", ANN, BOB, CYD),
      api("02:00", person("TEST/CYD", locator="BBB222"), subfunction="RP"))),
    ("a change adds, and removes nobody", [],
     (api("01:00", ANN, BOB), api("02:00", CYD, subfunction="CP"))),
    ("a changed flight takes nobody off", [],
     (api("01:00", ANN, BOB), api("02:00", function="266", subfunction="CF"))),
    ("nor those it does not name", [],
     (api("01:00", ANN, BOB), api("02:00", CYD, function="266", subfunction="CF"))),
    ("who was changed to this flight and is not in its next list", ["CYD"],
     (api("02:00", CYD, function="266", subfunction="CF"), api("03:00", ANN, BOB))),
    ("a full push leaves a booking out", ["BOB"],
     (pnr("01:00", (booking("AAA111"), (ANN,)), (booking("BBB222"), (BOB,))),
      pnr("02:00", (booking("AAA111"), (ANN,))))),
    ("an update push leaves it as it is", [],
     (pnr("01:00", (booking("AAA111"), (ANN,)), (booking("BBB222"), (BOB,))),
      pnr("02:00", (booking("AAA111"), (ANN,)), function="141"))),
    ("a booking is cancelled, without creation date", ["BOB"],
     (pnr("01:00", (booking("AAA111"), (ANN,)), (booking("BBB222"), (BOB,))),
      pnr("02:00", (booking("BBB222", cancelled=True, segments=(), created=None), ()),
          function="141"))),
    ("the segment is cancelled", ["BOB"],
     (pnr("01:00", (booking("AAA111"), (ANN,)), (booking("BBB222", status="XX"), (BOB,))),)),
    ("a name leaves a booking", ["CYD"],
     (pnr("01:00", (booking("BBB222"), (BOB, CYD))),
      pnr("02:00", (booking("BBB222"), (BOB,)), function="141"))),
    ("a name moves to a booking that was split off", [],
     (pnr("01:00", (booking("BBB222"), (BOB, CYD))),
      pnr("02:00", (booking("BBB222"), (BOB,)), (booking("CCC333"), (CYD,))))),
    ("a push that breaks off takes no name from its last booking", [],
     (pnr("01:00", (booking("BBB222"), (BOB, CYD))),
      pnr("02:00", (booking("BBB222"), (BOB,)), function="141", complete=False))),
    ("a cancelled booking of one whom an API list names", [],
     (pnr("01:00", (booking("BBB222", status="HX"), (BOB,))), api("01:00", BOB))),
]  # fmt: skip


@pytest.mark.parametrize(("why", "gone", "reports"), GONE, ids=[row[0] for row in GONE])
def test_presence(why, gone, reports) -> None:
    assert removed(*reports) == gone, why
    assert removed(*reversed(reports)) == gone


def close(kind: str, *references: str, at: str = "09:00", **more):
    listed = (person("", reference=r) for r in references)
    return api(at, *listed, function="266", subfunction=kind, **more)


STATUS = [
    ("nothing said", {"ANN": None, "BOB": None}, ()),
    ("closed with the boarded", {"ANN": "on_board", "BOB": "not_on_board"}, (close("CLOB", "XQ1"),)),
    ("plain close", {"ANN": "on_board", "BOB": "not_on_board"}, (close("CL", "XQ1"),)),
    ("closed with the missing", {"ANN": "not_on_board", "BOB": "on_board"}, (close("CLNB", "XQ1"),)),
    ("an incomplete close says nothing of others", {"ANN": "on_board", "BOB": None},
     (close("CLOB", "XQ1", complete=False),)),
    ("nor does one with a reference we do not know", {"ANN": "on_board", "BOB": None},
     (close("CLOB", "XQ1", "XQ99"),)),
    ("the newest close counts", {"ANN": "on_board", "BOB": "on_board"},
     (close("CLOB", "XQ1"), close("CLOB", "XQ1", "XQ2", at="10:00"))),
    ("the flight is cancelled", {"ANN": "cancelled", "BOB": "cancelled"}, (close("XF"),)),
    ("the flight is put on again", {"ANN": None, "BOB": None},
     (close("XF", at="01:30"), api("03:00", ANN, BOB))),
]  # fmt: skip


@pytest.mark.parametrize(("why", "expected", "more"), STATUS, ids=[row[0] for row in STATUS])
def test_status(why, expected, more) -> None:
    assert statuses(api("01:00", ANN, BOB), *more) == expected, why
    assert statuses(*more, api("01:00", ANN, BOB)) == expected


def test_a_close_by_locator_alone_means_all_of_it_when_it_counts_as_many() -> None:
    listed = api("01:00", ANN, BOB, CYD)
    both = [person("", locator="BBB222")] * 2
    one = api("09:00", both[0], function="266", subfunction="CLNB")
    assert statuses(listed, one) == {"ANN": None, "BOB": None, "CYD": None}
    assert merged(listed, one).unnamed == 1
    two = api("09:00", *both, function="266", subfunction="CLNB")
    assert statuses(listed, two) == {
        "ANN": "on_board",
        "BOB": "not_on_board",
        "CYD": "not_on_board",
    }


def test_crew_are_not_closed_out_with_the_passengers() -> None:
    crew = api("01:00", replace(BOB, role="crew"), function="250", subfunction="C")
    assert statuses(api("01:00", ANN), crew, close("CLOB", "XQ1"))["BOB"] is None


def test_a_closing_message_that_names_crew_does_not_make_them_passengers() -> None:
    crew = api("01:00", replace(BOB, role="crew"), function="250", subfunction="C")
    closed = api("09:00", BOB, function="266", subfunction="CL")
    assert (only(crew, closed).role, only(crew, closed).status) == ("crew", "on_board")


def test_fields_come_from_the_source_that_knows_them_best() -> None:
    traveller = only(
        pnr(
            "23:00",
            (
                booking("AAA111"),
                (
                    person(
                        "TEST/ANNMRS",
                        "1980-01-20",
                        title="MRS",
                        sex="F",
                        nationality="IRL",
                        phones=("+44 20 7946 0000",),
                        seat="1A",
                    ),
                ),
            ),
        ),
        api(
            "05:00",
            person("TEST/ANN", "1980", sex="U", nationality="GBR", locator="AAA111", seat="2B"),
        ),
        api(
            "06:00", person("TEST/ANN MARIE", "1980-01", locator="AAA111", phones=("442079460000",))
        ),
    )
    assert traveller.given_names == "ANN MARIE"
    assert traveller.date_of_birth == "1980-01-20"  # the fullest that agrees with the newest
    assert (traveller.sex, traveller.nationality, traveller.title) == ("F", "GBR", "MRS")
    assert traveller.nationalities == ("GBR", "IRL")
    assert traveller.seat == "2B"
    assert traveller.phones == ("442079460000",)  # the same number, written otherwise
    assert traveller.conflicts == ("nationality",)
    assert traveller.reported_by == ("API", "PNR")
    assert [(s.value, s.source) for s in traveller.sources["given_names"]] == [
        ("ANN MARIE", "API"),
        ("ANN", "API"),
        ("ANNMRS", "PNR"),
    ]
    assert traveller.other_names == ()  # both are cut or dressed-up forms of the name shown


CONFLICTS = [
    ("date_of_birth", {"dob": "1980-01-02"}, {"dob": "1980-02-01"}),
    ("sex", {"sex": "F"}, {"sex": "M"}),
    ("nationality", {"nationality": "GBR"}, {"nationality": "IRL"}),
    ("documents", {"doc": "X1111111"}, {"doc": "X9999999"}),
    ("surname", {"name": "TEST/ANN"}, {"name": "OTHERWISE/ANN"}),
    (None, {"dob": "1980-01-02"}, {"dob": "1980"}),
    (None, {"sex": "F"}, {"sex": "U"}),
]


@pytest.mark.parametrize(("field", "said", "booked"), CONFLICTS)
def test_conflicts_between_api_and_pnr(field, said, booked) -> None:
    common = {"name": "TEST/ANN", "reference": "XQ1"}
    traveller = only(
        api("05:00", person(**{**common, **said})),
        pnr("05:00", (booking("AAA111"), (person(**{**common, **booked}),))),
    )
    assert traveller.conflicts == ((field,) if field else ())


def test_documents_fill_each_other_in() -> None:
    bare = Document(type="P", number="X111 1111")
    full = Document(type="P", number="X1111111", issuer="GBR", expiry="2030-01-01")
    visa = Document(type="V", number="V1", issuer="USA")
    traveller = only(
        api("05:00", replace(ANN, documents=(bare, visa), bags=Bags(count=2, tags=("1",)))),
        api(
            "04:00", replace(ANN, documents=(full,), bags=Bags(count=1, weight_kg=9.5, tags=("2",)))
        ),
    )
    assert traveller.documents == (
        Document(type="P", number="X111 1111", issuer="GBR", expiry="2030-01-01"),
        visa,
    )
    assert traveller.bags == Bags(count=2, weight_kg=9.5, tags=("1", "2"))


def test_a_booking_keeps_its_content_when_it_is_cancelled() -> None:
    live = booking("BBB222", size=2)
    gone = booking("BBB222", cancelled=True, segments=(), created=None)
    result = merged(pnr("01:00", (live, (BOB, CYD))), pnr("02:00", (gone, ()), function="141"))
    (kept,) = result.bookings
    assert (kept.id, kept.cancelled, kept.size) == ("XQ-BBB222-20251210", True, 2)
    assert sorted(result.travellers[i].given_names for i in kept.travellers) == ["BOB", "CYD"]


def test_ids_stay_when_messages_come_in_the_order_they_were_sent() -> None:
    push = pnr("01:00", (booking("AAA111"), (person("TEST/ANN"),)))
    listed, again = api("01:00", ANN), api("02:00", replace(ANN, seat="1A"))
    first, second, third = only(push), only(push, listed), only(push, listed, again)
    assert first.id == second.id == third.id
    assert only(listed).id in second.formerly  # found by that id had the list come first


def test_version_changes_with_content_only() -> None:
    before, after = only(api("01:00", ANN)), only(api("01:00", replace(ANN, seat="1A")))
    assert version(before) == version(only(api("01:00", ANN), api("01:00", ANN)))
    assert version(before) != version(after)


def test_a_report_kept_in_pieces_is_put_together() -> None:
    whole = pnr("01:00", (booking("AAA111"), (ANN,)), (booking("BBB222"), (BOB, CYD)))
    pieces = (
        replace(whole, travellers=whole.travellers[:2]),
        replace(whole, travellers=whole.travellers[2:], bookings=()),
    )
    assert by_name(*pieces) == by_name(whole)


def test_an_api_list_that_names_a_locator_leaves_the_content_of_its_pnr() -> None:
    """Found by the demo: payments and segments were lost as soon as the flight's API list came."""
    paid = booking("AAA111", 0, payments=(Payment(form="CA"),))
    stub = Booking(locator="AAA111", carrier="XQ", travellers=(0,))
    said = replace(api("09:00", replace(ANN, booking=0)), bookings=(stub,))
    (standing,) = merged(pnr("01:00", (paid, (ANN,))), said).bookings
    assert standing.payments == paid.payments
    assert standing.segments == paid.segments
    assert not standing.cancelled
