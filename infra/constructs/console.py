"""The officers' console: a private bucket behind CloudFront, with the officer API under the same name."""

from aws_cdk import Aws, Duration
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.bucket import log_bucket
from infra.constructs.removal import removal
from infra.constructs.rest_api import HouseApi
from infra.environments import Environment

# Addresses without a dot are pages of the application, not files.
_PAGES = """
function handler(event) {
  var request = event.request;
  if (request.uri.lastIndexOf('.') <= request.uri.lastIndexOf('/')) { request.uri = '/index.html'; }
  return request;
}
"""


class Console(Construct):
    """Static files with strict headers; `/api/*` goes to the officer API, so the browser sees one origin."""

    def __init__(
        self, scope: Construct, *, environment: Environment, officer_api: HouseApi, sign_in: str
    ) -> None:
        super().__init__(scope, "Console")
        logs = log_bucket(self, "AccessLogs", environment, by_acl=True)  # as CloudFront writes
        # Not in `data`: its contents come from the build, and its policy must name the distribution.
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            versioned=True,
            server_access_logs_bucket=logs,
            server_access_logs_prefix="bucket/",
            removal_policy=removal(environment),
            lifecycle_rules=[s3.LifecycleRule(noncurrent_version_expiration=Duration.days(90))],
        )
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"Offing console, stage {environment.stage}",
            default_root_object="index.html",
            default_behavior=self._pages(sign_in),
            additional_behaviors={"/api/*": self._api(officer_api)},
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            enable_logging=True,
            log_bucket=logs,
            log_file_prefix="distribution/",
        )
        self._acknowledge()

    @property
    def url(self) -> str:
        """Where officers find the console."""
        return f"https://{self.distribution.distribution_domain_name}/"

    def _pages(self, sign_in: str) -> cloudfront.BehaviorOptions:
        rewrite = cloudfront.Function(
            self,
            "Pages",
            code=cloudfront.FunctionCode.from_inline(_PAGES),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        return cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(self.bucket),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            response_headers_policy=self._headers(sign_in),
            function_associations=[
                cloudfront.FunctionAssociation(
                    function=rewrite, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
                )
            ],
        )

    def _api(self, api: HouseApi) -> cloudfront.BehaviorOptions:
        # The API's stage is called `api`, so `/api/queue` needs no rewriting on its way.
        host = f"{api.api.rest_api_id}.execute-api.{Aws.REGION}.{Aws.URL_SUFFIX}"
        return cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(host),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        )

    def _headers(self, sign_in: str) -> cloudfront.ResponseHeadersPolicy:
        identity = f"https://cognito-idp.{Aws.REGION}.{Aws.URL_SUFFIX}"
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            f"font-src 'self' data:; connect-src 'self' {identity} {sign_in}; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        headers = cloudfront.ResponseSecurityHeadersBehavior(
            content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                content_security_policy=policy, override=True
            ),
            content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
            frame_options=cloudfront.ResponseHeadersFrameOptions(
                frame_option=cloudfront.HeadersFrameOption.DENY, override=True
            ),
            referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, override=True
            ),
            strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                access_control_max_age=Duration.days(730), include_subdomains=True, override=True
            ),
        )
        return cloudfront.ResponseHeadersPolicy(self, "Headers", security_headers_behavior=headers)

    def _acknowledge(self) -> None:
        reasons = {
            "CFR1": "Officers work abroad too, at liaison posts and on duty travel.",
            "CFR2": "Only static files are served here; the API behind has the firewall.",
            "CFR4": "CloudFront's own certificate fixes this; with a domain of its own the stage takes TLS 1.2.",
            "CFR5": "The origins are S3 and API Gateway; both are reached by TLS 1.2 only.",
        }
        for rule, reason in reasons.items():
            acknowledge(self.distribution, f"AwsSolutions-{rule}", reason)
