"""Stream of Audit: every entry copied to storage that nobody can change or shorten."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.access.trail import entry_of
from offing.adapters.dynamo_items import read_stream_image
from offing.kernel.plain import to_json
from offing.runtime import wiring
from offing.runtime.telemetry import discreet, logger


@logger.inject_lambda_context
@discreet()
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Write the entries of the batch as one object of JSON lines; an equal batch writes an equal object."""
    images = [
        read_stream_image(record["dynamodb"]["NewImage"])
        for record in event["Records"]
        if "NewImage" in record["dynamodb"]
    ]
    entries = [entry_of(image) for image in images if "body" in image]
    if entries:
        first = entries[0]
        key = f"{first.at[:10]}/{first.chain}-{first.seq:010d}-{len(entries)}.jsonl"
        wiring.ports().blobs.put("audit", key, b"\n".join(map(to_json, entries)) + b"\n")
    logger.info("archived", extra={"entries": len(entries)})
    return {"batchItemFailures": []}
