"""Stack outputs under stable keys, for local mode, the publish step and people; listed in docs/deploy.md."""

from collections.abc import Mapping

from aws_cdk import CfnOutput, Stack


def publish(stack: Stack, values: Mapping[str, str]) -> None:
    """One output for each name; the name is the key that others read."""
    for name, value in values.items():
        CfnOutput(stack, f"Out{name}", value=value).override_logical_id(name)
