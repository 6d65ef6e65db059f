"""Steps of the referral state machine: await people, expire, feed back, close."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.cases import service
from offing.cases.store import CaseStore
from offing.runtime import wiring
from offing.runtime.telemetry import discreet, logger, metrics
from offing.travel.judging import remember


def _await(event: dict[str, Any]) -> None:
    CaseStore(wiring.ports().tables).wait(event["case"], event["awaiting"], event["token"])


def _expire(event: dict[str, Any]) -> None:
    ports = wiring.ports()
    service.expire(CaseStore(ports.tables), event["case"], event["awaiting"], ports.now())


def _feedback(event: dict[str, Any]) -> None:
    tables = wiring.ports().tables
    service.give_feedback(tables, event["case"])
    pairs = remember(tables, CaseStore(tables).need(event["case"]))
    metrics.add_metric(name="PairsJudged", unit="Count", value=pairs)


def _close(event: dict[str, Any]) -> None:
    ports = wiring.ports()
    service.close(CaseStore(ports.tables), event["case"], ports.now())
    metrics.add_metric(name="CasesClosed", unit="Count", value=1)


STEPS: dict[str, Callable[[dict[str, Any]], None]] = {
    "await": _await,
    "expire": _expire,
    "feedback": _feedback,
    "close": _close,
}


@logger.inject_lambda_context
@metrics.log_metrics
@discreet()
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, str]:
    """Do the step that the state machine names, and say in which state the case is; an unknown step is an error."""
    STEPS[event["step"]](event)
    return {"state": CaseStore(wiring.ports().tables).need(event["case"]).state}
