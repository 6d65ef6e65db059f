"""What the operators see: one dashboard, and an alarm for each thing that needs a person."""

from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cw
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.constructs.outputs import publish
from infra.environments import Environment
from infra.stacks.pipeline import Pipeline
from infra.stacks.web import Web
from infra.stacks.workflow import Workflow

_FIVE = Duration.minutes(5)


class Monitoring(Stack):
    """Alarms and dashboard over the other stacks; it only reads."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        environment: Environment,
        pipeline: Pipeline,
        workflow: Workflow,
        web: Web,
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, name, **kwargs)
        self._pipeline, self._workflow, self._web = pipeline, workflow, web
        self.topic = sns.Topic(self, "Alarms", enforce_ssl=True)
        if environment.alarm_mail:
            self.topic.add_subscription(subscriptions.EmailSubscription(environment.alarm_mail))
        self._dead_letters()
        self._ages()
        self._failures()
        self._unchecked()
        self._dashboard(environment)
        publish(self, {"AlarmTopic": self.topic.topic_arn})

    def _alarm(
        self, name: str, metric: cw.IMetric, threshold: float, what: str, *, periods: int = 1
    ) -> None:
        alarm = cw.Alarm(
            self,
            name,
            metric=metric,
            threshold=threshold,
            evaluation_periods=periods,
            comparison_operator=cw.ComparisonOperator.GREATER_THAN_THRESHOLD,
            treat_missing_data=cw.TreatMissingData.NOT_BREACHING,
            alarm_description=what,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))

    def _dead_letters(self) -> None:
        pipeline, workflow = self._pipeline, self._workflow
        queues = {queue.name: queue.dead_letters for queue in pipeline.queues}
        queues |= {
            "index": pipeline.index_stream.dead_letters,
            "audit_archive": pipeline.audit_stream.dead_letters,
            "advance": workflow.advance_stream.dead_letters,
            "pipeline_rules": pipeline.undelivered,
            "workflow_rules": workflow.undelivered,
        }
        for name, queue in queues.items():
            self._alarm(
                f"DeadLetters-{name}",
                queue.metric_approximate_number_of_messages_visible(period=_FIVE),
                0,
                f"Work of {name} has failed for good. Read the function's log, mend the cause, redrive the queue.",
            )

    def _ages(self) -> None:
        for queue in self._pipeline.queues:
            self._alarm(
                f"Waiting-{queue.name}",
                queue.queue.metric_approximate_age_of_oldest_message(period=_FIVE),
                900,
                f"A message has waited over 15 minutes in {queue.name}: travellers arrive unassessed.",
                periods=2,
            )
        for function in (
            self._pipeline.index,
            self._pipeline.audit_archive,
            self._workflow.advance,
        ):
            lag = function.function.metric("IteratorAge", period=_FIVE, statistic="Maximum")
            self._alarm(
                f"Lag-{function.name}",
                lag,
                900_000,
                f"{function.name} is 15 minutes behind its stream.",
            )

    def _failures(self) -> None:
        for api in self._web.apis:
            name = api.function.name
            self._alarm(
                f"ServerErrors-{name}",
                api.api.metric_server_error(period=_FIVE, statistic="Sum"),
                5,
                f"{name} answers with server errors.",
            )
        for machine in self._workflow.machines:
            failed = machine.machine.metric_failed(period=_FIVE, statistic="Sum")
            self._alarm(
                f"Failed-{machine.name}", failed, 0, f"An execution of {machine.name} has failed."
            )
        self._alarm(
            "BoardNotWatched",
            self._pipeline.board.function.metric_errors(period=_FIVE, statistic="Sum"),
            0,
            "Nobody is told of late and missing messages. Read the log of function board; it runs again by itself.",
            periods=3,
        )
        archive = self._pipeline.audit_archive.function
        self._alarm(
            "AuditNotArchived",
            archive.metric_errors(period=_FIVE, statistic="Sum"),
            0,
            "Audit entries do not reach locked storage. This must be mended within a day.",
        )

    def _unchecked(self) -> None:
        name = self._web.interactive.function.name
        metric = cw.Metric(
            namespace="Offing",
            metric_name="InteractiveUnchecked",
            dimensions_map={"service": name},
            statistic="Sum",
            period=_FIVE,
        )
        self._alarm(
            "BoardingUnchecked",
            metric,
            0,
            "Carriers were told to board travellers whom nobody could check in time. The log says which step failed; "
            "their messages wait in the queue and are checked there, unless the answer was 503.",
        )
        self._alarm(
            "BoardingSlow",
            self._web.interactive.function.function.metric_duration(statistic="p99", period=_FIVE),
            1000,
            "One answer in a hundred to check-in takes more than a second.",
            periods=2,
        )

    def _dashboard(self, environment: Environment) -> None:
        queues = self._pipeline.queues
        waiting = [queue.queue.metric_approximate_number_of_messages_visible() for queue in queues]
        dead = [
            queue.dead_letters.metric_approximate_number_of_messages_visible() for queue in queues
        ]
        functions = [*self._pipeline.functions, *(api.function for api in self._web.apis)]
        cw.Dashboard(
            self,
            "Dashboard",
            dashboard_name=f"offing-{environment.stage}",
            widgets=[
                [_graph("Waiting", waiting), _graph("Dead letters", dead)],
                [
                    _graph("Errors", [f.function.metric_errors() for f in functions]),
                    _graph(
                        "Duration p99",
                        [f.function.metric_duration(statistic="p99") for f in functions],
                    ),
                ],
                [
                    _graph("Requests", [api.api.metric_count() for api in self._web.apis]),
                    _graph(
                        "Referrals", [m.machine.metric_started() for m in self._workflow.machines]
                    ),
                ],
            ],
        )


def _graph(title: str, metrics: list[cw.Metric]) -> cw.GraphWidget:
    return cw.GraphWidget(title=title, left=metrics, width=12)
