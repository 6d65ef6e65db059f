"""The shares with which the machine draws: `/random`, `/random/{stream}/{way}/{office}`."""

from datetime import date
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path
from pydantic import BaseModel, Field

from offing.cases.offices import OFFICES
from offing.kernel.errors import InvalidInputError
from offing.kernel.plain import plain
from offing.risk.lanes import ANY
from offing.risk.shares import NOTICE, Share, ShareChange, ShareStore
from offing.risk.subject import STREAMS
from offing.runtime.desk import desk_of
from offing.runtime.http import answer, header, revision_seen, routes
from offing.runtime.settings import OfficerApiSettings

router = routes()
WAYS = tuple(
    f"{mode}-{direction}"
    for mode in ("air", "sea", "rail", "road")
    for direction in ("inbound", "outbound", "other")
)
_KNOWN: dict[str, tuple[str, ...]] = {
    "stream": (*STREAMS, ANY),
    "way": (*WAYS, ANY),
    "office": (*(o.code for o in OFFICES), ANY),
}
Part = Annotated[str, Path(max_length=24)]


class ShareBody(BaseModel):
    """The share, why, and from which day of departure on it holds."""

    share: Annotated[float, Field(ge=0, le=1)]
    reason: Annotated[str, Field(min_length=10, max_length=2000)]
    since: Annotated[str, Field(alias="from", pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""


@router.get("/random", summary="Shares of the random arm", tags=["Statistics"])
def shares() -> dict[str, Any]:
    """Every share that was set, with its changes; the default holds for all others."""
    desk = desk_of(router)
    desk.ask("statistics:view", desk.own("Statistics", "shares"))
    kept = ShareStore(desk.ports.tables).all()
    return {
        "default": OfficerApiSettings.read().random_share,
        "items": [_view(share, desk.now) for share in kept.values()],
        "strata": {f"{name}s": list(values) for name, values in _KNOWN.items()},
    }


@router.put("/random/<stream>/<way>/<office>", summary="Set a share", tags=["Statistics"])
def set_share(
    stream: Part, way: Part, office: Part, body: Annotated[ShareBody, Body()]
) -> Response[str]:
    """Draw a stratum with another share, of departures some days ahead; `*` stands for all others."""
    desk = desk_of(router)
    at = Share(stream=stream, way=way, office=office)
    desk.ask("draw:edit", desk.own("Statistics", f"share:{at.name}"), share=str(body.share))
    for name, value in (("stream", stream), ("way", way), ("office", office)):
        if value not in _KNOWN[name]:
            known = ", ".join(_KNOWN[name])
            raise InvalidInputError(
                f"There is no such {name}; known: {known}", where=f"path.{name}"
            )
    seen = revision_seen(header(router.current_event.headers, "if-match"))
    change = ShareChange(
        since=_day(body.since, desk.now),
        share=body.share,
        by=desk.person.id,
        at=desk.now,
        reason=body.reason,
    )
    kept = ShareStore(desk.ports.tables).set(at, change, seen)
    return answer(200, _view(kept, desk.now), headers={"ETag": str(kept.rev)})


def _day(text: str, now: str) -> str:
    """The day that was named, or the earliest there is."""
    try:
        named = date.fromisoformat(text) if text else date.fromisoformat(now[:10]) + NOTICE
    except ValueError:
        raise InvalidInputError("Write a day as 2027-01-31", where="body.from") from None
    return named.isoformat()


def _view(share: Share, now: str) -> dict[str, Any]:
    changes = [{"from": c["since"], **c} for c in plain(share.changes)]
    for change in changes:
        del change["since"]
    return {**plain(share), "changes": changes, "now": share.on(now[:10])}
