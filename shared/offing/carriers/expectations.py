"""Expectations: which kinds of message are due for a movement, and when before its departure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

type Kind = Literal["api_passengers", "api_crew", "pnr"]

# Kind → what people call it.
KINDS: dict[str, str] = {
    "api_passengers": "API passengers",
    "api_crew": "API crew",
    "pnr": "PNR push",
}
# IATA service types that carry no passengers: freight, mail, positioning, test, training.
_WITHOUT_PASSENGERS = frozenset("AFHKMPTV")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One message that is due `hours` before the scheduled departure (negative: after it).

    It is late `grace` minutes after that, and missing `patience` minutes later still.
    """

    kind: Kind
    hours: Annotated[float, Field(ge=-24, le=168)] = 0.0
    grace: Annotated[int, Field(ge=0, le=1440)] = 15
    patience: Annotated[int, Field(ge=0, le=2880)] = 45

    @property
    def key(self) -> str:
        """Its name among those of a movement: `pnr@72`."""
        return f"{self.kind}@{self.hours:g}"

    def due(self, departure: datetime) -> datetime:
        """When it is due for a departure."""
        return departure - timedelta(hours=self.hours)

    def late(self, departure: datetime) -> datetime:
        """From when on it is late."""
        return self.due(departure) + timedelta(minutes=self.grace)

    def missing(self, departure: datetime) -> datetime:
        """From when on it is missing."""
        return self.late(departure) + timedelta(minutes=self.patience)


# ICAO's and IATA's usual pushes of PNR; API when the flight closes.
DEFAULTS: tuple[Expectation, ...] = (
    Expectation(kind="pnr", hours=72, grace=60, patience=360),
    Expectation(kind="pnr", hours=24, grace=60, patience=180),
    Expectation(kind="pnr", hours=1),
    Expectation(kind="pnr", hours=0),
    Expectation(kind="api_passengers", hours=0),
    Expectation(kind="api_crew", hours=0),
)


def applying(expectations: Collection[Expectation], service: str) -> tuple[Expectation, ...]:
    """Those that hold for an IATA service type, in the order in which they are due; freight has a crew only."""
    crew_only = service in _WITHOUT_PASSENGERS
    kept = (e for e in expectations if not crew_only or e.kind == "api_crew")
    return tuple(sorted(kept, key=lambda e: (-e.hours, e.kind)))
