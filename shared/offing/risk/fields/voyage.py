"""Fields of the goods' way: where they were taken over, loaded, transhipped, landed and delivered."""

from itertools import groupby, pairwise

from offing.records.consignments import Call
from offing.risk.calendar import days_between
from offing.risk.cargo_subject import CargoSubject
from offing.risk.fields.field import Field
from offing.risk.places import country_of, distance_km


def _ports(subject: CargoSubject) -> tuple[str, ...]:
    return tuple(port for port, _ in groupby(c.port for c in subject.consignment.calls))


def _countries(subject: CargoSubject) -> tuple[str, ...]:
    return tuple(c for c, _ in groupby(filter(None, map(country_of, _ports(subject)))))


def _call(subject: CargoSubject, purpose: str) -> Call | None:
    return next((c for c in subject.consignment.calls if c.purpose == purpose), None)


def _port(subject: CargoSubject, purpose: str) -> str | None:
    call = _call(subject, purpose)
    return call.port if call else None


def _between(subject: CargoSubject) -> list[Call]:
    return [c for c in subject.consignment.calls if c.purpose == "transhipment"]


def _dwell(subject: CargoSubject) -> int | None:
    days = [days_between(c.arrival, c.departure) for c in _between(subject)]
    return max((d for d in days if d is not None), default=None)


def _detour(subject: CargoSubject) -> float | None:
    ports = _ports(subject)
    steps = [distance_km(a, b) for a, b in pairwise(ports)]
    direct = distance_km(ports[0], ports[-1]) if len(ports) > 2 else None
    return round(sum(filter(None, steps)) / direct, 2) if direct and None not in steps else None


def _origin_off_route(subject: CargoSubject) -> bool | None:
    loaded = country_of(_port(subject, "loading"))
    origins = {g.origin for g in subject.consignment.goods if g.origin}
    return loaded not in origins if loaded and origins else None


FIELDS: tuple[Field[CargoSubject], ...] = (
    Field("port_of_loading", "port", "Port of loading", "Where the goods were loaded.",
          lambda s: _port(s, "loading")),
    Field("port_of_discharge", "port", "Port of discharge", "Where the goods are landed.",
          lambda s: _port(s, "discharge")),
    Field("place_of_receipt", "port", "Place of receipt", "Where the carrier took over the goods.",
          lambda s: _port(s, "receipt")),
    Field("place_of_delivery", "port", "Place of delivery", "Where the goods are delivered.",
          lambda s: _port(s, "delivery")),
    Field("loading_country", "text", "Country of loading", "Country of the port of loading, alpha-3.",
          lambda s: country_of(_port(s, "loading"))),
    Field("delivery_country", "text", "Country of delivery", "Country of the place of delivery, alpha-3.",
          lambda s: country_of(_port(s, "delivery"))),
    Field("cargo_route", "route", "Route of the goods", "Ports in the order of carriage.", _ports),
    Field("cargo_country_route", "route", "Route by country", "Countries in the order of carriage, alpha-3.",
          _countries),
    Field("transhipments", "number", "Transhipments", "How often the goods change the conveyance.",
          lambda s: len(_between(s)) if s.consignment.calls else None),
    Field("transhipment_days", "number", "Days at transhipment", "Longest stay at a port of transhipment, in days.",
          _dwell),
    Field("cargo_detour", "number", "Detour of the goods", "Kilometres carried over those of the direct way.",
          _detour),
    Field("switched_ports", "boolean", "Port switched", "The port of discharge was changed after booking.",
          lambda s: s.consignment.switched_ports),
    Field("origin_not_loading", "boolean", "Loaded elsewhere",
          "The goods were loaded in another country than those of their origin.", _origin_off_route),
)  # fmt: skip
