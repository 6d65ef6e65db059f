"""The behaviours of the emulator that Offing relies on: the gate for a new version of it.

Runs on the local stack named by $OFFING_STACK (`make e2e` starts one). Each test makes what it needs.
"""

import base64
import json
import os
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from botocore.exceptions import ClientError

from offing.local import aws, faults, tokens
from offing.local.deploy import zipped
from offing.local.paths import PYTHON
from offing.local.people import SCOPES
from offing.local.state import Stack
from offing.local.transformations import bootstrap

pytestmark = [pytest.mark.emulator, pytest.mark.enable_socket]

ROLE = "arn:aws:iam::000000000000:role/gate"
HANDLER = '''
import json, os, time

def lambda_handler(event, context):
    """Fails, waits or answers as it is told."""
    if isinstance(event, dict) and "Records" in event:
        return records(event["Records"])
    if event.get("raise"):
        raise type(event["raise"], (Exception,), {})("as told")
    time.sleep(event.get("sleep", 0))
    return {"pid": os.getpid(), "cwd": os.getcwd(), "stage": os.environ.get("STAGE")}

def records(found):
    failed = []
    for record in found:
        name = record.get("messageId") or record["dynamodb"]["SequenceNumber"]
        body = record.get("body") or json.dumps(record["dynamodb"]["Keys"])
        time.sleep(0.5 if "slow" in body else 0)
        once = os.path.join(os.environ["SEEN"], name)
        if "poison" in body or ("twice" in body and not os.path.exists(once)):
            failed.append({"itemIdentifier": name})
        else:
            with open(os.path.join(os.environ["SEEN"], "log"), "a") as log:
                log.write(body + chr(10))
        open(once, "w").close()
    return {"batchItemFailures": failed}
'''


@pytest.fixture(scope="module")
def stack() -> Stack:
    return Stack.load(os.environ.get("OFFING_STACK", "test"))


@pytest.fixture
def name() -> str:
    return f"gate-{uuid.uuid4().hex[:10]}"


@pytest.fixture
def function(stack: Stack, name: str, tmp_path: Path) -> Iterator[str]:
    (tmp_path / "gate.py").write_text(HANDLER)
    code = zipped({"bootstrap": bootstrap(PYTHON, tmp_path).encode()})
    client = aws.client(stack, "lambda")
    client.create_function(
        FunctionName=name,
        Runtime="provided.al2023",
        Role=ROLE,
        Handler="gate.lambda_handler",
        Code={"ZipFile": code},
        Timeout=20,
        Environment={"Variables": {"STAGE": "gate", "SEEN": str(tmp_path)}},
    )
    yield name
    client.delete_function(FunctionName=name)


def until(met: Callable[[], Any], seconds: float = 20) -> Any:
    """Wait for something to come true."""
    end = time.monotonic() + seconds
    while not (found := met()) and time.monotonic() < end:
        time.sleep(0.05)
    assert found, "it did not come true in time"
    return found


def invoke(stack: Stack, function: str, **event: Any) -> dict[str, Any]:
    answer = aws.client(stack, "lambda").invoke(
        FunctionName=function, Payload=json.dumps(event).encode()
    )
    told: dict[str, Any] = json.loads(answer["Payload"].read())
    return told


def seen(folder: Path) -> list[str]:
    log = folder / "log"
    return log.read_text().splitlines() if log.exists() else []


def queue(stack: Stack, name: str, **attributes: str) -> tuple[str, str]:
    client = aws.client(stack, "sqs")
    url = client.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    found = client.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
    return url, found["QueueArn"]


def map_to(stack: Stack, function: str, source: str, **more: Any) -> None:
    aws.client(stack, "lambda").create_event_source_mapping(
        FunctionName=function,
        EventSourceArn=source,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        **more,
    )


def table(stack: Stack, name: str) -> str:
    described = aws.client(stack, "dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": k, "AttributeType": "S"} for k in ("pk", "sk")],
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
    return str(described["TableDescription"]["LatestStreamArn"])


def put(stack: Stack, name: str, *keys: str) -> None:
    for key in keys:
        aws.client(stack, "dynamodb").put_item(
            TableName=name, Item={"pk": {"S": key}, "sk": {"S": "-"}}
        )


def test_an_error_keeps_its_type(stack: Stack, function: str) -> None:
    assert invoke(stack, function, **{"raise": "QuotaReached"})["errorType"] == "QuotaReached"


