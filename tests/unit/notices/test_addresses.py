"""Addresses that a subscriber may and may not give."""

import pytest

from offing.kernel.errors import InvalidInputError
from offing.notices.addresses import allowed

PUBLIC = ["93.184.216.34"]
FINE = [
    ("https://partner.example/hook", PUBLIC, False),
    ("https://partner.example:8443/hook?x=1", ["2606:2800:220:1:248:1893:25c8:1946"], False),
    ("http://localhost:9000/hook", ["127.0.0.1", "::1"], True),
    ("http://127.0.0.1:9000/hook", ["127.0.0.1"], True),
]
REFUSED = [
    ("plain HTTP", "http://partner.example/", PUBLIC, False),
    ("plain HTTP outside, though local", "http://partner.example/", PUBLIC, True),
    ("the machine itself", "https://partner.example/", ["127.0.0.1"], False),
    ("a name of ours for the machine itself", "https://partner.example/", ["127.0.0.1"], True),
    ("private", "https://partner.example/", ["10.1.2.3"], False),
    ("private among public", "https://partner.example/", [*PUBLIC, "192.168.1.1"], False),
    ("instance metadata", "https://partner.example/", ["169.254.169.254"], False),
    ("container metadata", "https://partner.example/", ["169.254.170.2"], False),
    ("metadata over IPv6", "https://partner.example/", ["fd00:ec2::254"], False),
    ("carrier-grade NAT", "https://partner.example/", ["100.64.0.1"], False),
    ("unspecified", "https://partner.example/", ["0.0.0.0"], False),  # noqa: S104
    ("broadcast", "https://partner.example/", ["255.255.255.255"], False),
    ("multicast", "https://partner.example/", ["224.0.0.1"], False),
    ("mapped", "https://partner.example/", ["::ffff:10.0.0.1"], False),
    ("6to4 of a private address", "https://partner.example/", ["2002:0a00:0001::1"], False),
    ("NAT64 of the metadata", "https://partner.example/", ["64:ff9b::a9fe:a9fe"], False),
    ("link-local with zone", "https://partner.example/", ["fe80::1%eth0"], False),
    ("no address", "https://partner.example/", [], False),
    ("local with no address", "http://other.example/", [], True),
    ("not an address", "https://partner.example/", ["example"], False),
    ("user and password", "https://user:secret@partner.example/", PUBLIC, False),
    ("backslash", "https://partner.example\\@10.0.0.1/", PUBLIC, False),
    ("a file", "file:///etc/passwd", PUBLIC, False),
    ("no host", "https:///hook", PUBLIC, False),
    ("bad port", "https://partner.example:99999/", PUBLIC, False),
    ("blank", "https://partner.example/ x", PUBLIC, False),
]


@pytest.mark.parametrize(("url", "resolved", "local"), FINE)
def test_allowed(url, resolved, local) -> None:
    allowed(url, resolved, local=local)


@pytest.mark.parametrize(("why", "url", "resolved", "local"), REFUSED, ids=[r[0] for r in REFUSED])
def test_refused(why, url, resolved, local) -> None:
    with pytest.raises(InvalidInputError) as refused:
        allowed(url, resolved, local=local)
    assert refused.value.where == "url", why
