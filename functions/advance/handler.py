"""Stream of Cases: a new case starts its workflow, a changed one lets it go on, and both are announced."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.adapters.dynamo_items import read_stream_image
from offing.cases import service
from offing.cases.store import CaseStore, case_of
from offing.runtime import wiring
from offing.runtime.settings import AdvanceSettings
from offing.runtime.telemetry import logger, place


def _work(change: dict[str, Any]) -> None:
    ports = wiring.ports()
    new = read_stream_image(change["NewImage"])
    identity = str(new["pk"]).removeprefix("CASE#")
    if new["sk"] == "META":
        old = change.get("OldImage")
        before = case_of(read_stream_image(old)) if old else None
        after = case_of(new)
        if before is None:
            stage = AdvanceSettings.read().offing_stage
            service.start_workflow(ports.machines, after, ports.now(), stage)
        service.announce(ports.bus, before, after)
    if new["sk"] in ("META", "TOKEN"):
        service.release(ports.machines, CaseStore(ports.tables), identity)


@logger.inject_lambda_context
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Handle the changes in order; the first that fails and all after it come again."""
    for record in event["Records"]:
        if "NewImage" not in record["dynamodb"]:
            continue
        try:
            _work(record["dynamodb"])
        except Exception as error:  # noqa: BLE001  the stream brings it again, from here on
            logger.warning(
                "change failed", extra={"kind": type(error).__name__, "place": place(error)}
            )
            return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
    return {"batchItemFailures": []}
