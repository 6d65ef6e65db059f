"""The CDK app: reads the environment once, builds the five stacks of one stage.

`python -m infra.app` writes the cloud assembly to `cdk.out` (or CDK_OUTDIR); the CDK command line runs the same.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aws_cdk import App, Tags, Validations
from cdk_nag import AwsSolutionsChecks

from infra.bundling import ROOT
from infra.environments import Environment, named
from infra.stacks.data import Data
from infra.stacks.monitoring import Monitoring
from infra.stacks.pipeline import Pipeline
from infra.stacks.web import Web
from infra.stacks.workflow import Workflow


def build(
    environment: Environment | None = None,
    *,
    outdir: str | None = None,
    context: Mapping[str, Any] | None = None,
) -> App:
    """The app with all stacks of one environment, not yet synthesised."""
    # Run without the CDK command line, cdk.json's flags would be unknown.
    flags = json.loads((ROOT / "cdk.json").read_text())["context"]
    app = App(outdir=outdir, context={**flags, **(context or {})})
    add_stacks(app, environment or _chosen(app))
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    return app


def add_stacks(app: App, environment: Environment) -> None:
    """The five stacks, in the order in which they are deployed."""
    prefix = f"offing-{environment.stage}"
    data = Data(app, f"{prefix}-data", environment=environment)
    pipeline = Pipeline(app, f"{prefix}-pipeline", environment=environment, data=data)
    workflow = Workflow(
        app, f"{prefix}-workflow", environment=environment, data=data, pipeline=pipeline
    )
    web = Web(app, f"{prefix}-web", environment=environment, data=data, pipeline=pipeline)
    monitoring = Monitoring(
        app,
        f"{prefix}-monitoring",
        environment=environment,
        pipeline=pipeline,
        workflow=workflow,
        web=web,
    )
    for stack in (data, pipeline, workflow, web, monitoring):
        Tags.of(stack).add("application", "offing")
        Tags.of(stack).add("stage", environment.stage)


def _chosen(app: App) -> Environment:
    stage = app.node.try_get_context("stage") or os.environ.get("OFFING_STAGE") or "dev"
    environment = named(stage)
    mail = app.node.try_get_context("alarm_mail") or os.environ.get("OFFING_ALARM_MAIL")
    kind = app.node.try_get_context("search")
    search = replace(environment.search, kind=kind) if kind else environment.search
    return replace(environment, alarm_mail=mail, search=search)


if __name__ == "__main__":
    build(outdir=os.environ.get("CDK_OUTDIR")).synth()
