"""PAXLST: travellers, documents, legs, lists that close a flight, and what broke other readers."""

import pytest

from offing.messages import read_file, to_json
from offing.records.messages import ParsedMessage
from offing.records.travellers import Bags
from tests.unit.messages.samples import message, paxlst


def read(*persons: str, head: str = "") -> ParsedMessage:
    return read_file(paxlst(*persons, head=head)).messages[0]


def codes(one: ParsedMessage) -> set[str]:
    return {f.code for f in one.findings}


def test_everything_the_guide_knows_of_a_passenger() -> None:
    [t] = message("paxlst/synth_04").travellers
    assert (t.surname, t.given_names, t.sex, t.date_of_birth) == (
        "SAMPLE",
        "MARCO",
        "X",
        "1998-01-10",
    )
    assert (t.nationality, t.nationalities, t.residence) == ("GBR", ("GBR", "IRL"), "GBR")
    assert (t.place_of_birth, t.country_of_birth, t.boarding, t.leaving) == (
        "LEEDS",
        "GBR",
        "LHR",
        "MBA",
    )
    assert (t.seat, t.locator, t.reference, t.verified) == ("14C", "K7PQ2M", "XQ0000000077", False)
    assert (t.bags.count, t.bags.weight_kg, t.bags.tags) == (
        3,
        55,
        ("XQ101010", "XQ101011", "XQ101099"),
    )
    assert [
        (d.type, d.number, d.issuer, d.expiry, d.issued) for d in t.documents if d.type != "K"
    ] == [
        ("P", "GB6781570", "GBR", "2031-02-28", "2021-03-01"),
        ("IP", "X68722441", "IRL", None, None),
    ]
    assert t.phones == ("44 113 496 0000",)
    assert (t.addresses[0].street, t.addresses[0].state, t.addresses[0].country) == (
        "12 EXAMPLE ROAD FLAT 3",
        "WEST YORKSHIRE",
        "GBR",
    )


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("paxlst/synth_05", ["transit", "passenger"]),
        ("paxlst/synth_06", ["crew"] * 3),
        ("paxlst/synth_07", ["transit_crew"]),
        ("paxlst/synth_35", ["crew"] * 2),
    ],
)
def test_roles(name: str, roles: list[str]) -> None:
    assert [t.role for t in message(name).travellers] == roles


@pytest.mark.parametrize(
    ("name", "function", "subfunction", "status"),
    [
        ("paxlst/synth_09", "266", "CL", "closed"),
        ("paxlst/synth_10", "266", "CLNB", "not_on_board"),
        ("paxlst/synth_11", "266", "CLOB", "on_board"),
    ],
)
def test_closing_lists_name_people_by_reference_only(
    name: str, function: str, subfunction: str, status: str
) -> None:
    one = message(name)
    assert (one.function, one.subfunction, {t.status for t in one.travellers}) == (
        function,
        subfunction,
        {status},
    )
    assert all(t.reference and t.locator for t in one.travellers)
    assert to_json(one, "x")["travellers"] == []


def test_a_cancelled_flight_is_cancelled() -> None:
    assert message("paxlst/synth_12").movements[0].status == "cancelled"


def test_one_movement_for_each_leg_and_travellers_on_their_own_legs() -> None:
    one = message("paxlst/synth_18")
    assert [(m.origin, m.destination) for m in one.movements] == [
        ("LHR", "NBO"),
        ("NBO", "MBA"),
        ("MBA", "ZNZ"),
    ]
    assert [t.movements for t in one.travellers] == [(), (0, 1)]


def test_several_ports_after_one_tdt() -> None:
    head = (
        "TDT+20+KE250+++KE'LOC+92+JFK'DTM+189:1402010220:201'LOC+92+ANC'DTM+232:1402010550:201'"
        "LOC+125+ANC'DTM+189:1402010650:201'LOC+87+ICN'DTM+232:1402020840:201'"
    )
    legs = read(head=head).movements
    assert [(m.origin, m.destination, m.departure, m.arrival) for m in legs] == [
        ("JFK", "ANC", "2014-02-01T02:20", "2014-02-01T05:50"),
        ("ANC", "ICN", "2014-02-01T06:50", "2014-02-02T08:40"),
    ]


