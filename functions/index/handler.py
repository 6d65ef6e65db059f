"""Streams of Travel and Cases: what people search for, projected into the search engine."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.adapters.dynamo_items import read_stream_image
from offing.kernel.errors import InvalidInputError
from offing.runtime import wiring
from offing.runtime.projections import operation_of
from offing.runtime.telemetry import discreet, logger


@logger.inject_lambda_context
@discreet()
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Project each changed item; the batch fails as a whole when the engine is away, and comes again."""
    operations = []
    for record in event["Records"]:
        change = record["dynamodb"]
        new = change.get("NewImage")
        image = read_stream_image(new or change.get("OldImage") or {})
        if found := operation_of(image, removed=new is None):
            operations.append(found)
    try:
        wiring.ports().search.project(operations)
    except InvalidInputError as error:
        # It would not fit the next time either, and must not hold up the others.
        logger.error("not projected", extra={"what": error.detail})
    return {"batchItemFailures": []}
