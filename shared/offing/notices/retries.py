"""Retries: when a webhook that was not taken is sent again, and when we stop."""

from dataclasses import dataclass
from enum import StrEnum

# Seconds after the first, second … failed try.
SCHEDULE = (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600)


class Outcome(StrEnum):
    """What follows a try."""

    DELIVERED = "delivered"
    RETRY = "retry"
    FAILED = "failed"
    DISABLE = "disable"


@dataclass(frozen=True, slots=True)
class Step:
    """What follows a try, and after how many seconds."""

    outcome: Outcome
    after: int = 0


_GONE = 410


def next_step(status: int | None, tries: int) -> Step:
    """What follows the `tries`-th try with an HTTP status, None where there was no answer.

    410 ends the subscription, after Standard Webhooks; redirects are not followed and count as failures.
    """
    if status is not None and 200 <= status < 300:
        return Step(Outcome.DELIVERED)
    if status == _GONE:
        return Step(Outcome.DISABLE)
    if tries > len(SCHEDULE):
        return Step(Outcome.FAILED)
    return Step(Outcome.RETRY, SCHEDULE[tries - 1])