@pytest.mark.parametrize(
    "text",
    ["2601131030:201", "202601131030:203", "20260113103000:204", "2601131030GMT:301", "2601131030Z:301",
     "202601131030-05:303", "2026-01-13T10?:30", "2601131030"],
)  # fmt: skip
def test_times_are_the_ports_whatever_their_format(text: str) -> None:
    [leg] = read(head=f"TDT+20+XQ1'LOC+125+LHR'DTM+189:{text}'LOC+87+NBO'").movements
    assert leg.departure == "2026-01-13T10:30"


@pytest.mark.parametrize(
    ("tdt", "carrier", "number", "suffix"),
    [
        ("XQ0417+++XQ", "XQ", "417", None),
        ("XQ417", "XQ", "417", None),
        ("TK 1", "TK", "1", None),
        ("XQ0417A+++XQ", "XQ", "417", "A"),
        ("0417+++XQ", "XQ", "417", None),
        ("9W123", "9W", "123", None),
        ("UAL989", "UAL", "989", None),
        ("XQ01MCL+++XQ", "XQ", "01MCL", None),
    ],
)
def test_flight_designators(tdt: str, carrier: str, number: str, suffix: str | None) -> None:
    [leg] = read(head=f"TDT+20+{tdt}'LOC+125+LHR'DTM+189:2601131030:201'LOC+87+NBO'").movements
    assert (leg.carrier, leg.number, leg.suffix) == (carrier, number, suffix)


def test_ships() -> None:
    [leg] = message("paxlst/synth_34").movements
    assert (leg.mode, leg.carrier, leg.number, leg.origin) == ("sea", "XQCL", "V0126", "ESBCN")


def test_older_us_dialect() -> None:
    head = "TDT++SA812+40+SA'LOC+005+NZAKL:50'DTM+136+020131+1030+M05'LOC+008+USLAX:50'DTM+132+020131+2200+M05'UNS+D'"
    one = read("PDT+P/182345345:990909:US+MANGUS:SIMON:P:590429:M+PAX+NZAKL:USLAX'", head=head)
    [t], [leg] = one.travellers, one.movements
    assert (t.surname, t.given_names, t.sex, t.date_of_birth) == (
        "MANGUS",
        "SIMON P",
        "M",
        "1959-04-29",
    )
    assert (t.documents[0].type, t.documents[0].number, t.documents[0].issuer) == (
        "P",
        "182345345",
        "USA",
    )
    assert (leg.origin, leg.destination, leg.departure) == ("AKL", "LAX", "2002-01-31T10:30")


def test_locators_make_bookings() -> None:
    one = read(
        "NAD+FL+++A:B'RFF+AVF:LOC001'",
        "NAD+FL+++C:D'RFF+AVF:LOC001'",
        "NAD+FL+++E:F'RFF+AVF:LOC002'",
    )
    assert [(b.locator, b.carrier, b.travellers) for b in one.bookings] == [
        ("LOC001", "XQ", (0, 1)),
        ("LOC002", "XQ", (2,)),
    ]
    assert [t.booking for t in one.travellers] == [0, 0, 1]


