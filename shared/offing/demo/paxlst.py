"""Passenger and crew lists (UN/EDIFACT PAXLST) of a flight, as the WCO/IATA/ICAO guide has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from offing.demo.edifact import Dialect, Element, Envelope, interchange, segment
from offing.demo.flights import CARRIERS, Flight
from offing.demo.travellers import Person

STATE = ("NVAPI", "ZZ")
_DIALECT = Dialect(
    una=":+.? '",
    syntax=("UNOA", "4"),
    application="APIS",
    message=("PAXLST", "D", "05B", "UN", "IATA"),
    group=True,
)
_LISTS = {"passengers": ("745", "", "42"), "crew": ("250", "C", "41")}  # BGM 1001, BGM 1004, CNT


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBoard:
    """A person on a flight as the departure control system has them."""

    person: Person
    reference: str
    locator: str | None = None
    seat: str | None = None
    bags: int = 0
    weight: int = 0
    tag: str = ""
    rank: str = ""


def _seg(tag: str, *elements: Element) -> str:
    return segment(_DIALECT, tag, *elements)


def _head(flight: Flight, kind: str) -> list[str]:
    code, subcode, _ = _LISTS[kind]
    desk = f"{CARRIERS[flight.carrier].upper()} API DESK"
    return [
        _seg("BGM", code, subcode),
        _seg("NAD", "MS", "", "", desk),
        _seg("COM", ("99900000100", "TE"), (f"API.{flight.carrier} AT CARRIER.EXAMPLE", "EM")),
        _seg("TDT", "20", flight.designator, "", "", flight.carrier),
        _seg("LOC", "125", flight.origin),
        _seg("DTM", ("189", f"{flight.departure:%y%m%d%H%M}", "201")),
        _seg("LOC", "87", flight.destination),
        _seg("DTM", ("232", f"{flight.arrival:%y%m%d%H%M}", "201")),
    ]


def _luggage(one: OnBoard) -> list[str]:
    if not one.bags:
        return []
    return [
        _seg("MEA", "CT", "", ("", str(one.bags))),
        _seg("MEA", "WT", "", ("KGM", str(one.weight))),
        _seg("FTX", "BAG", "", "", (one.tag, str(one.bags)) if one.bags > 1 else one.tag),
    ]


def _references(one: OnBoard) -> list[str]:
    pairs = (("AVF", one.locator), ("ABO", one.reference), ("SEA", one.seat))
    return [_seg("RFF", (code, value)) for code, value in pairs if value]


def _document(person: Person) -> list[str]:
    document = person.document
    lines = [_seg("DOC", (document.type, "110", "111"), document.number)]
    if document.expiry:
        lines.append(_seg("DTM", ("36", document.expiry[2:].replace("-", ""))))
    return [*lines, _seg("LOC", "91", document.issuer or "")]


def _person(flight: Flight, one: OnBoard) -> list[str]:
    person, name = one.person, one.person.name
    return [
        _seg("NAD", "FM" if one.rank else "FL", "", "", (name.surname, name.given)),
        _seg("ATT", "2", "", person.sex),
        _seg("DTM", ("329", f"{person.born:%y%m%d}")),
        *_luggage(one),
        *([] if one.rank else [_seg("GEI", "4", "173")]),
        _seg("LOC", "22", flight.destination),
        _seg("LOC", "174", person.residence),
        _seg("LOC", "178", flight.origin),
        _seg("LOC", "179", flight.destination),
        *([_seg("EMP", "1", (one.rank, "110", "111"))] if one.rank else []),
        _seg("NAT", "2", person.nationality),
        *_references(one),
        *_document(person),
    ]


def passenger_list(
    flight: Flight,
    people: Sequence[OnBoard],
    sent: datetime,
    reference: str,
    per_part: int = 10_000,
) -> tuple[bytes, ...]:
    """The passenger list of a flight, in as many interchanges as `per_part` people each need."""
    return _write(flight, people, sent, reference, "passengers", per_part)


def crew_list(flight: Flight, people: Sequence[OnBoard], sent: datetime, reference: str) -> bytes:
    """The crew list of a flight."""
    return _write(flight, people, sent, reference, "crew", 10_000)[0]


def _write(
    flight: Flight,
    people: Sequence[OnBoard],
    sent: datetime,
    reference: str,
    kind: str,
    per_part: int,
) -> tuple[bytes, ...]:
    parts = [people[i : i + per_part] for i in range(0, len(people), per_part)] or [people]
    written = []
    for number, part in enumerate(parts, 1):
        envelope = Envelope(
            sender=(f"{flight.carrier}AIR", "ZZ"),
            recipient=STATE,
            sent=sent,
            reference=f"{reference}{number:02d}",
            common=f"{flight.designator}/{flight.departure:%y%m%d/%H%M}/{reference[-6:]}",
            part=(number, number == len(parts)),
        )
        body = _head(flight, kind)
        for one in part:
            body += _person(flight, one)
        body.append(_seg("CNT", (_LISTS[kind][2], str(len(people)))))
        written.append(interchange(_DIALECT, envelope, body))
    return tuple(written)
