"""A DynamoDB table of the house: keys of docs/contracts.md §1, encrypted, recoverable, hard to delete."""

from collections.abc import Mapping
from enum import StrEnum

from aws_cdk import aws_dynamodb as ddb
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.constructs.encryption import allow_decrypt, allow_encrypt
from infra.constructs.removal import removal
from infra.constructs.service_function import ServiceFunction
from infra.environments import Environment

INDEX = "by_queue"


class Use(StrEnum):
    """What a function may do with a table."""

    GET = "dynamodb:GetItem"
    GET_MANY = "dynamodb:BatchGetItem"
    QUERY = "dynamodb:Query"
    QUERY_INDEX = "dynamodb:Query on by_queue"
    APPEND = "dynamodb:PutItem"
    CHANGE = "dynamodb:UpdateItem"
    CHECK = "dynamodb:ConditionCheckItem"
    REMOVE = "dynamodb:DeleteItem"
    WRITE_MANY = "dynamodb:BatchWriteItem"


_READS = {Use.GET, Use.GET_MANY, Use.QUERY, Use.QUERY_INDEX}


class RecordTable(Construct):
    """A table, the name under which functions know it, and grants by use."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        environment: Environment,
        key: kms.IKey,
        stream: bool = False,
        plain_key: str | None = None,
    ) -> None:
        super().__init__(scope, name)
        self.variable = f"{name.upper()}_TABLE"
        self._key = key
        self.table = ddb.Table(
            self,
            "Table",
            partition_key=_text(plain_key or "pk"),
            sort_key=None if plain_key else _text("sk"),
            billing_mode=ddb.BillingMode.PAY_PER_REQUEST,
            encryption=ddb.TableEncryption.CUSTOMER_MANAGED,
            encryption_key=key,
            point_in_time_recovery_specification=ddb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=environment.retain,
            removal_policy=removal(environment),
            stream=ddb.StreamViewType.NEW_AND_OLD_IMAGES if stream else None,
            # Powertools writes the expiry of an idempotency record under this name.
            time_to_live_attribute="expiration" if plain_key else None,
        )
        if not plain_key:
            self.table.add_global_secondary_index(
                index_name=INDEX, partition_key=_text("gsi1pk"), sort_key=_text("gsi1sk")
            )

    def allow(self, function: ServiceFunction, *uses: Use) -> None:
        """Tell the function the table's name and let it do this, nothing more."""
        function.tell(self.variable, self.table.table_name)
        direct = [use.value for use in uses if use is not Use.QUERY_INDEX]
        if direct:
            function.allow(direct, [self.table.table_arn])
        if Use.QUERY_INDEX in uses:
            function.allow([Use.QUERY.value], [f"{self.table.table_arn}/index/{INDEX}"])
        grant = allow_decrypt if _READS.issuperset(uses) else allow_encrypt
        grant(self._key, function)

    def allow_stream(self, function: ServiceFunction) -> str:
        """Let the function's event source read the stream; gives the stream's ARN."""
        arn = self.table.table_stream_arn
        if arn is None:
            raise ValueError(f"{self.node.id} has no stream: create it with stream=True")
        actions = ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
        function.allow([f"dynamodb:{action}" for action in actions], [arn])
        allow_decrypt(self._key, function)
        return arn


def key_filter(names: Mapping[str, object]) -> Mapping[str, object]:
    """An event filter on parts of the item's key, such as `{"sk": ["META"]}`."""
    return {"dynamodb": {"Keys": {name: {"S": rule} for name, rule in names.items()}}}


def _text(name: str) -> ddb.Attribute:
    return ddb.Attribute(name=name, type=ddb.AttributeType.STRING)
