"""Sending webhooks: to an address that was looked up and allowed, signed, without following anybody anywhere."""

import json
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import orjson
import urllib3

from offing.kernel.errors import InvalidInputError, UnavailableError
from offing.notices.addresses import allowed
from offing.notices.payloads import EVENTS, Payload, delivery_id
from offing.notices.retries import Outcome, next_step
from offing.notices.signing import sign
from offing.notices.store import NoticeStore
from offing.notices.subscriptions import Delivery, Subscription, after, concerns
from offing.runtime.telemetry import logger

type Post = Callable[[str, bytes, dict[str, str]], int | None]

_TIMEOUT = urllib3.Timeout(connect=3.0, read=10.0)


def resolve(host: str) -> list[str]:
    """All addresses of a host; none when it has no name in the DNS."""
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except socket.gaierror:
        return []
    return sorted({str(row[4][0]) for row in found})


def post(url: str, body: bytes, headers: dict[str, str], *, local: bool) -> int | None:
    """The status that the subscriber's address answers; None when it does not answer."""
    parts = urlsplit(url)
    addresses = resolve(parts.hostname or "")
    allowed(url, addresses, local=local)
    # Connected to the address that was checked: between two look-ups a name can change.
    secure = parts.scheme == "https"
    pool: urllib3.HTTPConnectionPool
    if secure:
        pool = urllib3.HTTPSConnectionPool(
            addresses[0],
            parts.port or 443,
            timeout=_TIMEOUT,
            retries=False,
            assert_hostname=parts.hostname,
            server_hostname=parts.hostname,
        )
    else:
        pool = urllib3.HTTPConnectionPool(
            addresses[0], parts.port or 80, timeout=_TIMEOUT, retries=False
        )
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    sent = {**headers, "host": parts.netloc, "content-type": "application/json"}
    try:
        return pool.request("POST", target, body=body, headers=sent, redirect=False).status
    except urllib3.exceptions.HTTPError:
        return None


@dataclass(frozen=True, slots=True)
class Happening:
    """What is told: the public event, the case or notice it is about, and whose lists or which carrier it concerns."""

    event: str
    subject: Mapping[str, Any]
    lists: frozenset[str] = frozenset()
    carrier: str = ""


def notify(
    store: NoticeStore,
    of_what: Happening,
    secrets: dict[str, str],
    now: tuple[str, int],
    send: Post,
) -> None:
    """Tell every subscriber whom the event concerns; raises UnavailableError when one must be tried again."""
    waiting = [
        of.partner
        for of in store.subscriptions()
        if concerns(of, of_what.event, set(of_what.lists), of_what.carrier)
        and not _told(store, of, of_what, secrets, now, send)
    ]
    if waiting:
        raise UnavailableError(f"{len(waiting)} subscribers did not take the notice yet")


def _told(
    store: NoticeStore,
    of: Subscription,
    of_what: Happening,
    secrets: dict[str, str],
    now: tuple[str, int],
    send: Post,
) -> bool:
    """Whether this subscriber needs no further try."""
    event = of_what.event
    payload: Payload = EVENTS[event](of_what.subject, of.lists)
    identity = delivery_id(payload, of.partner)
    known = store.delivery(identity) or Delivery(event=identity, partner=of.partner, type=event)
    if known.outcome in (Outcome.DELIVERED, Outcome.FAILED, Outcome.DISABLE):
        return True
    status = _status(of, identity, orjson.dumps(payload), secrets, now[1], send)
    step = next_step(status, known.tries + 1)
    store.log(
        replace(known, tries=known.tries + 1, status=status, outcome=step.outcome.value, at=now[0])
    )
    if step.outcome is Outcome.DISABLE:
        store.save(after(of, step, now[0]))
    return step.outcome is not Outcome.RETRY


def _status(
    of: Subscription, identity: str, body: bytes, secrets: dict[str, str], at: int, send: Post
) -> int | None:
    """What the subscriber answered; None too where we cannot send, so that one never holds up the others."""
    if of.partner not in secrets:
        logger.warning("no secret", extra={"partner": of.partner})
        return None
    try:
        return send(of.url, body, sign(identity, at, body, [secrets[of.partner]]))
    except InvalidInputError as error:
        logger.warning("address refused", extra={"partner": of.partner, "where": error.where})
        return None


def secrets_of(text: str) -> dict[str, str]:
    """Partner → signing secret."""
    held = json.loads(text)
    return {name: value if isinstance(value, str) else value[0] for name, value in held.items()}
