"""Redaction: nothing that must go stays, nothing else changes, and twice is once."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.messages import read_file, redact
from offing.messages.sensitive import is_card
from tests.unit.messages.samples import files, paxlst, pnrgov

HEAD = "SRC'RCI+XQ:ABC123'ORG+1A:MUC'TIF+A+B:A:1'"
CARD = "4111111111111111"
SAMPLES = [p.read_bytes() for p in files()]


def test_cards_in_the_form_of_payment() -> None:
    found = redact(pnrgov(f"{HEAD}FOP+CC:3:100.00:VI:{CARD}:0829+CA::5.00'"))
    assert b"FOP+CC:3:100.00:VI:411111XXXXXX1111:0829+CA::5.00'" in found.data
    assert (found.cards, found.sensitive) == (1, 0)


@pytest.mark.parametrize(
    "text", [CARD, "4111 1111 1111 1111", "4111-1111-1111-1111", "41111111\r\n11111111"]
)
@pytest.mark.parametrize(
    "segment", ["LTS+3/F/FP CC VI{}'", "IFT+4:28::XQ+PAID {}'", "SSR+OTHS:HK:1:XQ:::::CC {}'"]
)
def test_cards_in_free_text(segment: str, text: str) -> None:
    found = redact(pnrgov(HEAD + segment.format(text)))
    assert found.cards == 1
    assert CARD not in "".join(c for c in found.data.decode() if c not in " -\r\n")


@pytest.mark.parametrize(
    "segment",
    [
        "SSR+TKNE:HK:1:XQ:::::9992345678901C1+::1'",
        "IFT+4:28::XQ+CTCM 4111111111111112'",
        "TKT+9995823642568:T'",
        "SSR+DOCS:HK:1:XQ:::::/P/GBR/4111111111111111/GBR/01JAN80/M/01JAN30/HALAL/CHRISTIAN+::1'",
        "SSR+CTCM:HK:1:XQ:::::447700900123+::1'",
    ],
)
def test_what_only_looks_like_a_card_stays(segment: str) -> None:
    data = pnrgov(HEAD + segment)
    assert redact(data).data == data


@pytest.mark.parametrize(
    "segment",
    [
        "SSR+VGML:HK:1:XQ:::LHR:NBO+::1'",
        "SSR+KSML:HK:1:XQ'",
        "SSR+WCHR:HK:1:XQ+::1'",
        "SSR+MEDA:HK:1:XQ:::::NEEDS OXYGEN+::1'",
        "SSR+OTHS:HK:1:XQ:::::PAX IS DIABETIC+::1'",
        "IFT+4:28::XQ+NEEDS WHEELCHAIR'",
        "LTS+0/O/SR/SSR MOMLXQHK1'",
        "SSR+VG\r\nML:HK:1:XQ'",
        "SS\r\nR+VGML:HK:1:XQ'",
    ],
)
def test_health_and_religion_go_and_the_message_stays_whole(segment: str) -> None:
    data = pnrgov(HEAD + segment + "RPI+1+HK'")
    found = redact(data)
    assert found.sensitive == 1
    for word in (b"VGML", b"KSML", b"WCHR", b"MEDA", b"OXYGEN", b"DIABET", b"WHEELCHAIR", b"MOML"):
        assert word not in found.data
    assert found.data.count(b"'") == data.count(b"'")
    before, after = read_file(data).messages[0], read_file(found.data).messages[0]
    assert after.travellers == before.travellers


@pytest.mark.parametrize(
    ("segment", "sensitive"),
    [
        ("FTX+BAG+++XQ101010:2'", 0),
        ("FTX+BAG+++NULL'", 0),
        ("FTX+BAG+++4111111111111111:1'", 0),
        ("FTX+BAG+++KOSHER'", 1),
        ("FTX+AAI+++KOSHER MEAL'", 1),
    ],
)
def test_free_text_of_passenger_lists(segment: str, sensitive: int) -> None:
    data = paxlst(f"NAD+FL+++A:B'{segment}ATT+2++F'")
    found = redact(data)
    assert found.sensitive == sensitive
    assert found.cards == segment.count("4111111111111111")
    assert (found.data == data) == (not sensitive and not found.cards)
    assert read_file(found.data).messages[0].travellers[0].sex == "F"


def test_line_ends_as_terminators_are_redacted_too() -> None:
    data = pnrgov(f"{HEAD}SSR+VGML:HK:1:XQ'RPI+1+HK'").replace(b"UNA:+.?*'", b"")
    found = redact(data.replace(b"'", b"\r\n"))
    assert found.sensitive == 1
    assert b"VGML" not in found.data
    assert found.data.count(b"\n") == data.count(b"'")


def test_xml() -> None:
    found = redact(
        b'<IATA_PNRGOV_NotifRQ><PNR><SSR SSRCode="VGML" RPH="1"><Text>MEAL</Text></SSR><SSR SSRCode="CTCE"/>'
        b'<PaymentCard CardNumber="4111111111111111"/>'
        b"<OSI><Text>NEEDS WHEELCHAIR</Text></OSI></PNR></IATA_PNRGOV_NotifRQ>"
    )
    assert (found.cards, found.sensitive) == (1, 2)
    assert b'SSRCode="CTCE"' in found.data
    for gone in (b"VGML", b"MEAL", b"WHEELCHAIR", b"4111111111111111"):
        assert gone not in found.data


@pytest.mark.parametrize(
    "number", ["4111111111111111", "378282246310005", "5555555555554444", "30569309025904"]
)
def test_card_numbers(number: str) -> None:
    assert is_card(number)
    assert not is_card(number[:-1] + str((int(number[-1]) + 1) % 10))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sample with pieces cut, doubled and replaced."""
    data = draw(st.sampled_from(SAMPLES))[:4000]
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        cut = draw(st.integers(0, 40))
        new = draw(
            st.binary(max_size=6)
            | st.sampled_from([b"'", b"+", b"?", b"SSR+VGML'", b"4111111111111111", b"\n"])
        )
        data = data[:at] + new + data[at + cut :]
    return data


