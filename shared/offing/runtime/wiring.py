"""One place that builds what handlers work with: AWS adapters by the environment, or what a test puts in."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config

from offing.adapters.aws import EventBridgeBus, S3Blobs, SqsQueues, StepMachines, read_secret
from offing.adapters.dynamo import DynamoTables
from offing.adapters.search import OpenSearch
from offing.kernel.ports import Blobs, Bus, Machines, Queues, Search, Tables

_CONFIG = Config(
    retries={"mode": "standard", "max_attempts": 4},
    connect_timeout=2,
    read_timeout=20,
    s3={"addressing_style": "path"} if "AWS_ENDPOINT_URL" in os.environ else {},
)
_TABLES = ("travel", "watchlists", "cases", "statistics", "audit", "notices")
_BUCKETS = ("intake", "archive", "artefacts", "audit")
_QUEUES = ("messages", "match", "score", "notices")


@dataclass(frozen=True, slots=True)
class Ports:
    """The outside world of one function."""

    tables: Tables
    blobs: Blobs
    queues: Queues
    bus: Bus
    machines: Machines
    search: Search
    secret: Callable[[str], str]
    now: Callable[[], str]


_used: list[Ports] = []


def use(ports: Ports | None) -> None:
    """Put in other ports (a test's), or take them away again."""
    _used.clear()
    if ports:
        _used.append(ports)


def ports() -> Ports:
    """The ports of this process."""
    return _used[0] if _used else _aws()


def utc_now() -> str:
    """The time, UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@cache
def client(service: str) -> Any:
    """A boto3 client, made once."""
    return boto3.client(service, config=_CONFIG)


def _named(kinds: tuple[str, ...], suffix: str) -> dict[str, str]:
    named = {kind: os.environ.get(f"{kind.upper()}_{suffix}", "") for kind in kinds}
    return {kind: name for kind, name in named.items() if name}


@cache
def _aws() -> Ports:
    return Ports(
        tables=DynamoTables(client("dynamodb"), _named(_TABLES, "TABLE")),
        blobs=S3Blobs(client("s3"), _named(_BUCKETS, "BUCKET")),
        queues=SqsQueues(client("sqs"), _named(_QUEUES, "QUEUE_URL")),
        bus=EventBridgeBus(client("events"), os.environ.get("EVENT_BUS", "")),
        machines=StepMachines(
            client("stepfunctions"), {"referral": os.environ.get("REFERRAL_MACHINE_ARN", "")}
        ),
        search=OpenSearch(
            os.environ.get("SEARCH_ENDPOINT", ""),
            _sign if os.environ.get("SEARCH_AUTH", "iam") == "iam" else None,
        ),
        secret=Secrets().read,
        now=utc_now,
    )


def _sign(method: str, url: str, body: bytes, headers: dict[str, str]) -> dict[str, str]:
    session = boto3.Session()
    # A domain and a serverless collection are two services to the signature.
    service = "aoss" if ".aoss." in url else "es"
    request = AWSRequest(method, url, headers, body)
    SigV4Auth(session.get_credentials(), service, session.region_name).add_auth(request)
    return dict(request.headers.items())


class Secrets:
    """Secrets by the name of the variable that holds their address, kept five minutes so that rotation takes hold."""

    _KEPT_S = 300.0

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, str]] = {}
        self._lock = threading.Lock()

    def read(self, variable: str) -> str:
        """The text of the secret whose ARN the variable holds."""
        with self._lock:
            at, text = self._known.get(variable, (0.0, ""))
            if not at or time.monotonic() - at > self._KEPT_S:
                text = read_secret(client("secretsmanager"), os.environ[variable])
                self._known[variable] = (time.monotonic(), text)
            return text
