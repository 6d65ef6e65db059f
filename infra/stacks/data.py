"""What must survive everything else: tables, buckets, keys, people, the bus, the search engine."""

from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as sm
from constructs import Construct

from infra.constructs.bucket import HouseBucket, log_bucket
from infra.constructs.outputs import publish
from infra.constructs.people import Machines, Officers
from infra.constructs.removal import removal
from infra.constructs.search import SearchEngine
from infra.constructs.secret import HouseSecret
from infra.constructs.service_function import ServiceFunction
from infra.constructs.table import RecordTable
from infra.environments import Environment, Retention


class Data(Stack):
    """The stateful stack; others depend on it, it on none."""

    def __init__(
        self, scope: Construct, name: str, *, environment: Environment, **kwargs: Any
    ) -> None:
        super().__init__(scope, name, termination_protection=environment.retain, **kwargs)
        self._environment = environment
        self.key = kms.Key(
            self,
            "Key",
            description=f"Records of Offing, stage {environment.stage}",
            enable_key_rotation=True,
            removal_policy=removal(environment),
        )
        self._tables()
        self._buckets(environment.retention)
        self._secrets()
        self.bus = events.EventBus(self, "Bus")
        self.officers = Officers(self, environment=environment)
        self.machines = Machines(self, environment=environment)
        self.search = SearchEngine(self, environment=environment, key=self.key)
        self._outputs()

    def _table(self, name: str, **kwargs: Any) -> RecordTable:
        return RecordTable(self, name, environment=self._environment, key=self.key, **kwargs)

    def _tables(self) -> None:
        self.travel = self._table("Travel", stream=True)
        self.watchlists = self._table("Watchlists")
        self.cases = self._table("Cases", stream=True)
        self.statistics = self._table("Statistics")
        self.audit = self._table("Audit", stream=True)
        self.notices = self._table("Notices")
        self.idempotency = self._table("Idempotency", plain_key="id")

    def _bucket(self, name: str, variable: str, **kwargs: Any) -> HouseBucket:
        return HouseBucket(
            self,
            name,
            environment=self._environment,
            key=self.key,
            logs=self.access_logs,
            variable=variable,
            **kwargs,
        )

    def _buckets(self, retention: Retention) -> None:
        self.access_logs = log_bucket(self, "AccessLogs", self._environment)
        days = Duration.days(retention.audit_lock_days)
        lock = (
            s3.ObjectLockRetention.compliance(days)
            if retention.audit_lock_mode == "COMPLIANCE"
            else s3.ObjectLockRetention.governance(days)
        )
        self.intake = self._bucket(
            "Intake", "INTAKE_BUCKET", days=retention.intake_days, events=True
        )
        self.archive = self._bucket("Archive", "ARCHIVE_BUCKET", days=retention.archive_days)
        self.artefacts = self._bucket("Artefacts", "ARTEFACTS_BUCKET")
        self.audit_archive = self._bucket("AuditArchive", "AUDIT_BUCKET", lock=lock)

    def _secret(self, name: str, **kwargs: Any) -> HouseSecret:
        return HouseSecret(self, name, environment=self._environment, key=self.key, **kwargs)

    def _secrets(self) -> None:
        self.partner_secrets = self._secret(
            "PartnerSecrets",
            variable="PARTNER_SECRETS_ARN",
            description="Signing secrets of partners: a JSON object, partner name to `whsec_…`",
            unrotated="Each partner's secret changes when the partner is ready for it.",
            generate=sm.SecretStringGenerator(
                secret_string_template="{}",  # noqa: S106 - an empty object to fill
                generate_string_key="unused",
                exclude_punctuation=True,
            ),
        )
        self.draw_key = self._secret(
            "DrawKey",
            variable="DRAW_KEY_ARN",
            description="Key of the random draw",
            unrotated="Old draws are recomputed with this key to prove that nobody exchanged them.",
            generate=sm.SecretStringGenerator(password_length=64, exclude_punctuation=True),
        )

    def allow_publish(self, function: ServiceFunction) -> None:
        """Let the function announce events on the bus."""
        function.tell("EVENT_BUS", self.bus.event_bus_name)
        function.allow(["events:PutEvents"], [self.bus.event_bus_arn])

    def _outputs(self) -> None:
        tables = ("travel", "watchlists", "cases", "statistics", "audit", "notices", "idempotency")
        values = {
            f"{name.capitalize()}Table": getattr(self, name).table.table_name for name in tables
        }
        buckets = {"Intake": self.intake, "Archive": self.archive, "Artefacts": self.artefacts}
        values |= {f"{name}Bucket": bucket.bucket.bucket_name for name, bucket in buckets.items()}
        values |= {
            "AuditBucket": self.audit_archive.bucket.bucket_name,
            "EventBus": self.bus.event_bus_name,
            "PartnerSecrets": self.partner_secrets.secret.secret_arn,
            "DrawKey": self.draw_key.secret.secret_arn,
            "OfficersPool": self.officers.pool.user_pool_id,
            "OfficersSignIn": self.officers.domain.base_url(),
            "MachinesPool": self.machines.pool.user_pool_id,
            "MachinesTokens": f"{self.machines.domain.base_url()}/oauth2/token",
        }
        if self.search.endpoint:
            values["SearchAddress"] = self.search.endpoint
        publish(self, values)
