"""What a message lacks is said once, where it is first lacking; what is complete has no finding."""

import pytest

from offing.messages import read_file
from tests.unit.messages.samples import paxlst, pnrgov

WHO = "NAD+FL+++DEMO:ANNA'"
BORN = "DTM+329:700602'"
PAPER = "DOC+P+X1234567'DTM+36:310228'"
FLIGHT = "TDT+20+XQ0417'LOC+125+LHR'DTM+189:2601131030:201'LOC+87+NBO'"
BOOKING = "SRC'RCI+XQ:ABC123'ORG+1A:MUC+12345678'TIF+DEMO+ANNA:A:1'"
LEG = "TVL+130126:1030:130126:2105+LHR+NBO+XQ+417:Y'"


def found(data: bytes) -> dict[str, tuple[str, bytes | None]]:
    """Severity of each finding and the segment it points at, by code; the counts of the envelope are not looked at."""
    [message] = read_file(data).messages
    return {
        f.code: (
            f.severity,
            None if f.offset is None else data[f.offset :].partition(b"'")[0],
        )
        for f in message.findings
        if f.code != "segment-count"
    }


@pytest.mark.parametrize(
    ("persons", "expected"),
    [
        (WHO + BORN + PAPER, {}),
        (WHO + BORN, {"no-document": ("warning", b"NAD+FL+++DEMO:ANNA")}),
        (WHO + BORN + "DOC+P+'", {"no-document": ("warning", b"NAD+FL+++DEMO:ANNA")}),
        (WHO + PAPER, {"no-birth-date": ("warning", b"NAD+FL+++DEMO:ANNA")}),
        (WHO + "DTM+329:000000'" + PAPER, {"no-birth-date": ("warning", b"NAD+FL+++DEMO:ANNA")}),
        ("NAD+FL+++DEMO'" + BORN + PAPER, {"no-given-name": ("info", b"NAD+FL+++DEMO")}),
        ("NAD+FL+++DEMO:FNU'" + BORN + PAPER, {"no-given-name": ("info", b"NAD+FL+++DEMO:FNU")}),
        ("NAD+FL+++LNU:ANNA'" + BORN + PAPER, {"no-surname": ("info", b"NAD+FL+++LNU:ANNA")}),
        ("NAD+FM+++DEMO:ANNA'" + BORN, {"no-document": ("warning", b"NAD+FM+++DEMO:ANNA")}),
        (WHO + BORN + "DOC+P+X1'DTM+36:260112'", {"expired-document": ("warning", b"DTM+36:260112")}),
        (WHO + BORN + "DOC+P+X1'DTM+36:260113'", {}),
        (WHO + BORN + PAPER + "RFF+QQZ:1'", {"unknown-qualifier": ("info", b"RFF+QQZ:1")}),
        (WHO + BORN + "LOC+999+XYZ'" + PAPER, {"unknown-qualifier": ("info", b"LOC+999+XYZ")}),
        (WHO + BORN + "MEA+XX++KGM:1'" + PAPER, {"unknown-qualifier": ("info", b"MEA+XX++KGM:1")}),
        (WHO + BORN + "ATT+7++X'" + PAPER, {"unknown-qualifier": ("info", b"ATT+7++X")}),
        (WHO + BORN + "DTM+999:260101'" + PAPER, {"unknown-qualifier": ("info", b"DTM+999:260101")}),
        # In the guide, and nothing to say of it.
        (WHO + BORN + "LOC+22+NBO'RFF+YZY:1C'RFF+CR:1'RFF+AEA:1'FTX+AAI+++TEXT'" + PAPER, {}),
    ],
)  # fmt: skip
def test_what_a_traveller_of_a_list_lacks(
    persons: str, expected: dict[str, tuple[str, bytes]]
) -> None:
    assert found(paxlst(persons)) == expected


