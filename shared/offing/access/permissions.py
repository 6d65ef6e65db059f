"""The matrix of roles and actions, worked out by asking the policies: for the docs, the console and a snapshot."""

from collections.abc import Iterable

from offing.access.actions import ACTIONS
from offing.access.people import MACHINES, ROLES, Person
from offing.access.policy import somewhere
from offing.access.purposes import PURPOSES, purposes_of
from offing.access.rows import row_filter

_SCOPES = ("offing.carrier/push", "offing.carrier/read", "offing.carrier/interactive")
_WORDS = {
    "agency": "own agency's",
    "office": "own offices'",
    "state": "once referred",
    "caveat": "with clearance where a list has a caveat",
    "carrier": "own messages",
    "owner": "own",
}


def example(role: str) -> Person:
    """Somebody with one role and nothing else."""
    carrier = "XQ" if role == "carrier" else ""
    return Person(
        id="somebody",
        roles=(role,),
        agency="" if carrier else "customs",
        offices=("QNV",) if role == "examining_officer" else (),
        carrier=carrier,
        scopes=_SCOPES if carrier else (),
    )


def matrix() -> dict[str, dict[str, str]]:
    """Role → action → the limits under which it is allowed; what is not there is forbidden."""
    found: dict[str, dict[str, str]] = {}
    for role in (*ROLES, *MACHINES):
        person = example(role)
        purpose = next(iter(purposes_of(person)), "")
        found[role] = {
            action: _limits(person, action, purpose)
            for action in ACTIONS
            if somewhere(person, action, purpose).allowed
        }
    return found


def _limits(person: Person, action: str, purpose: str) -> str:
    allowed = row_filter(person, action, purpose)
    words = [_WORDS[name] for name in allowed]
    if "" in allowed.get("agency", ()):
        words[0] += " and common ones"
    return ", ".join(words) or "all"


def snapshot() -> str:
    """One line for each permission: a change of policy is a line in a review."""
    lines = (
        f"{role} · {action} · {limits}"
        for role, allowed in matrix().items()
        for action, limits in allowed.items()
    )
    return "\n".join(lines) + "\n"


def roles_page() -> str:
    """The text of docs/roles.md."""
    allowed = matrix()
    parts = [
        "# Roles\n",
        "Written by `offing.access.permissions.roles_page` from the tables of roles, actions\n"
        "and purposes and from the Cedar policies in `shared/offing/access/policies`; a test\n"
        "holds it to them. What is not listed is forbidden.\n",
        "## Who there is\n",
        *_rows(("role", "what for"), ({**ROLES, **MACHINES}).items()),
        "\n## What each may do\n",
    ]
    for role, actions in allowed.items():
        parts.append(f"### {role}\n")
        rows = ((f"`{a}`", ACTIONS[a].sentence, limits) for a, limits in actions.items())
        parts += [*_rows(("action", "in words", "of which"), rows), ""]
    parts.append("## Purposes\n")
    parts.append(
        "Whatever shows personal data needs a purpose, named with the request and kept in the audit trail:\n"
    )
    purposes = ((f"`{p.code}`", p.sentence, ", ".join(p.roles)) for p in PURPOSES.values())
    parts += [*_rows(("purpose", "in words", "whose"), purposes), ""]
    personal = ", ".join(f"`{a.name}`" for a in ACTIONS.values() if a.personal)
    parts.append(f"Personal: {personal}.\n")
    parts.append("## Limits for everybody\n")
    parts.append(_LIMITS)
    return "\n".join(parts)


_LIMITS = """\
* An agency's cases, lists and rules are seen by its own people; what has no agency is common to all.
* An entry of a list with a caveat is seen by people with that clearance.
* Nobody approves a rule, authorises a list entry or agrees to a request that they wrote themselves.
* The administrator's role shuts out personal data, whatever other roles the same account has.
* Taking data out, unmasking, approving, authorising and managing accounts need a second factor.
"""


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    table = [head, tuple("---" for _ in head), *rows]
    return [f"| {' | '.join(row)} |" for row in table]
