"""The interactive API: one passenger list in, one answer out, while check-in waits."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.interactive_api import held
from functions.interactive_api.enquiry import Enquirer, unchecked
from functions.interactive_api.steps import StepFailedError, Steps
from offing.messages import read_file
from offing.messages.answers import Sent, answers_to
from offing.records.messages import ParsedFile
from offing.runtime import wiring
from offing.runtime.caller import Caller, caller_of
from offing.runtime.http import answer, header, preferred, resolver, sent_bytes
from offing.runtime.settings import InteractiveApiSettings
from offing.runtime.telemetry import logger, metrics, place
from offing.travel.intake import INTERACTIVE, Intake, receive
from offing.travel.interactive import Outcome
from offing.travel.interactive_answers import CODES, Reply, as_json, unreadable, written
from offing.travel.model import MessageRecord

# Hundreds of travellers, and few enough to be answered while somebody waits.
MAX_BYTES = 100_000
EDIFACT, JSON = "application/edifact", "application/json"
TYPES = frozenset({EDIFACT, "application/octet-stream", "text/plain"})
_INSTEAD = "send longer lists to POST /messages of the carrier API"
_AGAIN = {"Retry-After": "1"}

app = resolver()


@app.post("/boarding", summary="Ask whether travellers may board", tags=["Boarding"])
def ask() -> Response[str]:
    """Receive one PAXLST, check its travellers and answer with a CUSRES, or JSON where Accept says so.

    503 says that the message could not be received: the answer is "board, unchecked", and it must be sent again.
    """
    event = app.current_event
    steps = Steps(InteractiveApiSettings.read().interactive_seconds)
    caller = _admitted(steps, event)
    content = sent_bytes(event, TYPES, MAX_BYTES, _INSTEAD)
    record = _received(steps, caller, content) if caller else None
    parsed = _read(steps, content)
    if caller is None or record is None:
        return _shown(event, parsed, unchecked(parsed), None)
    enquirer = Enquirer(
        tables=caller.ports.tables,
        blobs=caller.ports.blobs,
        steps=steps,
        codes=_codes(),
        carrier=caller.carrier,
        receipt=record.id,
        now=caller.now,
    )
    return _shown(event, parsed, enquirer.replies(parsed), record)


def _admitted(steps: Steps, event: Any) -> Caller | None:
    """The carrier, once it may ask; None when the tables that say so do not answer."""

    def enter() -> Caller:
        caller = caller_of(event)
        caller.ask("message:ask")
        return caller

    try:
        return steps.run("door", enter)
    except StepFailedError:
        return None


def _received(steps: Steps, caller: Caller, content: bytes) -> MessageRecord | None:
    """The receipt: archived, in the log and queued for the pipeline before anything is looked at."""
    ports = caller.ports
    intake = Intake(ports.tables, ports.blobs, ports.queues, ports.bus)
    work = partial(receive, intake, caller.carrier, content, INTERACTIVE, caller.now)
    try:
        return steps.run("archive", work).record
    except StepFailedError:
        return None


def _read(steps: Steps, content: bytes) -> ParsedFile:
    try:
        return steps.run("check", partial(read_file, content))
    except StepFailedError:
        return ParsedFile()


@cache
def _codes() -> Mapping[Outcome, str]:
    """The answer codes, where the State has none of its own."""
    own = InteractiveApiSettings.read().interactive_codes
    return {**CODES, **{Outcome(name): code for name, code in own.items()}}


def _shown(
    event: Any, parsed: ParsedFile, replies: Sequence[Reply], record: MessageRecord | None
) -> Response[str]:
    _count(replies, received=record is not None)
    status, headers = (200, {"Offing-Receipt": record.id}) if record else (503, _AGAIN)
    if preferred(header(event.headers, "accept"), (EDIFACT, JSON)) == JSON:
        body = {
            "receipt": record.id if record else None,
            "messages": [as_json(reply, _codes()) for reply in replies],
            "error": None if replies else unreadable(parsed),
        }
        return answer(status, body, headers=headers)
    text = _written(replies, record) if replies else answers_to(parsed, _sent(record))
    return Response(status_code=status, content_type=EDIFACT, body=text.decode(), headers=headers)


def _written(replies: Iterable[Reply], record: MessageRecord | None) -> bytes:
    sent = _sent(record)
    return b"".join(
        written(reply, _codes(), receipt=sent.receipt, number=number, at=sent.at)
        for number, reply in enumerate(replies)
    )


def _sent(record: MessageRecord | None) -> Sent:
    """What the answer repeats of the call; where nothing could be received it bears the time of the answer."""
    if record is None:
        return Sent(receipt="", carrier="", at=wiring.utc_now())
    return Sent(receipt=record.id, carrier=record.carrier, at=record.received_at)


def _count(replies: Iterable[Reply], *, received: bool) -> None:
    told = Counter(t.outcome for reply in replies for t in reply.told)
    metrics.add_metric(name="InteractiveAnswers", unit="Count", value=told.total())
    # The alarm stands on this one: a call that could not even be received counts, whoever it named.
    owed = told[Outcome.UNCHECKED] if received else max(1, told[Outcome.UNCHECKED])
    metrics.add_metric(name="InteractiveUnchecked", unit="Count", value=owed)
    metrics.add_metric(name="InteractiveDoNotBoard", unit="Count", value=told[Outcome.DO_NOT_BOARD])
    logger.info("answered", extra={outcome.value: number for outcome, number in told.items()})


def warm() -> None:
    """Open and compile what a first caller would wait for; what is away now is tried again by that caller."""
    ports = wiring.ports()
    for load in (
        partial(held.rules, ports.blobs),
        partial(held.index, ports.blobs),
        partial(held.priors, ports.tables),
        partial(held.authorised, ports.tables, ports.now()),
    ):
        try:
            load()
        except Exception as error:  # noqa: BLE001  # an error here would stop the function from starting at all
            logger.warning("not warm", extra={"kind": type(error).__name__, "place": place(error)})


if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "provisioned-concurrency":
    warm()


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request."""
    return app.resolve(event, context)
