"""Decisions: may this person do this to that, for this purpose. Cedar policies decide, and name themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import cedarpy
import orjson

from offing.access.actions import ACTIONS, action_of
from offing.access.people import Person
from offing.access.purposes import purposes_of
from offing.kernel.errors import ForbiddenError

FOLDER = Path(__file__).parent / "policies"
# The text attributes that policies may ask of any resource; one that is not given is empty.
ATTRIBUTES = ("agency", "office", "owner", "author", "state", "carrier", "caveat")
SYSTEM = "Machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What is asked for. `agency` empty is common to all agencies; `attributes` are any others of `ATTRIBUTES`."""

    type: str
    id: str = "*"
    agency: str = ""
    office: str = ""
    owner: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer with the policies that gave it; none means that nothing permits it."""

    allowed: bool
    policies: tuple[str, ...] = ()
    reason: str = ""


# Policy → what to tell the person whom it stops.
_REASONS = {
    "personal-data-needs-a-purpose": "Name the purpose in the header Offing-Purpose; yours are: {purposes}.",
    "admin-sees-no-personal-data": "Administrators of the service see no personal data.",
    "agencies-are-separate": "This belongs to another agency.",
    "caveats-need-clearance": "This needs a clearance that you do not have.",
    "four-eyes": "Somebody else must agree: you wrote this yourself.",
    "two-factors-for-what-goes-out": "Sign in with a second factor first.",
}


def decide(person: Person, action: str, resource: Resource, purpose: str = "") -> Decision:
    """Whether `person` may do `action` to `resource`; forbidden unless a policy permits it and none forbids it."""
    row = action_of(action)
    if row.resource != resource.type:
        return Decision(
            allowed=False, reason=f"'{action}' is for {row.resource}, not {resource.type}."
        )
    purposes = purposes_of(person)
    answer = cedarpy.is_authorized(
        {
            "principal": {"type": f"Offing::{_kind(person)}", "id": person.id},
            "action": {"type": "Offing::Action", "id": action},
            "resource": {"type": f"Offing::{resource.type}", "id": resource.id},
            "context": {"purpose": purpose, "purposes": purposes},
        },
        _policies(),
        _known(person, action).with_added_json_str(_resource_entity(resource)),
    )
    named = answer.diagnostics.id_annotations_by_reason
    deciding = tuple(sorted(named.get(r, r) for r in answer.diagnostics.reasons))
    if answer.allowed:
        return Decision(allowed=True, policies=deciding)
    return Decision(
        allowed=False, policies=deciding, reason=_reason(row.sentence, deciding, purposes)
    )


def require(person: Person, action: str, resource: Resource, purpose: str = "") -> Decision:
    """The decision, or ForbiddenError with the reason."""
    decision = decide(person, action, resource, purpose)
    if not decision.allowed:
        raise ForbiddenError(decision.reason, where=action)
    return decision


def permissions(person: Person) -> tuple[str, ...]:
    """The actions that a person may do to something of their own agency and offices: what the console offers."""
    purpose = next(iter(purposes_of(person)), "")
    return tuple(a for a in ACTIONS if somewhere(person, a, purpose).allowed)


def somewhere(person: Person, action: str, purpose: str = "") -> Decision:
    """The decision on something that is as much the person's own as can be: whether the action is theirs at all."""
    own = Resource(
        type=action_of(action).resource,
        agency=person.agency,
        office=next(iter(person.offices), ""),
        owner=person.id,
        attributes={"state": "referred", "carrier": person.carrier},
    )
    return decide(person, action, own, purpose)


def _reason(sentence: str, deciding: tuple[str, ...], purposes: tuple[str, ...]) -> str:
    for policy in deciding:
        if policy in _REASONS:
            return _REASONS[policy].format(purposes=", ".join(purposes) or "none")
    return f"Your role does not include this: {sentence[0].lower()}{sentence[1:]}."


def policy_text() -> str:
    """All policies, one text."""
    return "\n".join(file.read_text() for file in sorted(FOLDER.glob("*.cedar")))


@cache
def _policies() -> cedarpy.PolicySet:
    return cedarpy.PolicySet.from_str(policy_text())


def _kind(person: Person) -> str:
    return SYSTEM if person.is_machine else "Person"


@lru_cache(maxsize=1024)
def _known(person: Person, action: str) -> cedarpy.Entities:
    """The person with their roles and the action with its group: all that a request needs beside the resource."""
    who = _entity(
        _kind(person),
        person.id,
        id=person.id,
        agency=person.agency,
        offices=person.offices,
        clearances=person.clearances,
        mfa=person.mfa,
        carrier=person.carrier,
        scopes=person.scopes,
    )
    who["parents"] = [{"type": "Offing::Role", "id": role} for role in person.roles]
    what = _entity("Action", action)
    if action_of(action).personal:
        what["parents"] = [{"type": "Offing::Action", "id": "personal"}]
    return cedarpy.Entities.from_json_str(orjson.dumps([who, what]).decode())


def _resource_entity(resource: Resource) -> str:
    known = {
        "agency": resource.agency,
        "office": resource.office,
        "owner": resource.owner,
        **resource.attributes,
    }
    entity = _entity(
        resource.type, resource.id, **{name: known.get(name, "") for name in ATTRIBUTES}
    )
    return orjson.dumps([entity]).decode()


def _entity(kind: str, identity: str, **attributes: Any) -> dict[str, Any]:
    return {"uid": {"type": f"Offing::{kind}", "id": identity}, "attrs": attributes, "parents": []}
