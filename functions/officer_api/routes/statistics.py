"""Figures: `/statistics/rules`, `/statistics/random`, `/statistics/calibration`, `/statistics/sample-size`."""

from collections.abc import Callable
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query

from offing.kernel.plain import plain
from offing.kernel.ports import Blobs
from offing.risk.calibration import bins_of, error, error_of_all, fit, table
from offing.risk.estimates import find_one, sample_size, zero_find_bound
from offing.risk.performance import report
from offing.risk.random_report import random_view
from offing.risk.register import RuleRegister
from offing.risk.scoring import weight_of
from offing.risk.shares import KeyBook
from offing.risk.statistics import RuleStatistics
from offing.risk.store import StatisticsStore
from offing.risk.weights import WeightsStore
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import routes
from offing.runtime.rulebooks import current_rules
from offing.watchlists.register import ListRegister

router = routes()
Share = Annotated[float, Query(ge=1e-9, lt=1)]
_ZERO_FINDS = (100, 300, 1_000, 3_000, 10_000, 30_000)
_NOTE = (
    "Cases are examined because of their score or by the draw, not because of what is found; a drawn one stands for "
    "1 / share travellers, a targeted one for itself. Cases that officers cleared are in none of the bins."
)


def _desk(what: str) -> Desk:
    desk = desk_of(router)
    desk.ask("statistics:view", desk.own("Statistics", what))
    return desk


@router.get("/statistics/rules", summary="What rules have found", tags=["Statistics"])
def rule_statistics() -> list[dict[str, Any]]:
    """Hits, referrals, examinations, finds, overlap and drift of each rule, and what the figures propose.

    Of rules and lists that are another agency's to see there is no row, nor are they told in the overlap of others.
    """
    desk = _desk("rules")
    ports, hidden = desk.ports, of_others(desk)
    store = StatisticsStore(ports.tables)
    rows = [row for row in store.rows() if not hidden(row.rule)]
    weights, pairs = authored(ports.blobs), store.pairs()
    pairs = {
        name: {other: n for other, n in others.items() if not hidden(other.rpartition("#")[0])}
        for name, others in pairs.items()
    }
    named = {file.id: file.now.says.title for file in RuleRegister(ports.tables).all()}
    titles = {row.rule: named.get(row.rule) or _title(row.rule) for row in rows}
    learned = {(row.rule, row.version): _learned(row, weights) for row in rows}
    return [
        row | {"weight": learned[row["rule"], row["version"]]}
        for row in report(rows, pairs, titles)
    ]


def of_others(desk: Desk) -> Callable[[str], bool]:
    """Whether figures are of a rule or a list that officers of another agency keep to themselves."""
    agency, tables = desk.person.agency, desk.ports.tables
    rules = {of.id for of in RuleRegister(tables).all() if of.agency not in ("", agency)}
    lists = {at.name for at in ListRegister(tables).all() if not at.seen_from(agency)}

    def hidden(name: str) -> bool:
        kind, _, rest = name.partition(":")
        return rest.rpartition(":")[0] in lists if kind == "match" else name in rules

    return hidden


def authored(blobs: Blobs) -> dict[tuple[str, str], float]:
    """The weights that authors gave the rules in use, by rule and version."""
    return {(r.id, r.version): r.weight for r in current_rules(blobs).rules}


def _learned(row: RuleStatistics, weights: dict[tuple[str, str], float]) -> float | None:
    prior = weights.get((row.rule, row.version))
    return None if prior is None else round(weight_of(prior, row), 6)


def _title(name: str) -> str:
    """What stands beside the rules in the statistics: matches by list and band, the random draw by stream."""
    kind, _, rest = name.partition(":")
    if kind == "match":
        listed, _, band = rest.rpartition(":")
        return f"Matches with {listed}, {band}"
    return f"Drawn by the machine, {rest}" if kind == "random" else ""


@router.get("/statistics/random", summary="What the random arm says", tags=["Statistics"])
def random_statistics(
    period: Annotated[str, Query(pattern=r"^(\d{4}-\d{2}|undated)?$")] = "",
) -> dict[str, Any]:
    """How well the draw was kept, base rates, lift and catch rate, and the keys of months that are over."""
    tables = _desk("random").ports.tables
    return random_view(StatisticsStore(tables).strata(period), KeyBook(tables).all(), period)


@router.get("/statistics/calibration", summary="Whether scores come true", tags=["Statistics"])
def calibration_statistics() -> dict[str, Any]:
    """What the score said and what was found, by bins, under the weights in use."""
    tables = _desk("calibration").ports.tables
    current = WeightsStore(tables).current()
    bins = bins_of(StatisticsStore(tables).calibration(current.version))
    return {
        "version": current.version,
        "calibration": plain(current.calibration),
        "bins": table(bins),
        "examined": sum(b.examined for b in bins),
        "error": error(bins),
        "error_of_all": error_of_all(bins),
        "fit": plain(fit(bins)),
        "note": _NOTE,
    }


@router.get("/statistics/sample-size", summary="How many must be drawn", tags=["Statistics"])
def sample_sizes(
    rate: Share,
    margin: Share,
    level: Annotated[float, Query(ge=0.5, le=0.9999)] = 0.95,
    population: Annotated[int | None, Query(ge=1, le=10_000_000_000)] = None,
) -> dict[str, Any]:
    """How many examinations tell a rate to within a margin, or find one; what finding nothing leaves possible."""
    _desk("sample-size")
    return {
        "rate": rate,
        "margin": margin,
        "level": level,
        "population": population,
        "to_estimate": sample_size(rate, margin, level, population),
        "to_find_one": find_one(rate, level),
        "zero_finds": [{"examined": n, "bound": zero_find_bound(n, level)} for n in _ZERO_FINDS],
    }