def test_a_gap_of_many_is_one_finding_with_their_number() -> None:
    [message] = read_file(paxlst(*[WHO + BORN, WHO + BORN + PAPER] * 150)).messages
    told = [f.text for f in message.findings if f.code == "no-document"]
    assert told == ["150 travellers without a travel document, of whom this is the first."]


def test_an_unknown_qualifier_is_told_once_and_data_in_its_place_never() -> None:
    odd = "RFF+QQZ:1'RFF+QQZ:2'LOC+SOMEBODYS SECRET+XYZ'"
    [message] = read_file(paxlst(WHO + BORN + PAPER + odd, WHO + BORN + odd)).messages
    told = [f.text for f in message.findings if f.code == "unknown-qualifier"]
    assert len(told) == 2
    assert not any("SECRET" in text for text in told)


@pytest.mark.parametrize(
    ("head", "tail", "expected"),
    [
        (FLIGHT, "", {"no-count": ("info", None)}),
        (FLIGHT, "CNT+42:2'", {"person-count": ("warning", None)}),
        (FLIGHT.replace("XQ0417", ""), "CNT+42:1'", {"no-flight-number": ("warning", b"TDT+20+")}),
        ("TDT+20+XQ0417'LOC+125+LHR'LOC+87+NBO'", "CNT+42:1'", {"no-departure": ("warning", None)}),
    ],
)
def test_what_a_list_lacks(
    head: str, tail: str, expected: dict[str, tuple[str, bytes | None]]
) -> None:
    assert found(paxlst(WHO + BORN + PAPER, head=head, tail=tail)) == expected


@pytest.mark.parametrize("code", ["266+CLOB", "266+XF", "745+XR", "745+RP", "336+H"])
def test_who_is_only_referred_to_lacks_nothing(code: str) -> None:
    data = paxlst(WHO, "NAD+ZZZ'RFF+ABO:1'", tail="CNT+42:2'")
    assert found(data.replace(b"BGM+745", f"BGM+{code}".encode())) == {}


@pytest.mark.parametrize(
    ("booking", "expected"),
    [
        (BOOKING + LEG + "RPI+1+HK'", {}),
        (BOOKING + "TIF+DEMO+BABY:IN:2'" + LEG + "RPI+1+HK'", {}),
        (BOOKING.replace("ABC123", ""), {"no-locator": ("warning", b"SRC")}),
        ("SRC'RCI+XQ:ABC123'ORG+1A:MUC+1'" + LEG, {"no-traveller": ("warning", b"SRC")}),
        ("SRC'RCI+XQ:ABC123'ORG'", {}),
        ("SRC'RCI+XQ:ABC123'ORG+1A:MUC+1'TIF+SEETHE WORLD:G'" + LEG + "RPI+30+HK'", {}),
        (BOOKING + LEG + "RPI+3+HK'", {"party-size": ("info", b"SRC")}),
        (BOOKING.replace("ANNA", ""), {"no-given-name": ("info", b"TIF+DEMO+:A:1")}),
        (
            BOOKING + "SSR+DOCS:HK:1:XQ:::::/P/GBR/X1/GBR/02JUN70/F/12JAN26/DEMO/ANNA'",
            {"expired-document": (
                "warning", b"SSR+DOCS:HK:1:XQ:::::/P/GBR/X1/GBR/02JUN70/F/12JAN26/DEMO/ANNA",
            )},
        ),
    ],
)  # fmt: skip
def test_what_a_booking_lacks(booking: str, expected: dict[str, tuple[str, bytes]]) -> None:
    assert found(pnrgov(booking)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("EQN+1'", "", {"no-count": ("info", None)}),
        ("EQN+1'", "EQN+2'", {"booking-count": ("warning", None)}),
        ("TVL+130126:1030:130126:2105+LHR", "TVL+:+LHR", {"no-departure": ("warning", None)}),
    ],
)
def test_what_a_push_lacks(old: str, new: str, expected: dict[str, tuple[str, None]]) -> None:
    assert found(pnrgov(BOOKING).replace(old.encode(), new.encode(), 1)) == expected
