"""Queue `notices`: events of the bus to partners' webhooks."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.cases.adjudication import AdjudicationStore
from offing.cases.store import CaseStore
from offing.kernel.plain import plain
from offing.kernel.ports import Tables
from offing.notices.store import NoticeStore
from offing.runtime import wiring
from offing.runtime.batch import each_body
from offing.runtime.settings import NotifySettings
from offing.runtime.telemetry import logger
from offing.runtime.webhooks import Happening, notify, post, secrets_of

# Event on the bus → event that partners subscribe to.
PUBLIC = {
    "ReferralClosed": "referral.closed",
    "MatchAdjudicated": "match.adjudicated",
    "MessageLate": "message.late",
    "MessageMissing": "message.missing",
    "MessageIncomplete": "message.incomplete",
}
_LOCAL = "local"


def _work(body: dict[str, Any]) -> None:
    ports = wiring.ports()
    at = ports.now()
    notify(
        NoticeStore(ports.tables),
        _happening(ports.tables, PUBLIC[body["detail-type"]], body["detail"]),
        secrets_of(ports.secret("PARTNER_SECRETS_ARN")),
        (at, int(datetime.fromisoformat(at).timestamp())),
        partial(post, local=NotifySettings.read().offing_stage == _LOCAL),
    )


def _happening(tables: Tables, event: str, detail: Mapping[str, Any]) -> Happening:
    """What the event is about: a case or question is read from its table, a notice says all itself."""
    if "question" in detail:
        question = AdjudicationStore(tables).need(detail["question"])
        return Happening(event, plain(question), lists=frozenset({question.list}))
    if "case" not in detail:
        return Happening(event, detail, carrier=detail["carrier"])
    case = CaseStore(tables).need(detail["case"])
    return Happening(event, plain(case), lists=frozenset(entry.list for entry in case.entries))


@logger.inject_lambda_context
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Send each notice of the batch; one that is not taken comes again."""
    return each_body(event, context, _work)
