"""Find out what a deployment made: functions, APIs, queues, pools, and the settings of the functions."""

from __future__ import annotations

from offing.local import aws
from offing.local.state import Stack

APIS = ("carrier", "interactive", "officer", "partner")
SERVICE = "POWERTOOLS_SERVICE_NAME"
_QUEUES = ("Queue", "DeadLetters")


def take(stack: Stack) -> None:
    """Write into the state what people and tests need to find."""
    stack.functions, stack.settings = _functions(stack)
    stack.apis = {name: _path(stack, stack.output(f"{name.capitalize()}ApiId")) for name in APIS}
    stack.queues = {
        key: address
        for outputs in stack.outputs.values()
        for key, address in outputs.items()
        if key.endswith(_QUEUES)
    }


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


def _path(stack: Stack, api: str) -> str:
    """Where the emulator serves an API."""
    stages = aws.client(stack, "apigateway").get_stages(restApiId=api)["item"]
    return f"/_aws/execute-api/{api}/{stages[0]['stageName']}"
