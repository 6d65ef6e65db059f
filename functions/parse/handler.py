"""Queue `messages`: archived bytes to reports and findings; uploads are archived first."""

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.runtime import wiring
from offing.runtime.batch import each_body
from offing.runtime.settings import ParseSettings
from offing.runtime.telemetry import logger, metrics
from offing.travel.intake import Intake, read_message, receive_upload

_IDEMPOTENCY = IdempotencyConfig(
    event_key_jmespath="[message_id, attempt]", hash_function="sha256", expires_after_seconds=86_400
)


def _intake() -> Intake:
    ports = wiring.ports()
    return Intake(ports.tables, ports.blobs, ports.queues, ports.bus)


def _work(body: dict[str, Any]) -> None:
    if "message_id" in body:
        _read(work={"message_id": body["message_id"], "attempt": body.get("attempt", 1)})
    else:
        _receive(body["detail"]["object"]["key"])


def _receive(key: str) -> None:
    # EventBridge gives keys as they are, S3's own notifications encode them. What fits neither was taken in before.
    for spelled in dict.fromkeys((key, unquote_plus(key))):
        if receive_upload(_intake(), spelled, wiring.ports().now()):
            return


def _read_once(work: dict[str, Any]) -> dict[str, str]:
    done = read_message(_intake(), work["message_id"], wiring.ports().now())
    metrics.add_metric(name=f"Messages{done.status.title()}", unit="Count", value=1)
    return {"status": done.status}


@cache
def _once(table: str) -> Callable[..., dict[str, str]]:
    """`_read_once` behind the idempotency table; made once, as a client costs more than a message."""
    store = DynamoDBPersistenceLayer(table_name=table, boto3_client=wiring.client("dynamodb"))
    once: Callable[..., dict[str, str]] = idempotent_function(
        _read_once, data_keyword_argument="work", persistence_store=store, config=_IDEMPOTENCY
    )
    return once


def _read(work: dict[str, Any]) -> dict[str, str]:
    return _once(ParseSettings.read().idempotency_table)(work=work)


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Read each message of the batch."""
    _IDEMPOTENCY.register_lambda_context(context)
    return each_body(event, context, _work)
