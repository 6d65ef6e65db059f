"""Rules in use and rules on trial: a rulebook published and movements scored again; a run counted day by day."""

from aws_cdk import Duration
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra.constructs.service_function import ServiceFunction

# What brings the machine to work, by the reason it is given, and the step that it begins with.
REASONS: dict[str, str] = {"RulesChanged": "publish", "RuleRunRequested": "plan"}
# What trying again cannot mend: rules that contradict their own rows wait for a person.
REFUSED = "RulesRefused"


def rule_steps(scope: Construct, rules: ServiceFunction, at_once: int) -> sfn.IChainable:
    """By reason to a step: publish and queue what is still to come, or plan, count and tell a run."""
    refused = sfn.Fail(
        scope,
        "RulesRefused",
        error=REFUSED,
        cause="The new rulebook did not pass its checks; the current one stays in use.",
    )
    publish, plan, finish = (_step(scope, rules, name) for name in ("publish", "plan", "finish"))
    publish.task.add_catch(refused, errors=[REFUSED])
    failed = _step(scope, rules, "fail")
    failed.task.next(sfn.Fail(scope, "RunFailed", cause="A run on the past could not be finished."))
    queued = _days(scope, rules, "Queue", at_once)
    counted = _days(scope, rules, "Count", at_once)
    for work in (counted, finish.task):
        work.add_catch(failed.named, result_path="$.error")
    publish.task.next(queued).next(sfn.Succeed(scope, "RulesInUse"))
    plan.task.next(counted).next(finish.named)
    finish.task.next(sfn.Succeed(scope, "RunTold"))
    steps = {"publish": publish, "plan": plan}
    why = sfn.Choice(scope, "RulesWhy")
    for reason, step in REASONS.items():
        why.when(sfn.Condition.string_equals("$.reason", reason), steps[step].named)
    return why.otherwise(publish.named)


class _Named:
    """A step of the function, behind the state that writes its name into the input."""

    def __init__(self, named: sfn.Pass, task: tasks.LambdaInvoke) -> None:
        self.named, self.task = named, task
        named.next(task)


def _step(scope: Construct, function: ServiceFunction, step: str) -> _Named:
    name = f"{step.capitalize()}Rules"
    named = sfn.Pass(
        scope, f"Then{name}", result=sfn.Result.from_string(step), result_path="$.step"
    )
    return _Named(named, _task(scope, function, name))


def _days(
    scope: Construct, function: ServiceFunction, name: str, at_once: int
) -> sfn.DistributedMap:
    """Every day, many at once, each until nothing of it is left."""
    work = _task(scope, function, f"{name}Movements")
    more = sfn.Choice(scope, f"{name}More")
    more.when(sfn.Condition.string_equals("$.first", ""), sfn.Succeed(scope, f"{name}Done"))
    more.otherwise(work)
    days = sfn.DistributedMap(
        scope,
        f"{name}Days",
        items_path="$.days",
        max_concurrency=at_once,
        result_path=sfn.JsonPath.DISCARD,
    )
    days.item_processor(work.next(more))
    return days


def _task(scope: Construct, function: ServiceFunction, name: str) -> tasks.LambdaInvoke:
    task = tasks.LambdaInvoke(
        scope,
        name,
        lambda_function=function.function,
        payload_response_only=True,
        retry_on_service_exceptions=False,
    )
    task.add_retry(errors=[REFUSED], max_attempts=0)
    task.add_retry(
        errors=["States.ALL"], interval=Duration.seconds(2), max_attempts=5, backoff_rate=2
    )
    return task
