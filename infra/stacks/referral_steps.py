"""The life of a referral: three waits for people, each with a time limit, then what follows from the result."""

from aws_cdk import Duration
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra.constructs.service_function import ServiceFunction

# What is awaited, and the states of the case that lead on to the next wait; any other state ends the waiting.
WAITS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("decision", ("referred", "acknowledged", "result")),
    ("acknowledgement", ("acknowledged", "result")),
    ("result", ()),
)


def referral_steps(scope: Construct, function: ServiceFunction) -> sfn.IChainable:
    """AwaitDecision → AwaitAcknowledgement → AwaitResult → Feedback → Close."""
    feedback = _call(scope, function, "Feedback", {"step": "feedback"})
    close = _call(scope, function, "Close", {"step": "close"})
    after: sfn.IChainable = feedback.next(close)
    following = after
    for awaited, leads_on in reversed(WAITS):
        following = _wait(scope, function, awaited, leads_on, following, after)
    return following


def _wait(
    scope: Construct,
    function: ServiceFunction,
    awaited: str,
    leads_on: tuple[str, ...],
    following: sfn.IChainable,
    after: sfn.IChainable,
) -> sfn.IChainable:
    name = awaited.capitalize()
    wait = tasks.LambdaInvoke(
        scope,
        f"Await{name}",
        lambda_function=function.function,
        integration_pattern=sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
        payload=sfn.TaskInput.from_object(
            {
                "step": "await",
                "awaiting": awaited,
                "case": sfn.JsonPath.string_at("$.case"),
                "token": sfn.JsonPath.task_token,
            }
        ),
        task_timeout=sfn.Timeout.at(f"$.limits.{awaited}"),
        result_path="$.answer",
        retry_on_service_exceptions=False,
    )
    _retry(wait)
    step = {"step": "expire", "awaiting": awaited}
    expire = _call(scope, function, f"Expire{name}", step, answer="$.answer")
    then = _then(scope, name, leads_on, following, after)
    # Somebody may have acted at the last moment: then the state, not the clock, says how it goes on.
    wait.add_catch(expire.next(then), errors=["States.Timeout"], result_path="$.answer")
    return wait.next(then)


def _then(
    scope: Construct,
    name: str,
    leads_on: tuple[str, ...],
    following: sfn.IChainable,
    after: sfn.IChainable,
) -> sfn.IChainable:
    """Where the state of the case leads after a wait."""
    if not leads_on:
        return after
    moved_on = [sfn.Condition.string_equals("$.answer.state", state) for state in leads_on]
    choice = sfn.Choice(scope, f"After{name}").when(sfn.Condition.or_(*moved_on), following)
    return choice.otherwise(after)


def _call(
    scope: Construct,
    function: ServiceFunction,
    name: str,
    step: dict[str, str],
    answer: str | None = None,
) -> tasks.LambdaInvoke:
    call = tasks.LambdaInvoke(
        scope,
        name,
        lambda_function=function.function,
        payload=sfn.TaskInput.from_object({**step, "case": sfn.JsonPath.string_at("$.case")}),
        payload_response_only=True,
        result_path=answer or sfn.JsonPath.DISCARD,
        retry_on_service_exceptions=False,
    )
    _retry(call)
    return call


def _retry(task: sfn.TaskStateBase) -> None:
    # Every step is idempotent, so trying again is always right. TaskFailed is any error but a time limit.
    task.add_retry(
        errors=["States.TaskFailed"],
        interval=Duration.seconds(2),
        max_attempts=6,
        backoff_rate=2,
        jitter_strategy=sfn.JitterType.FULL,
    )