# Each of these made another system reject the whole flight, lose the traveller or invent a value.
FAULTS = [
    (
        "no given name",
        "NAD+FL+++SUKARNOTEST'DTM+329:700101'",
        {"surname": "SUKARNOTEST", "given_names": None},
    ),
    (
        "name in one string",
        "NAD+FL+++SAMPLE/ANNA MARIA MRS'",
        {
            "surname": "SAMPLE",
            "given_names": "ANNA MARIA",
            "title": "MRS",
            "surname_as_sent": "SAMPLE",
            "given_names_as_sent": "ANNA MARIA MRS",
        },
    ),
    (
        "seat with zeros",
        "NAD+FL+++DEMO:ANNA'RFF+SEA:014C'RFF+AVF:0AB12C'",
        {"seat": "14C", "locator": "0AB12C"},
    ),
    ("placeholder given name", "NAD+FL+++SAMPLE:FNU'", {"surname": "SAMPLE", "given_names": None}),
    (
        "placeholder surname",
        "NAD+FL+++LNU:PRIYATEST'",
        {"surname": None, "given_names": "PRIYATEST"},
    ),
    (
        "name that ends like a title",
        "NAD+FL+++NASR:AMR'",
        {"surname": "NASR", "given_names": "AMR", "title": None},
    ),
    ("name that begins like a title", "NAD+FL+++DEMO:DRAGAN'", {"given_names": "DRAGAN"}),
    (
        "title as a word",
        "NAD+FL+++DEMO:ANNA MRS'",
        {"given_names": "ANNA", "title": "MRS", "given_names_as_sent": "ANNA MRS"},
    ),
    ("unknown place code", "NAD+FL+++DEMO:ANNA'LOC+999+XYZ'NAT+2+FRA'", {"nationality": "FRA"}),
    ("unknown reference", "NAD+FL+++DEMO:ANNA'RFF+ZZZ:1'NAT+2+FRA'", {"nationality": "FRA"}),
    ("unknown measure", "NAD+FL+++DEMO:ANNA'MEA+XX++KGM:1'NAT+2+FRA'", {"nationality": "FRA"}),
    (
        "unknown attribute",
        "NAD+FL+++DEMO:ANNA'ATT+7++X'NAT+2+FRA'",
        {"nationality": "FRA", "sex": None},
    ),
    ("unknown segment", "NAD+FL+++DEMO:ANNA'QQQ+1'NAT+2+FRA'", {"nationality": "FRA"}),
    (
        "another order",
        "NAD+FL+++DEMO:ANNA'DOC+P+X1234567'NAT+2+FRA'ATT+2++F'",
        {"nationality": "FRA", "sex": "F"},
    ),
    ("unknown kind of person", "NAD+QQ+++DEMO:ANNA'", {"surname": "DEMO", "role": "passenger"}),
    ("impossible birth date", "NAD+FL+++DEMO:ANNA'DTM+329:709999'", {"date_of_birth": None}),
    (
        "date with its format inside",
        "NAD+FL+++DEMO:ANNA'DTM+329:19700602:102'",
        {"date_of_birth": "1970-06-02"},
    ),
    ("year only", "NAD+FL+++DEMO:ANNA'DTM+329:1990'", {"date_of_birth": "1990"}),
    ("zeros for a date", "NAD+FL+++DEMO:ANNA'DTM+329:000000'", {"date_of_birth": None}),
    (
        "birth place is no nationality",
        "NAD+FL+++DEMO:ANNA'LOC+180+:::LYON FRA'",
        {"nationality": None, "place_of_birth": "LYON FRA"},
    ),
    ("sex as a number", "NAD+FL+++DEMO:ANNA'ATT+2++2'", {"sex": "F"}),
    ("two-letter country", "NAD+FL+++DEMO:ANNA'NAT+2+GB'", {"nationality": "GBR"}),
    (
        "repeated nationality",
        "NAD+FL+++DEMO:ANNA'NAT+2+GBR*IRL'",
        {"nationalities": ("GBR", "IRL")},
    ),
    ("no bag number", "NAD+FL+++DEMO:ANNA'FTX+BAG+++NULL'MEA+CT++1'", {"surname": "DEMO"}),
    (
        "lower case and accents",
        "NAD+FL+++müller:josé'",
        {"surname": "MÜLLER", "surname_as_sent": "müller"},
    ),
    ("blank birth date", "NAD+FL+++DEMO:ANNA'DTM+329:      '", {"date_of_birth": None}),
    ("day month year", "NAD+FL+++DEMO:ANNA'DTM+329:02JUN70'", {"date_of_birth": "1970-06-02"}),
    ("ISO date", "NAD+FL+++DEMO:ANNA'DTM+329:1970-06-02'", {"date_of_birth": "1970-06-02"}),
    ("month only", "NAD+FL+++DEMO:ANNA'DTM+329:19700600'", {"date_of_birth": "1970-06"}),
    (
        "format of two digits named",
        "NAD+FL+++DEMO:ANNA'DTM+329:700602:101'",
        {"date_of_birth": "1970-06-02"},
    ),
    ("empty residence", "NAD+FL+++DEMO:ANNA'LOC+174+'", {"residence": None}),
    ("names in one string", "NAD+FL+++DEMO:ANNA MARIA EVA'", {"given_names": "ANNA MARIA EVA"}),
    ("names by components", "NAD+FL+++DEMO:ANNA:MARIA:EVA'", {"given_names": "ANNA MARIA EVA"}),
    ("blanks in names", "NAD+FL+++ DE LA  DEMO : ANNA  EVA '", {"given_names": "ANNA EVA"}),
    (
        "all placeholders",
        "NAD+FL+++XXX:FNU'",
        {"surname": None, "given_names": None, "surname_as_sent": "XXX"},
    ),
    ("name without components", "NAD+FL'", {"surname": None, "given_names": None}),
    ("qualifier in lower case", "NAD+fl+++demo:anna'ATT+2++f'", {"surname": "DEMO", "sex": "F"}),
    ("attribute without its number", "NAD+FL+++DEMO:ANNA'ATT+++F'", {"sex": "F"}),
    ("sex in the second element", "NAD+FL+++DEMO:ANNA'ATT+2+F'", {"sex": "F"}),
    ("sex with a code list", "NAD+FL+++DEMO:ANNA'ATT+2++F:110:111'", {"sex": "F"}),
    ("repeated sex", "NAD+FL+++DEMO:ANNA'ATT+2++F*X'", {"sex": "F"}),
    (
        "nationality twice",
        "NAD+FL+++DEMO:ANNA'NAT+2+GBR'NAT+2+IRL'NAT+2+GBR'",
        {"nationality": "GBR", "nationalities": ("GBR", "IRL")},
    ),
    ("unknown verification", "NAD+FL+++DEMO:ANNA'GEI+4+ZZZ'", {"verified": None}),
    ("older verification", "NAD+FL+++DEMO:ANNA'GIS+173'", {"verified": None}),
    (
        "reference after the document",
        "NAD+FL+++DEMO:ANNA'DOC+P+X1'RFF+AVF:LOC001'NAT+2+FRA'",
        {"locator": "LOC001", "nationality": "FRA"},
    ),
    (
        "reference with more behind it",
        "NAD+FL+++DEMO:ANNA'RFF+AVF:LOC001::1'",
        {"locator": "LOC001"},
    ),
    (
        "phones and mails",
        "NAD+FL+++DEMO:ANNA'COM+123:TE+456:FX+A AT B.ORG:EM'COM+789:AL'COM+123:TE'",
        {"phones": ("123", "789"), "emails": ("A@B.ORG",)},
    ),
    (
        "birth place with its country",
        "NAD+FL+++DEMO:ANNA'LOC+180+FRA:::LYON+RHONE'",
        {"country_of_birth": "FRA", "place_of_birth": "LYON", "nationality": None},
    ),
    ("empty segment", "NAD+FL+++DEMO:ANNA''NAT+2+FRA'", {"nationality": "FRA"}),
]


