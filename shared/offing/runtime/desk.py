"""The desk at which an officer asks: who they are, for which purpose, what they may, and that it was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn

from offing.access.audit import fingerprint
from offing.access.people import Person, person_of
from offing.access.policy import Decision, Resource, decide, permissions
from offing.access.purposes import PURPOSES
from offing.access.rows import row_filter
from offing.access.trail import AuditTrail
from offing.cases.model import Case
from offing.kernel.errors import ForbiddenError, NotFoundError, UnauthenticatedError
from offing.runtime import wiring
from offing.runtime.http import header

# A record of another agency is answered as if it did not exist: its existence is not theirs to know.
_HIDDEN = frozenset({"agencies-are-separate", "caveats-need-clearance"})
_trail = AuditTrail()
_polled: dict[tuple[str, ...], datetime] = {}
_POLL_EVERY = timedelta(minutes=5)
_MOST_POLLED = 10_000


@dataclass(frozen=True, slots=True)
class Desk:
    """One request of one officer."""

    person: Person
    purpose: str
    ports: wiring.Ports
    now: str

    def may(self, action: str, resource: Resource) -> bool:
        """Whether it would be allowed; nothing is shown yet, so nothing is written down."""
        return decide(self.person, action, resource, self.purpose).allowed

    def ask(self, action: str, resource: Resource, *, polled: bool = False, **detail: str) -> None:
        """Go on only if it is allowed; both answers are written down, with coded details.

        What a console asks for every few seconds (`polled`) is written down once in five minutes.
        """
        decision = decide(self.person, action, resource, self.purpose)
        what = (self.person.id, action, resource.id, self.purpose)
        if not (polled and decision.allowed and _lately(what, self.now)):
            self._write(action, resource, decision, detail)
        if decision.allowed:
            return
        if _HIDDEN & set(decision.policies):
            raise NotFoundError
        raise ForbiddenError(decision.reason)

    def miss(self, action: str, kind: str, identity: str) -> NoReturn:
        """What is not there is asked for and written down like anything else: guessing ids leaves a trace."""
        self.ask(action, self.own(kind, fingerprint(identity), state="absent"), found="no")
        raise NotFoundError

    def _write(
        self, action: str, resource: Resource, decision: Decision, detail: dict[str, str]
    ) -> None:
        _trail.write(
            self.ports.tables,
            at=self.now,
            actor=self.person.id,
            action=action,
            resource=f"{resource.type}/{resource.id}",
            purpose=self.purpose,
            decision="allowed" if decision.allowed else "refused",
            policy=",".join(decision.policies),
            detail=detail,
        )

    def permissions(self) -> list[str]:
        """What this officer may do to things of their own agency."""
        return list(permissions(self.person))

    def row_filter(self, action: str) -> Mapping[str, Sequence[str]]:
        """The filter that keeps lists and searches to what this officer may see."""
        return row_filter(self.person, action, self.purpose)

    def own(self, kind: str, identity: str, **attributes: str) -> Resource:
        """A thing of the officer's own agency and office."""
        office = next(iter(self.person.offices), "")
        return Resource(
            type=kind, id=identity, agency=self.person.agency, office=office, attributes=attributes
        )


def _lately(what: tuple[str, ...], now: str) -> bool:
    """Whether this process has written the same down less than five minutes ago; notes it if not."""
    at = datetime.fromisoformat(now)
    known = _polled.get(what)
    if known is not None and timedelta() <= at - known < _POLL_EVERY:
        return True
    if len(_polled) >= _MOST_POLLED:
        _polled.clear()
    _polled[what] = at
    return False


def of_case(case: Case) -> Resource:
    """A case as policies see it."""
    return Resource(
        type="Case",
        id=case.id,
        agency=case.agency,
        office=case.office,
        owner=case.holder or "",
        attributes={"state": case.state},
    )


def of_traveller(identity: str, case: Case | None) -> Resource:
    """A traveller as policies see it: where a case stands on them, the case says whose they are."""
    if case is None:
        return Resource(type="Traveller", id=identity)
    return Resource(
        type="Traveller",
        id=identity,
        agency=case.agency,
        office=case.office,
        attributes={"state": case.state},
    )


def desk_of(router: Any) -> Desk:
    """The desk of the present request."""
    event = router.current_event
    authorizer = event.raw_event.get("requestContext", {}).get("authorizer") or {}
    claims = authorizer.get("claims")
    # An access token has the roles but not the agency: whoever came with it would belong to none.
    if not isinstance(claims, Mapping) or claims.get("token_use", "id") != "id":
        raise UnauthenticatedError("Send the ID token that you were given", where="Authorization")
    ports = wiring.ports()
    named = header(event.headers, "offing-purpose")
    purpose = named if named in PURPOSES else ""
    return Desk(person_of(claims), purpose, ports, ports.now())
