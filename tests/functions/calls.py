"""Events as Lambda gives them to handlers: REST proxy calls, queue batches, stream batches."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from offing.kernel.ports import Item

_serial = count(1)


@dataclass
class Context:
    """What handlers read of the Lambda context."""

    function_name: str = "test"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:test"
    aws_request_id: str = "request-1"

    def get_remaining_time_in_millis(self) -> int:
        """Time enough."""
        return 30_000


CONTEXT: Any = Context()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler answered over HTTP."""

    status: int
    headers: dict[str, str]
    body: Any


def rest(
    method: str,
    path: str,
    *,
    claims: Mapping[str, Any] | None = None,
    body: bytes | str | dict[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A REST proxy event; bytes travel in base 64, as API Gateway sends binary media types."""
    binary = isinstance(body, bytes)
    text = base64.b64encode(body).decode() if isinstance(body, bytes) else body
    sent = dict(headers or {})
    return {
        "resource": "/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": dict(query) if query else None,
        "multiValueQueryStringParameters": {n: [v] for n, v in query.items()} if query else None,
        "pathParameters": {"proxy": path.lstrip("/")},
        "requestContext": {
            "requestId": "request-1",
            "path": path,
            "httpMethod": method,
            "authorizer": {"claims": dict(claims)} if claims is not None else None,
        },
        "body": json.dumps(text) if isinstance(text, dict) else text,
        "isBase64Encoded": binary,
    }


def ask(handler: Any, event: Mapping[str, Any]) -> Answer:
    """The handler's answer to a call, its JSON read."""
    raw = handler(dict(event), CONTEXT)
    headers = {n.lower(): v[0] for n, v in raw["multiValueHeaders"].items()}
    return Answer(raw["statusCode"], headers, json.loads(raw["body"]))


def sqs(*bodies: Mapping[str, Any]) -> dict[str, Any]:
    """A batch of queue messages."""
    return {"Records": [_queued(body) for body in bodies]}


def _queued(body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "messageId": f"m{next(_serial)}",
        "receiptHandle": "r",
        "body": json.dumps(body),
        "attributes": {"ApproximateReceiveCount": "1"},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:test",
        "awsRegion": "us-east-1",
    }


def stream(*changes: tuple[Item | None, Item | None]) -> dict[str, Any]:
    """A batch of stream records from (old, new) items."""
    return {"Records": [_changed(old, new) for old, new in changes]}


def _changed(old: Item | None, new: Item | None) -> dict[str, Any]:
    images = {"OldImage": old, "NewImage": new}
    change: dict[str, Any] = {
        name: {key: _typed(value) for key, value in item.items()}
        for name, item in images.items()
        if item is not None
    }
    return {"dynamodb": {**change, "SequenceNumber": str(next(_serial))}}


def _typed(value: Any) -> dict[str, Any]:
    """A value as streams give it to Lambda: binary is base 64 text."""
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, bytes):
        return {"B": base64.b64encode(value).decode()}
    return {"N": str(value)} if isinstance(value, int) else {"S": value}


def failed(answer: Mapping[str, Any]) -> int:
    """How many records of a batch come again."""
    return len(answer["batchItemFailures"])


def items(changes: Iterable[tuple[Item | None, Item | None]]) -> list[Item]:
    """The new items of changes."""
    return [new for _, new in changes if new is not None]
