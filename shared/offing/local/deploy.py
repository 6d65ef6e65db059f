"""Deploy a cloud assembly into the emulator with boto3 alone: no CDK command line, no bootstrap stack."""

from __future__ import annotations

import hashlib
import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from offing.local import assembly, aws
from offing.local.assembly import Asset, Synthesised
from offing.local.paths import PYTHON, LocalError
from offing.local.state import Stack
from offing.local.transformations import PYTHON_LAMBDA, Here, bootstrap, is_python, transformed

STAGING = "offing-local-staging"
DEPLOY_SECONDS = 240
_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]

Tell = Callable[[str], None]


def deploy(stack: Stack, folder: Path, here: Here, tell: Tell) -> None:
    """Deploy every stack of the assembly in order and write outputs and resources into the state."""
    _ensure_bucket(stack, STAGING)
    for synthesised in assembly.read(folder):
        began = time.monotonic()
        _upload(stack, synthesised)
        template = transformed(synthesised.template, here)
        stack.outputs[synthesised.name] = _deploy_one(
            stack, synthesised.name, template, here.parameters(template)
        )
        stack.resources |= _resources(stack, synthesised.name)
        stack.save()
        count = len(template["Resources"])
        tell(f"{synthesised.name}: {count} resources in {time.monotonic() - began:.1f} s")


def _ensure_bucket(stack: Stack, bucket: str) -> None:
    try:
        aws.client(stack, "s3").create_bucket(Bucket=bucket)
    except ClientError as refusal:
        if "BucketAlready" not in refusal.response["Error"]["Code"]:
            raise


def _function_keys(template: dict[str, Any]) -> frozenset[str]:
    """Keys of the assets that are code of Python functions."""
    return frozenset(
        str(r["Properties"]["Code"]["S3Key"])
        for r in template["Resources"].values()
        if r["Type"] == PYTHON_LAMBDA and is_python(r["Properties"])
    )


def _layer_keys(template: dict[str, Any]) -> frozenset[str]:
    layers = (r for r in template["Resources"].values() if r["Type"] == "AWS::Lambda::LayerVersion")
    return frozenset(str(r["Properties"]["Content"].get("S3Key")) for r in layers)


def _upload(stack: Stack, synthesised: Synthesised) -> None:
    """Put the assets where the template looks for them; wheels of layers are not needed locally."""
    used = json.dumps(synthesised.template)
    functions, layers = _function_keys(synthesised.template), _layer_keys(synthesised.template)
    for asset in synthesised.assets:
        if asset.key not in used:
            continue
        _ensure_bucket(stack, asset.bucket)
        if asset.key in functions:
            body = zipped({"bootstrap": bootstrap(PYTHON, asset.path).encode()})
        elif asset.key in layers:
            body = zipped({"python/empty.txt": b"The product's environment has the wheels.\n"})
        else:
            body = _content(asset)
        aws.client(stack, "s3").put_object(Bucket=asset.bucket, Key=asset.key, Body=body)


def _content(asset: Asset) -> bytes:
    if asset.packaging != "zip" or asset.path.is_file():
        return asset.path.read_bytes()
    files = (p for p in sorted(asset.path.rglob("*")) if p.is_file())
    return zipped({p.relative_to(asset.path).as_posix(): p.read_bytes() for p in files})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip with these files, `bootstrap` executable, the same bytes for the same content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o755 if name == "bootstrap" else 0o644) << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _deploy_one(
    stack: Stack, name: str, template: dict[str, Any], parameters: dict[str, str]
) -> dict[str, str]:
    body = json.dumps(template).encode()
    key = f"{hashlib.sha256(body).hexdigest()}.json"  # over 51 kB a template must come from S3
    aws.client(stack, "s3").put_object(Bucket=STAGING, Key=key, Body=body)
    formation = aws.client(stack, "cloudformation")
    arguments = {
        "StackName": name,
        "TemplateURL": f"{stack.endpoint}/{STAGING}/{key}",
        "Capabilities": _CAPABILITIES,
        "Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
    }
    try:
        if _status(stack, name):
            formation.update_stack(**arguments)
        else:
            formation.create_stack(**arguments, OnFailure="DO_NOTHING")
    except ClientError as refusal:
        if "No updates" not in str(refusal):
            raise LocalError(
                f"The emulator refuses stack {name}: {refusal}", where=name
            ) from refusal
    return _settled(stack, name)


def _status(stack: Stack, name: str) -> dict[str, Any]:
    try:
        found = aws.client(stack, "cloudformation").describe_stacks(StackName=name)["Stacks"]
    except ClientError:
        return {}
    return found[0] if found else {}


def _settled(stack: Stack, name: str) -> dict[str, str]:
    """Wait for the end of a deployment; outputs, or an error with the resources that failed."""
    end = time.monotonic() + DEPLOY_SECONDS
    state: dict[str, Any] = {}
    while time.monotonic() < end:
        state = _status(stack, name)
        if state and not state["StackStatus"].endswith("IN_PROGRESS"):
            break
        time.sleep(0.1)
    status = state.get("StackStatus", "unknown")
    if status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        return {o["OutputKey"]: o["OutputValue"] for o in state.get("Outputs", ())}
    raise LocalError(f"Stack {name} ended as {status}:\n{_failures(stack, name)}", where=name)


def _failures(stack: Stack, name: str) -> str:
    events = aws.client(stack, "cloudformation").describe_stack_events(StackName=name)[
        "StackEvents"
    ]
    failed = (e for e in events if "FAILED" in e["ResourceStatus"])
    return "\n".join(
        f"  {e['LogicalResourceId']} ({e['ResourceType']}): {e.get('ResourceStatusReason', '')[:400]}"
        for e in failed
    )


def _resources(stack: Stack, name: str) -> dict[str, str]:
    """`Stack/Type/LogicalId` → physical id, to find things by what they are."""
    formation = aws.client(stack, "cloudformation")
    found = formation.describe_stack_resources(StackName=name)["StackResources"]
    return {
        f"{name}/{r['ResourceType']}/{r['LogicalResourceId']}": r.get("PhysicalResourceId", "")
        for r in found
    }
