"""The offices that examine travellers, by the ports they serve; a deployment writes its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from offing.records.movements import Movement
from offing.risk.random_draw import Stratum, period_of

CENTRE = "NTC"


@dataclass(frozen=True, slots=True)
class Office:
    """An office; `ports` are those of its country, `utc_offset` hours that local times are ahead of UTC."""

    code: str
    name: str
    ports: tuple[str, ...]
    utc_offset: float = 0.0


# Novaria, the country of the demo, and the centre that takes what no port's office does.
OFFICES: tuple[Office, ...] = (
    Office("QNV", "Novaria International, arrivals hall", ("QNV",), 2),
    Office("QNS", "Novaria South, terminal", ("QNS",), 2),
    Office(CENTRE, "National targeting centre", ()),
)


@dataclass(frozen=True, slots=True)
class Posting:
    """Which office a movement concerns, in which direction, and until when (UTC) a decision is worth anything."""

    office: str
    direction: str
    deadline: str


def _utc(local: str | None, offset: float) -> str | None:
    try:
        at = datetime.fromisoformat(local or "").replace(tzinfo=UTC)
    except ValueError:
        return None
    if len(local or "") == len("2026-01-01"):  # only the day is known: until its end
        at += timedelta(days=1)
    return (at - timedelta(hours=offset)).strftime("%Y-%m-%dT%H:%M:%SZ")


def posting(movement: Movement, opened_at: str, offices: Iterable[Office] = OFFICES) -> Posting:
    """Where and until when: inbound movements concern the port of arrival, outbound ones that of departure.

    Where neither port is ours the centre takes it; where no time is known the clock starts at the opening.
    """
    served = {port: office for office in offices for port in office.ports}
    if home := served.get(movement.destination):
        time = _utc(movement.arrival or movement.departure, home.utc_offset)
        return Posting(home.code, "inbound", time or opened_at)
    if home := served.get(movement.origin):
        time = _utc(movement.departure or movement.arrival, home.utc_offset)
        return Posting(home.code, "outbound", time or opened_at)
    return Posting(CENTRE, "other", _utc(movement.departure or movement.arrival, 0.0) or opened_at)


def stratum_of(movement: Movement, stream: str, offices: Iterable[Office] = OFFICES) -> Stratum:
    """To which stratum of the random arm the travellers of a stream on a movement belong."""
    post = posting(movement, "", offices)
    day = (movement.departure or movement.arrival or "")[:10]
    return Stratum(period_of(day), stream, f"{movement.mode}-{post.direction}", post.office)
