"""Detection: what is not read is named, politely."""

import pytest

from offing.messages import FORMATS, read_file


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", "unknown-format", "empty"),
        (b"Dear colleagues, please find attached", "unknown-format", "EDIFACT"),
        (b"FWB/17\r\n999-12345675LHRNBO/T10K100\r\n", "format-not-read", "Cargo-IMP FWB"),
        (b"FFM/8\r\n1/XQ417/13JAN1030/LHR\r\n", "format-not-read", "Cargo-IMP FFM"),
        (b"ISA*00*" + b" " * 98 + b"~GS*SO~ST*309*0001~", "format-not-read", "X12 309"),
        (
            b"<?xml version='1.0'?><rsm:Waybill xmlns:rsm='iata:waybill:1'/>",
            "format-not-read",
            "XFWB",
        ),
        (b"<Awmds><General_segment/></Awmds>", "format-not-read", "ASYCUDA manifest"),
        (b"<note/>", "format-not-read", "XML note"),
        (b"FRI\nXQ417/13JAN", "format-not-read", "US Air AMS"),
        (
            b"UNB+UNOA:1+A+B+260113:0905+1'UNH+1+CUSCAR:D:95B:UN'UNT+2+1'UNZ+1+1'",
            "format-not-read",
            "CUSCAR",
        ),
        (b"UNA:+.? 'UNB+UNOA:1+A+B", "no-message", "UNH"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, code: str, word: str) -> None:
    found = read_file(data)
    assert not found.messages
    assert [f.code for f in found.findings] == [code]
    assert word in found.findings[0].text


def test_one_unread_message_does_not_hide_the_others() -> None:
    data = (
        b"UNB+UNOA:1+A+B+260113:0905+1'UNH+1+CUSCAR:D:95B:UN'UNT+2+1'"
        b"UNH+2+PAXLST:D:05B:UN'NAD+FL+++A:B'UNT+3+2'UNZ+2+1'"
    )
    found = read_file(data)
    assert [m.format for m in found.messages] == ["PAXLST"]
    assert [f.code for f in found.findings] == ["format-not-read"]


def test_every_format_has_a_reader() -> None:
    assert {"PAXLST", "PNRGOV", "CUSRES", "CONTRL", "ACKRES", "GOVREQ"} <= set(FORMATS)
