"""How fast messages become records, beside a bare split of the same bytes: the least any reader must do.

Run: `python bench/messages.py`. Times are processor time, the best of several rounds, so that a busy machine
tells roughly the same.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "shared"))

from offing.messages import read_file, redact

ROUNDS = 15

PERSON = (
    "NAD+FL+++DEMO{n}:AISHA'ATT+2++F'DTM+329:0104{d:02d}'MEA+CT++:2'MEA+WT++KGM:38'FTX+BAG+++XQ55{n:04d}:2'GEI+4+173'"
    "LOC+22+NBO'LOC+174+EGY'LOC+178+LHR'LOC+179+NBO'NAT+2+EGY'RFF+AVF:C9{n:04d}'RFF+ABO:XQ0866{n:04d}'RFF+SEA:{n}E'"
    "DOC+P:110:111+TG621{n:04d}'DTM+36:3309{d:02d}'LOC+91+EGY'"
)
BOOKING = (
    "SRC'RCI+XQ:A{n:05d}::101225:0915'DAT+700:110126:0812+710:101225:0920'IFT+4:28::XQ+CTCT LON 44 20 7946 0000 TRAVEL'"
    "ORG+1A:MUC+12345678:LONXQ2345+LON++T+GB:GBP:EN+A1234GS'TIF+DEMO{n}+SOFIA MRS:A:1'FTI+XQ:3693603520'"
    "REF+:CY41717754{n:06d}'SSR+DOCS:HK:1:XQ:::::/P/DEU/CS91{n:05d}/DEU/03NOV53/F/20MAY32/DEMO{n}/SOFIA+::1'"
    "TKT+99958236{n:05d}:T'MON+B:412.00:GBP+T:598.40:GBP'PTK+NR++200126:2359+XQ+999+LON'TXD++84.00:GB::YQ'"
    "DAT+710:101225:0920'FOP+CC:3:598.40:VI:4000XXXXXXXX0002:0829'"
    "TVL+130126:1030:130126:2105+LHR+NBO+XQ+417:Y'RPI+1+HK'APD+788'SSR+SEAT:HK:1:XQ:::LHR:NBO+3A::1'"
    "DAT+2:130126:0702'TRI++LHR-042:::1'TIF+DEMO{n}+SOFIA MRS:A:1'SSD+3A++++J'TBD++2:41:700+++XQ:0999{n:06d}:2:NBO'"
)


def passengers(count: int) -> bytes:
    """A list of `count` passengers."""
    body = "".join(PERSON.format(n=n, d=n % 28 + 1) for n in range(count))
    return (
        "UNA:+.? 'UNB+UNOA:4+XQAIR+NTCAPI+260113:0905+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+XQ0417+++XQ'"
        f"LOC+125+LHR'DTM+189:2601131030:201'LOC+87+NBO'DTM+232:2601132105:201'{body}CNT+42:{count}'"
        f"UNT+{count * 18 + 9}+1'UNZ+1+1'"
    ).encode()


def bookings(count: int) -> bytes:
    """A push of `count` bookings with one traveller each, checked in."""
    body = "".join(BOOKING.format(n=n) for n in range(count))
    return (
        "UNA:+.?*'UNB+IATA:1+XQ+NTCPNR+260112:1030+1++PNRGOV'UNH+1+PNRGOV:13:1:IA'MSG+:22'ORG+XQ:LON'"
        f"TVL+130126:1030:130126:2105+LHR+NBO+XQ+417'EQN+{count}'{body}UNT+{count * 24 + 6}+1'UNZ+1+1'"
    ).encode()


def floor(data: bytes) -> None:
    """The bare split into segments, elements and components."""
    for segment in data.split(b"'"):
        for element in segment.split(b"+"):
            element.split(b":")


def best(work: Callable[[bytes], object], data: bytes) -> float:
    """Seconds of processor time for one round, the best of several."""
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work(data)
        taken.append(time.process_time() - began)
    return min(taken)


def report(name: str, unit: str, count: int, data: bytes) -> None:
    """One line: how many a second, how many the floor allows, and what redaction costs."""
    [message] = read_file(data).messages
    assert not message.findings, message.findings
    assert len(message.travellers) == count
    reading, splitting, redacting = best(read_file, data), best(floor, data), best(redact, data)
    print(
        f"{name}: {count / reading:,.0f} {unit}/s; bare split {count / splitting:,.0f}; "
        f"{splitting / reading:.2f} of the floor; redaction {count / redacting:,.0f} {unit}/s"
    )


if __name__ == "__main__":
    report("PAXLST", "travellers", 400, passengers(400))
    report("PNRGOV", "bookings", 300, bookings(300))
