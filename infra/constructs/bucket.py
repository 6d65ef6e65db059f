"""A bucket of the house: encrypted, private, TLS only, versioned, logged, with an end of life."""

from collections.abc import Sequence
from enum import StrEnum
from typing import cast

from aws_cdk import Duration
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge, acknowledge_below
from infra.constructs.encryption import allow_decrypt, allow_encrypt
from infra.constructs.removal import removal
from infra.constructs.service_function import ServiceFunction
from infra.environments import Environment


class Use(StrEnum):
    """What a function may do with the objects of a bucket."""

    GET = "s3:GetObject"
    PUT = "s3:PutObject"
    DELETE = "s3:DeleteObject"
    LIST = "s3:ListBucket"


def log_bucket(
    scope: Construct, name: str, environment: Environment, *, by_acl: bool = False
) -> s3.Bucket:
    """A bucket for access logs; these cannot be encrypted with a customer key."""
    ownership = s3.ObjectOwnership
    bucket = s3.Bucket(
        scope,
        name,
        encryption=s3.BucketEncryption.S3_MANAGED,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        enforce_ssl=True,
        object_ownership=ownership.OBJECT_WRITER if by_acl else ownership.BUCKET_OWNER_ENFORCED,
        removal_policy=removal(environment),
        lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(400))],
    )
    acknowledge(bucket, "AwsSolutions-S1", "This bucket holds the access logs themselves.")
    return bucket


class HouseBucket(Construct):
    """A bucket, the name under which functions know it, and grants by use."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        environment: Environment,
        key: kms.IKey,
        logs: s3.IBucket,
        variable: str,
        days: int | None = None,
        events: bool = False,
        lock: s3.ObjectLockRetention | None = None,
    ) -> None:
        super().__init__(scope, name)
        self.variable = variable
        self._key = key
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            encryption=s3.BucketEncryption.KMS,
            encryption_key=key,
            bucket_key_enabled=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            versioned=True,
            server_access_logs_bucket=logs,
            server_access_logs_prefix=f"{name.lower()}/",
            removal_policy=removal(environment),
            lifecycle_rules=_lifecycle(days),
            object_lock_enabled=True if lock else None,
            object_lock_default_retention=lock,
        )
        if events:
            # `event_bridge_enabled=True` would bring a custom resource; the property itself does the same.
            resource = cast("s3.CfnBucket", self.bucket.node.default_child)
            resource.add_property_override(
                "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", True
            )

    def allow(self, function: ServiceFunction, *uses: Use, prefix: str = "") -> None:
        """Tell the function the bucket's name and let it do this with objects under a prefix."""
        function.tell(self.variable, self.bucket.bucket_name)
        objects = [use.value for use in uses if use is not Use.LIST]
        if objects:
            function.allow(objects, [self.bucket.arn_for_objects(f"{prefix}*")])
            self._explain(function, f"/{prefix}*")
        if Use.LIST in uses:
            function.allow([Use.LIST.value], [self.bucket.bucket_arn])
        grant = allow_encrypt if Use.PUT in uses else allow_decrypt
        grant(self._key, function)

    def _explain(self, function: ServiceFunction, suffix: str) -> None:
        acknowledge_below(
            function.role,
            self,
            self.bucket.bucket_arn,
            suffix,
            "Objects of one bucket; their keys are made from what arrives.",
        )


def _lifecycle(days: int | None) -> Sequence[s3.LifecycleRule]:
    abort = s3.LifecycleRule(abort_incomplete_multipart_upload_after=Duration.days(2))
    if days is None:
        return [abort]
    return [
        abort,
        s3.LifecycleRule(
            expiration=Duration.days(days), noncurrent_version_expiration=Duration.days(7)
        ),
    ]
