"""Find out what a deployment made: functions, APIs, queues, pools, and the settings of the functions."""

from __future__ import annotations

from typing import Any

from offing.local import aws
from offing.local.state import Stack

APIS = ("carrier", "officer", "partner")
SERVICE = "POWERTOOLS_SERVICE_NAME"


def take(stack: Stack) -> None:
    """Write into the state what people and tests need to find."""
    stack.functions, settings = _functions(stack)
    stack.apis = _apis(stack)
    stack.queues = _queues(stack)
    stack.settings = settings | _pools(stack)


def _functions(stack: Stack) -> tuple[dict[str, str], dict[str, str]]:
    """Our name of each function → its name in AWS, and all their environment variables together."""
    functions: dict[str, str] = {}
    settings: dict[str, str] = {}
    for found in aws.pages(stack, "lambda", "list_functions", "Functions"):
        variables = found.get("Environment", {}).get("Variables", {})
        if name := variables.pop(SERVICE, None):
            functions[name] = found["FunctionName"]
            settings |= variables
    return functions, settings


def _apis(stack: Stack) -> dict[str, str]:
    """carrier, officer, partner → the path of that API on the emulator."""
    gateway = aws.client(stack, "apigateway")
    found: dict[str, str] = {}
    for api in aws.pages(stack, "apigateway", "get_rest_apis", "items"):
        stages = gateway.get_stages(restApiId=api["id"])["item"]
        for name in APIS:
            if stages and name in _named(stack, "AWS::ApiGateway::RestApi", api["id"], api["name"]):
                found[name] = f"/_aws/execute-api/{api['id']}/{stages[0]['stageName']}"
    return found


def _named(stack: Stack, kind: str, physical: str, name: str) -> str:
    """The logical ids and the name of a resource, to look for a word in."""
    logical = (k for k, v in stack.resources.items() if v == physical and f"/{kind}/" in k)
    return " ".join([name, *(k.rpartition("/")[2] for k in logical)]).lower()


def _queues(stack: Stack) -> dict[str, str]:
    """Logical id of each queue → its address."""
    return {
        key.rpartition("/")[2]: value
        for key, value in stack.resources.items()
        if "/AWS::SQS::Queue/" in key
    }


def _pools(stack: Stack) -> dict[str, str]:
    """The user pools by whom they are for, the console's client, and the token address."""
    found: dict[str, str] = {}
    cognito = aws.client(stack, "cognito-idp")
    for pool in cognito.list_user_pools(MaxResults=60)["UserPools"]:
        words = _named(stack, "AWS::Cognito::UserPool", pool["Id"], pool["Name"])
        kind = "officer_pool" if "officer" in words else "machine_pool"
        found[kind] = pool["Id"]
        if kind == "officer_pool":
            found["console_client"] = _public_client(cognito, pool["Id"])
    return found


def _public_client(cognito: Any, pool: str) -> str:
    """The client of the console: the one of the officers' pool."""
    clients = cognito.list_user_pool_clients(UserPoolId=pool, MaxResults=60)["UserPoolClients"]
    return str(clients[0]["ClientId"]) if clients else ""
