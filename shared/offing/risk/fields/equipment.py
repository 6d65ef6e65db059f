"""Fields of containers, ULDs and trailers: seals, weights, stowage."""

import re
from typing import Any

from offing.records.consignments import Equipment
from offing.risk.calendar import days_between
from offing.risk.cargo_subject import CargoSubject
from offing.risk.fields.field import Field, member

_REEFER = re.compile(r"..R|..H", re.IGNORECASE)  # third character of ISO 6346 type codes
_ALPHABET = "0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ"
_NUMBER = re.compile(r"[A-Z]{4}\d{7}")
_REPLACED = frozenset({"replaced", "broken", "missing", "altered"})


def _all(subject: CargoSubject) -> tuple[Equipment, ...]:
    return subject.consignment.equipment


def check_digit_holds(number: str) -> bool | None:
    """Whether a container number's check digit is right (ISO 6346); nothing where it is no container number."""
    text = number.upper().replace(" ", "").replace("-", "")
    if not _NUMBER.fullmatch(text):
        return None
    total = sum(_ALPHABET.index(sign) << place for place, sign in enumerate(text[:10]))
    return total % 11 % 10 == int(text[10])


def _reefer(item: Equipment) -> bool:
    return bool(_REEFER.match(item.size_type or ""))


def _sealed(item: Equipment) -> bool:
    return any(seal.number for seal in item.seals)


def _tampered(item: Equipment) -> bool:
    return any((seal.condition or "") in _REPLACED for seal in item.seals)


def _weight_gap(subject: CargoSubject) -> float | None:
    """Verified gross mass less tare less goods, as a share of the goods: what nobody has declared."""
    goods = [g.gross_kg for g in subject.consignment.goods]
    boxes = [(e.gross_kg, e.tare_kg) for e in _all(subject)]
    if not goods or not boxes or None in goods or any(None in box for box in boxes):
        return None
    declared = sum(filter(None, goods))
    weighed = sum((gross or 0.0) - (tare or 0.0) for gross, tare in boxes)
    return round((weighed - declared) / declared, 3) if declared else None


def _any(values: list[bool | None]) -> bool | None:
    known = [value for value in values if value is not None]
    return any(known) if known else None


def _unsealed(subject: CargoSubject) -> bool | None:
    boxes = [e for e in _all(subject) if e.kind == "container" and not e.empty]
    return any(not _sealed(e) for e in boxes) if boxes else None


def _waited(subject: CargoSubject) -> int | None:
    days = [days_between(e.gate_in, subject.travel_day) for e in _all(subject)]
    return max((d for d in days if d is not None), default=None)


def _rows(subject: CargoSubject) -> tuple[dict[str, Any], ...] | None:
    return tuple(
        {
            "number": e.number, "kind": e.kind, "size_type": e.size_type, "reefer": _reefer(e), "empty": e.empty,
            "seals": tuple(s.number for s in e.seals if s.number), "tampered": _tampered(e), "stow": e.stow,
            "tare_kg": e.tare_kg, "gross_kg": e.gross_kg, "setting_c": e.setting_c, "operator": e.operator,
            "valid_number": check_digit_holds(e.number),
        }
        for e in _all(subject)
    ) or None  # fmt: skip


_BOX = (
    member("number", "text", "Number", "Number of the container, ULD or trailer."),
    member("kind", "text", "Kind", "container, uld or trailer."),
    member("size_type", "text", "Size and type", "ISO 6346 code."),
    member("reefer", "boolean", "Refrigerated", "Built to keep goods cold."),
    member("empty", "boolean", "Empty", "Said to be empty."),
    member("seals", "set", "Seals", "Numbers of its seals."),
    member(
        "tampered", "boolean", "Seal touched", "A seal was replaced, broken, altered or is missing."
    ),
    member("stow", "text", "Stow position", "Bay, row and tier on board."),
    member("tare_kg", "number", "Tare", "Weight when empty, in kilogrammes."),
    member("gross_kg", "number", "Verified gross mass", "Weight with goods, in kilogrammes."),
    member(
        "setting_c", "number", "Temperature setting", "What a reefer is set to, in degrees Celsius."
    ),
    member("operator", "text", "Operator", "Who operates it."),
    member("valid_number", "boolean", "Valid number", "The check digit of the number is right."),
)

FIELDS: tuple[Field[CargoSubject], ...] = (
    Field("equipment", "list", "Each container", "Containers, ULDs and trailers, one by one.", _rows, members=_BOX),
    Field("equipment_numbers", "set", "Container numbers", "Numbers of containers, ULDs and trailers.",
          lambda s: tuple(e.number for e in _all(s))),
    Field("equipment_count", "number", "Containers", "How many containers, ULDs or trailers.", lambda s: len(_all(s))),
    Field("container_operators", "set", "Container operators", "Who operates the equipment.",
          lambda s: tuple(e.operator for e in _all(s) if e.operator)),
    Field("unsealed", "boolean", "Seal missing", "A loaded container has no seal number.", _unsealed),
    Field("seal_touched", "boolean", "Seal touched", "A seal was replaced, broken, altered or is missing.",
          lambda s: _any([_tampered(e) if e.seals else None for e in _all(s)])),
    Field("reefer", "boolean", "Refrigerated", "One of the containers is refrigerated.",
          lambda s: _any([_reefer(e) if e.size_type else None for e in _all(s)])),
    Field("empty_container", "boolean", "Empty container", "One of the containers is said to be empty.",
          lambda s: _any([e.empty for e in _all(s)])),
    Field("container_number_wrong", "boolean", "Container number wrong", "A container's check digit is wrong.",
          lambda s: _any([None if (v := check_digit_holds(e.number)) is None else not v for e in _all(s)])),
    Field("weight_gap", "number", "Undeclared weight",
          "Weighed less tare less declared goods, as a share of the declared goods.", _weight_gap),
    Field("days_at_terminal", "number", "Days at the terminal", "Days from entering the terminal to departure.",
          _waited),
)  # fmt: skip
