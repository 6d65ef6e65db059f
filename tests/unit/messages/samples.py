"""The sample messages and what they are expected to read as."""

from pathlib import Path

from offing.messages import read_file
from offing.records.messages import ParsedFile, ParsedMessage

SAMPLES = Path(__file__).parents[3] / "events" / "samples"
FORMATS = ("paxlst", "pnrgov", "pnrgov_xml", "cusres", "contrl", "ackres", "govreq", "faults")


def files() -> list[Path]:
    """Every sample message of the formats that this room reads."""
    return sorted(
        p for name in FORMATS for p in (SAMPLES / name).iterdir() if p.suffix in (".edi", ".xml")
    )


def parsed(name: str) -> ParsedFile:
    """The sample `paxlst/synth_01…` read."""
    found = sorted(SAMPLES.glob(f"{name}*.edi")) + sorted(SAMPLES.glob(f"{name}*.xml"))
    return read_file(found[0].read_bytes())


def message(name: str) -> ParsedMessage:
    """The first message of a sample."""
    return parsed(name).messages[0]


def paxlst(*persons: str, head: str = "", una: str = "", tail: str = "CNT+42:1'") -> bytes:
    """A small PAXLST around the segments of its persons."""
    flight = (
        "TDT+20+XQ0417+++XQ'LOC+125+LHR'DTM+189:2601131030:201'LOC+87+NBO'DTM+232:2601132105:201'"
    )
    return (
        f"{una}UNB+UNOA:4+XQAIR+NTCAPI+260113:0905+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'"
        f"{head or flight}{''.join(persons)}{tail}UNT+9+1'UNZ+1+1'"
    ).encode()


def pnrgov(*bookings: str, function: str = "22") -> bytes:
    """A small PNRGOV around the segments of its bookings."""
    return (
        "UNA:+.?*'UNB+IATA:1+XQ+NTCPNR+260112:1030+1++PNRGOV'UNH+1+PNRGOV:13:1:IA+130126/1030/XQ/417'"
        f"MSG+:{function}'ORG+XQ:LON'TVL+130126:1030:130126:2105+LHR+NBO+XQ+417'EQN+{len(bookings)}'"
        f"{''.join(bookings)}UNT+9+1'UNZ+1+1'"
    ).encode()
