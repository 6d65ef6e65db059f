"""A state machine of the house: logged without its data, traced, started and released by name."""

from typing import cast

from aws_cdk import CfnElement, Stack
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.service_function import ServiceFunction, log_group
from infra.environments import Environment


class HouseMachine(Construct):
    """A Standard workflow: it may wait for days, and each step happens once."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        environment: Environment,
        function: ServiceFunction,
        steps: sfn.IChainable,
    ) -> None:
        super().__init__(scope, f"{name}Machine")
        self.name = name
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            definition_body=sfn.DefinitionBody.from_chainable(steps),
            tracing_enabled=True,
            logs=sfn.LogOptions(
                destination=log_group(self, "Logs", environment),
                level=sfn.LogLevel.ALL,
                include_execution_data=False,
            ),
        )
        acknowledge(
            self.machine,
            "AwsSolutions-IAM5[Resource::*]",
            "X-Ray and the log delivery of Step Functions know no resources.",
        )
        invoked = Stack.of(self).get_logical_id(
            cast("CfnElement", function.function.node.default_child)
        )
        acknowledge(
            self.machine,
            f"AwsSolutions-IAM5[Resource::<{invoked}.Arn>:*]",
            "Versions of the one function that does the steps.",
        )

    @property
    def arn(self) -> str:
        """The machine's ARN."""
        return self.machine.state_machine_arn

    def allow_drive(self, function: ServiceFunction, variable: str) -> None:
        """Let the function start executions and release the steps that wait."""
        function.tell(variable, self.arn)
        function.allow(["states:StartExecution", "states:SendTaskSuccess"], [self.arn])
