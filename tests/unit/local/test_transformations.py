"""What local mode changes in a template, and that docs/local.md lists it."""

import json
from pathlib import Path
from typing import Any

from offing.local.transformations import LEFT_OUT, TRANSFORMATIONS, Here, bootstrap, transformed

ROOT = Path(__file__).resolve().parents[3]
HERE = Here(search="http://127.0.0.1:9201", console="http://127.0.0.1:8080")


def template() -> dict[str, Any]:
    return {
        "Parameters": {"BootstrapVersion": {}, "SearchEndpoint": {"Type": "String"}},
        "Rules": {"CheckBootstrapVersion": {}},
        "Resources": {
            "Parse": {
                "Type": "AWS::Lambda::Function",
                "Properties": {
                    "Runtime": "python3.13",
                    "Code": {"S3Bucket": "b", "S3Key": "k.zip"},
                    "Layers": [{"Ref": "Wheels"}],
                    "Environment": {"Variables": {"URL": {"Fn::GetAtt": ["Site", "DomainName"]}}},
                },
                "DependsOn": ["Site", "Role"],
            },
            "Inline": {
                "Type": "AWS::Lambda::Function",
                "Properties": {"Runtime": "python3.13", "Code": {"ZipFile": "pass"}},
            },
            "Role": {"Type": "AWS::IAM::Role", "Properties": {}},
            "Site": {"Type": "AWS::CloudFront::Distribution", "Properties": {}},
            "Client": {
                "Type": "AWS::Cognito::UserPoolClient",
                "Properties": {"CallbackURLs": [{"Fn::Sub": "https://${Site.DomainName}/"}]},
            },
        },
        "Outputs": {"Url": {"Value": {"Fn::Join": ["", ["https://", {"Ref": "Site"}]]}}},
    }


def test_the_template_itself_is_left_alone() -> None:
    original = template()
    transformed(original, HERE)
    assert original == template()


def test_python_assets_run_with_the_runtime_client_and_inline_code_as_it_is() -> None:
    resources = transformed(template(), HERE)["Resources"]
    assert resources["Parse"]["Properties"]["Runtime"] == "provided.al2023"
    assert "Layers" not in resources["Parse"]["Properties"]
    assert resources["Inline"]["Properties"]["Runtime"] == "python3.13"


def test_what_is_left_out_leaves_no_reference_behind() -> None:
    changed = transformed(template(), HERE)
    assert "Site" not in changed["Resources"]
    assert changed["Resources"]["Parse"]["DependsOn"] == ["Role"]
    assert '"Site' not in json.dumps(changed)
    assert changed["Outputs"]["Url"]["Value"] == {"Fn::Join": ["", ["https://", "not-here"]]}


def test_bootstrap_check_goes_and_the_search_endpoint_is_given() -> None:
    changed = transformed(template(), HERE)
    assert "Rules" not in changed
    assert HERE.parameters(changed) == {"SearchEndpoint": "http://127.0.0.1:9201"}


def test_sign_in_returns_to_the_front_door() -> None:
    client = transformed(template(), HERE)["Resources"]["Client"]["Properties"]
    assert client["CallbackURLs"] == ["http://127.0.0.1:8080/"]


def test_the_documentation_lists_every_transformation() -> None:
    page = (ROOT / "docs" / "local.md").read_text()
    rows = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("|")]
    for transformation in TRANSFORMATIONS:
        assert transformation.name in rows


def test_every_left_out_type_has_a_reason() -> None:
    assert all(LEFT_OUT.values())


def test_the_entry_point_opens_the_asset_in_place() -> None:
    script = bootstrap(Path("/venv/bin/python"), Path("/assembly/asset.1"))
    assert script.startswith("#!/bin/sh\n")
    assert "cd '/assembly/asset.1'" in script
    assert "-m awslambdaric" in script
