"""Signatures after Standard Webhooks."""

import pytest

from offing.kernel.errors import InvalidInputError, UnauthenticatedError
from offing.notices.signing import new_secret, sign, verify

SECRET = new_secret(bytes(range(24)))
OTHER = new_secret(bytes(range(24, 48)))
NOW = 1_768_300_000
BODY = b'{"type":"referral.closed"}'


def test_known_signature() -> None:
    """The example of the Standard Webhooks libraries."""
    headers = sign(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}',
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )  # fmt: skip
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_is_signed_verifies() -> None:
    assert verify(sign("evt_1", NOW, BODY, [SECRET]), BODY, [SECRET], NOW) == "evt_1"


def test_secrets_overlap_while_they_are_changed() -> None:
    both = sign("evt_1", NOW, BODY, [SECRET, OTHER])
    assert verify(both, BODY, [OTHER], NOW) == "evt_1"
    assert verify(sign("evt_1", NOW, BODY, [SECRET]), BODY, [OTHER, SECRET], NOW) == "evt_1"


def test_header_names_have_no_case() -> None:
    headers = {name.title(): value for name, value in sign("evt_1", NOW, BODY, [SECRET]).items()}
    assert verify(headers, BODY, [SECRET], NOW) == "evt_1"


REFUSED = [
    ("other body", {}, b"{}", NOW, "webhook-signature"),
    ("other id", {"webhook-id": "evt_2"}, BODY, NOW, "webhook-signature"),
    ("other time", {"webhook-timestamp": str(NOW + 1)}, BODY, NOW, "webhook-signature"),
    ("other version", {"webhook-signature": "v2,abc"}, BODY, NOW, "webhook-signature"),
    ("no signature", {"webhook-signature": ""}, BODY, NOW, "webhook-signature"),
    ("no id", {"webhook-id": ""}, BODY, NOW, "webhook-id"),
    ("an id with a dot", {"webhook-id": "evt.1"}, BODY, NOW, "webhook-id"),
    ("no time", {"webhook-timestamp": "soon"}, BODY, NOW, "webhook-timestamp"),
    ("odd digits", {"webhook-timestamp": "²"}, BODY, NOW, "webhook-timestamp"),
    ("too old", {}, BODY, NOW + 301, "webhook-timestamp"),
    ("from the future", {}, BODY, NOW - 301, "webhook-timestamp"),
    ("not ascii", {"webhook-signature": "v1,é"}, BODY, NOW, "webhook-signature"),
]


@pytest.mark.parametrize(
    ("why", "changed", "body", "now", "where"), REFUSED, ids=[r[0] for r in REFUSED]
)
def test_refused(why, changed, body, now, where) -> None:
    headers = sign("evt_1", NOW, BODY, [SECRET]) | changed
    with pytest.raises(UnauthenticatedError) as refused:
        verify(headers, body, [SECRET], now)
    assert refused.value.where == where, why


def test_five_minutes_are_still_good() -> None:
    assert verify(sign("evt_1", NOW, BODY, [SECRET]), BODY, [SECRET], NOW + 300) == "evt_1"


def test_without_secrets_nothing_verifies_and_nothing_is_sent() -> None:
    with pytest.raises(UnauthenticatedError):
        verify(sign("evt_1", NOW, BODY, [SECRET]), BODY, [], NOW)
    with pytest.raises(InvalidInputError):
        sign("evt_1", NOW, BODY, [])


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "not base64!"])
def test_a_weak_secret_is_refused(secret: str) -> None:
    with pytest.raises(InvalidInputError):
        sign("evt_1", NOW, BODY, [secret])
