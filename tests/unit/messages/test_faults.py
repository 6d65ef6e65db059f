"""One message, one fault that an older system is known for: who must come out of it, and what must be said."""

from collections.abc import Callable
from typing import Any

import pytest

from offing.messages import read_file
from offing.records.messages import ParsedMessage
from tests.unit.messages.samples import SAMPLES

FOLDER = SAMPLES / "faults"
BOTH = "NEXT BERTA"
type Fact = Callable[[list[ParsedMessage]], Any]


def first(of: Callable[[ParsedMessage], Any]) -> Fact:
    """A fact of the first message."""
    return lambda messages: of(messages[0])


def someone(name: str) -> Fact:
    """A field of the first traveller."""
    return first(lambda m: getattr(m.travellers[0], name))


statuses = first(lambda m: [(s.number, s.status) for s in m.bookings[0].segments])

# File → who is in it, the codes of its findings, and a fact with what it must be.
ROWS: dict[str, tuple[list[str], list[str], Fact, Any]] = {
    "paxlst_release_released": (["ONEILL SEAN?", "SECOND ANNA"], [], len, 1),
    "paxlst_several_messages": (["FIRST ANNA", "PILOTA IDA"], [], len, 2),
    "pnrgov_several_messages": (["ONE ANNA", "TWO BERTA"], [], len, 2),
    "paxlst_two_interchanges": (["FIRST ANNA", "SECOND BERTA"], [], len, 2),
    "paxlst_counts_and_references_wrong": (
        ["MISCOUNT ANNA"], ["segment-count", "person-count"], len, 1,
    ),
    "paxlst_segments_out_of_order": (
        ["ORDERLESS ANNA"], [], first(lambda m: m.travellers[0].bags.tags), ("XQ100001", "XQ100002"),
    ),
    "paxlst_no_given_name": (["SUKARTONO", "NEXT ANNA"], ["no-given-name"], someone("surname"), "SUKARTONO"),
    "paxlst_unknown_loc_code": (["PLACED ANNA", BOTH], ["unknown-qualifier"], len, 1),
    "paxlst_att_not_sex": (["ATTRIBUTED ANNA", BOTH], ["unknown-qualifier"], someone("sex"), "F"),
    "paxlst_unknown_reference": (["REFERRED ANNA", BOTH], ["unknown-qualifier"], someone("locator"), "AB12CD"),
    "paxlst_unknown_measure": (["MEASURED ANNA", BOTH], ["unknown-qualifier"], len, 1),
    "paxlst_no_count": (["UNCOUNTED ANNA"], ["no-count"], first(lambda m: m.announced), None),
    "paxlst_unknown_segment": (["PASSED ANNA", BOTH], ["unknown-segment"], len, 1),
    "pnrgov_unknown_segment": (["PASSED ANNA", BOTH], ["unknown-segment"], len, 1),
    "paxlst_impossible_birth_date": (
        ["UNBORN ANNA", "DATED BERTA"], ["impossible-date", "no-birth-date"],
        first(lambda m: [t.date_of_birth for t in m.travellers]), [None, "1970-06-02"],
    ),
    "pnrgov_impossible_departure": (
        ["MISTIMED ANNA"], ["impossible-date"],
        first(lambda m: m.bookings[0].segments[0].departure), None,
    ),
    "paxlst_place_of_birth_without_nationality": (
        ["BORN ANNA"], [], first(lambda m: (m.travellers[0].place_of_birth, m.travellers[0].nationality)),
        ("LYON FRA", None),
    ),
    "paxlst_no_document": (["PAPERLESS ANNA"], ["no-document"], someone("documents"), ()),
    "pnrgov_travellers_without_docs": (
        ["PAPERLESS ANNA", "WITHDOCS BERTA", "ALSONONE CARL"], [],
        first(lambda m: [len(t.documents) for t in m.travellers]), [0, 1, 0],
    ),
    "pnrgov_docs_at_booking": (["LEVELONE ANNA"], [], someone("date_of_birth"), "1970-06-02"),
    "pnrgov_docs_at_flight": (["LEVELFIVE ANNA"], [], someone("date_of_birth"), "1970-06-02"),
    "paxlst_blank_document_type": (
        ["TYPELESS ANNA"], [],
        first(lambda m: [(d.type, d.number) for d in m.travellers[0].documents]), [("", "P7000011")],
    ),
    "paxlst_titles_within_names": (
        ["KHAN AMR", "NASR SIRAJ", "BENALI DRISS", "PETROV DRAGAN", "SEN MRINAL", "JUMA MSAFIRI", "CAREY DREW",
         "DREWE SELIZABETH"],
        [], first(lambda m: m.travellers[7].title), "MRS",
    ),
    "pnrgov_titles_within_names": (
        ["KHAN AMR", "NASR SIRAJ", "BENALI DRISS", "PETROV DRAGAN", "CAREY DREW"], [],
        first(lambda m: [t.title for t in m.travellers]), ["MR", "MR", None, "MR", None],
    ),
    "paxlst_flight_status": (
        [""], [], first(lambda m: (m.function, m.subfunction, m.travellers[0].status)),
        ("266", "CLNB", "not_on_board"),
    ),
    "paxlst_master_crew_list": (["PILOTA IDA"], ["no-count"], someone("role"), "crew"),
    "paxlst_lower_case": (
        ["MÜLLER-LÜDENSCHEIDT ANNA SOFIE"], [], someone("surname_as_sent"), "Müller-Lüdenscheidt",
    ),
    "paxlst_una_unusual": (["STARRED ANNA*LEE"], [], len, 1),
    "paxlst_metacharacters_dangling": (
        ["REGEX+(.*[A-Z ANNA$1\\D{3}|^"], [], someone("given_names_as_sent"), "ANNA$1\\d{3}|^",
    ),
    "pnrgov_arnk_and_open": (
        ["SURFACE ANNA"], [], first(lambda m: [s.number for s in m.bookings[0].segments]),
        ["417", "ARNK", "OPEN"],
    ),
    "pnrgov_segment_without_date": (["UNDATED ANNA", BOTH], [], first(lambda m: len(m.bookings)), 2),
    "pnrgov_infant_by_ssr": (
        ["MOTHER ANNA", "MOTHER TINA"], [], first(lambda m: [t.type for t in m.travellers]),
        ["ADT", "INF"],
    ),
    "pnrgov_contact_without_name": (["CALLED ANNA"], [], someone("phones"), ("447700900123",)),
    "pnrgov_cancelled_segment": (
        ["GROUNDED ANNA"], [], statuses, [("417", "XX"), ("419", "HK")],
    ),
    "pnrgov_changes_only": (
        ["CHANGED ANNA"], [], first(lambda m: [b.cancelled for b in m.bookings]), [False, True],
    ),
    "pnrgov_same_booking_outbound": (
        ["RETURNING ANNA"], [], first(lambda m: m.movements[0].label), "XQ417 LHR-NBO",
    ),
    "pnrgov_same_booking_return": (
        ["RETURNING ANNA"], [], first(lambda m: m.movements[0].label), "XQ418 NBO-LHR",
    ),
    "pnrgov_bags_of_two_flights": (
        ["PACKED ANNA"], [], first(lambda m: m.travellers[0].bags.tags), ("XQ0999100001", "XQ0999100002"),
    ),
    "pnrgov_split_and_other_services": (
        ["PARTED ANNA"], [],
        first(lambda m: (len(m.bookings[0].segments), m.bookings[0].split_to)), (1, ("XQ:AA0018",)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_nobody_is_lost_to_a_fault(name: str) -> None:
    people, codes, fact, expected = ROWS[name]
    messages = list(read_file((FOLDER / f"{name}.edi").read_bytes()).messages)
    named = [
        " ".join(filter(None, (t.surname, t.given_names))) for m in messages for t in m.travellers
    ]
    assert named == people
    assert [f.code for m in messages for f in m.findings] == codes
    assert fact(messages) == expected


def test_every_fault_is_in_the_table_of_the_samples() -> None:
    page = (SAMPLES / "README.md").read_text(encoding="utf-8")
    stems = {path.stem for path in FOLDER.glob("*.edi")}
    assert stems == set(ROWS) == {stem for stem in stems if f"`{stem}`" in page}
