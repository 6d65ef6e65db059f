"""People from the claims of their tokens."""

import pytest

from offing.access.people import Person, carrier_of, person_of
from offing.kernel.errors import UnauthenticatedError


@pytest.mark.parametrize(
    "groups", [["supervisor", "friends"], "supervisor,friends", "[supervisor friends]"]
)
def test_officer_from_a_cognito_token(groups) -> None:
    claims = {
        "sub": "123",
        "cognito:username": "ana",
        "cognito:groups": groups,
        "custom:name": "Ana Example",
        "custom:agency": "customs",
        "custom:office": "QNV,QNS",
    }
    assert person_of(claims) == Person(
        id="ana",
        name="Ana Example",
        roles=("supervisor",),
        agency="customs",
        offices=("QNV", "QNS"),
    )


def test_nobody_is_refused() -> None:
    with pytest.raises(UnauthenticatedError):
        person_of({})


@pytest.mark.parametrize(("amr", "mfa"), [(["pwd"], False), (["pwd", "mfa"], True)])
def test_factors_of_a_federated_token(amr, mfa) -> None:
    assert person_of({"sub": "1", "amr": amr}).mfa is mfa


def test_a_group_cannot_make_a_person_a_machine() -> None:
    assert person_of({"sub": "1", "cognito:groups": ["machine", "carrier"]}).roles == ()


def test_carrier_from_an_access_token() -> None:
    carrier = carrier_of({"client_id": "c1", "scope": "offing.carrier/push other/read"}, "XQ")
    assert (carrier.id, carrier.carrier, carrier.roles) == ("c1", "XQ", ("carrier",))
    assert carrier.is_machine
    assert carrier_of({"client_id": "c1", "scope": "other/read"}, "XQ").roles == ()


def test_an_unregistered_client_is_refused() -> None:
    with pytest.raises(UnauthenticatedError, match="not registered"):
        carrier_of({"client_id": "c1", "scope": "offing.carrier/push"}, "")
