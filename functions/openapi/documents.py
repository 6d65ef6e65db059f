"""From an app's routes and the tables of its API to one OpenAPI 3.1 document."""

import importlib
import inspect
import json
from typing import Any

from functions.openapi import shapes
from functions.openapi.apis import HEADERS, PROBLEMS
from functions.openapi.calls import Api, Call

_VERSION = "1.0.0"
_POWERTOOLS = ("HTTPValidationError", "ValidationError", "ResponseValidationError")


def document(api: Api) -> dict[str, Any]:
    """What the code says (routes, parameters, bodies) with what the tables add."""
    app = importlib.import_module(api.module).app
    told: dict[str, Any] = json.loads(
        app.get_openapi_json_schema(title=api.title, version=_VERSION, description=api.about)
    )
    told["servers"] = [{"url": api.base}]
    known = told.setdefault("components", {}).setdefault("schemas", {})
    for name in _POWERTOOLS:
        known.pop(name, None)
    known |= {**api.shapes, "Problem": shapes.PROBLEM}
    told["components"]["securitySchemes"] = {api.scheme: api.security}
    sentences = _sentences(app)
    for path, item in told["paths"].items():
        for method, operation in item.items():
            name = f"{method.upper()} {path}"
            operation["description"] = sentences[name]
            _complete(operation, name, api.calls.get(name, api.ordinary), api.scheme)
    return told


def _sentences(app: Any) -> dict[str, str]:
    """What each route's own docstring says: the description is not written twice."""
    routes = [*app._static_routes, *app._dynamic_routes]
    return {f"{r.method} {r.openapi_path}": inspect.getdoc(r.func) or "" for r in routes}


def _complete(operation: dict[str, Any], name: str, call: Call, scheme: str) -> None:
    operation["operationId"] = _words(name)
    operation["security"] = [{scheme: list(call.scopes)}]
    for parameter in operation.get("parameters", ()):
        if values := call.choices.get(parameter["name"]):
            parameter["schema"]["enum"] = list(values)
    headers = [_header(header) for header in call.headers]
    if headers or "parameters" in operation:
        operation["parameters"] = [*operation.get("parameters", ()), *headers]
    if call.body is not None:
        content = {kind: {"schema": call.body} for kind in call.types}
        operation["requestBody"] = {"required": True, "content": content}
    operation["responses"] = {
        str(call.status): _answer(operation["description"], call),
        **{str(status): _problem(status) for status in sorted(set(call.problems))},
        **{str(status): _answer(PROBLEMS[status], call) for status in call.answered},
    }


def _words(name: str) -> str:
    """`GET /cases/{case}` → `getCasesCase`."""
    method, _, path = name.partition(" ")
    parts = path.replace("{", "").replace("}", "").replace("-", "/").split("/")
    return method.lower() + "".join(part.capitalize() for part in parts)


def _header(name: str) -> dict[str, Any]:
    required, schema, text = HEADERS[name]
    return {
        "name": name,
        "in": "header",
        "required": required,
        "schema": schema,
        "description": text,
    }


def _answer(description: str, call: Call) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "description": description,
        "content": {
            "application/json": {"schema": call.answer},
            **{kind: {"schema": shapes.TEXT} for kind in call.also},
        },
    }
    if call.sends:
        answer["headers"] = {
            name: {"schema": HEADERS[name][1], "description": HEADERS[name][2]}
            for name in call.sends
        }
    return answer


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": PROBLEMS[status],
        "content": {"application/problem+json": {"schema": shapes.ref("Problem")}},
    }
