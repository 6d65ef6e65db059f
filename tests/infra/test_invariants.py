"""What must hold of every resource, whoever adds it."""

from typing import Any

import pytest

from infra.bundling import ROOT
from infra.environments import ENVIRONMENTS, LOCAL, PROD, SIZES, named
from infra.stacks.referral_steps import WAITS
from tests.infra.conftest import Assembly
from tests.infra.permissions import listed, statements

# Services whose calls know no resources.
RESOURCELESS = ("xray:", "logs:")
STACKS = ("data", "pipeline", "workflow", "web", "monitoring")


def test_five_stacks(prod: Assembly) -> None:
    assert set(prod.templates) == {f"offing-prod-{stack}" for stack in STACKS}


def test_no_action_ends_in_a_star(prod: Assembly) -> None:
    broad = [
        (role, action)
        for role, statement in statements(prod)
        for action in listed(statement["Action"])
        if action.endswith("*")
    ]
    assert broad == []


def test_all_resources_only_where_the_service_knows_none(prod: Assembly) -> None:
    broad = [
        (role, action)
        for role, statement in statements(prod)
        for action in listed(statement["Action"])
        if "*" in listed(statement["Resource"]) and not action.startswith(RESOURCELESS)
    ]
    assert broad == []


def test_no_managed_policies(prod: Assembly) -> None:
    for _, name, role in prod.resources("AWS::IAM::Role"):
        assert "ManagedPolicyArns" not in role["Properties"], name


def test_audit_entries_can_only_be_appended(prod: Assembly) -> None:
    writes = {"UpdateItem", "DeleteItem", "BatchWriteItem"}
    found = [
        (role, action)
        for role, statement in statements(prod)
        for action in listed(statement["Action"])
        if action.removeprefix("dynamodb:") in writes and "AuditTable" in str(statement["Resource"])
    ]
    assert found == []


def test_tables_are_kept_encrypted_and_recoverable(prod: Assembly) -> None:
    tables = list(prod.resources("AWS::DynamoDB::Table"))
    assert len(tables) == 7
    for _, name, table in tables:
        properties = table["Properties"]
        assert table["DeletionPolicy"] == "Retain", name
        assert properties["DeletionProtectionEnabled"], name
        assert properties["SSESpecification"]["SSEType"] == "KMS", name
        assert properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"], name


def test_buckets_are_kept_encrypted_and_private(prod: Assembly) -> None:
    for _, name, bucket in prod.resources("AWS::S3::Bucket"):
        properties = bucket["Properties"]
        assert bucket["DeletionPolicy"] == "Retain", name
        assert "BucketEncryption" in properties, name
        assert all(properties["PublicAccessBlockConfiguration"].values()), name


