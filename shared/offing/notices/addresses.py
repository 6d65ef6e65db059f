"""Addresses: where a webhook may be sent. A subscriber's address must not turn us against our own network."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from offing.kernel.errors import InvalidInputError

_WHERE = "url"
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def allowed(url: str, resolved: Iterable[str], *, local: bool = False) -> None:
    """Refuse an address that is not HTTPS on the public internet; `resolved` are all IP addresses of its host.

    Connect to one of `resolved`, not to the name once more, and follow no redirect: a name can change in between.
    On a developer's machine (`local`) plain HTTP to the machine itself is fine too.
    """
    parts = _parts(url)
    addresses = [_address(text) for text in resolved]
    if local and parts.hostname in _LOOPBACK_NAMES and all(a.is_loopback for a in addresses):
        return
    if parts.scheme != "https":
        raise InvalidInputError("Webhooks are sent over HTTPS only.", where=_WHERE)
    if not addresses:
        raise InvalidInputError("The host has no address. Check its name.", where=_WHERE)
    if not all(_is_public(a) for a in addresses):
        raise InvalidInputError(
            "The host is not on the public internet. Use an address that we can reach from outside.",
            where=_WHERE,
        )


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise InvalidInputError("This is no address.", where=_WHERE) from fault
    if parts.scheme not in ("https", "http") or not parts.hostname or port == 0:
        raise InvalidInputError("Give an address like https://host/path.", where=_WHERE)
    if parts.username is not None or parts.password is not None:
        raise InvalidInputError("Leave user and password out of the address.", where=_WHERE)
    if any(c.isspace() or c == "\\" for c in url):
        raise InvalidInputError("Blanks and backslashes are not allowed in it.", where=_WHERE)
    return parts


def _address(text: str) -> IPv4Address | IPv6Address:
    try:
        return ip_address(text)
    except ValueError as fault:
        raise InvalidInputError("The host has no address that we can use.", where=_WHERE) from fault


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    """Public unicast, also for the IPv4 address that an IPv6 one may carry (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return _is_public(carried)
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address.packed[:12] == bytes.fromhex("0064ff9b0000000000000000"):
        return IPv4Address(address.packed[12:])
    return None
