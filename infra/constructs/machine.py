"""A state machine of the house: logged without its data, traced, started and released by name."""

from collections.abc import Sequence
from typing import cast

from aws_cdk import CfnElement, Stack
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.service_function import ServiceFunction, log_group
from infra.environments import Environment


def _logical_id(construct: Construct) -> str:
    return Stack.of(construct).get_logical_id(cast("CfnElement", construct.node.default_child))


class HouseMachine(Construct):
    """A Standard workflow: it may wait for days, and each step happens once."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        environment: Environment,
        functions: Sequence[ServiceFunction],
        steps: sfn.IChainable,
        maps: bool = False,
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
        for function in functions:
            invoked = _logical_id(function.function)
            acknowledge(
                self.machine,
                f"AwsSolutions-IAM5[Resource::<{invoked}.Arn>:*]",
                "Versions of the functions that do the steps.",
            )
        if maps:
            self._explain_maps()

    def _explain_maps(self) -> None:
        # A map's runs are executions of the machine itself; cdk-nag names them by how CDK writes their ARN.
        name = f'{{"Fn::Select":[6,{{"Fn::Split":[":",{{"Ref":"{_logical_id(self.machine)}"}}]}}]}}'
        runs = f"arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:{name}"
        for suffix in (":*", "/*:*"):
            acknowledge(
                self.machine,
                f"AwsSolutions-IAM5[Resource::{runs}{suffix}]",
                "Runs of a distributed map have names that Step Functions makes.",
            )

    @property
    def arn(self) -> str:
        """The machine's ARN."""
        return self.machine.state_machine_arn

    def allow_drive(self, function: ServiceFunction, variable: str) -> None:
        """Let the function start executions and release the steps that wait."""
        function.tell(variable, self.arn)
        function.allow(["states:StartExecution", "states:SendTaskSuccess"], [self.arn])
