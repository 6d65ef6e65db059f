"""A Lambda function as this house wants it: own role, own log, JSON, tracing, no managed policy."""

from collections.abc import Sequence

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.bundling import function_code
from infra.constructs.acknowledgements import acknowledge
from infra.constructs.layers import ARCHITECTURES, RUNTIME, Layers
from infra.constructs.removal import removal
from infra.environments import Environment

_DAYS = {
    14: logs.RetentionDays.TWO_WEEKS,
    90: logs.RetentionDays.THREE_MONTHS,
    365: logs.RetentionDays.ONE_YEAR,
}


def log_group(scope: Construct, name: str, environment: Environment) -> logs.LogGroup:
    """A log group that forgets after the stage's period."""
    return logs.LogGroup(
        scope,
        name,
        retention=_DAYS[environment.retention.log_days],
        removal_policy=removal(environment),
    )


def construct_id(name: str) -> str:
    """`carrier_api` as `CarrierApi`."""
    return "".join(part.capitalize() for part in name.split("_"))


class ServiceFunction(Construct):
    """One folder of functions/ as a Lambda function with only the rights it is given."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        environment: Environment,
        layers: Layers,
        wheels: Sequence[str] = (),
    ) -> None:
        super().__init__(scope, construct_id(name))
        self.name = name
        self.timeout = Duration.seconds(environment.sizes[name].seconds)
        self.logs = log_group(self, "Logs", environment)
        self.role = self._role()
        self.function = self._function(environment, layers.named(("core", *wheels)))
        self.entrance = self._entrance(environment.provisioned_concurrency.get(name, 0))
        acknowledge(
            self.function,
            "AwsSolutions-L1",
            "Tests, tools and Lambda run the same Python 3.13; a newer runtime comes with a tested upgrade.",
        )

    def _function(
        self, environment: Environment, layers: list[lambda_.ILayerVersion]
    ) -> lambda_.Function:
        name = self.name
        return lambda_.Function(
            self,
            "Function",
            runtime=RUNTIME,
            architecture=ARCHITECTURES[environment.architecture],
            handler=f"functions.{name}.handler.lambda_handler",
            code=function_code(name),
            layers=layers,
            memory_size=environment.sizes[name].memory,
            timeout=self.timeout,
            role=self.role,
            log_group=self.logs,
            logging_format=lambda_.LoggingFormat.JSON,
            application_log_level_v2=lambda_.ApplicationLogLevel.INFO,
            system_log_level_v2=lambda_.SystemLogLevel.WARN,
            tracing=lambda_.Tracing.ACTIVE,
            reserved_concurrent_executions=environment.reserved_concurrency.get(name),
            environment={
                "OFFING_STAGE": environment.stage,
                "POWERTOOLS_SERVICE_NAME": name,
                "POWERTOOLS_METRICS_NAMESPACE": "Offing",
            },
        )

    def _entrance(self, warm: int) -> lambda_.IFunction:
        """What callers are led to: the function, or an alias of it that keeps some warm."""
        if not warm:
            return self.function
        return lambda_.Alias(
            self,
            "Live",
            alias_name="live",
            version=self.function.current_version,
            provisioned_concurrent_executions=warm,
        )

    def _role(self) -> iam.Role:
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"What functions/{self.name} may do",
        )
        self.logs.grant_write(role)
        acknowledge(
            role,
            "AwsSolutions-IAM5[Resource::*]",
            "X-Ray's PutTraceSegments and PutTelemetryRecords know no resources.",
        )
        return role

    def allow(self, actions: Sequence[str], resources: Sequence[str]) -> None:
        """Give the function's role these actions on these resources."""
        statement = iam.PolicyStatement(actions=list(actions), resources=list(resources))
        self.role.add_to_policy(statement)

    def tell(self, variable: str, value: str) -> None:
        """Put one name of docs/contracts.md §4 into the function's environment."""
        self.function.add_environment(variable, value)
