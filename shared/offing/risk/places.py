"""Where ports are: country and position of the airports that rules reason about."""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

_EARTH_KM = 6371.0
_ALPHA2, _ALPHA3 = 2, 3


@dataclass(frozen=True, slots=True)
class Place:
    """A port or city: `country` alpha-3, position in degrees, good to about ten kilometres."""

    code: str
    country: str
    latitude: float
    longitude: float


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files("offing.risk").joinpath("data/places.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def places() -> dict[str, Place]:
    """Every known place by its IATA code."""
    return {
        row["code"]: Place(row["code"], row["alpha3"], float(row["lat"]), float(row["lon"]))
        for row in _rows()
    }


@cache
def _alpha3() -> dict[str, str]:
    return {row["alpha2"]: row["alpha3"] for row in _rows()}


def country_of(port: str | None) -> str | None:
    """Alpha-3 country of an IATA code; nothing where we do not know the port."""
    place = places().get(port or "")
    return place.country if place else None


def alpha3(country: str | None) -> str | None:
    """A country code as alpha-3, whether it was sent as alpha-2 or alpha-3."""
    code = (country or "").strip().upper()
    if len(code) == _ALPHA3:
        return code
    return _alpha3().get(code) if len(code) == _ALPHA2 else None


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
