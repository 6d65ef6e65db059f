"""Consignments: goods under one transport document, with their parties, items, equipment and filings.

Words are those of the WCO data model; codes are UN/CEFACT's (packages Rec. 21, equipment ISO 6346), HS, UN/LOCODE.
"""

from dataclasses import dataclass, field

from offing.records.travellers import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A trader on a consignment.

    `role` is consignor, consignee, notify, forwarder, carrier, declarant, seller, buyer, manufacturer or payer.
    `identifier` is the trader number of the country (EORI, TIN …); `authorised` whether it is an AEO.
    """

    role: str
    name: str | None = None
    identifier: str | None = None
    address: Address | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    authorised: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsItem:
    """One line of goods; `commodity` is the HS code as sent, `origin` alpha-3, weights in kilogrammes."""

    number: int
    description: str | None = None
    commodity: str | None = None
    packages: int | None = None
    package_type: str | None = None
    gross_kg: float | None = None
    net_kg: float | None = None
    volume_m3: float | None = None
    value: float | None = None
    currency: str | None = None
    origin: str | None = None
    dangerous: tuple[str, ...] = ()
    marks: str | None = None
    equipment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A seal; `affixed_by` is carrier, shipper or customs; `condition` intact, broken, missing or replaced."""

    number: str
    affixed_by: str | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """A container, ULD or trailer; `size_type` is ISO 6346, `gross_kg` the verified gross mass."""

    number: str
    kind: str = "container"
    size_type: str | None = None
    seals: tuple[Seal, ...] = ()
    tare_kg: float | None = None
    gross_kg: float | None = None
    empty: bool | None = None
    stow: str | None = None
    setting_c: float | None = None
    operator: str | None = None
    gate_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A port on the way of the goods; `purpose` is receipt, loading, transhipment, discharge or delivery."""

    port: str
    purpose: str
    arrival: str | None = None
    departure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One submission about a consignment.

    `kind` is manifest, waybill, entry_summary or declaration; `function` original, amendment or cancellation.
    `filed_at` is UTC; `declared_value` is in `currency`.
    """

    message: str
    kind: str
    function: str = "original"
    filer: str | None = None
    filed_at: str | None = None
    declared_value: float | None = None
    currency: str | None = None
    ip_address: str | None = None
    account_opened: str | None = None


@dataclass(frozen=True, kw_only=True)  # without slots, as in travellers.py
class Consignment:
    """Goods under one transport document on one movement.

    `document_type` is bill, sea_waybill, air_waybill, road_note, rail_note or post; `master` the document above a house
    document. `procedure` is import, export, transit or transhipment. `freight_payment` is prepaid or collect,
    `payment_means` account, card, cash or third_party. `booked_at` is UTC; `switched_ports` tells that the port of
    discharge was changed after booking. `returned` marks goods that come back.
    """

    id: str
    movement: str
    document: str
    document_type: str
    procedure: str = "import"
    master: str | None = None
    parties: tuple[Party, ...] = ()
    goods: tuple[GoodsItem, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    calls: tuple[Call, ...] = ()
    filings: tuple[Filing, ...] = ()
    to_order: bool | None = None
    gift: bool | None = None
    returned: bool | None = None
    switched_ports: bool | None = None
    booked_at: str | None = None
    freight_payment: str | None = None
    payment_means: str | None = None
    freight_charge: float | None = None
    value: float | None = None
    currency: str | None = None
    customs_office: str | None = None
    messages: tuple[str, ...] = ()
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def party(self, role: str) -> Party | None:
        """The first party of a role."""
        return next((p for p in self.parties if p.role == role), None)
