"""Derived values of consignments: each sign that officers ask for, on a made-up consignment with one thing changed."""

from dataclasses import replace
from typing import Any

import pytest

from offing.records.consignments import Call, Consignment, Equipment, Filing, GoodsItem, Party, Seal
from offing.records.travellers import Address
from offing.risk.cargo_subject import CargoSubject, cargo_subjects
from offing.risk.fields.equipment import check_digit_holds
from offing.risk.fields.goods import is_vague
from offing.risk.history import Shipment, TradeHistory
from offing.risk.values import Values
from tests.unit.risk.cargo_traffic import consignment, past, voyage

ONE = consignment(1, 1)
ITEM = GoodsItem(
    number=1,
    description="COTTON SHIRTS",
    commodity="610910",
    packages=100,
    gross_kg=1000.0,
    net_kg=900.0,
    volume_m3=5.0,
    value=8000.0,
    origin="CHN",
)
BOX = Equipment(
    number="CSQU3054383",
    size_type="22R1",
    seals=(Seal(number="S1"),),
    tare_kg=2200.0,
    gross_kg=3400.0,
    empty=False,
)


def party(role: str, **more: Any) -> Party:
    return Party(role=role, name=more.pop("name", "ACME LTD"), **more)


def values(history: TradeHistory | None = None, **changes: Any) -> Values:
    made = replace(ONE, **{"goods": (ITEM,), "equipment": (BOX,), "value": None, **changes})
    return Values(CargoSubject(made, voyage(), today="2026-11-21", history=history))


def filed(at: str, function: str = "original", **more: Any) -> Filing:
    return Filing(message=at, kind="manifest", function=function, filed_at=at, **more)


ROWS: list[tuple[dict[str, Any], str, Any]] = [
    ({}, "cargo_value", 8000.0),
    ({"value": 9000.0}, "cargo_value", 9000.0),
    ({}, "value_a_kg", 8.0),
    ({}, "round_value", True),
    ({"value": 4000.0}, "round_value", False),
    ({"value": 5000.5}, "round_value", False),
    ({"freight_charge": 4000.0}, "freight_share", 0.5),
    ({}, "density_kg_m3", 200.0),
    ({}, "chapters", ("61",)),
    ({}, "commodity_missing", False),
    ({"goods": (replace(ITEM, commodity="61"),)}, "commodity_missing", True),
    ({}, "weight_gap", 0.2),
    ({"equipment": (replace(BOX, tare_kg=None),)}, "weight_gap", None),
    ({}, "unsealed", False),
    ({"equipment": (replace(BOX, seals=()),)}, "unsealed", True),
    ({"equipment": (replace(BOX, seals=(), empty=True),)}, "unsealed", None),
    ({}, "reefer", True),
    (
        {"equipment": (replace(BOX, seals=(Seal(number="S", condition="replaced"),)),)},
        "seal_touched",
        True,
    ),
    ({}, "container_number_wrong", False),
    ({"equipment": (replace(BOX, number="CSQU3054384"),)}, "container_number_wrong", True),
    (
        {"parties": (party("consignee", address=Address(kind="business", street="P.O. Box 12")),)},
        "box_address",
        True,
    ),
    (
        {
            "parties": (
                party("consignee", address=Address(kind="business", street="Hotel Ritz, room 4")),
            )
        },
        "lodging_address",
        True,
    ),
    (
        {
            "parties": (
                party("consignee", address=Address(kind="business", street="Flatbush Ave 4")),
            )
        },
        "lodging_address",
        False,
    ),
    ({"parties": (party("consignee", name="Swift Forwarding GmbH"),)}, "forwarder_receives", True),
    ({"parties": (party("consignee"), party("forwarder"))}, "forwarder_receives", True),
    ({"parties": (party("consignee"), party("notify", name="OTHER"))}, "notify_differs", True),
    ({"parties": (party("consignee"), party("notify"))}, "notify_differs", False),
    ({"parties": ()}, "consignee_named", False),
    ({"parties": (party("consignee", emails=("x@gmail.com",)),)}, "free_mail", True),
    (
        {"calls": (Call(port="CNSHA", purpose="loading"), Call(port="DEHAM", purpose="discharge"))},
        "origin_not_loading",
        False,
    ),
    (
        {"calls": (Call(port="BRSSZ", purpose="loading"), Call(port="DEHAM", purpose="discharge"))},
        "origin_not_loading",
        True,
    ),
    (
        {"calls": (Call(port="CNSHA", purpose="loading"), Call(port="QQQQQ", purpose="discharge"))},
        "cargo_detour",
        None,
    ),
    (
        {
            "calls": (
                Call(port="CNSHA", purpose="loading"),
                Call(port="BRSSZ", purpose="transhipment"),
                Call(port="SGSIN", purpose="discharge"),
            )
        },
        "cargo_detour",
        9.02,
    ),
    (
        {"filings": (filed("2026-10-30T20:00"), filed("2026-11-01T14:00", "amendment"))},
        "amended_hours_before",
        6,
    ),
    ({"filings": (filed("2026-10-30T20:00"),)}, "filed_hours_before", 48),
    ({"filings": ()}, "filed_hours_before", None),
    (
        {"filings": (filed("1", declared_value=100.0), filed("2", declared_value=250.0))},
        "filing_value_spread",
        2.5,
    ),
]


