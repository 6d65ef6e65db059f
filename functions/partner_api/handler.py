"""The partners' API: signed list entries in."""

import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
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
from offing.kernel.plain import from_json, to_json
from offing.notices.signing import verify
from offing.runtime import wiring
from offing.runtime.http import answer, header, resolver
from offing.runtime.telemetry import logger, metrics
from offing.watchlists.model import Entry
from offing.watchlists.sources.jsonl import entry_of
from offing.watchlists.store import ListStore

app = resolver()
_trail = AuditTrail()
_MOST = 1000
_MOST_NAME, _GRAVEST = 500, 3
_MOST_BYTES = 300_000  # what an item of a table holds, with room
_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")  # a `#` would end the key before it does


@dataclass(frozen=True, slots=True)
class ListOfPartner:
    """A list, the partner who sends it and the agency that acts on it."""

    name: str
    partner: str
    agency: str


_BOUNDS: tuple[tuple[Callable[[Entry], bool], str], ...] = (
    (lambda e: not _ID.fullmatch(e.id), "an id has up to 128 letters, digits and . _ : - only"),
    (lambda e: len(e.name) > _MOST_NAME, f"a name has at most {_MOST_NAME} characters"),
    (
        lambda e: any(len(alias.name) > _MOST_NAME for alias in e.aliases),
        f"an alias has at most {_MOST_NAME} characters",
    ),
    (lambda e: not 1 <= e.severity <= _GRAVEST, "severity is 1, 2 or 3"),
)


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
    agency = _ask(ports, partner, listed, now)
    body = _parsed(raw)
    at = ListOfPartner(listed, partner, agency)
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


def _ask(ports: wiring.Ports, partner: str, listed: str, now: str) -> str:
    """The agency that acts on the list, once the list is the partner's."""
    known = ports.tables.get("watchlists", f"LIST#{listed}", "META") or {}
    owner = str(known.get("partner", ""))
    person = partner_of(partner, partner)
    resource = Resource(type="Watchlist", id=listed, agency=owner)
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
    return str(known.get("agency", owner))


def _parsed(raw: bytes) -> EntriesBody:
    try:
        return EntriesBody.model_validate_json(raw)
    except ValidationError as error:
        places = sorted({".".join(map(str, e["loc"][:2])) or "body" for e in error.errors()})
        raise InvalidInputError(
            'Send {"entries": […], "mode": "upsert" or "withdraw"}', where=", ".join(places[:5])
        ) from None


def _apply(
    store: ListStore, body: EntriesBody, at: ListOfPartner, now: str
) -> tuple[int, list[dict[str, Any]]]:
    if body.mode == "withdraw":
        ids = [str(row["id"]) for row in body.entries if row.get("id")]
        return store.withdraw(at.name, ids, at.partner, now), []
    good: dict[str, Entry] = {}
    bad = []
    for index, row in enumerate(body.entries):
        try:
            entry = _entry(row, at)
        except (ValueError, KeyError, TypeError, AttributeError, InvalidInputError) as error:
            bad.append({"index": index, "why": _why(error)})
        else:
            good[entry.id] = entry  # one batch takes no key twice: the last says what holds
    store.upsert(good.values(), at.partner, now)
    return len(body.entries) - len(bad), bad


def _entry(row: dict[str, Any], at: ListOfPartner) -> Entry:
    """An entry within its bounds that can be read again: one that cannot would stop every later build of the index.

    Whose cases it makes is the list's to say, not the entry's.
    """
    entry = replace(entry_of(row, at.name), agency=at.agency)
    for wrong, why in _BOUNDS:
        if wrong(entry):
            raise InvalidInputError(why, where="entries")
    raw = to_json(entry)
    if len(raw) > _MOST_BYTES:
        raise InvalidInputError(f"an entry has at most {_MOST_BYTES:,} bytes", where="entries")
    return from_json(Entry, raw)


def _why(error: Exception) -> str:
    # Only our own words: a library's message may quote the entry.
    return error.detail if isinstance(error, InvalidInputError) else "this entry cannot be read"


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request."""
    return app.resolve(event, context)
