"""Which rules are in use, and going back to earlier ones: `/rules/publications`, `/rules/release`."""

from dataclasses import replace
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from functions.officer_api.routes.lists import ReasonBody
from offing.kernel.errors import ConflictError
from offing.kernel.plain import plain
from offing.risk.rulebook import Rulebook, Rulebooks
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import answer, routes

router = routes()
_VIEW, _USE = "rule:view", "rule:approve"


@router.get("/rules/publications", summary="Rulebooks that are and were in use", tags=["Rules"])
def publications(
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> dict[str, Any]:
    """Every set of live rules that was in use, newest first."""
    desk = desk_of(router)
    desk.ask(_VIEW, desk.own("Rule", "publications"))
    found, following = Rulebooks(desk.ports.tables).history(limit, cursor)
    return {"items": plain(found), "cursor": following}


@router.post("/rules/publications/<rev>/use", summary="Go back to a rulebook", tags=["Rules"])
def use(
    rev: Annotated[int, Path(ge=1, le=10**9)], body: Annotated[ReasonBody, Body()]
) -> Response[str]:
    """Have an earlier set of rules used again; changes of rules wait until it is released."""
    desk = desk_of(router)
    desk.ask(_USE, desk.own("Rule", f"publications:{rev}"))
    wanted = Rulebooks(desk.ports.tables).number(rev)
    return _put(desk, replace(wanted, pinned=True), body.reason)


@router.post("/rules/release", summary="Let changes of rules in again", tags=["Rules"])
def release(body: Annotated[ReasonBody, Body()]) -> Response[str]:
    """Let changes of rules into use again, and have those that waited put into use."""
    desk = desk_of(router)
    desk.ask(_USE, desk.own("Rule", "release"))
    current = Rulebooks(desk.ports.tables).current()
    if current is None or not current.pinned:
        raise ConflictError(
            "Nobody has gone back to an earlier rulebook: changes come in by themselves"
        )
    return _put(desk, replace(current, pinned=False), body.reason)


def _put(desk: Desk, book: Rulebook, reason: str) -> Response[str]:
    books = Rulebooks(desk.ports.tables)
    put = books.use(replace(book, at=desk.now, by=desk.person.id, reason=reason), books.current())
    desk.ports.bus.publish("offing.rules", "RulesChanged", {"rule": "", "step": "use"})
    return answer(202, {"rev": put.rev})