@pytest.mark.parametrize(("changes", "name", "value"), ROWS)
def test_derived_values(changes: dict[str, Any], name: str, value: Any) -> None:
    assert values(**changes)[name] == value


TRADE: list[tuple[TradeHistory | None, str, Any]] = [
    (None, "first_import", None),
    (TradeHistory(), "first_import", True),
    (past(), "first_import", False),
    (past(), "new_line_of_business", False),
    (TradeHistory(consignee=past().consignee[:4]), "new_line_of_business", None),
    (
        TradeHistory(consignee=tuple(replace(s, chapters=("07",)) for s in past().consignee)),
        "new_line_of_business",
        True,
    ),
    (
        TradeHistory(consignee=tuple(replace(s, origin="VNM") for s in past().consignee)),
        "new_goods_origin",
        True,
    ),
    (past(met=True), "trader_address_earlier_hit", True),
    (past(), "trader_phone_earlier_hit", False),
    (
        TradeHistory(
            consignee=(
                Shipment(day="2026-10-20", found=True),
                Shipment(day="2026-01-01", found=True),
            )
        ),
        "consignee_finds",
        2,
    ),
    (
        TradeHistory(consignee=(Shipment(day="2026-10-20"), Shipment(day="2026-01-01"))),
        "consignee_30_days",
        1,
    ),
    (TradeHistory(consignee=(Shipment(day="2026-12-20"),)), "consignee_30_days", 0),
]


@pytest.mark.parametrize(("history", "name", "value"), TRADE)
def test_the_traders_past(history: TradeHistory | None, name: str, value: Any) -> None:
    assert values(history)[name] == value


def test_many_shippers_to_one_address_and_one_shipper_to_many() -> None:
    where = Address(kind="residence", street="1 Long Lane", city="Hamburg", country="DEU")
    some = [
        replace(
            ONE,
            id=f"c{n}",
            parties=(
                party("consignor", name=f"S{n}"),
                party("consignee", name=f"R{n}", address=where),
            ),
        )
        for n in range(4)
    ]
    batch = [
        replace(ONE, id=f"d{n}", parties=(party("consignor"), party("consignee", name=f"Q{n}")))
        for n in range(3)
    ]
    found = {s.consignment.id: Values(s) for s in cargo_subjects(voyage(), [*some, *batch])}
    assert found["c0"]["shippers_to_consignee"] == 4
    assert found["c0"]["consignee_address_shared_by"] == 3
    assert found["d0"]["receivers_of_consignor"] == 3
    assert found["d0"]["shippers_to_consignee"] == 1


VAGUE = [
    ("PARTS", True),
    ("FAK", True),
    ("general merchandise", True),
    (None, True),
    ("tyres", True),
    ("brake parts for passenger cars", False),
    ("COTTON T-SHIRTS FOR MEN", False),
]


@pytest.mark.parametrize(("text", "vague"), VAGUE)
def test_vague_descriptions(text: str | None, vague: bool) -> None:
    assert is_vague(text) is vague


DIGITS = [
    ("CSQU3054383", True),
    ("CSQU 305438-3", True),
    ("CSQU3054384", False),
    ("AKE12345XQ", None),
    ("", None),
]


@pytest.mark.parametrize(("number", "holds"), DIGITS)
def test_check_digits_of_containers(number: str, holds: bool | None) -> None:
    assert check_digit_holds(number) is holds


def test_a_consignment_goes_in_its_stream() -> None:
    made = {
        p: CargoSubject(replace(ONE, procedure=p), voyage()).stream
        for p in ("import", "export", "transit", "transhipment")
    }
    assert made == {
        "import": "import",
        "export": "export",
        "transit": "cargo_transit",
        "transhipment": "cargo_transit",
    }
    assert isinstance(ONE, Consignment)
