"""Which carrier calls, and what it may do."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from offing.access.people import Person, carrier_of
from offing.access.policy import Resource, decide
from offing.access.trail import AuditTrail
from offing.kernel.errors import ForbiddenError, UnauthenticatedError
from offing.runtime import wiring

_trail = AuditTrail(worker=secrets.token_hex(4))


@dataclass(frozen=True, slots=True)
class Caller:
    """One request of one carrier's system."""

    person: Person
    ports: wiring.Ports
    now: str

    @property
    def carrier(self) -> str:
        """The carrier's code."""
        return self.person.carrier

    @property
    def milliseconds(self) -> int:
        """The time of the request since 1970."""
        return int(datetime.fromisoformat(self.now).timestamp() * 1000)

    def ask(self, action: str, message: str = "*") -> None:
        """Go on only if the carrier may do this with its own messages; both answers are written down."""
        resource = Resource(type="Message", id=message, attributes={"carrier": self.carrier})
        decision = decide(self.person, action, resource)
        _trail.write(
            self.ports.tables,
            at=self.now,
            actor=self.person.id,
            action=action,
            resource=f"Message/{message}",
            decision="allowed" if decision.allowed else "refused",
            policy=",".join(decision.policies),
        )
        if not decision.allowed:
            raise ForbiddenError(decision.reason)


def caller_of(event: Any) -> Caller:
    """The caller of the present request; which carrier a client is, our own table says."""
    claims = (event.raw_event.get("requestContext", {}).get("authorizer") or {}).get("claims")
    if not isinstance(claims, Mapping):
        raise UnauthenticatedError
    ports = wiring.ports()
    known = ports.tables.get("notices", f"CLIENT#{claims.get('client_id', '')}", "META") or {}
    return Caller(carrier_of(claims, str(known.get("carrier", ""))), ports, ports.now())
