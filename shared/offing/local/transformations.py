"""What local mode changes in a synthesised template, each change with its reason: the whole list.

`docs/local.md` shows this table; a test holds both together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Template = dict[str, Any]

PYTHON_LAMBDA = "AWS::Lambda::Function"

# Types that the emulator does not know, or that have no meaning on one machine.
LEFT_OUT = {
    "AWS::CDK::Metadata": "says to AWS which constructs were used",
    "AWS::WAFv2::WebACL": "no web firewall stands before 127.0.0.1",
    "AWS::WAFv2::WebACLAssociation": "no web firewall stands before 127.0.0.1",
    "AWS::WAFv2::LoggingConfiguration": "no web firewall stands before 127.0.0.1",
    "AWS::CloudFront::Distribution": "the front server of local mode stands in for it",
    "AWS::CloudFront::ResponseHeadersPolicy": "the front server sends the same headers",
    "AWS::CloudFront::OriginAccessControl": "the front server reads the console's build itself",
    "AWS::CloudFront::CachePolicy": "the front server does not cache",
    "AWS::CloudFront::OriginRequestPolicy": "the front server passes everything on",
    "AWS::CloudFront::Function": "the front server does the rewriting",
    "Custom::CDKBucketDeployment": "the front server reads the console's build itself",
    "AWS::OpenSearchService::Domain": "the engine is a real node on this machine",
    "AWS::OpenSearchServerless::Collection": "the engine is a real node on this machine",
    "AWS::OpenSearchServerless::AccessPolicy": "the engine is a real node on this machine",
    "AWS::OpenSearchServerless::SecurityPolicy": "the engine is a real node on this machine",
    "AWS::CloudWatch::CompositeAlarm": "not in the emulator",
    "AWS::Events::Archive": "not in the emulator",
    "AWS::Events::EventBusPolicy": "not in the emulator",
    "AWS::SecretsManager::RotationSchedule": "not in the emulator",
    "AWS::SecretsManager::ResourcePolicy": "not in the emulator",
    "AWS::SQS::QueueInlinePolicy": "not in the emulator",
    "AWS::XRay::Group": "not in the emulator",
    "AWS::XRay::SamplingRule": "not in the emulator",
    "AWS::Synthetics::Canary": "not in the emulator",
    "AWS::Cognito::UserPoolRiskConfigurationAttachment": "not in the emulator",
    "AWS::Cognito::ManagedLoginBranding": "not in the emulator",
    "AWS::Backup::BackupSelection": "not in the emulator",
    "AWS::ApplicationAutoScaling::ScalableTarget": "not in the emulator",
    "AWS::ApplicationAutoScaling::ScalingPolicy": "not in the emulator",
    "AWS::Budgets::Budget": "nothing costs anything here",
}


@dataclass(frozen=True, slots=True)
class Here:
    """What the transformations must know of this machine."""

    search: str
    console: str = ""

    def parameters(self, template: Template) -> dict[str, str]:
        """Values for the parameters that a template asks for."""
        given = {"SearchEndpoint": self.search}
        return {k: v for k, v in given.items() if k in template.get("Parameters", {})}


@dataclass(frozen=True, slots=True)
class Transformation:
    """One change to a template."""

    name: str
    why: str
    apply: Callable[[Template, Here], None]


def _functions(template: Template) -> Iterable[dict[str, Any]]:
    for resource in template["Resources"].values():
        if resource["Type"] == PYTHON_LAMBDA:
            yield resource["Properties"]


def _drop_bootstrap_check(template: Template, _: Here) -> None:
    template.pop("Rules", None)
    template.get("Parameters", {}).pop("BootstrapVersion", None)


def is_python(properties: dict[str, Any]) -> bool:
    """Whether a function's code is one of our Python assets."""
    code = properties.get("Code", {})
    return str(properties.get("Runtime", "")).startswith("python") and "S3Key" in code


def _run_with_runtime_client(template: Template, _: Here) -> None:
    for properties in _functions(template):
        if is_python(properties):
            properties["Runtime"] = "provided.al2023"
            properties.pop("Layers", None)
            properties.pop("SnapStart", None)


def _give_console_address(template: Template, here: Here) -> None:
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Cognito::UserPoolClient" and here.console:
            for key in {"CallbackURLs", "LogoutURLs"} & resource["Properties"].keys():
                resource["Properties"][key] = [f"{here.console}/"]


