"""Reading a cloud assembly: order of stacks, assets and where they go."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from offing.local import assembly, deploy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    def stack(name: str, needs: list[str]) -> dict[str, object]:
        (tmp_path / f"{name}.template.json").write_text(json.dumps({"Resources": {}}))
        return {
            "type": "aws:cloudformation:stack",
            "properties": {"templateFile": f"{name}.template.json", "stackName": f"offing-{name}"},
            "dependencies": needs,
        }

    bucket = "assets-${AWS::AccountId}-${AWS::Region}"
    files = {
        "1": {
            "source": {"path": "asset.1", "packaging": "zip"},
            "destinations": {"x": {"bucketName": bucket, "objectKey": "1.zip"}},
        },
        "2": {
            "source": {"path": "web.template.json", "packaging": "file"},
            "destinations": {"x": {"bucketName": bucket, "objectKey": "2.json"}},
        },
    }
    (tmp_path / "asset.1").mkdir()
    (tmp_path / "asset.1" / "handler.py").write_text("x = 1\n")
    (tmp_path / "web.assets.json").write_text(json.dumps({"files": files}))
    artifacts = {
        "web": stack("web", ["data", "web.assets"]),
        "data": stack("data", []),
        "web.assets": {"type": "cdk:asset-manifest", "properties": {"file": "web.assets.json"}},
        "Tree": {"type": "cdk:tree"},
    }
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    return tmp_path


def test_stacks_come_after_those_they_need(folder: Path) -> None:
    assert [s.name for s in assembly.read(folder)] == ["offing-data", "offing-web"]


def test_assets_go_to_this_account_and_templates_are_none(folder: Path) -> None:
    (asset,) = assembly.read(folder)[1].assets
    assert asset.path == folder / "asset.1"
    assert (asset.bucket, asset.key) == ("assets-000000000000-us-east-1", "1.zip")


def test_the_same_content_makes_the_same_zip(folder: Path) -> None:
    first, second = (deploy.zipped({"bootstrap": b"#!/bin/sh\n"}) for _ in range(2))
    assert first == second
    entry = zipfile.ZipFile(io.BytesIO(first)).getinfo("bootstrap")
    assert entry.external_attr >> 16 == 0o755


def test_the_fingerprint_is_stable_and_ignores_what_no_function_gets() -> None:
    assert assembly.fingerprint() == assembly.fingerprint()
    assert not assembly._counts(("shared", "offing", "local", "stack.py"))
    assert not assembly._counts(("infra", "__pycache__", "app.cpython-313.pyc"))
    assert assembly._counts(("shared", "offing", "messages", "edifact.py"))
