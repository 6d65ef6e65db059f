"""Work from queues and streams, one record at a time: what fails comes again alone."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.runtime.telemetry import logger, place


def each_body(
    event: Mapping[str, Any], context: LambdaContext, work: Callable[[dict[str, Any]], None]
) -> dict[str, Any]:
    """Give the body of each queue message to `work`; answers with those that failed."""

    def record_handler(record: SQSRecord) -> None:
        try:
            work(orjson.loads(record.body))
        except (
            Exception
        ) as error:  # the queue brings it again; after its last try it lies in the dead letters
            logger.warning("message failed", extra={**_what(error), "try": _tries(record)})
            raise

    answer: Any = process_partial_response(
        event=dict(event),
        record_handler=record_handler,
        processor=BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False),
        context=context,
    )
    return dict(answer)


def _tries(record: SQSRecord) -> str:
    return record.attributes.approximate_receive_count or "?"


def each_once(
    event: Mapping[str, Any], key: str, work: Callable[[str], object]
) -> dict[str, list[dict[str, str]]]:
    """Do the work of a batch once for each different value of `key`, and report the messages of those that failed."""
    failed: list[dict[str, str]] = []
    groups: dict[str, list[str]] = {}
    for record in event["Records"]:
        groups.setdefault(str(orjson.loads(record["body"])[key]), []).append(record["messageId"])
    for value, messages in groups.items():
        try:
            work(value)
        except Exception as error:  # noqa: BLE001  one bad movement must not hold up the others of the batch
            logger.warning("work failed", extra={**_what(error), key: value})
            failed += [{"itemIdentifier": message} for message in messages]
    return {"batchItemFailures": failed}


def _what(error: Exception) -> dict[str, str]:
    return {"kind": type(error).__name__, "place": place(error)}
