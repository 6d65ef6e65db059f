"""Queue `score`: movements whose travellers have changed, to assessments and the cases that follow."""

from datetime import date
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.cases.adjudication import AdjudicationStore
from offing.cases.store import CaseStore
from offing.risk.shares import KeyBook
from offing.runtime import wiring
from offing.runtime.batch import each_once
from offing.runtime.rulebooks import current_rules
from offing.runtime.settings import ScoreSettings
from offing.runtime.telemetry import logger, metrics
from offing.travel.cases import opener
from offing.travel.scoring import Scoring, score_movement


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Score each movement of the batch once."""
    ports = wiring.ports()
    now = ports.now()
    settings, key = ScoreSettings.read(), ports.secret("DRAW_KEY_ARN").encode()
    KeyBook(ports.tables).publish(key, date.fromisoformat(now[:10]))
    at = Scoring(
        tables=ports.tables,
        rules=current_rules(ports.blobs),
        draw_key=key,
        random_share=settings.random_share,
        frozen=settings.eu_mode,
        opens=opener(CaseStore(ports.tables), now, AdjudicationStore(ports.tables)),
    )

    def work(movement: str) -> None:
        metrics.add_metric(
            name="TravellersAssessed", unit="Count", value=score_movement(at, movement, now)
        )

    return each_once(event, "movement", work)
