"""One stretch of days held against changed list entries; the state machine's map calls many of these at once."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.runtime import wiring
from offing.runtime.artefacts import current_index
from offing.runtime.builds import read_marks
from offing.runtime.telemetry import discreet, logger, metrics
from offing.travel.back_matching import Stretch, look_back


@logger.inject_lambda_context
@metrics.log_metrics
@discreet()
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Queue the movements on which a changed entry concerns somebody; say what is left of the stretch."""
    ports = wiring.ports()
    stretch = Stretch(event["first"], event["last"], event["cursor"])
    changed = read_marks(ports.blobs, event["changed"])
    index = current_index(ports.blobs, event["rev"])
    found = look_back(ports.tables, index, changed.keys(), stretch)
    ports.queues.send("match", [{"movement": m, "index": event["rev"]} for m in found.movements])
    metrics.add_metric(name="TravellersMatchedBack", unit="Count", value=found.travellers)
    left = asdict(found.left) if found.left else {"first": "", "last": "", "cursor": ""}
    return {"changed": event["changed"], "rev": event["rev"], **left}
