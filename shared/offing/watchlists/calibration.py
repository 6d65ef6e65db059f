"""Calibration: how often travellers who are not listed would alert, measured on a frozen sample of nobody."""

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from offing.watchlists import sample
from offing.watchlists.model import Query
from offing.watchlists.weights import LEAST_THRESHOLD, WEAK_BELOW, exact

if TYPE_CHECKING:
    from offing.watchlists.index.artefact import Manifest
    from offing.watchlists.index.match import Index

SAMPLE = 6_000
DEFAULT_THRESHOLD = 14.0
BUDGETS = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_FITTED = (
    1.0,
    50.0,
)  # alerts per 1,000 between which the sample's own counts are enough to draw a line


def calibrated(manifest: "Manifest", index: "Index", number: int) -> "Manifest":
    """The manifest with thresholds for each alert budget, measured on the sample with every hit visible."""
    index.manifest = replace(manifest, floor=0.0)
    best = sorted((_best(index, query) for query in sample.travellers(number)), reverse=True)
    thresholds = {f"{budget:g}": _at(best, budget) for budget in BUDGETS}
    index.manifest = manifest
    return replace(
        manifest,
        thresholds=thresholds,
        floor=thresholds["10"] - WEAK_BELOW,
        sample={"travellers": number, "seed": sample.SEED},
    )


def _best(index: "Index", query: Query) -> float:
    hits = index.match(query, limit=1)
    return hits[0].bits if hits else 0.0


def _at(best: list[float], per_thousand: float) -> float:
    """The bits at which so many of the sample alert, never below the stated minimum.

    Single travellers decide at small budgets, so the threshold is read off a line through the tail: the logarithm of
    the rate falls about straight with the bits.
    """
    ranks = np.arange(1, len(best) + 1)
    rates = 1000 * ranks / max(1, len(best))
    (tail,) = np.nonzero((rates >= _FITTED[0]) & (rates <= _FITTED[1]) & (np.array(best) > 0))
    if len(tail) < 3 or best[int(tail[0])] == best[int(tail[-1])]:
        return DEFAULT_THRESHOLD
    slope, start = np.polyfit(np.log2(rates[tail]), np.array(best)[tail], 1)
    return max(LEAST_THRESHOLD, exact(float(start + slope * math.log2(per_thousand))))
