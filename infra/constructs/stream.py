"""A function fed from a table's stream: filtered, halved on failure, its failures kept."""

from collections.abc import Mapping, Sequence

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.queue import dead_letters
from infra.constructs.service_function import ServiceFunction
from infra.constructs.table import RecordTable, key_filter


class StreamFeed(Construct):
    """The event source mappings of one function over one or more tables."""

    def __init__(self, function: ServiceFunction) -> None:
        super().__init__(function, "Stream")
        self._function = function
        self.dead_letters: sqs.Queue = dead_letters(self, "DeadLetters")

    def read(
        self,
        table: RecordTable,
        *,
        events: Sequence[str],
        keys: Sequence[Mapping[str, object]] = (),
        batch: int = 100,
        parallel: int = 1,
        attempts: int | None = 10,
    ) -> None:
        """Run the function on changes of items whose key fits one of the filters.

        Without a number of `attempts` a change is tried until it is too old: for what waits for an outage to end.
        """
        function = self._function
        filters = [{"eventName": list(events), **key_filter(key)} for key in keys or ({},)]
        if not keys:
            filters = [{"eventName": list(events)}]
        lambda_.EventSourceMapping(
            self,
            table.node.id,
            target=function.function,
            event_source_arn=table.allow_stream(function),
            starting_position=lambda_.StartingPosition.TRIM_HORIZON,
            batch_size=batch,
            parallelization_factor=parallel,
            bisect_batch_on_error=True,
            report_batch_item_failures=True,
            retry_attempts=attempts,
            max_record_age=Duration.hours(
                20
            ),  # inside the stream's 24, so that nothing goes unseen
            on_failure=sources.SqsDlq(self.dead_letters),
            filters=[lambda_.FilterCriteria.filter(rule) for rule in filters],
        )