@pytest.mark.parametrize(("fault", "person", "facts"), FAULTS, ids=[f[0] for f in FAULTS])
def test_a_bad_field_costs_that_field(fault: str, person: str, facts: dict[str, object]) -> None:
    one = read(person, "NAD+FL+++NEXT:ONE'")
    first, after = one.travellers
    assert {name: getattr(first, name) for name in facts} == facts
    assert after.surname == "NEXT"


def test_impossible_dates_are_told() -> None:
    assert "impossible-date" in codes(read("NAD+FL+++A:B'DTM+329:709999'"))
    assert "unknown-country" in codes(read("NAD+FL+++A:B'NAT+2+QQQ'"))


def test_empty_documents_are_no_documents_and_types_are_not_invented() -> None:
    [t] = read(
        "NAD+FL+++A:B'DOC++448763368'DTM+36:220518'LOC+91+USA'DOC++'DTM+36:190919'LOC+91+'"
    ).travellers
    assert [(d.type, d.number, d.issuer, d.expiry) for d in t.documents] == [
        ("", "448763368", "USA", "2022-05-18")
    ]


def test_two_digit_years_follow_the_day_of_the_message() -> None:
    births = [
        t.date_of_birth
        for t in read("NAD+FL+++A:B'DTM+329:250914'", "NAD+FL+++C:D'DTM+329:260301'").travellers
    ]
    assert births == ["2025-09-14", "1926-03-01"]


