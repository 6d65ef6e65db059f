"""Purposes: why somebody looks at personal data; named with every request and kept in the audit trail."""

from dataclasses import dataclass

from offing.access.people import Person


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose and the roles whose work it is."""

    code: str
    sentence: str
    roles: tuple[str, ...]


_OFFICERS = ("targeting_officer", "examining_officer", "analyst", "supervisor")
_TABLE = (
    Purpose("border_control", "Control of persons and goods that cross the border", _OFFICERS),
    Purpose("law_enforcement", "A lawful request in a named investigation", _OFFICERS),
    Purpose("analysis", "Writing and testing list entries and rules", ("analyst", "supervisor")),
    Purpose("supervision", "Checking work and agreeing to requests", ("supervisor",)),
    Purpose(
        "data_subject_request",
        "A person's request for access or correction",
        ("analyst", "supervisor"),
    ),
    Purpose("audit", "Oversight of how data are used", ("auditor",)),
)
PURPOSES: dict[str, Purpose] = {purpose.code: purpose for purpose in _TABLE}


def purposes_of(person: Person) -> tuple[str, ...]:
    """The purposes that a person may name, the usual one first."""
    return tuple(p.code for p in _TABLE if set(p.roles) & set(person.roles))
