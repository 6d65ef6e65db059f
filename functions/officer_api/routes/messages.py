"""The message log: `/messages`, `/messages/{id}`, resubmission, and the reconciliation."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from offing.cases.store import CaseStore
from offing.cases.workflow import STATES
from offing.kernel.errors import NotFoundError
from offing.runtime.desk import desk_of
from offing.runtime.http import routes
from offing.travel.intake import Intake, resubmit
from offing.travel.log import MessageLog
from offing.travel.reconcile import reconcile
from offing.travel.views import message_file, message_row, reconciliation_view

router = routes()
_MOST_COUNTED = 100_000
_QUEUES = ("messages", "match", "score", "notices")


@router.get("/messages", summary="Messages received on a day", tags=["Messages"])
def messages(
    date: Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}-\d{2}$")] = None,
    status: Annotated[str, Query(max_length=16)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> dict[str, Any]:
    """Messages received on a UTC day, newest first."""
    desk = desk_of(router)
    day = date or desk.now[:10]
    desk.ask("message:view", desk.own("Message", f"day:{day}"))
    found, following = MessageLog(desk.ports.tables).on_day(day, limit, cursor)
    rows = [message_row(m) for m in found if status in ("", m.status.value)]
    return {"items": rows, "cursor": following}


@router.get("/messages/<receipt>", summary="One message", tags=["Messages"])
def message(receipt: Annotated[str, Path(max_length=64)]) -> dict[str, Any]:
    """One message with its findings."""
    desk = desk_of(router)
    desk.ask("message:view", desk.own("Message", receipt))
    record = MessageLog(desk.ports.tables).get(receipt)
    if record is None:
        raise NotFoundError("There is no such message")
    return message_file(record)


@router.post("/messages/<receipt>/resubmit", summary="Read a message again", tags=["Messages"])
def again(receipt: Annotated[str, Path(max_length=64)]) -> dict[str, Any]:
    """Read an archived message once more, as after a parser was mended."""
    desk = desk_of(router)
    ports = desk.ports
    desk.ask("message:resubmit", desk.own("Message", receipt))
    record = resubmit(Intake(ports.tables, ports.blobs, ports.queues, ports.bus), receipt)
    if record is None:
        raise NotFoundError("There is no such message")
    return message_file(record)


@router.get("/reconciliation", summary="Counts in against counts out", tags=["Messages"])
def reconciliation(
    date: Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}-\d{2}$")] = None,
) -> dict[str, Any]:
    """Received against parsed, rejected and pending; travellers against assessments; of a day or of all days."""
    desk = desk_of(router)
    desk.ask(
        "statistics:view", desk.own("Statistics", f"reconciliation:{date or 'all'}"), polled=True
    )
    tables = desk.ports.tables
    days = [date] if date else MessageLog(tables).days()
    store = CaseStore(tables)
    cases = {state: len(store.queue(state, _MOST_COUNTED)[0]) for state in STATES}
    cases["open"] = sum(cases[s] for s in STATES if s != "closed")
    queues = {name: desk.ports.queues.depth(name) for name in _QUEUES}
    return reconciliation_view(reconcile(tables, days), cases) | {"queues": queues}
