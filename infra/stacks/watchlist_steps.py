"""The watchlist index kept up: changes at once, stored travellers matched back, full builds; files for lists.

Each step's answer is the next step's input, with the step's name.
"""

from aws_cdk import Duration
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra.constructs.service_function import ServiceFunction

BUILD = ("read", "build", "validate", "publish")
# What brings the machine to work, by the reason it is given, and the step that it begins with; others: changes.
REASONS: dict[str, str] = {
    "WatchlistChanged": "changes",
    "ListImportApproved": "apply",
    "Object Created": "import",
    "IndexRequested": "use",
    "nightly": "read",
}
# What trying again cannot mend: a build that would lose entries must wait for a person.
REFUSED = "BuildRefused"


def watchlist_steps(
    scope: Construct, lists: ServiceFunction, back_match: ServiceFunction, at_once: int
) -> sfn.IChainable:
    """By reason to a step; whatever changed is published and looked back on, and built in full where it is due."""
    refused = sfn.Fail(
        scope,
        "Refused",
        error=REFUSED,
        cause="The new index did not pass its checks; the current one stays in use.",
    )
    done = sfn.Succeed(scope, "Done")
    names = ("changes", *BUILD, "spread", "import", "apply", "use")
    steps = {name: _step(scope, lists, name, refused) for name in names}
    # Look back, then build in full if that is due; a full build is looked back on too.
    rebuild = _if(scope, "FullBuildDue", "$.rebuild", steps["read"], done)
    back = _look_back(scope, back_match, at_once).next(steps["spread"]).next(rebuild)
    _chain(steps, *BUILD).next(back)
    steps["changes"].next(back)
    for name in ("import", "apply"):
        steps[name].next(
            _if(scope, f"{name.capitalize()}Changed", "$.changed", steps["changes"], done)
        )
    steps["use"].next(_if(scope, "Released", "$.rebuild", steps["read"], done))
    why = sfn.Choice(scope, "Why")
    for reason, step in REASONS.items():
        why.when(sfn.Condition.string_equals("$.reason", reason), steps[step])
    return why.otherwise(steps["read"])


def _chain(steps: dict[str, sfn.Chain], *names: str) -> sfn.Chain:
    chain = steps[names[0]]
    for name in names[1:]:
        chain = chain.next(steps[name])
    return chain


def _if(
    scope: Construct, name: str, path: str, then: sfn.IChainable, otherwise: sfn.IChainable
) -> sfn.Choice:
    due = sfn.Condition.boolean_equals(path, value=True)
    return sfn.Choice(scope, name).when(due, then).otherwise(otherwise)


def _look_back(scope: Construct, function: ServiceFunction, at_once: int) -> sfn.DistributedMap:
    """Every stretch of days, many at once, each until nothing of it is left."""
    look = tasks.LambdaInvoke(
        scope,
        "LookBack",
        lambda_function=function.function,
        payload_response_only=True,
        retry_on_service_exceptions=False,
    )
    _again(look)
    more = sfn.Choice(scope, "DaysLeft")
    more.when(sfn.Condition.string_equals("$.first", ""), sfn.Succeed(scope, "LookedThrough"))
    more.otherwise(look)
    stretches = sfn.DistributedMap(
        scope,
        "Stretches",
        items_path="$.stretches",
        max_concurrency=at_once,
        result_path=sfn.JsonPath.DISCARD,
    )
    return stretches.item_processor(look.next(more))


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
    _again(task)
    return named.next(task)


def _again(task: tasks.LambdaInvoke) -> None:
    task.add_retry(
        errors=["States.ALL"], interval=Duration.seconds(2), max_attempts=5, backoff_rate=2
    )