def test_a_function_sees_its_environment_and_its_asset(
    stack: Stack, function: str, tmp_path: Path
) -> None:
    told = invoke(stack, function)
    assert told["stage"] == "gate"
    assert told["cwd"] == str(tmp_path)


def test_a_warm_call_is_quick_and_reuses_its_process(stack: Stack, function: str) -> None:
    first = invoke(stack, function)["pid"]
    times = []
    for _ in range(30):
        began = time.perf_counter()
        assert invoke(stack, function)["pid"] == first
        times.append(time.perf_counter() - began)
    assert sorted(times)[15] < 0.04, "warm calls took 10 ms when this was written"


def test_a_poison_message_alone_goes_to_the_dead_letters(
    stack: Stack, function: str, name: str, tmp_path: Path
) -> None:
    dead, dead_arn = queue(stack, f"{name}-dead")
    redrive = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 2})
    url, arn = queue(stack, name, VisibilityTimeout="1", RedrivePolicy=redrive)
    client = aws.client(stack, "sqs")
    bodies = [*(f"m{i}" for i in range(8)), "poison", "twice"]
    entries = [{"Id": str(i), "MessageBody": body} for i, body in enumerate(bodies)]
    client.send_message_batch(QueueUrl=url, Entries=entries)
    map_to(stack, function, arn, BatchSize=10)
    until(lambda: {*bodies} - {"poison"} <= {*seen(tmp_path)})
    got = until(lambda: client.receive_message(QueueUrl=dead).get("Messages"))
    assert [m["Body"] for m in got] == ["poison"]
    assert len(seen(tmp_path)) == 9


def test_a_burst_waits_for_few_processes_and_loses_nothing(
    stack: Stack, function: str, name: str, tmp_path: Path
) -> None:
    url, arn = queue(stack, name, VisibilityTimeout="30")
    client = aws.client(stack, "sqs")
    for start in range(0, 60, 10):
        entries = [{"Id": str(i), "MessageBody": f"b{start + i}"} for i in range(10)]
        client.send_message_batch(QueueUrl=url, Entries=entries)
    map_to(stack, function, arn, BatchSize=1)
    until(lambda: len({*seen(tmp_path)}) == 60)
    known = Stack(**{f: getattr(stack, f) for f in ("name", "folder", "ports")})
    known.functions = {"gate": function}
    assert 1 <= len(faults.workers(known, "gate")) <= 3


def test_a_killed_process_costs_no_message(
    stack: Stack, function: str, name: str, tmp_path: Path
) -> None:
    url, arn = queue(stack, name, VisibilityTimeout="2")
    known = Stack(**{f: getattr(stack, f) for f in ("name", "folder", "ports")})
    known.functions = {"gate": function}
    aws.client(stack, "sqs").send_message(QueueUrl=url, MessageBody="slow")
    map_to(stack, function, arn, BatchSize=1)
    until(lambda: faults.workers(known, "gate"))
    assert faults.kill_function("gate", known)
    until(lambda: "slow" in seen(tmp_path))


def test_a_stream_gives_failed_records_again_in_order(
    stack: Stack, function: str, name: str, tmp_path: Path
) -> None:
    map_to(stack, function, table(stack, name), StartingPosition="TRIM_HORIZON", BatchSize=10)
    put(stack, name, "a", "twice", "b")
    until(lambda: any('"twice"' in line for line in seen(tmp_path)))
    keys = [json.loads(line)["pk"]["S"] for line in seen(tmp_path)]
    assert keys.index("a") < keys.index("twice")
    assert {*keys} == {"a", "twice", "b"}


def test_a_slow_stream_does_not_hold_up_a_queue(
    stack: Stack, function: str, name: str, tmp_path: Path
) -> None:
    map_to(stack, function, table(stack, name), StartingPosition="TRIM_HORIZON", BatchSize=10)
    url, arn = queue(stack, name, VisibilityTimeout="30")
    map_to(stack, function, arn, BatchSize=1)
    put(stack, name, *(f"slow{i}" for i in range(8)))
    aws.client(stack, "sqs").send_message(QueueUrl=url, MessageBody="quick")
    until(lambda: "quick" in seen(tmp_path), 3.5)


