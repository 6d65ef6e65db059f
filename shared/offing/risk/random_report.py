"""What the random arm says: how well the draw was kept, the base rate, lift, and the share that targeting catches."""

from collections.abc import Iterable, Mapping
from typing import Any

from offing.risk.estimates import (
    Estimate,
    Sample,
    lift,
    rate,
    share_caught,
    stratified,
    zero_find_bound,
)
from offing.risk.random_draw import stratum_named
from offing.risk.shares import PeriodKey

_CAUSE = "cause:"
_PLACES = 6

type Counts = Mapping[str, int]


def random_view(
    strata: Mapping[str, Counts], keys: Iterable[PeriodKey], period: str = ""
) -> dict[str, Any]:
    """The answer of `GET /statistics/random`; a period narrows it to its month of departure."""
    rows = [_row(name, counts) for name, counts in sorted(strata.items())]
    streams = dict.fromkeys(row["stream"] for row in rows)
    return {
        "period": period or None,
        "periods": sorted({row["period"] for row in rows}),
        "strata": rows,
        "streams": [_stream(stream, strata) for stream in streams],
        "keys": [{"period": k.period, "commitment": k.commitment, "key": k.key} for k in keys],
    }


def _row(name: str, counts: Counts) -> dict[str, Any]:
    at = stratum_named(name)
    examined, positive = counts.get("examined", 0), counts.get("positive", 0)
    drawn = counts.get("drawn", 0)
    causes = {n.removeprefix(_CAUSE): c for n, c in counts.items() if n.startswith(_CAUSE)}
    found = rate(min(positive, examined), examined)
    return {
        "period": at.period,
        "stream": at.stream,
        "way": at.way,
        "office": at.office,
        "population": counts.get("population", 0),
        "drawn": drawn,
        "examined": examined,
        "positive": positive,
        "not_examined": causes,
        "pending": max(0, drawn - examined - sum(causes.values())),
        # Of those who could have been examined by now; who is still to come counts neither way.
        "compliance": _share(examined, examined + sum(causes.values())),
        "rate": _rounded(found.value),
        "interval": [_rounded(found.low), _rounded(found.high)],
        "zero_find_bound": _rounded(zero_find_bound(examined))
        if examined and not positive
        else None,
    }


def _stream(stream: str, strata: Mapping[str, Counts]) -> dict[str, Any]:
    own = [counts for name, counts in strata.items() if stratum_named(name).stream == stream]
    base = stratified(
        Sample(c.get("population", 0), c.get("examined", 0), c.get("positive", 0)) for c in own
    )
    examined = sum(c.get("t_examined", 0) for c in own)
    positive = sum(c.get("t_positive", 0) for c in own)
    targeted = rate(min(positive, examined), examined)
    caught, missed = share_caught(positive, base)
    against = (base.rate.value or 0.0) * base.worth
    return {
        "stream": stream,
        "population": sum(c.get("population", 0) for c in own),
        "base": {"rate": _rounded(base.rate.value), **_bounds(base.rate)},
        "targeted": {
            "examined": examined,
            "positive": positive,
            "rate": _rounded(targeted.value),
            **_bounds(targeted),
        },
        "lift": _estimate(lift(positive, examined, against, base.worth)),
        "catch_rate": _estimate(caught),
        "missed": _estimate(missed),
    }


def _share(part: int, whole: int) -> float | None:
    return _rounded(part / whole) if whole else None


def _rounded(value: float | None) -> float | None:
    """To six places; what is unbounded is shown as unknown, since JSON has no infinity."""
    return None if value is None or value == float("inf") else round(value, _PLACES)


def _bounds(found: Estimate) -> dict[str, float | None]:
    return {"low": _rounded(found.low), "high": _rounded(found.high)}


def _estimate(found: Estimate) -> dict[str, float | None]:
    return {"value": _rounded(found.value), **_bounds(found)}
