"""A REST API of the house: one function behind `{proxy+}`, access log, limits, problem details."""

import json
from collections.abc import Sequence

from aws_cdk import aws_apigateway as apigw
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.problem_answers import add_problem_answers
from infra.constructs.service_function import ServiceFunction, log_group
from infra.environments import Environment

_FIELDS = apigw.AccessLogField
# No query strings: a search for a person's name is personal data.
_ACCESS_LOG = {
    "request": _FIELDS.context_request_id(),
    "at": _FIELDS.context_request_time(),
    "address": _FIELDS.context_identity_source_ip(),
    "caller": _FIELDS.context_authorizer_claims("sub"),
    "method": _FIELDS.context_http_method(),
    "path": _FIELDS.context_path(),
    "status": _FIELDS.context_status(),
    "bytes": _FIELDS.context_response_length(),
    "milliseconds": _FIELDS.context_response_latency(),
    "error": _FIELDS.context_error_response_type(),
}


class HouseApi(Construct):
    """One API in front of one function; routes are the function's own affair."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        environment: Environment,
        function: ServiceFunction,
        stage: str,
        pool: cognito.IUserPool | None = None,
        scopes: Sequence[str] = (),
        binary: bool = False,
    ) -> None:
        super().__init__(scope, name)
        self.function = function
        self.api = apigw.RestApi(
            self,
            "Api",
            rest_api_name=f"offing-{environment.stage}-{function.name.replace('_', '-')}",
            endpoint_types=[apigw.EndpointType.REGIONAL],
            cloud_watch_role=False,
            deploy_options=self._stage(environment, stage),
            # Bytes must arrive as they were sent: a message is archived and signed byte for byte.
            binary_media_types=["*/*"] if binary else None,
        )
        self.api.node.try_remove_child("Endpoint")  # an output that nobody reads
        add_problem_answers(self.api)
        self._route(pool, scopes)
        self._explain(signed=pool is None)

    def _stage(self, environment: Environment, stage: str) -> apigw.StageOptions:
        return apigw.StageOptions(
            stage_name=stage,
            access_log_destination=apigw.LogGroupLogDestination(
                log_group(self, "Access", environment)
            ),
            access_log_format=apigw.AccessLogFormat.custom(json.dumps(_ACCESS_LOG)),
            logging_level=apigw.MethodLoggingLevel.ERROR,
            data_trace_enabled=False,  # it would write bodies, and bodies are passenger data
            metrics_enabled=True,
            tracing_enabled=True,
            throttling_rate_limit=environment.traffic.requests_per_second,
            throttling_burst_limit=environment.traffic.burst,
        )

    def _route(self, pool: cognito.IUserPool | None, scopes: Sequence[str]) -> None:
        integration = apigw.LambdaIntegration(self.function.entrance, proxy=True)
        proxy = self.api.root.add_resource("{proxy+}")
        if pool is None:
            proxy.add_method("ANY", integration, authorization_type=apigw.AuthorizationType.NONE)
            return
        authorizer = apigw.CognitoUserPoolsAuthorizer(self, "Authorizer", cognito_user_pools=[pool])
        proxy.add_method(
            "ANY",
            integration,
            authorizer=authorizer,
            authorization_type=apigw.AuthorizationType.COGNITO,
            authorization_scopes=list(scopes) or None,
        )

    def _explain(self, *, signed: bool) -> None:
        acknowledge(
            self.api,
            "AwsSolutions-APIG2",
            "The function validates each route's body and parameters against its typed models.",
        )
        if signed:
            reason = "Partners sign each request (Standard Webhooks); the function verifies it before all else."
            acknowledge(self.api, "AwsSolutions-APIG4", reason)
            acknowledge(self.api, "AwsSolutions-COG4", reason)
