"""The people and systems of a local stack: officers with roles, carriers and partners with credentials.

All are invented. Passwords and secrets are made for each stack and lie in its folder, mode 0600.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict, dataclass
from typing import Any

from offing.demo.flights import CARRIERS, MAIN, SOUTH
from offing.demo.watchlist import LISTS, ListOf
from offing.local import aws
from offing.local.state import Stack, write_private

SCOPES = ("offing.carrier/push", "offing.carrier/read", "offing.carrier/interactive")


@dataclass(frozen=True, slots=True)
class Officer:
    """One person who signs in to the console."""

    user: str
    name: str
    role: str
    agency: str
    office: str


OFFICERS = (
    Officer("tilda", "Tilda Quill", "targeting_officer", "border", "NTC"),
    Officer("oren", "Oren Vask", "targeting_officer", "customs", "NTC"),
    Officer("pia", "Pia Lindqvar", "examining_officer", "border", MAIN),
    Officer("samir", "Samir Dole", "examining_officer", "border", SOUTH),
    Officer("ana", "Ana Brisk", "analyst", "border", "NTC"),
    Officer("sven", "Sven Harrow", "supervisor", "border", "NTC"),
    Officer("vera", "Vera Stamp", "auditor", "oversight", "NTC"),
    Officer("root", "Remy Oot", "admin", "border", "NTC"),
)
# Systems that send signed list entries and are told of closed referrals.
PARTNERS = tuple(dict.fromkeys(one.partner for one in LISTS))


def seed(stack: Stack) -> None:
    """Make all people and systems, and write down how they sign in."""
    passwords = {officer.user: _password() for officer in OFFICERS}
    for officer in OFFICERS:
        _add_officer(stack, officer, passwords[officer.user])
    clients = {code: _add_carrier(stack, code) for code in CARRIERS}
    signing = {partner: f"whsec_{_key()}" for partner in PARTNERS}
    _add_partners(stack, signing)
    _put(stack, "WatchlistsTable", [_list_item(one) for one in LISTS])
    known = {"officers": passwords, "carriers": clients, "partners": signing}
    write_private(stack.folder / "people.json", json.dumps(known, indent=1))


def credentials(stack: Stack) -> dict[str, dict[str, Any]]:
    """How everybody signs in: passwords of officers, clients of carriers, keys of partners."""
    found: dict[str, dict[str, Any]] = json.loads((stack.folder / "people.json").read_text())
    return found


def sign_ins(stack: Stack) -> list[dict[str, str]]:
    """A row for each officer, to show to the person who evaluates."""
    passwords = credentials(stack)["officers"]
    return [asdict(officer) | {"password": passwords[officer.user]} for officer in OFFICERS]


def _password() -> str:
    """Long, random, and of all the kinds of characters that the pool asks for."""
    return f"{secrets.token_urlsafe(12)}-Aa1!"


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _add_officer(stack: Stack, officer: Officer, password: str) -> None:
    cognito, pool = aws.client(stack, "cognito-idp"), stack.output("OfficersPool")
    attributes = {
        "email": f"{officer.user}@offing.example",
        "email_verified": "true",
        "custom:name": officer.name,
        "custom:agency": officer.agency,
        "custom:office": officer.office,
    }
    cognito.admin_create_user(
        UserPoolId=pool,
        Username=officer.user,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": k, "Value": v} for k, v in attributes.items()],
    )
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=officer.user, Password=password, Permanent=True
    )
    cognito.admin_add_user_to_group(UserPoolId=pool, Username=officer.user, GroupName=officer.role)


def _add_carrier(stack: Stack, code: str) -> dict[str, str]:
    made = aws.client(stack, "cognito-idp").create_user_pool_client(
        UserPoolId=stack.output("MachinesPool"),
        ClientName=code,
        GenerateSecret=True,
        AllowedOAuthFlowsUserPoolClient=True,
        AllowedOAuthFlows=["client_credentials"],
        AllowedOAuthScopes=list(SCOPES),
    )["UserPoolClient"]
    _put(stack, "NoticesTable", [_client_item(made["ClientId"], code)])
    return {"client": made["ClientId"], "secret": made["ClientSecret"]}


def _client_item(client: str, code: str) -> dict[str, str]:
    """Which carrier stands behind a client, as carrier_api looks it up."""
    return {"pk": f"CLIENT#{client}", "sk": "META", "carrier": code}


def _list_item(one: ListOf) -> dict[str, str]:
    """Whose list it is, as partner_api looks it up."""
    key = {"pk": f"LIST#{one.name}", "sk": "META"}
    return key | {"partner": one.partner, "agency": one.agency}


def _put(stack: Stack, table: str, items: list[dict[str, str]]) -> None:
    for item in items:
        aws.client(stack, "dynamodb").put_item(
            TableName=stack.output(table), Item={k: {"S": v} for k, v in item.items()}
        )


def _add_partners(stack: Stack, signing: dict[str, str]) -> None:
    aws.client(stack, "secretsmanager").put_secret_value(
        SecretId=stack.output("PartnerSecrets"), SecretString=json.dumps(signing)
    )
