"""A work queue with its dead letters, and the mapping that feeds a function from it."""

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.service_function import ServiceFunction
from infra.environments import Environment

ATTEMPTS = 5
_CONSUME = (
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueAttributes",
)


def dead_letters(scope: Construct, name: str) -> sqs.Queue:
    """A queue that keeps what failed for as long as SQS can."""
    queue = sqs.Queue(
        scope,
        name,
        retention_period=Duration.days(14),
        # Bodies name movements and keys, no persons; the service's own key lets EventBridge and
        # Lambda deliver without a policy on the customer key.
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
    )
    acknowledge(
        queue, "AwsSolutions-SQS3", "This queue is itself the last place of what has failed."
    )
    return queue


class WorkQueue(Construct):
    """A queue in front of one function."""

    def __init__(
        self, scope: Construct, name: str, *, environment: Environment, worker: str
    ) -> None:
        super().__init__(scope, f"{name.capitalize()}Queue")
        self.name = name
        self.variable = f"{name.upper()}_QUEUE_URL"
        self._environment = environment
        seconds = environment.sizes[worker].seconds * environment.visibility_factor
        self.dead_letters = dead_letters(self, "DeadLetters")
        self.queue = sqs.Queue(
            self,
            "Queue",
            visibility_timeout=Duration.seconds(seconds),
            retention_period=Duration.days(14),
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters, max_receive_count=ATTEMPTS
            ),
        )

    def feed(self, function: ServiceFunction, *, batch: int) -> None:
        """Run the function on batches; a failed record comes back alone."""
        function.allow(_CONSUME, [self.queue.queue_arn])
        lambda_.EventSourceMapping(
            function,
            "Source",
            target=function.function,
            event_source_arn=self.queue.queue_arn,
            batch_size=batch,
            report_batch_item_failures=True,
            max_concurrency=self._environment.queue_concurrency.get(function.name, 10),
        )

    def allow_send(self, function: ServiceFunction) -> None:
        """Let the function put work into the queue."""
        self._name_to(function)
        function.allow(["sqs:SendMessage"], [self.queue.queue_arn])

    def allow_watch(self, function: ServiceFunction) -> None:
        """Let the function see how much waits."""
        self._name_to(function)
        function.allow(["sqs:GetQueueAttributes"], [self.queue.queue_arn])

    def _name_to(self, function: ServiceFunction) -> None:
        function.tell(self.variable, self.queue.queue_url)