def test_a_transaction_tells_which_condition_failed(stack: Stack, name: str) -> None:
    table(stack, name)
    put(stack, name, "there")
    fresh = {"ConditionExpression": "attribute_not_exists(pk)", "TableName": name}
    items = [{"pk": {"S": key}, "sk": {"S": "-"}} for key in ("new", "there")]
    client = aws.client(stack, "dynamodb")
    with pytest.raises(ClientError) as refused:
        client.transact_write_items(TransactItems=[{"Put": {**fresh, "Item": i}} for i in items])
    reasons = [r["Code"] for r in refused.value.response["CancellationReasons"]]
    assert reasons == ["None", "ConditionalCheckFailed"]
    assert "Item" not in client.get_item(TableName=name, Key=items[0])


def machine(stack: Stack, name: str, function: str, **state: Any) -> str:
    payload = {"token.$": "$$.Task.Token", **state.pop("payload", {})}
    task = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "Parameters": {"FunctionName": function, "Payload": payload},
        "End": True,
        **state,
    }
    client = aws.client(stack, "stepfunctions")
    definition = json.dumps({"StartAt": "Wait", "States": {"Wait": task}})
    arn = client.create_state_machine(name=name, definition=definition, roleArn=ROLE)
    return str(client.start_execution(stateMachineArn=arn["stateMachineArn"])["executionArn"])


def test_a_waiting_task_fails_with_its_function(stack: Stack, function: str, name: str) -> None:
    execution = machine(stack, name, function, payload={"raise": "Broken"}, TimeoutSeconds=60)
    client = aws.client(stack, "stepfunctions")
    ended = until(lambda: _ended(client, execution))
    assert ended["status"] == "FAILED"
    assert ended["error"] == "Broken"


def test_a_waiting_task_ends_without_heartbeat(stack: Stack, function: str, name: str) -> None:
    execution = machine(stack, name, function, HeartbeatSeconds=1, TimeoutSeconds=60)
    ended = until(lambda: _ended(aws.client(stack, "stepfunctions"), execution))
    assert ended["error"] == "States.HeartbeatTimeout"


def _ended(client: Any, execution: str) -> dict[str, Any] | None:
    described: dict[str, Any] = client.describe_execution(executionArn=execution)
    return described if described["status"] != "RUNNING" else None


def test_an_event_reaches_the_queue_of_its_rule_alone(stack: Stack, name: str) -> None:
    url, arn = queue(stack, name)
    events = aws.client(stack, "events")
    events.create_event_bus(Name=name)
    pattern = json.dumps({"source": ["gate"], "detail": {"size": [{"numeric": [">", 1]}]}})
    events.put_rule(Name=name, EventBusName=name, EventPattern=pattern)
    events.put_targets(Rule=name, EventBusName=name, Targets=[{"Id": "1", "Arn": arn}])
    entry = {"Source": "gate", "DetailType": "T", "EventBusName": name}
    events.put_events(Entries=[{**entry, "Detail": json.dumps({"size": n})} for n in (1, 2)])
    client = aws.client(stack, "sqs")
    got = until(lambda: client.receive_message(QueueUrl=url).get("Messages"))
    assert [json.loads(m["Body"])["detail"]["size"] for m in got] == [2]


def test_a_presigned_form_takes_a_file_and_no_other_key(stack: Stack, name: str) -> None:
    s3 = aws.client(stack, "s3")
    s3.create_bucket(Bucket=name)
    form = s3.generate_presigned_post(name, "upload/xq/1", ExpiresIn=60)
    answer = httpx.post(form["url"], data=form["fields"], files={"file": b"UNB"})
    assert answer.status_code in (200, 201, 204)
    assert s3.get_object(Bucket=name, Key="upload/xq/1")["Body"].read() == b"UNB"


def test_tokens_carry_who_and_what(stack: Stack) -> None:
    officer, carrier = (_claims(tokens.token(stack, who)) for who in ("tilda", "xq"))
    assert officer["cognito:groups"] == ["targeting_officer"]
    assert officer["custom:agency"]
    assert set(carrier["scope"].split()) == set(SCOPES)


def _claims(token: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    return found


@pytest.mark.parametrize("token", [None, "a.b.c", "other"])
def test_the_gateway_refuses_tokens_that_are_not_for_it(stack: Stack, token: str | None) -> None:
    held = tokens.token(stack, "xq") if token == "other" else token
    headers = {"Authorization": f"Bearer {held}"} if held else {}
    assert httpx.get(f"{stack.urls['officer_api']}/me", headers=headers).status_code == 401


def test_everything_listens_on_this_machine_alone(stack: Stack) -> None:
    assert all("127.0.0.1" in address for address in stack.urls.values())
    health = httpx.get(f"{stack.urls['search']}/_cluster/health").json()
    assert health["number_of_nodes"] == 1
