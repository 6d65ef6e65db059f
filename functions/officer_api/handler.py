"""The officers' API: everything that the console asks, each route under one policy, each view in the audit trail."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.officer_api.routes import (
    adjudications,
    authorisations,
    capacity,
    carriers,
    cases,
    imports,
    lists,
    messages,
    names,
    oversight,
    publications,
    random_arm,
    rule_bundles,
    rulebooks,
    rules,
    statistics,
    travel,
    validate,
    weights,
)
from offing.runtime.http import resolver
from offing.runtime.telemetry import logger, metrics

app = resolver()
for resource in (
    cases,
    carriers,
    travel,
    messages,
    oversight,
    validate,
    lists,
    imports,
    names,
    adjudications,
    publications,
    authorisations,
    statistics,
    random_arm,
    weights,
    capacity,
    rulebooks,
    rule_bundles,
    rules,
):
    app.include_router(resource.router)


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request."""
    return app.resolve(event, context)
