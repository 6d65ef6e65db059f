"""The ports under contract: each suite runs on the in-memory twin and on the real thing of the local stack."""

import os
import uuid
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from offing.adapters.aws import S3Blobs, SqsQueues
from offing.adapters.dynamo import INDEX, DynamoTables
from offing.adapters.memory import MemoryBlobs, MemoryQueues, MemoryTables
from offing.adapters.search import OpenSearch
from offing.adapters.search_memory import MemorySearch
from offing.kernel.ports import Blobs, Queues, Search, Tables
from offing.local.state import Stack

TWIN = "twin"
REAL = pytest.param("real", marks=[pytest.mark.emulator, pytest.mark.enable_socket])
ENGINE = pytest.param("real", marks=[pytest.mark.engine, pytest.mark.enable_socket])


def stack() -> Stack:
    """The running local stack whose emulator and engine the contracts are held against."""
    return Stack.load(os.environ.get("OFFING_STACK", "test"))


def aws(service: str) -> Any:
    """A client of the emulator."""
    return boto3.client(
        service,
        endpoint_url=stack().endpoint,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def _attribute(name: str) -> dict[str, str]:
    return {"AttributeName": name, "AttributeType": "S"}


def _key(hash_name: str, range_name: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": hash_name, "KeyType": "HASH"},
        {"AttributeName": range_name, "KeyType": "RANGE"},
    ]


@pytest.fixture(params=[TWIN, REAL])
def tables(request: pytest.FixtureRequest) -> Iterator[Tables]:
    if request.param == TWIN:
        yield MemoryTables()
        return
    client = aws("dynamodb")
    name = f"contract-{uuid.uuid4().hex}"
    client.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[_attribute(n) for n in ("pk", "sk", "gsi1pk", "gsi1sk")],
        KeySchema=_key("pk", "sk"),
        GlobalSecondaryIndexes=[
            {
                "IndexName": INDEX,
                "KeySchema": _key("gsi1pk", "gsi1sk"),
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    yield DynamoTables(client, {"travel": name})
    client.delete_table(TableName=name)


@pytest.fixture(params=[TWIN, REAL])
def blobs(request: pytest.FixtureRequest) -> Iterator[Blobs]:
    if request.param == TWIN:
        yield MemoryBlobs()
        return
    client = aws("s3")
    name = f"contract-{uuid.uuid4().hex}"
    client.create_bucket(Bucket=name)
    yield S3Blobs(client, {"archive": name})


@pytest.fixture(params=[TWIN, REAL])
def queues(request: pytest.FixtureRequest) -> Iterator[Queues]:
    if request.param == TWIN:
        yield MemoryQueues()
        return
    client = aws("sqs")
    url = client.create_queue(QueueName=f"contract-{uuid.uuid4().hex}")["QueueUrl"]
    yield SqsQueues(client, {"match": url})
    client.delete_queue(QueueUrl=url)


@pytest.fixture(params=[TWIN, ENGINE])
def search(request: pytest.FixtureRequest) -> Search:
    return MemorySearch() if request.param == TWIN else OpenSearch(stack().urls["search"])