def test_audit_archive_is_locked(prod: Assembly) -> None:
    locked = [
        b["Properties"]["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
        for _, _, b in prod.resources("AWS::S3::Bucket")
        if "ObjectLockConfiguration" in b["Properties"]
    ]
    assert locked == [{"Mode": "COMPLIANCE", "Days": PROD.retention.audit_lock_days}]


def test_every_queue_has_dead_letters_or_is_them(prod: Assembly) -> None:
    for _, name, queue in prod.resources("AWS::SQS::Queue"):
        last = name.startswith("Undelivered") or "DeadLetters" in name
        assert last or "RedrivePolicy" in queue["Properties"], name
        assert queue["Properties"]["MessageRetentionPeriod"] == 14 * 86400, name


def test_every_stream_and_rule_keeps_its_failures(prod: Assembly) -> None:
    for _, name, mapping in prod.resources("AWS::Lambda::EventSourceMapping"):
        properties = mapping["Properties"]
        assert properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"], name
        if "StartingPosition" in properties:
            assert properties["DestinationConfig"]["OnFailure"]["Destination"], name
            assert properties["BisectBatchOnFunctionError"], name
    for _, name, rule in prod.resources("AWS::Events::Rule"):
        assert all("DeadLetterConfig" in target for target in rule["Properties"]["Targets"]), name


def test_a_message_comes_back_only_after_its_function_had_its_time(prod: Assembly) -> None:
    workers = {"messages": "parse", "match": "match", "score": "score", "notices": "notify"}
    queues = {n: q["Properties"] for _, n, q in prod.resources("AWS::SQS::Queue")}
    for queue, worker in workers.items():
        (properties,) = [
            p
            for n, p in queues.items()
            if n.startswith(f"{queue.capitalize()}Queue") and "DeadLetters" not in n
        ]
        assert properties["VisibilityTimeout"] >= 6 * SIZES[worker].seconds, queue


def test_every_function_has_its_own_role_log_and_trace(prod: Assembly) -> None:
    functions = list(prod.resources("AWS::Lambda::Function"))
    told = [f["Properties"]["Environment"]["Variables"] for _, _, f in functions]
    assert {variables["POWERTOOLS_SERVICE_NAME"] for variables in told} == set(SIZES)
    assert len({(stack, str(f["Properties"]["Role"])) for stack, _, f in functions}) == len(SIZES)
    for _, name, function in functions:
        properties = function["Properties"]
        assert properties["TracingConfig"] == {"Mode": "Active"}, name
        assert properties["LoggingConfig"]["LogFormat"] == "JSON", name
        assert "LogGroup" in properties["LoggingConfig"], name
    for _, name, group in prod.resources("AWS::Logs::LogGroup"):
        assert group["Properties"]["RetentionInDays"] == PROD.retention.log_days, name


@pytest.mark.parametrize("stage", ["prod", "local"])
def test_no_custom_resources(stage: str, request: pytest.FixtureRequest) -> None:
    assembly: Assembly = request.getfixturevalue(stage)
    for stack, template in assembly.templates.items():
        kinds = {r["Type"] for r in template["Resources"].values()}
        assert not {k for k in kinds if k.startswith("Custom::") or "CustomResource" in k}, stack


def test_data_depends_on_no_other_stack(prod: Assembly) -> None:
    assert "Fn::GetStackOutput" not in str(prod.templates["offing-prod-data"])


def test_local_brings_no_layers_and_takes_an_engine_of_its_own(local: Assembly) -> None:
    assert not list(local.resources("AWS::Lambda::LayerVersion", "AWS::OpenSearchService::Domain"))
    assert "SearchEndpoint" in local.templates["offing-local-data"]["Parameters"]


def test_local_differs_from_dev_only_in_what_its_stage_says(local: Assembly) -> None:
    assert LOCAL.password_sign_in
    assert not PROD.password_sign_in
    clients = [c["Properties"] for _, _, c in local.resources("AWS::Cognito::UserPoolClient")]
    assert "ALLOW_USER_PASSWORD_AUTH" in clients[0]["ExplicitAuthFlows"]


def test_the_referral_machine_waits_for_three_answers(prod: Assembly) -> None:
    (definition,) = [
        str(m["Properties"]["DefinitionString"])
        for _, n, m in prod.resources("AWS::StepFunctions::StateMachine")
        if n.startswith("Referral")
    ]
    for awaited, _ in WAITS:
        assert f'"Await{awaited.capitalize()}"' in definition
        assert f'"TimeoutSecondsPath":"$.limits.{awaited}"' in definition
        assert f'"Expire{awaited.capitalize()}"' in definition


def test_an_unknown_stage_is_named() -> None:
    with pytest.raises(ValueError, match="no stage 'staging'"):
        named("staging")
    assert set(ENVIRONMENTS) == {"dev", "test", "prod", "local"}


def test_every_function_in_the_app_is_a_folder() -> None:
    missing = [name for name in SIZES if not (ROOT / "functions" / name / "handler.py").is_file()]
    assert not missing, f"functions without handler.py: {', '.join(missing)}"


def outputs(assembly: Assembly) -> dict[str, Any]:
    """All outputs that people and tools read, not those that CDK makes between stacks."""
    return {
        key: value
        for template in assembly.templates.values()
        for key, value in template.get("Outputs", {}).items()
        if not key.startswith("Publish")
    }


def test_the_deployment_guide_lists_every_output(prod: Assembly) -> None:
    guide = (ROOT / "docs" / "deploy.md").read_text()
    missing = [key for key in outputs(prod) if f"`{key}`" not in guide]
    assert not missing, f"docs/deploy.md does not name {', '.join(missing)}"
