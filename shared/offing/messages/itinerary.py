"""Itineraries: flight designators taken apart, and lists of ports turned into legs."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from offing.records.movements import Movement

_DESIGNATOR = re.compile(r"([A-Z][A-Z0-9]|[0-9][A-Z]|[A-Z]{3})\s*0*(\d{1,5})\s*([A-Z]?)")
_NUMBER = re.compile(r"0*(\d{1,5})([A-Z]?)")

# 8067: how the conveyance moves; 40 is the older code for air.
MODES = {"1": "sea", "2": "rail", "3": "road", "4": "air", "40": "air"}

_FIRST = frozenset({"125", "5", "005", "188"})
_LAST = frozenset({"87", "60", "8", "008", "130", "172"})


@lru_cache(maxsize=4096)
def designator(text: str, carrier: str = "") -> tuple[str, str, str | None]:
    """Carrier, number without leading zeros, suffix: `XQ0417A` → XQ, 417, A; what is no flight number stays whole."""
    text, carrier = " ".join(text.upper().split()), carrier.strip().upper()
    if carrier and text.startswith(carrier):
        rest = text[len(carrier) :].strip()
        plain = _NUMBER.fullmatch(rest)
        return (carrier, plain[1], plain[2] or None) if plain else (carrier, rest, None)
    if found := _DESIGNATOR.fullmatch(text):
        return carrier or found[1], found[2], found[3] or None
    plain = _NUMBER.fullmatch(text)
    return (carrier, plain[1], plain[2] or None) if plain else (carrier, text, None)


@dataclass(slots=True)
class Stop:
    """A port of call with the qualifier it came under and its local times."""

    qualifier: str
    port: str
    departure: str | None = None
    arrival: str | None = None


@dataclass(slots=True)
class Route:
    """One TDT: who moves how, and the ports that follow it."""

    carrier: str
    number: str
    suffix: str | None
    mode: str
    stops: list[Stop]

    def legs(self) -> list[Movement]:
        """One movement for each pair of ports; a port named for arrival and again for departure is one call."""
        calls: list[Stop] = []
        for stop in _ordered(self.stops):
            if calls and calls[-1].port == stop.port:
                calls[-1].departure = calls[-1].departure or stop.departure
                calls[-1].arrival = calls[-1].arrival or stop.arrival
            else:
                calls.append(stop)
        if len(calls) == 1:
            only = calls[0]
            ends = only.qualifier in _LAST and not only.departure
            return [self._leg(Stop("", "") if ends else only, only if ends else Stop("", ""))]
        return [self._leg(here, there) for here, there in pairwise(calls)]

    def _leg(self, here: Stop, there: Stop) -> Movement:
        return Movement(
            carrier=self.carrier,
            number=self.number,
            suffix=self.suffix,
            mode=self.mode,
            origin=here.port,
            destination=there.port,
            departure=here.departure,
            arrival=there.arrival,
        )


def _ordered(stops: list[Stop]) -> list[Stop]:
    """The ports in the order of travel. Two ports sent the wrong way round are turned; a next port (61) beyond the
    arrival is no part of this journey."""
    if any(s.qualifier == "60" for s in stops):
        stops = [s for s in stops if s.qualifier != "61"]
    if len(stops) == 2 and stops[0].qualifier in _LAST and stops[1].qualifier in _FIRST:
        return [stops[1], stops[0]]
    return stops
