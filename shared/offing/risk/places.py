"""Where ports are: country and position of the airports that rules reason about."""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from offing.kernel.countries import alpha3

_EARTH_KM = 6371.0
_LOCODE = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A port or city: `country` alpha-3, position in degrees, good to about ten kilometres."""

    code: str
    country: str
    latitude: float
    longitude: float


@cache
def places() -> dict[str, Place]:
    """Every known place by its IATA code or UN/LOCODE."""
    text = files("offing.risk").joinpath("data/places.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Place(row["code"], row["country"], float(row["lat"]), float(row["lon"]))
        for row in csv.DictReader(text.splitlines())
    }


@lru_cache(maxsize=4096)
def country_of(port: str | None) -> str | None:
    """Alpha-3 country of an IATA code or a UN/LOCODE; nothing where we do not know the port."""
    if place := places().get(port or ""):
        return place.country
    return alpha3(port[:2]) if port and len(port) == _LOCODE else None


@lru_cache(maxsize=4096)
def distance_km(origin: str | None, destination: str | None) -> int | None:
    """Great-circle kilometres between two known ports."""
    a, b = places().get(origin or ""), places().get(destination or "")
    if a is None or b is None:
        return None
    north, east = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    half = (
        sin(north / 2) ** 2
        + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east / 2) ** 2
    )
    return round(2 * _EARTH_KM * asin(sqrt(min(1.0, half))))
