"""Which items are projected into search, and as what documents: one row a kind of item."""

from collections.abc import Callable
from typing import Any

from offing.kernel.plain import unpack, unpack_plain
from offing.kernel.ports import Item
from offing.travel.model import MessageRecord

type Operation = tuple[str, str, int, dict[str, Any] | None]


def _bytes(item: Item, name: str) -> bytes:
    value = item[name]
    if not isinstance(value, bytes):
        raise TypeError(f"{name} is not packed")
    return value


def _traveller(item: Item) -> dict[str, Any]:
    view: dict[str, Any] = unpack_plain(_bytes(item, "view"))
    return view


def _message(item: Item) -> dict[str, Any]:
    record = unpack(MessageRecord, _bytes(item, "body"))
    return {
        "carrier": record.carrier,
        "status": record.status.value,
        "format": list(record.formats),
        "received_at": record.received_at,
        "movements": list(record.movements),
        "finding_codes": sorted({f.code for f in record.findings}),
    }


def _case(item: Item) -> dict[str, Any]:
    row: dict[str, Any] = unpack_plain(_bytes(item, "body"))
    result = row.get("result") or {}
    names = (
        "reference", "name", "nationality", "movement", "movement_label", "state", "band", "score",
        "opened_at", "agency", "office",
    )  # fmt: skip
    document = {name: row.get(name) for name in names}
    return {**document, "outcome": result.get("outcome"), "code": result.get("code")}


_KINDS: tuple[tuple[str, str, str, Callable[[Item], dict[str, Any]]], ...] = (
    ("MOV#", "ASM#", "travellers", _traveller),
    ("MSG#", "META", "messages", _message),
    ("CASE#", "META", "cases", _case),
)


def operation_of(item: Item, *, removed: bool) -> Operation | None:
    """The projection of one item, or None for items that nobody searches."""
    pk, sk = str(item.get("pk", "")), str(item.get("sk", ""))
    for pk_prefix, sk_prefix, kind, document in _KINDS:
        if pk.startswith(pk_prefix) and sk.startswith(sk_prefix):
            identity = sk.removeprefix(sk_prefix) or pk.removeprefix(pk_prefix)
            version = int(item.get("rev", 0)) + removed
            return kind, identity, version, None if removed else document(item)
    return None
