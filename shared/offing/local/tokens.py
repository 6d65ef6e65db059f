"""Bearer tokens of the demo's people and systems, so that curl, tests and the demo can speak as them."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.parse
import urllib.request

from offing.kernel.errors import NotFoundError
from offing.local import aws
from offing.local.paths import LocalError
from offing.local.people import OFFICERS, PARTNERS, SCOPES, credentials
from offing.local.state import Stack


def who() -> str:
    """Everybody that a token can be had for, for a help text."""
    officers = ", ".join(o.user for o in OFFICERS)
    partners = ", ".join(PARTNERS)
    return f"officers {officers}; carriers by their two-letter code; partners {partners}"


def token(stack: Stack, name: str) -> str:
    """The token to put after `Bearer`: an officer's ID token, a carrier's access token.

    For a partner it is the signing secret: partners sign each request and have no bearer token.
    """
    known = credentials(stack)
    if name in known["officers"]:
        return officer_token(stack, name, known["officers"][name])
    if name.upper() in known["carriers"]:
        client = known["carriers"][name.upper()]
        return carrier_token(stack, client["client"], client["secret"])
    if name in known["partners"]:
        return str(known["partners"][name])
    raise NotFoundError(f"Nobody here is named {name!r}. There are {who()}.", where="WHO")


def officer_token(stack: Stack, user: str, password: str) -> str:
    """The ID token of an officer: it carries roles, agency and office."""
    answer = aws.client(stack, "cognito-idp").initiate_auth(
        ClientId=stack.output("ConsoleClientId"),
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": user, "PASSWORD": password},
    )
    return str(answer["AuthenticationResult"]["IdToken"])


def carrier_token(stack: Stack, client: str, secret: str, scopes: tuple[str, ...] = SCOPES) -> str:
    """The access token of a carrier's client."""
    basic = base64.b64encode(f"{client}:{secret}".encode()).decode()
    form = {"grant_type": "client_credentials", "scope": " ".join(scopes), "client_id": client}
    request = urllib.request.Request(  # noqa: S310  # our own address on 127.0.0.1
        f"{stack.endpoint}/oauth2/token",
        data=urllib.parse.urlencode(form).encode(),
        headers={
            "Authorization": f"Basic {basic}",
            "Content-Type": "application/x-www-form-urlencoded",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310
            return str(json.loads(reply.read())["access_token"])
    except urllib.error.HTTPError as refusal:
        said = refusal.read().decode(errors="replace")[:300]
        raise LocalError(f"The emulator gave no token: {said}") from refusal
