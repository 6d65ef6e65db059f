"""PNRGOV of any bytes: nothing raises, nothing is slow, and no damage hides behind an unread message."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.messages import read_file
from offing.records.messages import ParsedFile
from tests.unit.messages.samples import files, pnrgov

# What the processor may take; samples take a hundredth of it.
LIMIT_S = 1.0

WHOLE = [p.read_bytes() for p in files() if p.parent.name.startswith("pnrgov")]
EDIFACT = [d for d in WHOLE if not d.lstrip().startswith(b"<")]
XML = [d for d in WHOLE if d.lstrip().startswith(b"<")]
TAGS = [
    "SRC", "RCI", "DAT", "ORG", "TIF", "FTI", "REF", "SSR", "TKT", "FOP", "IFT", "ADD", "TVL", "TRA", "RPI", "TRI",
    "SSD", "TBD", "MSG", "EQN", "ABI", "SAC", "LTS", "EBD", "APD", "MON", "PTK", "TXD", "FAR", "ZZZ", "",
]  # fmt: skip
PIECES = st.sampled_from(
    ["+", "++", ":", "::::", "*", "?", "'", "/", "//", "-1A", " ", "DOCS", "INFT", "DOCO", "DOCA", "CTCE", "FI", "141",
     "01AUG25", "130126", "1030", "XQ", "LHR", "4:28", "4:43", "700", "A.B//C.D", "4111111111111111", "\u2019", "É"]
)  # fmt: skip


def _read(data: bytes) -> ParsedFile:
    began = time.process_time()
    parsed = read_file(data)
    assert time.process_time() - began < LIMIT_S
    # `not-readable` is what read_file makes of an exception.
    assert "not-readable" not in {f.code for f in parsed.findings}
    return parsed


# Where a stretch begins (as a share of the message), how long it is, and what comes in its place; None doubles it.
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 60),
        st.one_of(st.none(), st.binary(max_size=8), PIECES.map(str.encode)),
    ),
    min_size=1,
    max_size=6,
)


def _edited(data: bytes, edits: list[tuple[float, int, bytes | None]]) -> bytes:
    for share, length, new in edits:
        at = int(share * len(data))
        old = data[at : at + length]
        data = data[:at] + (old * 2 if new is None else new) + data[at + length :]
    return data


@settings(max_examples=150, deadline=None)
@given(data=st.sampled_from(EDIFACT), edits=EDITS)
def test_mutated_edifact(data: bytes, edits: list[tuple[float, int, bytes | None]]) -> None:
    _read(_edited(data, edits))


@settings(max_examples=100, deadline=None)
@given(data=st.sampled_from(XML), edits=EDITS)
def test_mutated_xml(data: bytes, edits: list[tuple[float, int, bytes | None]]) -> None:
    _read(_edited(data, edits))


@settings(max_examples=200, deadline=None)
@given(
    segments=st.lists(
        st.tuples(st.sampled_from(TAGS), st.lists(PIECES, max_size=12)).map(
            lambda s: s[0] + "+" * bool(s[1]) + "".join(s[1])
        ),
        max_size=30,
    )
)
def test_any_order_of_any_segments(segments: list[str]) -> None:
    parsed = _read(pnrgov("".join(f"{s}'" for s in segments)))
    for message in parsed.messages:
        places = [i for booking in message.bookings for i in booking.travellers]
        assert places == list(range(len(message.travellers)))


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
@pytest.mark.parametrize(
    "around",
    [
        (b"", b""),
        (b"UNB+IATA:1+A+B+260112:1030+1'UNH+1+PNRGOV:13:1:IA'", b"UNT+2+1'UNZ+1+1'"),
        (
            b'<IATA_PNRGOV_NotifRQ xmlns="http://www.iata.org/IATA/2007/00">',
            b"</IATA_PNRGOV_NotifRQ>",
        ),
    ],
    ids=["alone", "EDIFACT", "XML"],
)
def test_arbitrary_bytes(around: tuple[bytes, bytes], data: bytes) -> None:
    _read(around[0] + data + around[1])


ROOT = b'<IATA_PNRGOV_NotifRQ xmlns="http://www.iata.org/IATA/2007/00">'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "data",
    [
        ROOT + b"<PNR>" * 20_000,
        ROOT + b"<PNR>" * 20_000 + b"</PNR>" * 20_000 + b"</IATA_PNRGOV_NotifRQ>",
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><IATA_PNRGOV_NotifRQ>&a11;</IATA_PNRGOV_NotifRQ>'.encode(),
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><IATA_PNRGOV_NotifRQ>&a11;</IATA_PNRGOV_NotifRQ>'.encode(
            "utf-16"
        ),
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><IATA_PNRGOV_NotifRQ/>',
    ],
    ids=["open without end", "nested", "entities", "entities in UTF-16", "external"],
)
def test_xml_that_would_cost_too_much_is_refused(data: bytes) -> None:
    parsed = _read(data)
    assert not parsed.messages
    assert [f.code for f in parsed.findings] == ["unreadable-xml"]


LONG = 20_000


@pytest.mark.parametrize(
    "segment",
    [
        f"SSR+DOCS:HK:1:XQ:::::{'/A' * LONG}'",
        f"SSR+DOCS:HK:1:XQ:::::{'-1A' * LONG}'",
        f"SSR+INFT:HK:1:XQ:::::{'A/' * LONG}'",
        f"IFT+4:28::XQ+CTCE {'A' * LONG}//'",
        f"IFT+4:28::XQ+{'CTC' * LONG}'",
        f"IFT+4:28::XQ+CTCM {'1 ' * LONG}'",
        f"IFT+4:28::XQ+{'A.' * LONG}@'",
        f"FOP+CC:3:1:VI:{'4' * LONG}'",
        f"TIF+{'A' * LONG}+{'B ' * LONG}:A:1'",
        f"TBD++{'9' * LONG}:1:700+++{'XQ:1:999+' * 200}'",
        "TIF+SAME+SAME:A'SSR+DOCS:HK:1:XQ:::::/P/KEN/RQ5927873/KEN/20MAY67/F/28JUN35/SAME/SAME'"
        * 400,
        "SRC'RCI+XQ:ABC123'" * 3000,
    ],
    ids=lambda s: s[:24],
)
def test_long_and_repeated_texts_cost_no_more_than_they_should(segment: str) -> None:
    flight = "TVL+130126:1030:130126:2105+LHR+NBO+XQ+417:Y'DAT+2'TRI++1:::1'"
    _read(pnrgov("SRC'RCI+XQ:ABC123'TIF+SAMPLE+LI:A:1'" + segment + flight + segment))
