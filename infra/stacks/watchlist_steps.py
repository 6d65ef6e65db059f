"""The build of the watchlist index: each step's answer is the next step's input, with the step's name."""

from aws_cdk import Duration
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra.constructs.service_function import ServiceFunction

STEPS = ("read", "build", "validate", "publish", "rematch")
# What trying again cannot mend: a build that would lose entries must wait for a person.
REFUSED = "BuildRefused"


def watchlist_steps(scope: Construct, function: ServiceFunction) -> sfn.IChainable:
    """read → build → validate → publish → rematch, all by the function `lists`."""
    refused = sfn.Fail(
        scope,
        "Refused",
        error=REFUSED,
        cause="The new index did not pass its checks; the current one stays in use.",
    )
    first, *others = [_step(scope, function, step, refused) for step in STEPS]
    chain = first
    for step in others:
        chain = chain.next(step)
    return chain


def _step(scope: Construct, function: ServiceFunction, step: str, refused: sfn.Fail) -> sfn.Chain:
    name = step.capitalize()
    named = sfn.Pass(
        scope, f"Then{name}", result=sfn.Result.from_string(step), result_path="$.step"
    )
    task = tasks.LambdaInvoke(
        scope,
        name,
        lambda_function=function.function,
        payload_response_only=True,
        retry_on_service_exceptions=False,
    )
    task.add_catch(refused, errors=[REFUSED])
    task.add_retry(errors=[REFUSED], max_attempts=0)
    task.add_retry(
        errors=["States.ALL"], interval=Duration.seconds(5), max_attempts=3, backoff_rate=2
    )
    return named.next(task)
