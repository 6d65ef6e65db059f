"""Who may do what: the policies as rows, and as a matrix that a review can read."""

import time
from dataclasses import replace
from pathlib import Path

import cedarpy
import pytest

from offing.access import permissions, schema
from offing.access.actions import ACTIONS
from offing.access.people import SERVICE, Person, carrier_of, partner_of
from offing.access.policy import FOLDER, Resource, decide, policy_text, require
from offing.kernel.errors import ForbiddenError, InvalidInputError

HERE = Path(__file__).parent
OFFICER = Person(id="o1", roles=("targeting_officer",), agency="customs")
PORT = Person(id="p1", roles=("examining_officer",), agency="customs", offices=("QNV",))
ANALYST = Person(id="a1", roles=("analyst",), agency="customs")
CHIEF = Person(id="s1", roles=("supervisor",), agency="customs")
AUDITOR = Person(id="d1", roles=("auditor",))
ADMIN = Person(id="t1", roles=("admin",), agency="customs")
CARRIER = carrier_of({"client_id": "c1", "scope": "offing.carrier/push"}, "XQ")
PARTNER = partner_of("police-lists", "police")


def case(agency: str = "customs", office: str = "QNV", state: str = "referred") -> Resource:
    return Resource(type="Case", id="c", agency=agency, office=office, attributes={"state": state})


def written_by(kind: str, author: str) -> Resource:
    return Resource(type=kind, agency="customs", attributes={"author": author})


LIST = Resource(type="Watchlist", agency="police")
SECRET = Resource(type="Watchlist", agency="customs", attributes={"caveat": "secret"})
TRAVELLER = Resource(type="Traveller", id="t")


def at_port(state: str) -> Resource:
    """A traveller with a case for the port QNV."""
    return Resource(type="Traveller", office="QNV", attributes={"state": state})


BC = "border_control"

ROWS = [
    ("an officer sees a case of the own agency", OFFICER, "case:view", case(), BC, "targeting-officer-works-cases"),
    ("and one common to all", OFFICER, "case:view", case(agency=""), BC, "targeting-officer-works-cases"),
    ("not another agency's", OFFICER, "case:view", case("police"), BC, "!agencies-are-separate"),
    ("not without purpose", OFFICER, "case:view", case(), "", "!personal-data-needs-a-purpose"),
    ("not for a purpose of others", OFFICER, "case:view", case(), "audit", "!personal-data-needs-a-purpose"),
    ("not the audit trail", OFFICER, "audit:view", Resource(type="AuditTrail"), BC, "!"),
    ("a port sees what is referred to it", PORT, "case:view", case(), BC, "examining-officer-works-referrals"),
    ("not before it is referred", PORT, "case:view", case(state="in_review"), BC, "!"),
    ("not another port's", PORT, "case:result", case(office="QNS"), BC, "!"),
    ("a port does not decide", PORT, "case:decide", case(), BC, "!"),
    ("a port sees whom it examines", PORT, "traveller:view", at_port("referred"), BC,
     "examining-officer-sees-whom-to-examine"),
    ("not before they are referred", PORT, "traveller:view", at_port("opened"), BC, "!"),
    ("and nobody else", PORT, "traveller:view", TRAVELLER, BC, "!"),
    ("an analyst writes rules", ANALYST, "rule:write", Resource(type="Rule", agency="customs"), "",
     "analyst-writes-lists-and-rules"),
    ("a supervisor approves another's rule", CHIEF, "rule:approve", written_by("Rule", "a1"), "",
     "supervisor-oversees"),
    ("not their own", CHIEF, "rule:approve", written_by("Rule", "s1"), "", "!four-eyes"),
    ("nor their own request", CHIEF, "traveller:approve_unmask", written_by("Traveller", "s1"), "supervision",
     "!four-eyes"),
    ("not with one factor", replace(CHIEF, mfa=False), "rule:approve", written_by("Rule", "a1"), "",
     "!two-factors-for-what-goes-out"),
    ("an auditor reads the trail", AUDITOR, "audit:view", Resource(type="AuditTrail"), "", "auditor-reads-the-trail"),
    ("no travellers", AUDITOR, "traveller:view", TRAVELLER, "audit", "!"),
    ("an admin resubmits a message", ADMIN, "message:resubmit", Resource(type="Message"), "", "admin-runs-the-service"),
    ("sees no person", ADMIN, "case:view", case(), BC, "!admin-sees-no-personal-data"),
    ("not even as an officer too", replace(ADMIN, roles=("admin", "targeting_officer")), "case:view", case(), BC,
     "!admin-sees-no-personal-data"),
    ("a list with a caveat is shut", ANALYST, "watchlist:view", SECRET, BC, "!caveats-need-clearance"),
    ("and opened by clearance", replace(ANALYST, clearances=("secret",)), "watchlist:view", SECRET, BC,
     "analyst-writes-lists-and-rules"),
    ("a carrier sends its own", CARRIER, "message:push", Resource(type="Message", attributes={"carrier": "XQ"}), "",
     "carrier-sends-its-own"),
    ("not another's", CARRIER, "message:push", Resource(type="Message", attributes={"carrier": "ZZ"}), "", "!"),
    ("nor without the scope", CARRIER, "receipt:view", Resource(type="Message", attributes={"carrier": "XQ"}), "", "!"),
    ("a carrier asks with its own scope", replace(CARRIER, scopes=("offing.carrier/interactive",)), "message:ask",
     Resource(type="Message", attributes={"carrier": "XQ"}), "", "carrier-asks-about-its-own"),
    ("not with that of sending", CARRIER, "message:ask", Resource(type="Message", attributes={"carrier": "XQ"}), "",
     "!"),
    ("a supervisor authorises another's entry", CHIEF, "watchlist:authorise", written_by("Watchlist", "a1"),
     "supervision", "supervisor-oversees"),
    ("not their own", CHIEF, "watchlist:authorise", written_by("Watchlist", "s1"), "supervision", "!four-eyes"),
    ("nor does the analyst who writes entries", ANALYST, "watchlist:authorise", written_by("Watchlist", "x1"), BC, "!"),
    ("not with one factor", replace(CHIEF, mfa=False), "watchlist:authorise", written_by("Watchlist", "a1"), BC,
     "!two-factors-for-what-goes-out"),
    ("a partner sends its own lists", PARTNER, "watchlist:push", LIST, "", "partner-sends-its-own-lists"),
    ("not another's", PARTNER, "watchlist:push", replace(LIST, agency="customs"), "", "!"),
    ("the service moves cases on", SERVICE, "case:advance", case("police"), "", "service-advances-cases"),
    ("nobody else does", CHIEF, "case:advance", case(), BC, "!"),
    ("nobody without roles", Person(id="x"), "case:view", case(agency=""), BC, "!"),
    ("no action on a thing it is not for", OFFICER, "case:view", TRAVELLER, BC, "!"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "person", "action", "resource", "purpose", "policy"), ROWS)
