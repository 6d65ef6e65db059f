"""Rules of cdk-nag that we break on purpose, each with its reason at the place."""

import hashlib
import json

from aws_cdk import Acknowledgment, Stack, Validations
from constructs import IConstruct


def acknowledge(construct: IConstruct, rule: str, reason: str) -> None:
    """Accept one finding of one rule on a construct and all below it."""
    Validations.of(construct).acknowledge(Acknowledgment(id=f"AwsSolutions::{rule}", reason=reason))


def acknowledge_below(
    construct: IConstruct, owner: IConstruct, arn: str, suffix: str, reason: str
) -> None:
    """Accept a wildcard below one resource of another stack, such as the objects of one bucket."""
    stack = Stack.of(owner)
    finding = {
        "StackName": stack.stack_name,
        "Region": {"Ref": "AWS::Region"},
        "OutputName": _output_name(stack, arn),
    }
    shown = _compact({"Fn::GetStackOutput": finding})
    acknowledge(construct, f"AwsSolutions-IAM5[Resource::{shown}{suffix}]", reason)


def _output_name(stack: Stack, arn: str) -> str:
    # cdk-nag names a finding by the output that CDK makes for the reference later, at synthesis;
    # this is CDK's rule for such names. Were it to change, each synth would say so by a finding.
    path = f"Output{_compact(stack.resolve(arn))}"
    digest = hashlib.md5(f"Publish/{path}".encode(), usedforsecurity=False).hexdigest()
    return "Publish" + "".join(c for c in path if c.isalnum()) + digest[:8].upper()


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