@given(damaged())
def test_twice_is_once(data: bytes) -> None:
    once = redact(data)
    twice = redact(once.data)
    assert twice.data == once.data
    assert (twice.cards, twice.sensitive) == (0, 0)


@settings(deadline=timedelta(seconds=1))
@given(damaged())
def test_no_bytes_are_too_odd_to_read(data: bytes) -> None:
    found = read_file(data)
    codes = {f.code for f in found.findings}
    assert "not-readable" not in codes
    assert found.messages or codes


@settings(deadline=timedelta(seconds=1))
@given(
    st.binary(max_size=400)
    | st.binary(max_size=200).map(lambda b: b"UNB+UNOA:1+A+B'UNH+1+PAXLST:D:05B'" + b)
)
def test_arbitrary_bytes_never_raise(data: bytes) -> None:
    found = read_file(data)
    assert found.messages or found.findings
    assert "not-readable" not in {f.code for f in found.findings}
    redact(data)


_TELLING_PUSH = (
    b"UNB+IATA:1+XQ+GOV+261121:0300+R1'UNH+1+PNRGOV:11:1:IA'MSG+:22'SRC'RCI+XQ:AAA111'SSR+VGML:HK:1:XQ'"
    b"TIF+ONE+A:A:1'IFT+4:28::XQ+WHEELCHAIR FOR 4111111111111111'FOP+CC:3:598.40:VI:4111111111111111:0829'"
    b"UNT+9+1'UNZ+1+R1'"
)
_HEAD, _MARK, _BODY = _TELLING_PUSH.partition(b"MSG")
_OTHER_WRITINGS = (
    _TELLING_PUSH.lower(),
    _TELLING_PUSH.lower().replace(b"unh", b"Unh").replace(b"unb", b"to: <desk@example.com>\nUnb"),
    _HEAD + (_MARK + _BODY).lower().replace(b"unt", b"UNT").replace(b"unz", b"UNZ"),
    _TELLING_PUSH.decode().encode("utf-16"),
    _TELLING_PUSH.replace(b"'", "\u2019".encode()),
)


@pytest.mark.parametrize("data", _OTHER_WRITINGS)
def test_whatever_is_read_is_redacted(data: bytes) -> None:
    """Lower case and UTF-16 are read: so what they tell may be kept no more than in capitals."""
    found = redact(data)
    kept = found.data.upper()
    assert (found.cards, found.sensitive) == (1, 2)
    assert not any(word in kept for word in (b"4111111111111111", b"VGML", b"WHEELCHAIR"))
    assert redact(found.data).data == found.data
    assert len(read_file(found.data).messages[0].travellers) == 1
