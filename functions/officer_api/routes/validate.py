"""The sandbox: a message that a carrier asks about, explained and kept nowhere."""

from typing import Any

from offing.messages.explanation import explain
from offing.runtime.desk import desk_of
from offing.runtime.http import routes
from offing.runtime.message_bodies import message_bytes

router = routes()


@router.post("/validate", summary="Explain a message without keeping it", tags=["Messages"])
def validate() -> dict[str, Any]:
    """Counts, movements and findings of a message as intake would read it; nothing of it is stored or logged."""
    desk = desk_of(router)
    desk.ask("message:validate", desk.own("Message", "sandbox"))
    return explain(message_bytes(router.current_event, "a part of the file says as much"))
