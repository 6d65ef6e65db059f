"""The random arm: who is drawn is decided by a keyed hash, never by a person and never by chance of the run.

An auditor with the key repeats every draw; an officer without it can neither predict nor exchange one. The
subject's own id is hashed, so that delivering a message twice draws the same travellers: the id from the first thing
ever sent of a person, which stays when later messages join up, so that nobody has more than one lot.

Each month of departure has a key of its own, derived from the master key. Its hash is published before the month
(the commitment) and the key itself after it: then anybody can repeat every draw of the month and knows that the key
was not chosen afterwards, while the keys of other months stay secret.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta

_BYTES = 8
_WHOLE = 1 << (8 * _BYTES)
MIN_KEY_BYTES = 16
UNDATED = "undated"
_AHEAD, _BEHIND = 3, 14  # months whose commitments stand; days after a month until its key is shown


@dataclass(frozen=True, slots=True)
class Stratum:
    """What is drawn, counted and estimated together: a month of departure, a stream, a way and an office."""

    period: str
    stream: str
    way: str
    office: str

    @property
    def key(self) -> str:
        """How it is named where its counts are kept."""
        return f"{self.period}/{self.stream}/{self.way}/{self.office}"


def stratum_named(key: str) -> Stratum:
    """The stratum of a key; raises ValueError where there is none."""
    period, stream, way, office = key.split("/")
    return Stratum(period, stream, way, office)


def period_of(day: str) -> str:
    """The month of an ISO day; movements without a day have a period of their own."""
    return day[:7] if len(day) >= len("2026-11") else UNDATED


def period_key(master: bytes, period: str) -> bytes:
    """The key of one period; knowing it tells nothing of another's."""
    if len(master) < MIN_KEY_BYTES:
        raise ValueError(f"the draw key has fewer than {MIN_KEY_BYTES} bytes: set a longer secret")
    return hmac.digest(master, b"offing random draw " + period.encode(), hashlib.sha256)


def commitment(key: bytes) -> str:
    """The hash by which a period's key is known before it is shown."""
    return hashlib.sha256(key).hexdigest()


def committed(today: date) -> tuple[str, ...]:
    """The periods whose commitments must stand today: this month's and the next ones'."""
    first = today.year * 12 + today.month - 1
    months = range(first, first + _AHEAD + 1)
    return (*(f"{m // 12:04d}-{m % 12 + 1:02d}" for m in months), UNDATED)


def may_be_shown(period: str, today: date) -> bool:
    """Whether nothing of a period can be drawn any more, so that its key may be shown."""
    if period == UNDATED:
        return False
    year, month = map(int, period.split("-"))
    over = date(year + month // 12, month % 12 + 1, 1)
    return today >= over + timedelta(days=_BEHIND)


def draw_number(key: bytes, subject_id: str, stream: str, stratum: str = "all") -> float:
    """The subject's lot in its stream and stratum, even over [0, 1)."""
    if len(key) < MIN_KEY_BYTES:
        raise ValueError(f"the draw key has fewer than {MIN_KEY_BYTES} bytes: set a longer secret")
    parts = (part.encode() for part in (stream, stratum, subject_id))
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    lot = hmac.digest(key, message, hashlib.sha256)[:_BYTES]
    # 53 bits, the precision of a float: the largest lot stays below 1.
    return (int.from_bytes(lot, "big") >> 11) / (_WHOLE >> 11)


def drawn(key: bytes, subject_id: str, stream: str, share: float, *, stratum: str = "all") -> bool:
    """Whether the subject is drawn for examination at the given share of its stream and stratum."""
    return draw_number(key, subject_id, stream, stratum) < share