def test_pounds_become_kilogrammes() -> None:
    assert read("NAD+FL+++A:B'MEA+WT++LBR:100'").travellers[0].bags.weight_kg == 45.36


def test_a_hostile_tag_range_stays_small() -> None:
    assert len(read("NAD+FL+++A:B'FTX+BAG+++XQ000001:999'").travellers[0].bags.tags) <= 99


def test_split_lists_say_which_part_they_are() -> None:
    assert [message(f"paxlst/synth_02_05B_part{n}").part for n in (1, 2, 3)] == [
        (1, False),
        (2, False),
        (3, True),
    ]
    assert "person-count" not in codes(message("paxlst/synth_02_05B_part1"))


def test_a_list_without_a_flight_still_gives_its_people() -> None:
    one = read_file(
        b"UNB+UNOA:4+A+B+260113:0905+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'NAD+FL+++A:B'UNT+4+1'UNZ+1+1'"
    ).messages[0]
    assert one.travellers[0].surname == "A"
    assert "no-movement" in codes(one)


@pytest.mark.parametrize(
    ("sent", "document"),
    [
        ("DOC+PP:110:111+AB-12 34'", ("PP", "AB1234", None, None, None)),
        ("DOC+P+X1'LOC+91+D'DTM+36:300131'", ("P", "X1", "DEU", "2030-01-31", None)),
        ("DOC+P+X1'DTM+36:990131'DTM+182:300131'", ("P", "X1", None, "2099-01-31", "1930-01-31")),
        ("DOC+P+X1'DTM+36:000000'LOC+91+'", ("P", "X1", None, None, None)),
        ("DOC+P+X1'LOC+91+QQQ'DTM+36:311399'", ("P", "X1", None, None, None)),
        ("DOC+ZZ9:110:111+X1:2+Y'", ("ZZ9", "X1", None, None, None)),
        ("DTM+36:300131'LOC+91+GBR'DOC+V+X1'", ("V", "X1", None, None, None)),
        ("RFF+AEA:998877'", ("K", "998877", None, None, None)),
    ],
)
def test_documents(sent: str, document: tuple[str | None, ...]) -> None:
    [traveller] = read(f"NAD+FL+++A:B'{sent}").travellers
    [d] = traveller.documents
    assert (d.type, d.number, d.issuer, d.expiry, d.issued) == document


