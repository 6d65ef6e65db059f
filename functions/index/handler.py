"""Streams of Travel and Cases: what people search for, projected into the search engine."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.adapters.dynamo_items import read_stream_image
from offing.runtime import wiring
from offing.runtime.projections import operation_of
from offing.runtime.telemetry import logger


@logger.inject_lambda_context
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Project each changed item; the batch fails as a whole when the engine is away, and comes again."""
    operations = []
    for record in event["Records"]:
        change = record["dynamodb"]
        new = change.get("NewImage")
        image = read_stream_image(new or change.get("OldImage") or {})
        if found := operation_of(image, removed=new is None):
            operations.append(found)
    wiring.ports().search.project(operations)
    return {"batchItemFailures": []}
