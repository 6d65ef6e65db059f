"""What has been heard of a movement: each list or push as it was received, without anybody in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from offing.carriers.expectations import Kind
from offing.records.merging.lists import Effect, List, lists_of
from offing.records.reports import Report

type HeardKind = Kind | Literal["cancelled"]

# Source and kind of list → what it is heard as; corrections and master crew lists fulfil nothing.
_HEARD_AS: dict[tuple[str, str], Kind] = {
    ("API", "passengers"): "api_passengers",
    ("API", "close"): "api_passengers",
    ("API", "crew"): "api_crew",
    ("PNR", "bookings"): "pnr",
}
_LISTS = frozenset({Effect.WHOLE, Effect.ABOARD, Effect.ASHORE})
_MOST = 60  # of one movement; the newest are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One list, whole or in parts; `since` is when its first part came, `at` its last, both UTC.

    `announced` is how many it claims to name, where it does.
    """

    kind: HeardKind
    since: str
    at: str
    complete: bool = True
    parts: int = 1
    named: int = 0
    announced: int | None = None


def heard_of(reports: Iterable[Report]) -> tuple[Heard, ...]:
    """The lists that reports make up, in the order in which they were received, the newest sixty."""
    found = [heard for each in lists_of(reports) if (heard := _heard(each)) is not None]
    return tuple(sorted(found, key=lambda h: (h.at, h.kind, h.since, h.named))[-_MOST:])


def _heard(each: List) -> Heard | None:
    kind = _kind(each)
    times = sorted(r.received_at or r.sent_at or "" for r in each.reports)
    if kind is None or not times[-1]:
        return None
    return Heard(
        kind=kind,
        since=times[0] or times[-1],
        at=times[-1],
        complete=each.complete,
        parts=each.parts,
        named=each.named,
        announced=each.announced,
    )


def _kind(each: List) -> HeardKind | None:
    if each.effect is Effect.CANCELLED:
        return "cancelled"
    if each.source == "API" and each.effect not in _LISTS:
        return None
    return _HEARD_AS.get((each.source, each.kind))