def test_decision(why, person, action, resource, purpose, policy) -> None:
    decision = decide(person, action, resource, purpose)
    assert decision.allowed is not policy.startswith("!"), why
    if named := policy.lstrip("!"):
        assert named in decision.policies
    assert bool(decision.reason) is not decision.allowed


def test_refusal_says_what_to_do() -> None:
    with pytest.raises(
        ForbiddenError, match="Offing-Purpose; yours are: border_control"
    ) as refused:
        require(OFFICER, "case:view", case())
    assert refused.value.where == "case:view"
    assert (
        "x" not in decide(OFFICER, "audit:view", Resource(type="AuditTrail", id="x")).reason.split()
    )


def test_an_unknown_action_is_no_permission() -> None:
    with pytest.raises(InvalidInputError):
        decide(CHIEF, "case:burn", case(), BC)


def test_policies_agree_with_the_schema_and_the_schema_with_the_tables() -> None:
    written = (FOLDER / "offing.cedarschema").read_text()
    assert written == schema.schema_text(), "write schema.schema_text() into offing.cedarschema"
    result = cedarpy.validate_policies(policy_text(), written)
    assert result.validation_passed, result.errors


def test_every_policy_has_a_name() -> None:
    text = policy_text()
    assert text.count("@id(") == text.count("permit (") + text.count("forbid (")


def test_every_action_is_somebodys() -> None:
    given = {action for allowed in permissions.matrix().values() for action in allowed}
    # A second person who leaves data out and takes it in is not among the examples.
    assert given == set(ACTIONS)


def test_permission_matrix() -> None:
    expected = (HERE / "permissions.txt").read_text()
    assert permissions.snapshot() == expected, (
        "a permission changed: review it, then write permissions.txt anew"
    )


def test_roles_page() -> None:
    page = HERE.parents[2] / "docs" / "roles.md"
    assert page.read_text() == permissions.roles_page(), (
        "write permissions.roles_page() into docs/roles.md"
    )


def test_a_decision_takes_no_time_to_speak_of() -> None:
    decide(OFFICER, "case:view", case(), BC)
    start = time.perf_counter()
    for _ in range(200):
        decide(OFFICER, "case:view", case(), BC)
    assert (time.perf_counter() - start) / 200 < 0.002
