"""Frozen values to JSON and back, and the packed form in which tables keep them."""

import zlib
from functools import cache
from typing import Any

import orjson
from pydantic import TypeAdapter

_PACK_FROM = 1024
_PACKED = b"\x78"  # zlib's first byte; JSON never starts with it


@cache
def _adapter(cls: Any) -> TypeAdapter[Any]:
    return TypeAdapter(cls)


def to_json(value: Any) -> bytes:
    """Canonical JSON of a frozen value, mapping or list: sorted keys, UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def from_json[T](cls: type[T], raw: bytes) -> T:
    """The frozen value of class `cls` that `to_json` wrote; unknown keys are ignored."""
    adapter: TypeAdapter[T] = _adapter(cls)  # type: ignore[arg-type]  # classes are hashable
    return adapter.validate_json(raw)


def plain(value: Any) -> Any:
    """The value as dictionaries, lists and scalars."""
    return orjson.loads(orjson.dumps(value))


def pack(value: Any) -> bytes:
    """JSON, compressed when that pays."""
    raw = to_json(value)
    return zlib.compress(raw, 3) if len(raw) > _PACK_FROM else raw


def _raw(packed: bytes) -> bytes:
    return zlib.decompress(packed) if packed[:1] == _PACKED else packed


def unpack[T](cls: type[T], packed: bytes) -> T:
    """The frozen value that `pack` wrote."""
    return from_json(cls, _raw(packed))


def unpack_plain(packed: bytes) -> Any:
    """What `pack` wrote, as dictionaries, lists and scalars."""
    return orjson.loads(_raw(packed))
