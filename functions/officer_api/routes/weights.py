"""Weights and calibration, as people approve them: `/weights`, `/weights/{version}/approve`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path
from pydantic import BaseModel, Field

from functions.officer_api.routes.statistics import authored, of_others
from offing.access.policy import Resource
from offing.kernel.errors import ConflictError
from offing.kernel.plain import plain
from offing.risk.scoring import weight_of
from offing.risk.statistics import RuleStatistics
from offing.risk.weights import Weights, WeightsStore
from offing.runtime.desk import desk_of
from offing.runtime.http import answer, routes
from offing.runtime.settings import OfficerApiSettings

router = routes()
_SHOWN = 20


class ProposalBody(BaseModel):
    """Why new weights should be used."""

    reason: Annotated[str, Field(min_length=10, max_length=2000)]


@router.get("/weights", summary="Weights in use, proposed and before", tags=["Rules"])
def weights() -> dict[str, Any]:
    """What the score has learned, as people have approved it; `frozen` when nothing else is used.

    Of rules and lists that are another agency's to see there is no row.
    """
    desk = desk_of(router)
    desk.ask("rule:view", desk.own("Rule", "weights"))
    store = WeightsStore(desk.ports.tables)
    priors, hidden = authored(desk.ports.blobs), of_others(desk)
    return {
        "frozen": OfficerApiSettings.read().eu_mode,
        "current": _view(store.current(), priors, hidden),
        "proposed": _view(store.proposed(), priors, hidden),
        "history": [_view(w, priors, hidden) for w in store.history()[:_SHOWN]],
    }


@router.post("/weights", summary="Propose what results teach today", tags=["Rules"])
def propose(body: Annotated[ProposalBody, Body()]) -> Response[str]:
    """Learned counts and the calibration that they ask for, as a version that waits for a second person."""
    desk = desk_of(router)
    desk.ask("rule:write", desk.own("Rule", "weights"))
    made = WeightsStore(desk.ports.tables).propose(desk.person.id, desk.now, body.reason)
    return answer(201, {"proposed": _view(made, authored(desk.ports.blobs), of_others(desk))})


@router.post("/weights/<version>/approve", summary="Approve proposed weights", tags=["Rules"])
def approve(version: Annotated[str, Path(pattern=r"^\d{6}$")]) -> dict[str, Any]:
    """Bring a proposed version into use, as a second person beside who proposed it."""
    desk = desk_of(router)
    store = WeightsStore(desk.ports.tables)
    made = store.proposed()
    author = made.by if made and made.version == version else ""
    about = Resource(
        type="Rule", id="weights", agency=desk.person.agency, attributes={"author": author}
    )
    desk.ask("rule:approve", about, version=version)
    if made is None or made.version != version:
        raise ConflictError("This proposal no longer stands; look again", where="path.version")
    now = store.approve(version, desk.person.id, desk.now)
    return {"current": _view(now, authored(desk.ports.blobs), of_others(desk))}


def _view(
    at: Weights | None,
    priors: Mapping[tuple[str, str], float],
    hidden: Callable[[str], bool],
) -> dict[str, Any] | None:
    if at is None:
        return None
    at = replace(at, rules=tuple(w for w in at.rules if not hidden(w.rule)))
    shown: dict[str, Any] = plain(at)
    del shown["rev"]
    for row, weight in zip(shown["rules"], at.rules, strict=True):
        prior = priors.get((weight.rule, weight.version))
        known = RuleStatistics(rule=weight.rule, examined=weight.examined, positive=weight.positive)
        row["weight"] = None if prior is None else round(weight_of(prior, known), 6)
    return shown
