"""`/notices`: what the carrier was told of messages late, missing or incomplete."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query

from offing.carriers.notices import NoticeBook
from offing.runtime.caller import caller_of
from offing.runtime.http import routes

router = routes()


@router.get("/notices", summary="What is late or missing", tags=["Notices"])
def notices(
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> dict[str, Any]:
    """Own messages that were late, missing or incomplete when they were due, newest first."""
    caller = caller_of(router.current_event)
    caller.ask("receipt:view", "notices")
    found, following = NoticeBook(caller.ports.tables).of_carrier(caller.carrier, limit, cursor)
    return {"items": found, "cursor": following}