@pytest.mark.parametrize(
    ("sent", "bags"),
    [
        ("MEA+CT++3'", (3, None, ())),
        ("MEA+CT++:3'MEA+WT++KGM:55,5'", (3, 55.5, ())),
        ("FTX+BAG+++XQ000099:3'", (None, None, ("XQ000099", "XQ000100", "XQ000101"))),
        ("FTX+BAG+++XQ000001'FTX+BAG+++xq000007:1'", (None, None, ("XQ000001", "XQ000007"))),
        ("FTX+BAG+++XQ000001:999'", (None, None, ("XQ000001",))),
        ("FTX+BAG+++ABC:2'", (None, None, ("ABC",))),
        ("FTX+BAG'FTX+BAG+++NULL'MEA+CT++:X'MEA+WT++KGM:'", (None, None, ())),
    ],
)
def test_bags(sent: str, bags: tuple[object, ...]) -> None:
    found = read(f"NAD+FL+++A:B'{sent}", "NAD+FL+++C:D'").travellers
    assert (found[0].bags.count, found[0].bags.weight_kg, found[0].bags.tags) == bags
    assert found[1].bags == Bags()


def test_who_is_named_and_does_not_travel() -> None:
    one = read("NAD+VW+++LINE'LOC+180+FRA'", "NAD+FL+++A:B'NAT+2+FRA'", "NAD+MS+++DESK'NAT+2+GBR'")
    assert [(t.surname, t.nationality) for t in one.travellers] == [("A", "FRA")]


def test_a_change_of_flight_moves_those_it_names_to_the_flight_as_it_is_now() -> None:
    one = message("paxlst/synth_13")
    assert (one.function, one.subfunction) == ("266", "CF")
    [leg] = one.movements
    assert (leg.departure, leg.arrival, leg.status) == (
        "2026-01-13T12:30",
        "2026-01-13T23:05",
        None,
    )
    changed = paxlst("NAD+ZZZ'RFF+AVF:C9MVGH'RFF+ABO:XQ85486149'").replace(b"745", b"266+CF")
    [moved] = read_file(changed).messages[0].travellers
    assert (moved.locator, moved.status, moved.movements) == ("C9MVGH", "listed", ())


def test_travellers_between_two_flights_travel_on_the_first() -> None:
    first = "TDT+20+XQ417+++XQ'LOC+125+LHR'DTM+189:2601131030:201'LOC+87+NBO'"
    second = "TDT+20+XQ418+++XQ'LOC+125+NBO'DTM+189:2601141030:201'LOC+87+LHR'"
    one = read("NAD+FL+++A:B'", second, "NAD+FL+++C:D'", head=first)
    assert [(leg.number, leg.origin) for leg in one.movements] == [("417", "LHR"), ("418", "NBO")]
    assert [t.movements for t in one.travellers] == [(0,), (1,)]


def test_records_of_one_message_share_nothing_that_another_could_change() -> None:
    data = paxlst("NAD+FL+++A:B'NAT+2+FRA'LOC+174+FRA'DOC+P+X1'LOC+91+FRA'MEA+CT++:1'")
    first, again = read_file(data).messages[0], read_file(data).messages[0]
    other = read_file(data.replace(b"FRA", b"GBR").replace(b":1'", b":2'")).messages[0]
    assert first.travellers == again.travellers
    assert (other.travellers[0].documents[0].issuer, other.travellers[0].bags.count) == ("GBR", 2)
    assert (first.travellers[0].documents[0].issuer, first.travellers[0].bags.count) == ("FRA", 1)


def test_a_birth_of_today_is_read_by_the_day_of_its_own_message() -> None:
    person = "NAD+FL+++A:B'DTM+329:260113'"
    early = paxlst(person).replace(b"2601131", b"2501131").replace(b"260113:0905", b"250113:0905")
    early = early.replace(b"2601132", b"2501132")
    births = [read_file(d).messages[0].travellers[0].date_of_birth for d in (paxlst(person), early)]
    assert births == ["2026-01-13", "1926-01-13"]


def test_more_documents_than_anybody_has_are_cut_with_a_finding() -> None:
    one = read("NAD+FL+++A:B'" + "".join(f"DOC+P+X{n}'" for n in range(300)), "NAD+FL+++C:D'")
    assert len(one.travellers[0].documents) == 200
    assert "too-many" in codes(one)
    assert one.travellers[1].surname == "C"
