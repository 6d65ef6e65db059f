"""The carriers' API: messages in, receipts and findings out."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.carrier_api import notices
from functions.carrier_api.receipts import receipt_for
from offing.kernel.errors import NotFoundError
from offing.kernel.ids import uuid7
from offing.messages.explanation import explain
from offing.runtime.caller import Caller, caller_of
from offing.runtime.http import answer, resolver
from offing.runtime.message_bodies import message_bytes
from offing.runtime.telemetry import logger, metrics
from offing.travel.intake import Intake, receive
from offing.travel.log import MessageLog
from offing.travel.views import carrier_view

MAX_UPLOAD_BYTES = 100_000_000
_FORM_SECONDS = 900
_INSTEAD = "ask POST /uploads for a form and post the file there"

app = resolver()
app.include_router(notices.router)


@app.post("/messages", summary="Send a message", tags=["Messages"])
def push() -> Response[str]:
    """Take in one file of up to 4 MB; the receipt is the promise that it will be read."""
    caller = caller_of(app.current_event)
    caller.ask("message:push")
    content = message_bytes(app.current_event, _INSTEAD)
    ports = caller.ports
    intake = Intake(ports.tables, ports.blobs, ports.queues, ports.bus)
    receipt = receive(intake, caller.carrier, content, "https", caller.now)
    metrics.add_metric(name="MessagesReceived", unit="Count", value=1)
    return receipt_for(caller, app.current_event, receipt, content)


@app.post("/validate", summary="Have a message explained", tags=["Messages"])
def validate() -> dict[str, Any]:
    """Explain one file of up to 4 MB as intake would read it, finding by finding; nothing of it is stored or logged."""
    caller = caller_of(app.current_event)
    caller.ask("message:validate")
    return explain(message_bytes(app.current_event, "a part of the file says as much"))


@app.post("/uploads", summary="Ask for an upload form", tags=["Messages"])
def upload() -> Response[str]:
    """A form with which one file too large for a call is posted to storage, within a quarter of an hour."""
    caller = caller_of(app.current_event)
    caller.ask("message:push")
    identity = uuid7(caller.milliseconds)
    key = f"upload/{caller.carrier}/{identity}"
    form = caller.ports.blobs.upload_form("intake", key, MAX_UPLOAD_BYTES, _FORM_SECONDS)
    return answer(
        201, {**form, "key": key, "expires_in": _FORM_SECONDS, "max_bytes": MAX_UPLOAD_BYTES}
    )


@app.get("/messages/<receipt>", summary="How a message was received", tags=["Messages"])
def status(receipt: Annotated[str, Path(max_length=64)]) -> dict[str, Any]:
    """Where a message stands and what could not be read in it; other carriers' messages do not exist."""
    caller: Caller = caller_of(app.current_event)
    caller.ask("receipt:view", receipt)
    record = MessageLog(caller.ports.tables).get(receipt)
    if record is None or record.carrier != caller.carrier:
        raise NotFoundError("There is no message of yours with this receipt")
    return carrier_view(record)


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request."""
    return app.resolve(event, context)
