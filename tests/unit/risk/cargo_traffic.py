"""Made-up ordinary cargo: one vessel's consignments, seeded, with no trader in it who exists."""

from datetime import date, timedelta
from random import Random

from offing.records.consignments import Call, Consignment, Equipment, Filing, GoodsItem, Party, Seal
from offing.records.movements import Movement
from offing.records.travellers import Address
from offing.risk.cargo_subject import CargoSubject, cargo_subjects
from offing.risk.fields.equipment import check_digit_holds
from offing.risk.history import Encounter, Shipment, TradeHistory

DAY = date(2026, 11, 21)
_GOODS = (
    ("COTTON T-SHIRTS FOR MEN", "610910", 8.0, 220.0), ("CERAMIC WALL TILES", "690721", 1.1, 1600.0),
    ("FROZEN SHRIMPS IN CARTONS", "030617", 6.5, 700.0), ("LAPTOP COMPUTERS 14 INCH", "847130", 90.0, 260.0),
    ("GREEN COFFEE BEANS IN BAGS", "090111", 3.2, 640.0), ("CAR BRAKE PADS", "870830", 5.5, 900.0),
)  # fmt: skip
_PORTS = ("CNSHA", "INNSA", "LKCMB", "SGSIN", "TRMER")


def voyage() -> Movement:
    """The assessed movement."""
    return Movement(
        carrier="XQSU", number="12W", origin="SGSIN", destination="DEHAM", mode="sea", operating="XQSU",
        departure="2026-11-01T20:00", arrival="2026-11-21T06:00",
    )  # fmt: skip


def _party(role: str, number: int, country: str, rng: Random) -> Party:
    street = f"{rng.randrange(1, 200)} Harbour Road"
    return Party(
        role=role, name=f"{role} trading {number}", identifier=f"{country}{number:07d}",
        address=Address(kind="business", street=street, city="Porto", country=country),
        phones=(f"+99 1 {number}",), emails=(f"office@{role}{number}.example",), authorised=rng.random() < 0.2,
    )  # fmt: skip


def _item(rng: Random, number: int) -> GoodsItem:
    description, code, price, density = rng.choice(_GOODS)
    volume = round(rng.uniform(2, 60), 1)
    gross = round(volume * density * rng.uniform(0.4, 0.7), 1)
    return GoodsItem(
        number=number, description=description, commodity=code, packages=rng.randrange(20, 900), package_type="CT",
        gross_kg=gross, net_kg=round(gross * 0.93, 1), volume_m3=volume,
        value=round(gross * price * rng.uniform(0.8, 1.2), 2), currency="USD", origin="CHN",
        dangerous=("3480",) if code == "847130" else (),
    )  # fmt: skip


def _valid(number: str) -> str:
    return next(f"{number}{n}" for n in range(10) if check_digit_holds(f"{number}{n}"))


def _box(rng: Random, number: int, goods: list[GoodsItem]) -> Equipment:
    return Equipment(
        number=_valid(f"XQSU{number:06d}"), size_type="45R1" if rng.random() < 0.1 else "45G1",
        seals=(Seal(number=f"S{number}", affixed_by="carrier", condition="intact"),), tare_kg=3900.0,
        gross_kg=3900.0 + sum(g.gross_kg or 0.0 for g in goods), empty=False, stow="0100182", setting_c=-18.0,
        operator="XQSU", gate_in="2026-10-29",
    )  # fmt: skip


def consignment(seed: int, number: int) -> Consignment:
    """One ordinary consignment."""
    rng = Random(seed * 100_003 + number)
    goods = [_item(rng, n + 1) for n in range(rng.choice((1, 1, 2)))]
    loading, trader = rng.choice(_PORTS), number % 37
    booked = DAY - timedelta(days=rng.randrange(30, 80))
    filed = Filing(
        message=f"m{number}",
        kind="manifest",
        filer="XQSU",
        filed_at="2026-10-30T08:00",
        declared_value=1000.0 + number,
        ip_address="192.0.2.7",
        account_opened="2019-01-01",
    )
    changed = Filing(
        message=f"n{number}",
        kind="manifest",
        function="amendment",
        filed_at="2026-10-31T08:00",
        declared_value=1100.0,
    )
    calls = (
        Call(port="CNNGB", purpose="receipt"),
        Call(port=loading, purpose="loading"),
        Call(port="SGSIN", purpose="transhipment", arrival="2026-10-28", departure="2026-11-01"),
        Call(port="DEHAM", purpose="discharge"),
        Call(port="DEBRV", purpose="delivery"),
    )
    roles = ("consignor", "consignee", "notify", "declarant")
    return Consignment(
        id=f"con_{number}",
        movement=voyage().id,
        document=f"BL{number:06d}",
        document_type="bill",
        master="MBL1",
        parties=tuple(
            _party(role, trader, country, rng)
            for role, country in zip(roles, ("CHN", "DEU", "DEU", "DEU"), strict=True)
        ),
        goods=tuple(goods),
        equipment=(_box(rng, number, goods),),
        calls=calls,
        filings=(filed, changed) if rng.random() < 0.2 else (filed,),
        to_order=False,
        gift=False,
        returned=False,
        switched_ports=False,
        booked_at=booked.isoformat(),
        freight_payment="prepaid",
        payment_means="account",
        freight_charge=1900.0,
        value=sum(g.value or 0.0 for g in goods),
        currency="USD",
        customs_office="DE004600",
    )


def past(*, met: bool = False) -> TradeHistory:
    """A trader with a steady business; `met` where the address is known from a case."""
    shipments = tuple(
        Shipment(day=(DAY - timedelta(days=30 * n)).isoformat(), chapters=("03", "61", "69", "84"), origin="CHN",
                 declarant="DEU0000001", counterpart="consignor trading 1", value=300_000.0)
        for n in range(8, 1, -1)
    )  # fmt: skip
    known = {"address": (Encounter(day="2026-01-01"),)} if met else {}
    return TradeHistory(consignee=shipments, consignor=shipments, contacts=known)


def cargo(seed: int, count: int) -> list[CargoSubject]:
    """The subjects of one voyage; every other trader is known."""
    some = [consignment(seed, n) for n in range(count)]
    known = {one.id: past() for one in some[::2]}
    return list(cargo_subjects(voyage(), some, DAY.isoformat(), known, "inbound"))
