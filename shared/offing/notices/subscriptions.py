"""Subscriptions: which partner is told of which events, where."""

from dataclasses import dataclass, replace

from offing.kernel.errors import InvalidInputError
from offing.notices.payloads import EVENTS
from offing.notices.retries import Outcome, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A partner's webhook; it hears of its own `lists` and of itself as a `carrier`, and of nothing else.

    The secrets are kept with the other partners' secrets, not here.
    """

    partner: str
    url: str
    events: tuple[str, ...] = ("referral.closed",)
    lists: tuple[str, ...] = ()
    carrier: str = ""
    active: bool = True
    disabled_because: str = ""
    changed_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One event on its way to one partner; `next_at` is when it is tried again."""

    event: str
    partner: str
    type: str
    tries: int = 0
    status: int | None = None
    outcome: str = ""
    at: str = ""
    next_at: str = ""


def subscription(
    partner: str, url: str, events: tuple[str, ...], lists: tuple[str, ...], at: str
) -> Subscription:
    """A new subscription; an event that there is not is refused."""
    for event in events:
        if event not in EVENTS:
            known = ", ".join(sorted(EVENTS))
            raise InvalidInputError(
                f"There is no event '{event}'; there are: {known}.", where="events"
            )
    return Subscription(partner=partner, url=url, events=events, lists=lists, changed_at=at)


def concerns(of: Subscription, event: str, lists: set[str], carrier: str = "") -> bool:
    """Whether a partner is told: active, subscribed to the event, and one of its own lists or itself is concerned."""
    own = bool(lists & set(of.lists)) or (carrier != "" and of.carrier == carrier)
    return of.active and event in of.events and own


def after(of: Subscription, step: Step, at: str) -> Subscription:
    """The subscription after a try: one whose address says that it is gone is switched off."""
    if step.outcome is not Outcome.DISABLE:
        return of
    return replace(of, active=False, disabled_because="410", changed_at=at)
