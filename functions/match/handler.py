"""Queue `match`: movements whose reports have changed, to travellers held against the lists."""

from typing import Any

import orjson
from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.runtime import wiring
from offing.runtime.artefacts import current_index
from offing.runtime.batch import each_once
from offing.runtime.telemetry import logger, metrics
from offing.travel.matching import Matching, match_movement


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Match each movement of the batch once."""
    ports = wiring.ports()
    # A back-match names the publication that it was made with: an older index would not find whom it found.
    rev = max((orjson.loads(r["body"]).get("index", 0) for r in event["Records"]), default=0)
    at = Matching(ports.tables, ports.queues, current_index(ports.blobs, rev))

    def work(movement: str) -> None:
        written = match_movement(at, movement)
        metrics.add_metric(name="TravellersMatched", unit="Count", value=written)

    return each_once(event, "movement", work)
