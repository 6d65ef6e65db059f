"""What transmission and careless senders do to messages: small changes of bytes, repeatable by their source."""

import re
from collections.abc import Callable, Sequence
from random import Random

MOST_BYTES = 65_536
_SERVICE = b"+:'?*#-~<>&\"/ \r\n\x00\x1c\x1d\x1f"
_TAGS = re.compile(rb"(?<=[^A-Z])[A-Z]{3}(?=[^A-Za-z])")
_TOKEN = re.compile(rb"[A-Za-z0-9]{1,35}")
_ODD = (
    b"", b"0", b"-1", b"9" * 40, b"1" * 6000, b"000000", b"999999", b"?", b"??", b"?'", b"'", b"+" * 50, b":" * 50,
    b"*" * 50, b"/" * 50, b"(" * 50, b"\xff", b"\xc3", b"\xe2\x80\x99", b"\x92", "ÄßİŞ".encode(), "王\u200b".encode(),
    "٣".encode(), "²".encode(), b"\x06", b"\x1c", b"UNB", b"UNH+", b"UNT", b"UNZ", b"UNA", b"F", b"INF", b"NaN",
    b"1e999", b"0x10", b"29FEB01", b"31FEB26", b"260230", b"20260013", b"9999-99-99", b"XXA", b"-1SMITH/J",
)  # fmt: skip

type Change = Callable[[bytes, Random, Sequence[bytes]], bytes]


def mutated(data: bytes, source: Random, others: Sequence[bytes]) -> bytes:
    """`data` after one to six changes, parts of `others` among them; never longer than 64 kB."""
    for _ in range(source.randint(1, 6)):
        data = source.choice(CHANGES)(data, source, others)[:MOST_BYTES]
    return data


def _span(data: bytes, source: Random, most: int) -> tuple[int, int]:
    start = source.randint(0, len(data))
    return start, min(len(data), start + source.randint(1, most))


def _segments(data: bytes, source: Random) -> tuple[list[bytes], bytes]:
    """The data cut at what ends its segments, mostly."""
    ends = b">" if data.lstrip()[:1] == b"<" else source.choice([b"'", b"'", b"'", b"\n", b"#"])
    return data.split(ends), ends


def _cut(data: bytes, source: Random, _: Sequence[bytes]) -> bytes:
    start, end = sorted((source.randint(0, len(data)), source.randint(0, len(data))))
    return source.choice((data[:start], data[end:], data[:start] + data[end:], data[start:end]))


def _flip(data: bytes, source: Random, _: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(changed), source.choice((1, 1, 3, 20)))):
        value = source.choice(_SERVICE) if source.random() < 0.5 else source.randint(0, 255)
        changed[source.randrange(len(changed))] = value
    return bytes(changed)


def _splice(data: bytes, source: Random, others: Sequence[bytes]) -> bytes:
    other = source.choice(others)
    start, end = _span(other, source, 2000)
    at = source.randint(0, len(data))
    return data[:at] + other[start:end] + data[at:]


def _repeat(data: bytes, source: Random, _: Sequence[bytes]) -> bytes:
    """Part of the segments again, up to some hundred times."""
    parts, ends = _segments(data, source)
    at = source.randrange(len(parts))
    some = parts[at : at + source.randint(1, 12)]
    return ends.join([*parts[:at], *some * source.choice((2, 3, 20, 300)), *parts[at:]])


def _move(data: bytes, source: Random, others: Sequence[bytes]) -> bytes:
    """Segments dropped, exchanged, or taken from another message."""
    parts, ends = _segments(data, source)
    foreign, _ = _segments(source.choice(others), source)
    at, to = source.randrange(len(parts)), source.randrange(len(parts))
    kind = source.randrange(3)
    if kind == 0:
        del parts[at : at + source.randint(1, 4)]
    elif kind == 1:
        parts[at], parts[to] = parts[to], parts[at]
    else:
        parts[at:at] = foreign[: source.randint(1, 8)] if to else [source.choice(foreign)]
    return ends.join(parts)


def _value(data: bytes, source: Random, _: Sequence[bytes]) -> bytes:
    """One value becomes an odd one."""
    tokens = list(_TOKEN.finditer(data[:MOST_BYTES]))
    if not tokens:
        return data + source.choice(_ODD)
    token = source.choice(tokens)
    return data[: token.start()] + source.choice(_ODD) + data[token.end() :]


def _tag(data: bytes, source: Random, others: Sequence[bytes]) -> bytes:
    """One segment takes another's tag."""
    tags = list(_TAGS.finditer(data))
    foreign = _TAGS.findall(source.choice(others))
    if not tags or not foreign:
        return data
    place = source.choice(tags)
    return data[: place.start()] + source.choice(foreign) + data[place.end() :]


def _separator(data: bytes, source: Random, _: Sequence[bytes]) -> bytes:
    """One service character becomes another everywhere, or is put where it does not belong."""
    one = bytes([source.choice(_SERVICE)])
    if source.random() < 0.5:
        return data.replace(one, bytes([source.choice(_SERVICE)]))
    at = source.randint(0, len(data))
    return data[:at] + one * source.choice((1, 2, 50, 3000)) + data[at:]


def _wrap(data: bytes, source: Random, _: Sequence[bytes]) -> bytes:
    """Lines as teletype and mail break them."""
    width = source.choice((1, 7, 64, 69))
    lines = (data[i : i + width] for i in range(0, len(data), width))
    return source.choice((b"\r\n", b"\n", b"\r")).join(lines)


def _recode(data: bytes, source: Random, _: Sequence[bytes]) -> bytes:
    code = source.choice(("utf-16", "utf-8-sig", "utf-16-be"))
    return data.decode("latin-1").encode(code)


CHANGES: tuple[Change, ...] = (
    _cut, _flip, _flip, _splice, _repeat, _move, _move, _value, _value, _value, _tag, _tag, _separator, _wrap, _recode,
)  # fmt: skip
