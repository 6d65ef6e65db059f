"""Slow queries and errors of the search domain, written to CloudWatch without a custom resource."""

from collections.abc import Mapping

from aws_cdk import Stack
from aws_cdk import aws_logs as logs
from aws_cdk import aws_opensearchservice as opensearch
from constructs import Construct

from infra.constructs.service_function import log_group
from infra.environments import Environment

_KINDS = {
    "SEARCH_SLOW_LOGS": "SlowSearches",
    "INDEX_SLOW_LOGS": "SlowWrites",
    "ES_APPLICATION_LOGS": "Errors",
}


def publish_logs(
    scope: Construct, environment: Environment
) -> Mapping[str, opensearch.CfnDomain.LogPublishingOptionProperty]:
    """A log group for each kind of log, and the right of the service to write into them."""
    groups = {kind: log_group(scope, name, environment) for kind, name in _KINDS.items()}
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "es.amazonaws.com"},
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": [group.log_group_arn for group in groups.values()],
        "Condition": {"StringEquals": {"aws:SourceAccount": Stack.of(scope).account}},
    }
    logs.CfnResourcePolicy(
        scope,
        "MayWriteLogs",
        policy_name=f"offing-{environment.stage}-search",
        policy_document=Stack.of(scope).to_json_string(
            {"Version": "2012-10-17", "Statement": [statement]}
        ),
    )
    return {
        kind: opensearch.CfnDomain.LogPublishingOptionProperty(
            enabled=True, cloud_watch_logs_log_group_arn=group.log_group_arn
        )
        for kind, group in groups.items()
    }
