"""The partners' API: signed list entries in."""

import base64
import json
from datetime import datetime
from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, Field, ValidationError

from offing.access.people import partner_of
from offing.access.policy import Resource, decide
from offing.access.trail import AuditTrail
from offing.kernel.errors import InvalidInputError, NotFoundError, UnauthenticatedError
from offing.kernel.ids import digest
from offing.notices.signing import verify
from offing.runtime import wiring
from offing.runtime.http import answer, header, resolver
from offing.runtime.telemetry import logger, metrics
from offing.watchlists.bounds import READING, from_row, why
from offing.watchlists.model import Entry
from offing.watchlists.register import ListRegister, WatchList
from offing.watchlists.store import ListStore

app = resolver()
_trail = AuditTrail()
_MOST = 1000


class EntriesBody(BaseModel):
    """Entries to add or replace, or ids to withdraw."""

    entries: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=_MOST)]
    mode: Literal["upsert", "withdraw"] = "upsert"


@app.post("/lists/<listed>/entries", summary="Send list entries", tags=["Lists"])
def entries(listed: Annotated[str, Path(pattern=r"^[a-z0-9-]{1,64}$")]) -> Response[str]:
    """Take in up to 1,000 entries of a list of the partner's own, signed after Standard Webhooks."""
    ports = wiring.ports()
    now = ports.now()
    raw = _body()
    partner, identity = _verified(raw, now)
    at = _ask(ports, partner, listed, now)
    body = _parsed(raw)
    accepted, rejected = _apply(ListStore(ports.tables), body, at, now)
    detail = {"list": listed, "partner": partner, "accepted": accepted}
    if accepted:
        ports.bus.publish("offing.watchlists", "WatchlistChanged", detail)
    metrics.add_metric(name="EntriesAccepted", unit="Count", value=accepted)
    return answer(202, {"accepted": accepted, "rejected": rejected, "build": digest(identity)})


def _body() -> bytes:
    event = app.current_event
    raw = event.body or ""
    return base64.b64decode(raw) if event.is_base64_encoded else raw.encode()


def _verified(raw: bytes, now: str) -> tuple[str, str]:
    """The partner and the id of the webhook, once its signature holds."""
    headers = app.current_event.headers
    partner = header(headers, "offing-partner")
    held = json.loads(wiring.ports().secret("PARTNER_SECRETS_ARN")).get(partner)
    if not partner or not held:
        raise UnauthenticatedError("Name yourself as you were registered", where="offing-partner")
    secrets = [held] if isinstance(held, str) else list(held)
    seconds = int(datetime.fromisoformat(now).timestamp())
    return partner, verify(headers, raw, secrets, seconds)


def _ask(ports: wiring.Ports, partner: str, listed: str, now: str) -> WatchList:
    """The list, once it is the partner's."""
    known = ListRegister(ports.tables).get(listed) or WatchList(name=listed)
    person = partner_of(partner, partner)
    resource = Resource(type="Watchlist", id=listed, agency=known.partner)
    decision = decide(person, "watchlist:push", resource)
    _trail.write(
        ports.tables,
        at=now,
        actor=person.id,
        action="watchlist:push",
        resource=f"Watchlist/{listed}",
        decision="allowed" if decision.allowed else "refused",
        policy=",".join(decision.policies),
    )
    if not decision.allowed:
        raise NotFoundError("There is no list of yours with this name")
    return known


def _parsed(raw: bytes) -> EntriesBody:
    try:
        return EntriesBody.model_validate_json(raw)
    except ValidationError as error:
        places = sorted({".".join(map(str, e["loc"][:2])) or "body" for e in error.errors()})
        raise InvalidInputError(
            'Send {"entries": […], "mode": "upsert" or "withdraw"}', where=", ".join(places[:5])
        ) from None


def _apply(
    store: ListStore, body: EntriesBody, at: WatchList, now: str
) -> tuple[int, list[dict[str, Any]]]:
    if body.mode == "withdraw":
        ids = [str(row["id"]) for row in body.entries if row.get("id")]
        return store.withdraw(at.name, ids, at.partner, now), []
    good: dict[str, Entry] = {}
    bad = []
    for index, row in enumerate(body.entries):
        try:
            entry = from_row(row, at)
        except READING as error:
            bad.append({"index": index, "why": why(error)})
        else:
            good[entry.id] = entry  # one batch takes no key twice: the last says what holds
    store.upsert(good.values(), at.partner, now)
    return len(body.entries) - len(bad), bad


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request."""
    return app.resolve(event, context)
