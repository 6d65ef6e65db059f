"""What the outside reaches: four APIs behind the firewall, and the console."""

import json
from typing import Any

from aws_cdk import Aws, Duration, Stack
from aws_cdk import aws_apigateway as apigw
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.constructs import bucket
from infra.constructs.acknowledgements import acknowledge
from infra.constructs.console import Console
from infra.constructs.firewall import Firewall
from infra.constructs.layers import Layers
from infra.constructs.outputs import publish
from infra.constructs.rest_api import HouseApi
from infra.constructs.service_function import ServiceFunction
from infra.constructs.table import Use
from infra.environments import Environment
from infra.stacks.data import Data
from infra.stacks.pipeline import Pipeline

_LOG_ACTIONS = (
    "CreateLogGroup",
    "CreateLogStream",
    "DescribeLogGroups",
    "DescribeLogStreams",
    "FilterLogEvents",
    "GetLogEvents",
    "PutLogEvents",
)


class Web(Stack):
    """Carrier, interactive, officer and partner API, each its own function and trust; the console in front of one."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        environment: Environment,
        data: Data,
        pipeline: Pipeline,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, name, **kwargs)
        self._environment, self._data, self._pipeline = environment, data, pipeline
        self._layers = Layers(self, environment)
        self.carrier = self._api(
            "Carrier",
            self._carrier(),
            stage="v1",
            pool=data.machines.pool,
            scopes=data.machines.scopes("push", "read"),
            binary=True,
        )
        self.interactive = self._api(
            "Interactive",
            self._interactive(),
            stage="v1",
            pool=data.machines.pool,
            scopes=data.machines.scopes("interactive"),
            binary=True,
        )
        self.officer = self._api("Officer", self._officer(), stage="api", pool=data.officers.pool)
        self.partner = self._api("Partner", self._partner(), stage="v1", binary=True)
        self.apis = (self.carrier, self.interactive, self.officer, self.partner)
        self._allow_gateway_logs()
        Firewall(self, environment=environment, apis=self.apis)
        self.console = Console(
            self,
            environment=environment,
            officer_api=self.officer,
            sign_in=data.officers.domain.base_url(),
        )
        self.client = self._client()
        self._outputs()

    def _function(self, name: str, *wheels: str) -> ServiceFunction:
        return ServiceFunction(
            self,
            name,
            environment=self._environment,
            layers=self._layers,
            wheels=("access", *wheels),
        )

    def _api(self, name: str, function: ServiceFunction, **kwargs: Any) -> HouseApi:
        return HouseApi(
            self, f"{name}Gateway", environment=self._environment, function=function, **kwargs
        )

    def _carrier(self) -> ServiceFunction:
        data, carrier = self._data, self._function("carrier_api")
        data.travel.allow(carrier, Use.GET, Use.APPEND, Use.CHANGE)
        data.statistics.allow(carrier, Use.CHANGE)
        data.audit.allow(carrier, Use.QUERY, Use.APPEND)
        data.notices.allow(carrier, Use.GET, Use.QUERY)
        data.intake.allow(carrier, bucket.Use.PUT)  # signs upload forms in its own name
        data.archive.allow(carrier, bucket.Use.PUT)
        self._pipeline.messages.allow_send(carrier)
        return carrier

    def _interactive(self) -> ServiceFunction:
        data, interactive = self._data, self._function("interactive_api", "match")
        data.travel.allow(interactive, Use.GET, Use.QUERY, Use.APPEND, Use.CHANGE, Use.WRITE_MANY)
        data.watchlists.allow(interactive, Use.GET, Use.GET_MANY, Use.QUERY_INDEX)
        data.statistics.allow(interactive, Use.GET, Use.QUERY, Use.CHANGE)
        interactive.tell("EU_MODE", self._environment.learning["EU_MODE"])
        data.audit.allow(interactive, Use.QUERY, Use.APPEND)
        data.notices.allow(interactive, Use.GET)
        data.archive.allow(interactive, bucket.Use.PUT)
        data.artefacts.allow(interactive, bucket.Use.GET, bucket.Use.LIST)
        self._pipeline.messages.allow_send(interactive)
        if codes := self._environment.interactive_codes:
            interactive.tell("INTERACTIVE_CODES", json.dumps(dict(codes)))
        return interactive

    def _officer(self) -> ServiceFunction:
        data, officer = self._data, self._function("officer_api", "match")
        data.travel.allow(officer, Use.GET, Use.QUERY, Use.QUERY_INDEX, Use.CHANGE)
        data.cases.allow(officer, Use.GET, Use.QUERY, Use.QUERY_INDEX, Use.CHANGE)
        data.statistics.allow(officer, Use.GET, Use.GET_MANY, Use.QUERY, Use.APPEND, Use.CHANGE)
        data.partner_secrets.allow_read(officer)
        data.audit.allow(officer, Use.QUERY, Use.QUERY_INDEX, Use.APPEND)
        data.watchlists.allow(
            officer,
            Use.GET,
            Use.GET_MANY,
            Use.QUERY,
            Use.QUERY_INDEX,
            Use.APPEND,
            Use.CHANGE,
            Use.WRITE_MANY,
        )
        for name, value in self._environment.learning.items():
            officer.tell(name, value)
        data.artefacts.allow(officer, bucket.Use.GET, bucket.Use.LIST)
        data.intake.allow(officer, bucket.Use.PUT, prefix="lists/")
        data.allow_publish(officer)
        data.notices.allow(officer, Use.GET, Use.QUERY, Use.APPEND, Use.CHANGE, Use.REMOVE)
        data.search.allow(officer)
        self._pipeline.messages.allow_send(officer)
        self._pipeline.match_queue.allow_send(officer)
        for queue in self._pipeline.queues:
            queue.allow_watch(officer)
        return officer

    def _partner(self) -> ServiceFunction:
        data, partner = self._data, self._function("partner_api")
        data.watchlists.allow(partner, Use.GET, Use.GET_MANY, Use.QUERY, Use.WRITE_MANY)
        data.audit.allow(partner, Use.QUERY, Use.APPEND)
        data.partner_secrets.allow_read(partner)
        data.allow_publish(partner)
        return partner

    def _allow_gateway_logs(self) -> None:
        # One account-wide setting; without it no stage may write a log. The managed policy would allow `*`.
        statement = iam.PolicyStatement(
            actions=[f"logs:{action}" for action in _LOG_ACTIONS],
            resources=[f"arn:{Aws.PARTITION}:logs:{Aws.REGION}:{Aws.ACCOUNT_ID}:*"],
        )
        role = iam.Role(
            self,
            "GatewayLogs",
            assumed_by=iam.ServicePrincipal("apigateway.amazonaws.com"),
            inline_policies={"Logs": iam.PolicyDocument(statements=[statement])},
        )
        account = apigw.CfnAccount(self, "Gateway", cloud_watch_role_arn=role.role_arn)
        for api in self.apis:
            api.api.deployment_stage.node.add_dependency(account)
        acknowledge(
            role,
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:*]",
            "API Gateway names its execution logs itself, after APIs that other stacks may add.",
        )

    def _client(self) -> cognito.UserPoolClient:
        environment = self._environment
        return cognito.UserPoolClient(
            self,
            "ConsoleClient",
            user_pool=self._data.officers.pool,
            generate_secret=False,  # a browser keeps no secret; PKCE takes its place
            auth_flows=cognito.AuthFlow(user_srp=True, user_password=environment.password_sign_in),
            o_auth=cognito.OAuthSettings(
                flows=cognito.OAuthFlows(authorization_code_grant=True),
                scopes=[cognito.OAuthScope.OPENID, cognito.OAuthScope.PROFILE],
                callback_urls=[self.console.url, *environment.console_urls],
                logout_urls=[self.console.url, *environment.console_urls],
            ),
            prevent_user_existence_errors=True,
            enable_token_revocation=True,
            access_token_validity=Duration.hours(1),
            id_token_validity=Duration.hours(1),
            refresh_token_validity=Duration.hours(10),  # one shift
            read_attributes=cognito.ClientAttributes()
            .with_standard_attributes(email=True, fullname=True)
            .with_custom_attributes("agency", "office", "clearances"),
            # Nobody changes his own agency: the client may write nothing that decides on rights.
            write_attributes=cognito.ClientAttributes().with_standard_attributes(locale=True),
        )

    def _outputs(self) -> None:
        addresses = {
            "CarrierApi": self.carrier,
            "InteractiveApi": self.interactive,
            "OfficerApi": self.officer,
            "PartnerApi": self.partner,
        }
        values = {f"{name}Url": api.api.url for name, api in addresses.items()}
        values |= {f"{name}Id": api.api.rest_api_id for name, api in addresses.items()}
        values |= {
            "ConsoleUrl": self.console.url,
            "ConsoleBucket": self.console.bucket.bucket_name,
            "ConsoleDistribution": self.console.distribution.distribution_id,
            "ConsoleClientId": self.client.user_pool_client_id,
        }
        publish(self, values)
