"""Fields of the goods: what they are said to be, and whether weight, value and place go with it."""

import re
from typing import Any

from offing.records.consignments import GoodsItem
from offing.risk.cargo_subject import CargoSubject
from offing.risk.fields.field import Field, member

# What customs guidance calls unacceptable: descriptions under which anything may travel.
_VAGUE = re.compile(
    r"\b(FAK|FREIGHT ALL KINDS|SAID TO CONTAIN|STC|GENERAL (MERCHANDISE|CARGO|GOODS)|CONSOLIDAT(ED|ION)"
    r"|VARIOUS|SUNDR(Y|IES)"
    r"|PARTS|GOODS|SAMPLES?|PERSONAL EFFECTS|GIFTS?|ACCESSORIES|EQUIPMENT|MATERIALS?|PRODUCTS?|ITEMS|STUFF)\b"
)
_FEW_LETTERS = 8
_HS6 = re.compile(r"\d{6}")


def _goods(subject: CargoSubject) -> tuple[GoodsItem, ...]:
    return subject.consignment.goods


def _descriptions(subject: CargoSubject) -> tuple[str, ...]:
    return tuple(g.description for g in _goods(subject) if g.description)


def is_vague(description: str | None) -> bool:
    """Whether a description says next to nothing: too short, or one word of the usual ones among at most three."""
    text = (description or "").upper()
    letters = sum(map(str.isalpha, text))
    return letters < _FEW_LETTERS or (bool(_VAGUE.search(text)) and len(text.split()) <= 3)


def _vague(subject: CargoSubject) -> bool | None:
    return any(is_vague(g.description) for g in _goods(subject)) if _goods(subject) else None


def _chapters(subject: CargoSubject) -> tuple[str, ...]:
    return tuple(g.commodity[:2] for g in _goods(subject) if g.commodity)


def _codeless(subject: CargoSubject) -> bool | None:
    codes = [g.commodity or "" for g in _goods(subject)]
    return not all(map(_HS6.match, codes)) if codes else None


def density(item: GoodsItem) -> float | None:
    """Kilogrammes a cubic metre."""
    return round(item.gross_kg / item.volume_m3, 1) if item.gross_kg and item.volume_m3 else None


def _net_share(item: GoodsItem) -> float | None:
    return (
        round(item.net_kg / item.gross_kg, 3) if item.net_kg is not None and item.gross_kg else None
    )


def _kg_a_package(item: GoodsItem) -> float | None:
    return (
        round(item.gross_kg / item.packages, 3)
        if item.gross_kg is not None and item.packages
        else None
    )


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _bulk_density(subject: CargoSubject) -> float | None:
    weights = _sum([g.gross_kg for g in _goods(subject)])
    volume = _sum([g.volume_m3 for g in _goods(subject)])
    return round(weights / volume, 1) if weights and volume else None


def _rows(subject: CargoSubject) -> tuple[dict[str, Any], ...] | None:
    return tuple(
        {
            "description": g.description, "commodity": g.commodity, "chapter": (g.commodity or "")[:2],
            "origin": g.origin, "packages": g.packages, "package_type": g.package_type, "gross_kg": g.gross_kg,
            "net_share": _net_share(g), "volume_m3": g.volume_m3, "density": density(g), "value": g.value,
            "value_a_kg": round(g.value / g.gross_kg, 3) if g.value is not None and g.gross_kg else None,
            "kg_a_package": _kg_a_package(g), "dangerous": bool(g.dangerous), "vague": is_vague(g.description),
        }
        for g in _goods(subject)
    ) or None  # fmt: skip


_ITEM = (
    member("description", "text", "Description", "What the goods are said to be."),
    member("commodity", "text", "HS code", "Commodity code as sent."),
    member("chapter", "text", "HS chapter", "First two digits of the commodity code."),
    member("origin", "text", "Origin", "Country of origin, alpha-3."),
    member("packages", "number", "Packages", "How many packages."),
    member("package_type", "text", "Kind of package", "UN/CEFACT Recommendation 21."),
    member("gross_kg", "number", "Gross weight", "Gross weight in kilogrammes."),
    member("net_share", "number", "Net over gross", "Net weight as a share of gross weight."),
    member("volume_m3", "number", "Volume", "Volume in cubic metres."),
    member("density", "number", "Density", "Kilogrammes a cubic metre."),
    member("value", "number", "Value", "Declared value."),
    member("value_a_kg", "number", "Value a kilogramme", "Declared value over gross weight."),
    member("kg_a_package", "number", "Kilogrammes a package", "Gross weight over packages."),
    member("dangerous", "boolean", "Dangerous", "Declared as dangerous goods."),
    member("vague", "boolean", "Vague", "The description says next to nothing."),
)

FIELDS: tuple[Field[CargoSubject], ...] = (
    Field("goods", "list", "Each goods item", "The lines of goods, one by one.", _rows, members=_ITEM),
    Field("descriptions", "set", "Descriptions", "What the goods are said to be.", _descriptions),
    Field("vague_description", "boolean", "Vague description", "A line of goods says next to nothing.", _vague),
    Field("commodity_codes", "set", "HS codes", "Commodity codes as sent.",
          lambda s: tuple(g.commodity for g in _goods(s) if g.commodity)),
    Field("chapters", "set", "HS chapters", "First two digits of the commodity codes.", _chapters),
    Field("commodity_missing", "boolean", "HS code missing", "A line of goods has no code of six digits.", _codeless),
    Field("goods_origins", "set", "Origins of the goods", "Countries of origin, alpha-3.",
          lambda s: tuple(g.origin for g in _goods(s) if g.origin)),
    Field("item_count", "number", "Lines of goods", "How many lines of goods there are.", lambda s: len(_goods(s))),
    Field("package_count", "number", "Packages", "How many packages there are in all.",
          lambda s: _sum([g.packages for g in _goods(s)])),
    Field("package_types", "set", "Kinds of packages", "UN/CEFACT Recommendation 21.",
          lambda s: tuple(g.package_type for g in _goods(s) if g.package_type)),
    Field("density_kg_m3", "number", "Density", "Kilogrammes a cubic metre of all goods.", _bulk_density),
    Field("dangerous_goods", "set", "Dangerous goods", "UN numbers of dangerous goods.",
          lambda s: tuple(code for g in _goods(s) for code in g.dangerous)),
)  # fmt: skip
