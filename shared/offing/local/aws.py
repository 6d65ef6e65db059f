"""AWS clients that can only talk to one local stack."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import boto3
from botocore.config import Config

from offing.local.paths import ACCOUNT, REGION
from offing.local.state import Stack


@lru_cache(maxsize=64)
def _client(endpoint: str, service: str) -> Any:
    settings = Config(
        s3={"addressing_style": "path"},
        retries={"max_attempts": 2},
        read_timeout=120,
        max_pool_connections=32,
        tcp_keepalive=True,
    )
    session: Any = boto3.Session(
        aws_access_key_id=ACCOUNT, aws_secret_access_key=ACCOUNT, region_name=REGION
    )
    return session.client(service, endpoint_url=endpoint, config=settings)


def client(stack: Stack, service: str) -> Any:
    """A boto3 client of this stack's emulator, with dummy credentials."""
    return _client(stack.endpoint, service)


def pages(stack: Stack, service: str, operation: str, key: str, **arguments: Any) -> list[Any]:
    """All items of a paginated list operation."""
    paginator = client(stack, service).get_paginator(operation)
    return [item for page in paginator.paginate(**arguments) for item in page.get(key, ())]
