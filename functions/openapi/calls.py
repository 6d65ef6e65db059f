"""What the tables of the APIs are made of: an API, and one call of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from functions.openapi.shapes import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What the code does not say of one call: its body, its answer, its refusals, its headers."""

    status: int = 200
    answer: Schema = field(default_factory=lambda: {"type": "object"})
    body: Schema | None = None
    types: tuple[str, ...] = ("application/json",)
    problems: tuple[int, ...] = ()
    headers: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()  # headers of the answer
    also: tuple[str, ...] = ()  # content types of the answer beside JSON, by Accept
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # parameter → its values
    answered: tuple[int, ...] = ()  # refusals whose body is an answer all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """One API; a call that `calls` does not name is as `ordinary` says."""

    module: str
    title: str
    about: str
    base: str
    scheme: str
    security: Schema
    shapes: Mapping[str, Schema]
    calls: Mapping[str, Call]
    ordinary: Call = field(default_factory=Call)


def client_credentials(scopes: Mapping[str, str]) -> Schema:
    """How a carrier's system signs in, for which scopes."""
    flow = {"tokenUrl": "https://identity.example/oauth2/token", "scopes": dict(scopes)}
    return {"type": "oauth2", "flows": {"clientCredentials": flow}}
