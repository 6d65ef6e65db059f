"""S3, SQS, EventBridge, Step Functions and Secrets Manager behind their ports."""

import json
import time
from collections.abc import Iterable, Mapping
from itertools import batched
from typing import Any

from botocore.exceptions import ClientError

from offing.kernel.errors import UnavailableError

_GONE = {"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"}
_EXISTS = {"ExecutionAlreadyExists"}
_ABSENT = {"NoSuchKey", "404"}


class S3Blobs:
    """Objects in S3; `names` gives each logical bucket its physical name."""

    def __init__(self, client: Any, names: Mapping[str, str]) -> None:
        self._client = client
        self._names = names

    def put(self, bucket: str, key: str, content: bytes, content_type: str = "") -> None:
        self._client.put_object(
            Bucket=self._names[bucket],
            Key=key,
            Body=content,
            ContentType=content_type or "application/octet-stream",
        )

    def get(self, bucket: str, key: str) -> bytes | None:
        try:
            answer = self._client.get_object(Bucket=self._names[bucket], Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in _ABSENT:
                return None
            raise
        body: bytes = answer["Body"].read()
        return body

    def delete(self, bucket: str, key: str) -> None:
        self._client.delete_object(Bucket=self._names[bucket], Key=key)

    def upload_form(self, bucket: str, key: str, max_bytes: int, seconds: int) -> dict[str, Any]:
        form: dict[str, Any] = self._client.generate_presigned_post(
            Bucket=self._names[bucket],
            Key=key,
            Conditions=[["content-length-range", 1, max_bytes]],
            ExpiresIn=seconds,
        )
        return form


class SqsQueues:
    """Queues by logical name; `urls` gives each its address."""

    def __init__(self, client: Any, urls: Mapping[str, str]) -> None:
        self._client = client
        self._urls = urls

    def send(self, queue: str, bodies: Iterable[Mapping[str, Any]]) -> None:
        for batch in batched(bodies, 10, strict=False):
            waiting = {str(n): json.dumps(body) for n, body in enumerate(batch)}
            for attempt in range(5):
                answer = self._client.send_message_batch(
                    QueueUrl=self._urls[queue],
                    Entries=[{"Id": n, "MessageBody": body} for n, body in waiting.items()],
                )
                waiting = {f["Id"]: waiting[f["Id"]] for f in answer.get("Failed", [])}
                if not waiting:
                    break
                time.sleep(0.05 * 2**attempt)
            if waiting:
                raise UnavailableError(
                    "A queue does not take messages; the work will be tried again"
                )

    def depth(self, queue: str) -> int:
        names = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        answer = self._client.get_queue_attributes(
            QueueUrl=self._urls[queue], AttributeNames=list(names)
        )
        return sum(int(answer["Attributes"].get(name, 0)) for name in names)


class EventBridgeBus:
    """The event bus in EventBridge."""

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name

    def publish(self, source: str, name: str, detail: Mapping[str, Any]) -> None:
        answer = self._client.put_events(
            Entries=[
                {
                    "EventBusName": self._name,
                    "Source": source,
                    "DetailType": name,
                    "Detail": json.dumps(detail),
                }
            ]
        )
        if answer.get("FailedEntryCount"):
            raise UnavailableError(
                "The event bus does not take events; the work will be tried again"
            )


class StepMachines:
    """State machines in Step Functions; `arns` gives each its address."""

    def __init__(self, client: Any, arns: Mapping[str, str]) -> None:
        self._client = client
        self._arns = arns

    def start(self, machine: str, name: str, payload: Mapping[str, Any]) -> None:
        try:
            self._client.start_execution(
                stateMachineArn=self._arns[machine], name=name, input=json.dumps(payload)
            )
        except ClientError as error:
            if error.response["Error"]["Code"] not in _EXISTS:
                raise

    def release(self, token: str, payload: Mapping[str, Any]) -> None:
        try:
            self._client.send_task_success(taskToken=token, output=json.dumps(payload))
        except ClientError as error:
            # The step has ended already (released before, or timed out): what it waited for is in the tables.
            if error.response["Error"]["Code"] not in _GONE:
                raise


def read_secret(client: Any, arn: str) -> str:
    """The current text of a secret."""
    text: str = client.get_secret_value(SecretId=arn)["SecretString"]
    return text
