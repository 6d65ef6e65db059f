"""What a local stack holds and where it is: the reconciliation, the queues, the addresses."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from offing.local import aws, tokens
from offing.local.paths import LocalError
from offing.local.state import Stack

ASKED_BY = "sven"  # supervisors may see the reconciliation of all agencies
_COUNTS = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")


def status(stack: Stack) -> dict[str, Any]:
    """`offing status --json`."""
    depths = queue_depths(stack)
    reconciled = reconciliation(stack)
    return {
        **{part: reconciled.get(part, {}) for part in ("messages", "travellers", "referrals")},
        "balanced": reconciled.get("balanced"),
        "queues": {
            n.removesuffix("Queue").lower(): d for n, d in depths.items() if "Dead" not in n
        },
        "dead_letters": sum(d for n, d in depths.items() if "Dead" in n),
        "urls": stack.urls,
    }


def queue_depths(stack: Stack) -> dict[str, int]:
    """Messages waiting or in work, for each queue."""
    with ThreadPoolExecutor(8) as pool:
        return dict(
            zip(
                stack.queues,
                pool.map(lambda q: _depth(stack, q), stack.queues.values()),
                strict=True,
            )
        )


def _depth(stack: Stack, address: str) -> int:
    counts = aws.client(stack, "sqs").get_queue_attributes(
        QueueUrl=address, AttributeNames=list(_COUNTS)
    )["Attributes"]
    return sum(int(counts.get(name, 0)) for name in _COUNTS)


def reconciliation(stack: Stack) -> dict[str, Any]:
    """What officer_api says of messages, travellers and referrals."""
    return asked(stack, "/reconciliation", ASKED_BY, "supervision")


def asked(stack: Stack, path: str, who: str, purpose: str, seconds: float = 60) -> dict[str, Any]:
    """What officer_api answers to a demo officer; a refusal raises LocalError with the answer's words."""
    request = urllib.request.Request(  # noqa: S310  # our own address on 127.0.0.1
        f"{stack.urls['officer_api']}{path}",
        headers={
            "Authorization": f"Bearer {tokens.token(stack, who)}",
            "Offing-Purpose": purpose,
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=seconds) as reply:  # noqa: S310
            found: dict[str, Any] = json.loads(reply.read())
    except urllib.error.HTTPError as refusal:
        said = refusal.read().decode(errors="replace")[:300]
        raise LocalError(f"officer_api answered {refusal.code}: {said}") from refusal
    return found
