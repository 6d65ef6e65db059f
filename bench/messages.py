"""How fast messages become records, beside a bare split of the same bytes and beside pydifact, in one run.

The bare split into segments, elements and components is the least that any reader must do; pydifact is the reader of
EDIFACT that Python programs use, and gives tokens, not records. Files of the data folder (`../data` or `OFFING_DATA`)
are measured where they are; what is generated here is measured always. Times are processor time, the best of several
rounds taken in turn, so that a busy machine tells roughly the same.
"""

import os
import resource
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "shared"))

from offing.messages import read, read_file, redact

try:
    from pydifact import segmentcollection as pydifact
except ImportError:
    pydifact = None  # type: ignore[assignment]  # the rows beside it are left out

ROUNDS = 15
# pydifact takes a hundred times as long; its best of a few is as good.
SLOW_ROUNDS = 3
GIGABYTE = 1_000_000_000
# After so many files caches and memory arenas are as large as they get.
WARM = 3
DATA = Path(os.environ.get("OFFING_DATA", Path(__file__).parents[1] / ".." / "shared" / "data"))
GTAS = DATA / "messages" / "gtas"

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


def passengers(count: int, first: int = 0) -> bytes:
    """A list of `count` passengers."""
    body = "".join(PERSON.format(n=n, d=n % 28 + 1) for n in range(first, first + count))
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


def raw_tokens(data: bytes) -> None:
    """pydifact's tokens, without checks of the envelope."""
    list(pydifact.RawSegmentCollection.from_str(data.decode("cp1252", "replace")).segments)


def interchange(data: bytes) -> None:
    """pydifact's messages."""
    list(pydifact.Interchange.from_str(data.decode("cp1252", "replace")).get_messages())


def best(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds of processor time of each, the best of rounds in which all take turns."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            began = time.process_time()
            work()
            taken[name].append(time.process_time() - began)
    return {name: min(times) for name, times in taken.items()}


def report(name: str, unit: str, count: int, data: bytes) -> None:
    """What one file gives a second: reading, redacting, the bare split, and pydifact."""
    [message] = read_file(data).messages
    there = len(message.travellers if unit == "travellers" else message.bookings)
    assert there == count, f"{there} {unit} instead of {count}"
    ours = best(
        {
            "read": partial(read_file, data),
            "split": partial(floor, data),
            "redact": partial(redact, data),
        },
        ROUNDS,
    )
    print(
        f"{name}: {count / ours['read']:,.0f} {unit}/s; bare split {count / ours['split']:,.0f}; "
        f"{ours['split'] / ours['read']:.2f} of the floor; redaction {count / ours['redact']:,.0f} {unit}/s"
    )
    for rival, seconds in best(_rivals(data), SLOW_ROUNDS).items():
        print(
            f"  {rival}: {count / seconds:,.0f} {unit}/s; we are {seconds / ours['read']:.1f} times as fast"
        )


def _rivals(data: bytes) -> dict[str, Callable[[], object]]:
    """What there is to compare with; pydifact's Interchange refuses files with groups (UNG)."""
    works: dict[str, Callable[[], object]] = {}
    if pydifact is None:
        print("  pydifact is not installed: make setup")
        return works
    for name, work in (("pydifact raw", raw_tokens), ("pydifact Interchange", interchange)):
        try:
            work(data)
        except Exception as error:  # noqa: BLE001  # whatever another reader raises is its result
            print(f"  {name}: does not read this file ({type(error).__name__})")
        else:
            works[name] = partial(work, data)
    return works


def long_run() -> None:
    """A gigabyte of generated interchanges, file after file: nothing of what was read may stay in memory."""
    files = size = travellers = 0
    warm, began = 0.0, time.process_time()
    for data in _files():
        travellers += sum(len(message.travellers) for message in read(data))
        files, size = files + 1, size + len(data)
        if files == WARM:
            warm = _peak()
    seconds = time.process_time() - began
    print(
        f"PAXLST, {size / 1e9:.2f} GB in {files} files: {travellers / seconds:,.0f} travellers/s, each name new; "
        f"peak memory {_peak():.0f} MB, {_peak() - warm:.1f} MB more than after the first {WARM} files"
    )


def _files() -> Iterator[bytes]:
    """Files of twenty interchanges, until they have a gigabyte; the surnames change from file to file."""
    size, model = 0, b"".join(passengers(2000, 2000 * n) for n in range(20))
    for letters in product(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", repeat=4):
        if size >= GIGABYTE:
            return
        size += len(model)
        yield model.replace(b"DEMO", bytes(letters))


def _peak() -> float:
    """Peak resident memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured_file(name: str, unit: str, count: int, path: Path) -> None:
    """A file of the data folder, which is not part of this repository."""
    if path.exists():
        report(name, unit, count, path.read_bytes())
    else:
        print(f"{name}: {path.name} is not here; set OFFING_DATA to the data folder")


if __name__ == "__main__":
    # pydifact warns of every segment whose directory it does not have.
    warnings.simplefilter("ignore")
    report("PAXLST, 400 generated", "travellers", 400, passengers(400))
    measured_file(
        "PAXLST, 260 passengers", "travellers", 260, GTAS / "loader/apis-messages/Test3.txt"
    )
    report("PNRGOV, 300 generated", "bookings", 300, bookings(300))
    measured_file(
        "PNRGOV, 127 bookings", "bookings", 127, GTAS / "parsers/pnr-messages/pnrWithBags.txt"
    )
    long_run()
