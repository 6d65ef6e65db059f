"""Which index is in use, and going back to an earlier one: `/index/publications`, `/index/release`."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from functions.officer_api.routes.lists import ReasonBody
from offing.kernel.plain import plain
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import answer, routes
from offing.watchlists.publication import Publications

router = routes()
_ACTION = "service:operate"


@router.get("/index/publications", summary="Indexes that are and were in use", tags=["Service"])
def publications(
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> dict[str, Any]:
    """Every publication of the watchlist index, newest first."""
    desk = desk_of(router)
    desk.ask(_ACTION, desk.own("Service", "index"))
    found, following = Publications(desk.ports.tables).history(limit, cursor)
    return {"items": [plain(p) | {"version": p.version} for p in found], "cursor": following}


@router.post("/index/publications/<rev>/use", summary="Go back to an index", tags=["Service"])
def use(
    rev: Annotated[int, Path(ge=1, le=10**9)], body: Annotated[ReasonBody, Body()]
) -> Response[str]:
    """Have an earlier index used again; full builds wait until it is released."""
    desk = desk_of(router)
    desk.ask(_ACTION, desk.own("Service", f"index:{rev}"))
    Publications(desk.ports.tables).number(rev)
    return _requested(desk, rev, body.reason)


@router.post("/index/release", summary="Let new indexes in again", tags=["Service"])
def release(body: Annotated[ReasonBody, Body()]) -> Response[str]:
    """Let full builds into use again, and have one made."""
    desk = desk_of(router)
    desk.ask(_ACTION, desk.own("Service", "index:release"))
    return _requested(desk, 0, body.reason)


def _requested(desk: Desk, rev: int, reason: str) -> Response[str]:
    asked = Publications(desk.ports.tables).ask(rev, desk.person.id, desk.now, reason)
    desk.ports.bus.publish("offing.watchlists", "IndexRequested", {"request": asked})
    return answer(202, {"rev": rev})
