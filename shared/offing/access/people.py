"""People and machines: who is asking, as the identity provider vouches for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from offing.kernel.errors import UnauthenticatedError

# Role → what it is for. The groups of the officers' user pool have these names.
ROLES: dict[str, str] = {
    "targeting_officer": "Works the queue: compares travellers with list entries, clears and refers.",
    "examining_officer": "Examines at a port what is referred to it, and records the result.",
    "analyst": "Writes watchlist entries and risk rules, and follows how well they do.",
    "supervisor": "Approves rules and disclosures, releases cases, sees what was left and why.",
    "auditor": "Reads and verifies the audit trail; sees figures, no files.",
    "admin": "Runs the service: people's accounts, stuck messages; sees no personal data.",
}
# Machines have one role each, from what they present.
MACHINES: dict[str, str] = {
    "carrier": "A carrier's system that sends messages and reads how they were received.",
    "partner": "A partner agency's system that sends list entries and receives results.",
    "machine": "The service itself, when a time limit or a withdrawn booking moves a case on.",
}
_CARRIER_SCOPE = "offing.carrier/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whoever asks: an officer, or a machine with the role carrier, partner or machine.

    `agency` separates what agencies see; `offices` are the ports a person works for; `clearances` open lists with a
    caveat; `carrier` and `scopes` are a machine's.
    """

    id: str
    name: str = ""
    roles: tuple[str, ...] = ()
    agency: str = ""
    offices: tuple[str, ...] = ()
    clearances: tuple[str, ...] = ()
    mfa: bool = True
    carrier: str = ""
    scopes: tuple[str, ...] = ()

    @property
    def is_machine(self) -> bool:
        """Whether no human is behind it."""
        return any(role in MACHINES for role in self.roles)


SERVICE = Person(id="offing", name="Offing", roles=("machine",))


def person_of(claims: Mapping[str, Any]) -> Person:
    """The person of a Cognito token whose signature the gateway has checked; groups that are no role are left out."""
    identity = str(claims.get("cognito:username") or claims.get("sub") or "")
    if not identity:
        raise UnauthenticatedError("The token names nobody. Sign in again.", where="Authorization")
    return Person(
        id=identity,
        name=str(claims.get("custom:name") or claims.get("name") or identity),
        roles=tuple(role for role in _many(claims.get("cognito:groups")) if role in ROLES),
        agency=str(claims.get("custom:agency") or ""),
        offices=_many(claims.get("custom:office")),
        clearances=_many(claims.get("custom:clearances")),
        # Cognito names no factors: there the pool demands two. A federated token says what it had.
        mfa="amr" not in claims or "mfa" in _many(claims["amr"]),
    )


def carrier_of(claims: Mapping[str, Any], carrier: str) -> Person:
    """The carrier behind an access token; which carrier a client is, our own table says and not the token."""
    client = str(claims.get("client_id") or claims.get("sub") or "")
    scopes = _many(claims.get("scope"))
    if not client or not carrier:
        raise UnauthenticatedError(
            "This client is not registered for a carrier. Ask the authority to register it.",
            where="Authorization",
        )
    roles = ("carrier",) if any(s.startswith(_CARRIER_SCOPE) for s in scopes) else ()
    return Person(id=client, name=carrier, roles=roles, carrier=carrier, scopes=scopes)


def partner_of(partner: str, agency: str) -> Person:
    """A partner whose signature has been verified."""
    return Person(id=f"partner:{partner}", name=partner, roles=("partner",), agency=agency)


def _many(value: object) -> tuple[str, ...]:
    """Several values of a claim: REST authorizers hand lists on as `a,b` or `[a b]`."""
    if isinstance(value, str):
        return tuple(value.strip("[]").replace(",", " ").split())
    return tuple(str(v) for v in value) if isinstance(value, (list, tuple)) else ()
