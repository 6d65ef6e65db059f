"""Rows: which records a list or a search may show, as values of attributes that a query can filter by.

Cedar decides on one resource and filters none; `row_filter` says the same in the language of queries, and a test
holds the two together on generated records.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from offing.access.actions import action_of
from offing.access.people import Person
from offing.access.policy import somewhere
from offing.access.purposes import purposes_of
from offing.kernel.errors import ForbiddenError

type Filter = dict[str, tuple[str, ...]]

# What a port has to do with: the states of `examining-officer-works-referrals`.
RECEIVED = ("referred", "acknowledged", "result", "closed")
_OF_AGENCIES = frozenset({"Case", "Watchlist", "Rule"})
_WITH_CAVEATS = frozenset({"Watchlist"})


def row_filter(person: Person, action: str, purpose: str = "") -> Filter:
    """Attribute → values that a row may have; an attribute not named is free, `""` stands for none.

    Raises ForbiddenError when the person may see no row at all.
    """
    resource = action_of(action).resource
    decision = somewhere(person, action, purpose)
    if not decision.allowed:
        raise ForbiddenError(decision.reason, where=action)
    allowed: Filter = {}
    if resource in _OF_AGENCIES and not person.is_machine:
        allowed["agency"] = tuple(dict.fromkeys(("", person.agency)))
    if resource in _WITH_CAVEATS and not person.is_machine:
        allowed["caveat"] = ("", *person.clearances)
    return allowed | _of_roles(person, action, resource)


def admits(allowed: Mapping[str, Collection[str]], row: Mapping[str, str]) -> bool:
    """Whether a row passes; an attribute that it lacks is empty."""
    return all(row.get(name, "") in values for name, values in allowed.items())


def _of_roles(person: Person, action: str, resource: str) -> Filter:
    """What limits every role that gives the action; one role without limits frees the rest."""
    limits = [_limits(person, role, resource) for role in _giving(person, action)]
    return {} if not all(limits) else next(iter(limits), {})


def _giving(person: Person, action: str) -> Iterable[str]:
    """The roles that would give the action alone, for a purpose of their own."""
    for role in person.roles:
        alone = replace(person, roles=(role,))
        if somewhere(alone, action, next(iter(purposes_of(alone)), "")).allowed:
            yield role


def _limits(person: Person, role: str, resource: str) -> Filter:
    match role, resource:
        case "examining_officer", "Case" | "Traveller":
            return {"office": person.offices, "state": RECEIVED}
        case "carrier", "Message":
            return {"carrier": (person.carrier,)}
        case "partner", "Watchlist":
            return {"agency": (person.agency,)}
        case "partner", "Subscription":
            return {"owner": (person.id,)}
    return {}
