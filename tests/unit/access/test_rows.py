"""Filters for lists and searches say the same as the policies, on any record."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.access.actions import ACTIONS
from offing.access.people import MACHINES, ROLES, Person
from offing.access.policy import ATTRIBUTES, Resource, decide
from offing.access.purposes import purposes_of
from offing.access.rows import admits, row_filter
from offing.kernel.errors import ForbiddenError

# The attributes that records of a type bear; a query can filter by no others.
BEARS = {
    "Case": ("agency", "office", "state"),
    "Watchlist": ("agency", "caveat"),
    "Rule": ("agency",),
    "Traveller": ("office",),
    "Message": ("carrier",),
    "Subscription": ("owner",),
}
VALUES = {
    "agency": ("", "customs", "police"),
    "office": ("", "QNV", "QNS"),
    "state": ("opened", "referred", "closed"),
    "caveat": ("", "secret"),
    "carrier": ("", "XQ", "ZZ"),
    "owner": ("", "me", "you"),
    "author": ("",),
}
LISTED = [
    name for name in ACTIONS if name.endswith((":view", ":search", ":push", ":result", ":manage"))
]


@st.composite
def people(draw: st.DrawFn) -> Person:
    machine = draw(st.integers(0, 4)) == 0
    roles = (
        (draw(st.sampled_from(sorted(MACHINES))),)
        if machine
        else tuple(draw(st.sets(st.sampled_from(sorted(ROLES)), max_size=3)))
    )
    return Person(
        id="me",
        roles=roles,
        agency=draw(st.sampled_from(VALUES["agency"])),
        offices=tuple(draw(st.sets(st.sampled_from(("QNV", "QNS"))))),
        clearances=tuple(draw(st.sets(st.sampled_from(("secret",))))),
        carrier="XQ" if roles == ("carrier",) else "",
        scopes=("offing.carrier/push", "offing.carrier/read") if roles == ("carrier",) else (),
    )


@settings(max_examples=400, deadline=None)
@given(people(), st.sampled_from(LISTED), st.data())
def test_filter_and_decision_agree(person: Person, action: str, data: st.DataObject) -> None:
    kind = ACTIONS[action].resource
    row = {name: data.draw(st.sampled_from(VALUES[name])) for name in BEARS.get(kind, ())}
    purpose = data.draw(st.sampled_from(("", *purposes_of(person))))
    extra = {name: row[name] for name in row if name in ATTRIBUTES}
    decision = decide(person, action, Resource(type=kind, attributes=extra), purpose)
    try:
        shown = admits(row_filter(person, action, purpose), row)
    except ForbiddenError:
        shown = False
    assert shown is decision.allowed


def test_filter_of_an_examining_officer() -> None:
    port = Person(id="p", roles=("examining_officer",), agency="customs", offices=("QNV",))
    assert row_filter(port, "case:view", "border_control") == {
        "agency": ("", "customs"),
        "office": ("QNV",),
        "state": ("referred", "acknowledged", "result", "closed"),
    }


def test_a_person_without_any_row_is_refused() -> None:
    with pytest.raises(ForbiddenError):
        row_filter(Person(id="p", roles=("auditor",)), "case:view", "audit")
