"""What arrived: the format of a file by its first two thousand bytes, also of formats that are not read yet."""

import re

_HEAD = 2048
_EDIFACT = re.compile(rb"UNA[^A-Za-z0-9\r\n]{6}|UNB[^A-Za-z0-9\s]|UNH[^A-Za-z0-9\s]")
_CARGO_IMP = re.compile(
    rb"^(FWB|FHL|FFM|FSU|FSA|FSR|FBL|FFR|FFA|FNA|FMA)/\d{1,2}\s*$", re.MULTILINE
)
_AIR_AMS = re.compile(rb"\A\s*(FRI|FRC|FRX|FRH|FXI|FSN|FSQ|FSI|FER)\s*$", re.MULTILINE)
_APP = re.compile(rb"\A\W*(CIRQ|CIRS|CICX|CICC|CIMR):")
_BCBP = re.compile(rb"\AM[1-4][A-Z/ ]{20}")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]")
_PNR = re.compile(r"<(?:[\w.-]+:)?PNR[\s>/]")

# Local name of an XML root, or its beginning, and the format.
_ROOTS = (
    ("IATA_PNRGOV_NotifRQ", "PNRGOV XML"),
    ("HouseWaybill", "XFZB"),
    ("Waybill", "XFWB"),
    ("FlightManifest", "XFFM"),
    ("HouseManifest", "XFHL"),
    ("Response", "XFNM"),
    ("Awmds", "ASYCUDA manifest"),
    ("Awbolds", "ASYCUDA manifest"),
    ("Awappend", "ASYCUDA manifest"),
    ("Awmcds", "ASYCUDA manifest"),
    ("ASYCUDA", "ASYCUDA declaration"),
    ("SAD", "ASYCUDA declaration"),
    ("IE3", "ICS2"),
    ("CC31", "ICS1"),
    ("MetaData", "WCO declaration"),
)


def plain_bytes(data: bytes) -> bytes:
    """The data as ASCII-compatible bytes: UTF-16 becomes UTF-8, a byte order mark goes."""
    for mark, charset in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(charset, "replace").encode()
    return data.removeprefix(b"\xef\xbb\xbf")


def detect(data: bytes) -> str | None:
    """The format of `data`: EDIFACT, PNRGOV XML, or the name of one that is not read; None when nothing is known."""
    head = data[:_HEAD]
    if head.lstrip(b"\x00\x01\x02\r\n\t ").startswith(b"<"):
        return _xml(data)
    if _EDIFACT.search(head):
        return "EDIFACT"
    if head.startswith(b"ISA") and len(data) > 105:
        found = re.search(rb"ST" + re.escape(head[3:4]) + rb"(\d{3})", head)
        return f"X12 {found[1].decode()}" if found else "X12"
    if cargo := _CARGO_IMP.search(head):
        return f"Cargo-IMP {cargo[1].decode()}"
    if _AIR_AMS.search(head):
        return "US Air AMS"
    if _APP.search(head):
        return "APP"
    if _BCBP.search(head) and len(head.strip()) >= 60:
        return "BCBP"
    return "EDIFACT" if _EDIFACT.search(head.upper()) else None


def _xml(data: bytes) -> str:
    text = data[:_HEAD].decode("utf-8", "replace")
    text = re.sub(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>", "", text, flags=re.DOTALL)
    root = _ROOT.search(text)
    name = root[1] if root else ""
    for beginning, kind in _ROOTS:
        if name.startswith(beginning):
            return kind
    # National wrappers hold PNRs somewhere inside.
    wrapped = b"http://www.iata.org/IATA/2007/00" in data and _PNR.search(
        data.decode("utf-8", "replace")
    )
    return "PNRGOV XML" if wrapped else f"XML {name}".strip()
