"""Queue `notices`: events of the bus to partners' webhooks."""

from datetime import datetime
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.cases.store import CaseStore
from offing.notices.store import NoticeStore
from offing.runtime import wiring
from offing.runtime.batch import each_body
from offing.runtime.settings import NotifySettings
from offing.runtime.telemetry import logger
from offing.runtime.webhooks import notify, post, secrets_of

# Event on the bus → event that partners subscribe to.
PUBLIC = {"ReferralClosed": "referral.closed"}
_LOCAL = "local"


def _work(body: dict[str, Any]) -> None:
    ports = wiring.ports()
    at = ports.now()
    case = CaseStore(ports.tables).need(body["detail"]["case"])
    notify(
        NoticeStore(ports.tables),
        PUBLIC[body["detail-type"]],
        case,
        secrets_of(ports.secret("PARTNER_SECRETS_ARN")),
        (at, int(datetime.fromisoformat(at).timestamp())),
        partial(post, local=NotifySettings.read().offing_stage == _LOCAL),
    )


@logger.inject_lambda_context
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Send each notice of the batch; one that is not taken comes again."""
    return each_body(event, context, _work)
