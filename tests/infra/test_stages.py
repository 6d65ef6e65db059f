"""Stages and settings beside prod and local synthesise too; cdk-nag runs in each."""

from dataclasses import replace
from pathlib import Path

import pytest

from infra.app import build
from infra.environments import DEV, TEST, Environment, Search
from tests.infra.conftest import NO_BUNDLING


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param(TEST, id="test"),
        pytest.param(replace(DEV, search=Search(kind="serverless")), id="dev with serverless search"),
        pytest.param(replace(DEV, search=Search(kind="none"), alarm_mail="a@b.example"), id="dev without search"),
    ],
)  # fmt: skip
def test_stage_synthesises(environment: Environment, tmp_path: Path) -> None:
    build(environment, outdir=str(tmp_path), context=NO_BUNDLING).synth()
    assert len(list(tmp_path.glob("*.template.json"))) == 5
