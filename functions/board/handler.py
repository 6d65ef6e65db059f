"""Every five minutes: what is late, missing or incomplete by now is told to its carrier, once."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.runtime import wiring
from offing.runtime.telemetry import discreet, logger, metrics
from offing.travel.board import watch


@discreet()
@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(_event: dict[str, Any], _context: LambdaContext) -> dict[str, int]:
    """Look at every movement with something due; how many notices of each state were written."""
    ports = wiring.ports()
    told = dict(watch(ports.tables, ports.bus, ports.now()))
    for state, count in told.items():
        metrics.add_metric(name=f"Messages{state.title()}", unit="Count", value=count)
    return told