def _address_secrets(template: Template, _: Here) -> None:
    resources = template["Resources"]
    secrets = {k for k, r in resources.items() if r["Type"] == "AWS::SecretsManager::Secret"}
    for part in ("Resources", "Outputs"):
        template[part] = _with_ids(template.get(part, {}), secrets)


def _with_ids(value: Any, secrets: set[str]) -> Any:
    """The value with each `Ref` of a secret as the attribute that has its ARN here and in AWS."""
    if isinstance(value, list):
        return [_with_ids(v, secrets) for v in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"Ref"} and value["Ref"] in secrets:
        return {"Fn::GetAtt": [value["Ref"], "Id"]}
    return {k: _with_ids(v, secrets) for k, v in value.items()}


def _mentions(value: Any, names: frozenset[str]) -> bool:
    """Whether a piece of template refers to one of these resources."""
    if isinstance(value, list):
        return any(_mentions(v, names) for v in value)
    if not isinstance(value, dict):
        return False
    if value.get("Ref") in names:
        return True
    attribute = value.get("Fn::GetAtt")
    if (
        attribute
        and (attribute if isinstance(attribute, list) else attribute.split("."))[0] in names
    ):
        return True
    substituted = value.get("Fn::Sub")
    text = substituted[0] if isinstance(substituted, list) else substituted
    if isinstance(text, str) and any(f"${{{n}}}" in text or f"${{{n}." in text for n in names):
        return True
    return any(_mentions(v, names) for v in value.values())


def _without(value: Any, names: frozenset[str]) -> Any:
    """The value with each reference to a left-out resource replaced by the word `not-here`."""
    if isinstance(value, list):
        return [_without(v, names) for v in value]
    if not isinstance(value, dict):
        return value
    intrinsic = len(value) == 1 and next(iter(value)) in ("Ref", "Fn::GetAtt", "Fn::Sub")
    if intrinsic and _mentions(value, names):
        return "not-here"
    return {k: _without(v, names) for k, v in value.items()}


def _leave_out(template: Template, _: Here) -> None:
    resources = template["Resources"]
    gone = frozenset(k for k, r in resources.items() if r["Type"] in LEFT_OUT)
    template["Resources"] = kept = {
        k: _without(r, gone) for k, r in resources.items() if k not in gone
    }
    for resource in kept.values():
        needs = resource.get("DependsOn", [])
        resource["DependsOn"] = [
            n for n in ([needs] if isinstance(needs, str) else needs) if n in kept
        ]
    template["Outputs"] = {k: _without(o, gone) for k, o in template.get("Outputs", {}).items()}


TRANSFORMATIONS: tuple[Transformation, ...] = (
    Transformation(
        "No bootstrap check", "nothing is bootstrapped in the emulator", _drop_bootstrap_check
    ),
    Transformation(
        "Python functions run as provided.al2023 with AWS's own runtime client",
        "the emulator's Python runtime hides error types and has another interpreter; the client starts "
        "the product's Python on the same asset folder, whose environment has the wheels of the layers",
        _run_with_runtime_client,
    ),
    Transformation(
        "Call-back addresses of the console",
        "the front server stands in for CloudFront",
        _give_console_address,
    ),
    Transformation(
        "A secret is referred to by its attribute `Id`",
        "the emulator's `Ref` of a secret is its name; in AWS both are its ARN",
        _address_secrets,
    ),
    Transformation(
        "Some resource types are left out, references to them read `not-here`",
        "the emulator does not have them, or they mean nothing on one machine (list below)",
        _leave_out,
    ),
)


def transformed(template: Template, here: Here) -> Template:
    """A copy of the template with all transformations applied, in order."""
    changed: Template = json.loads(json.dumps(template))
    for transformation in TRANSFORMATIONS:
        transformation.apply(changed, here)
    return changed


def bootstrap(python: Path, code: Path) -> str:
    """The entry point of a transformed function: the asset opened in place, not copied."""
    return (
        "#!/bin/sh\n"
        f"cd '{code}' || exit 1\n"
        f"LAMBDA_TASK_ROOT='{code}' PYTHONPATH='{code}' exec '{python}' -m awslambdaric \"$_HANDLER\"\n"
    )
