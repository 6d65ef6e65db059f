"""What waits for people or runs long: the referral of a case, the watchlist index, rules in use and on trial."""

from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from infra.constructs import bucket
from infra.constructs.layers import Layers
from infra.constructs.machine import HouseMachine
from infra.constructs.outputs import publish
from infra.constructs.queue import dead_letters
from infra.constructs.service_function import ServiceFunction
from infra.constructs.stream import StreamFeed
from infra.constructs.table import Use
from infra.environments import Environment
from infra.stacks.data import Data
from infra.stacks.pipeline import Pipeline
from infra.stacks.referral_steps import referral_steps
from infra.stacks.rule_steps import REASONS as RULES_ASK
from infra.stacks.rule_steps import rule_steps
from infra.stacks.watchlist_steps import watchlist_steps

LIST_FILES = "lists/"


class Workflow(Stack):
    """Three state machines, the functions of their steps, and the stream that drives referrals."""

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
        self.referral, self.lists, self.back_match = (
            self._referral(),
            self._lists(),
            self._back_match(),
        )
        self.referral_machine = HouseMachine(
            self,
            "Referral",
            environment=environment,
            functions=[self.referral],
            steps=referral_steps(self, self.referral),
        )
        self.build_machine = HouseMachine(
            self,
            "WatchlistBuild",
            environment=environment,
            functions=[self.lists, self.back_match],
            steps=watchlist_steps(
                self, self.lists, self.back_match, environment.back_match_at_once
            ),
            maps=True,
        )
        self.rules = self._rules()
        self.rule_machine = HouseMachine(
            self,
            "Rules",
            environment=environment,
            functions=[self.rules],
            steps=rule_steps(self, self.rules, environment.back_match_at_once),
            maps=True,
        )
        self.machines = (self.referral_machine, self.build_machine, self.rule_machine)
        self.advance, self.advance_stream = self._advance()
        self.undelivered = dead_letters(self, "Undelivered")
        self._keep_lists_up()
        self._on(
            "RuleWork",
            self.rule_machine,
            data.bus,
            source=["offing.rules"],
            detail_type=list(RULES_ASK),
        )
        publish(
            self,
            {
                "ReferralMachine": self.referral_machine.arn,
                "WatchlistBuildMachine": self.build_machine.arn,
                "RulesMachine": self.rule_machine.arn,
            },
        )

    def _function(self, name: str, *wheels: str) -> ServiceFunction:
        return ServiceFunction(
            self, name, environment=self._environment, layers=self._layers, wheels=wheels
        )

    def _referral(self) -> ServiceFunction:
        data, referral = self._data, self._function("referral")
        data.cases.allow(referral, Use.GET, Use.QUERY, Use.CHANGE)
        data.statistics.allow(referral, Use.APPEND, Use.CHANGE)
        data.travel.allow(referral, Use.GET)
        data.watchlists.allow(referral, Use.QUERY, Use.WRITE_MANY)
        return referral

    def _lists(self) -> ServiceFunction:
        data, lists = self._data, self._function("lists", "match")
        data.watchlists.allow(
            lists,
            Use.GET,
            Use.GET_MANY,
            Use.QUERY,
            Use.APPEND,
            Use.CHANGE,
            Use.REMOVE,
            Use.WRITE_MANY,
        )
        data.artefacts.allow(lists, bucket.Use.GET, bucket.Use.PUT, bucket.Use.LIST)
        data.intake.allow(lists, bucket.Use.GET, bucket.Use.LIST, prefix=LIST_FILES)
        lists.tell("BACK_MATCH_DAYS", str(self._environment.back_match_days))
        return lists

    def _back_match(self) -> ServiceFunction:
        data, back_match = self._data, self._function("back_match", "match")
        data.travel.allow(back_match, Use.QUERY, Use.QUERY_INDEX)
        data.artefacts.allow(back_match, bucket.Use.GET, bucket.Use.LIST)
        self._pipeline.match_queue.allow_send(back_match)
        return back_match

    def _rules(self) -> ServiceFunction:
        data, rules = self._data, self._function("rules")
        data.travel.allow(rules, Use.GET, Use.GET_MANY, Use.QUERY, Use.QUERY_INDEX)
        data.cases.allow(rules, Use.GET)
        data.statistics.allow(rules, Use.GET, Use.GET_MANY, Use.QUERY, Use.APPEND, Use.CHANGE)
        data.artefacts.allow(
            rules, bucket.Use.GET, bucket.Use.PUT, bucket.Use.LIST, prefix="rules/"
        )
        data.allow_publish(rules)
        self._pipeline.score_queue.allow_send(rules)
        return rules

    def _advance(self) -> tuple[ServiceFunction, StreamFeed]:
        # Here and not in `pipeline`: it needs the machine, and the machine's stack needs the match queue.
        data, advance = self._data, self._function("advance")
        data.cases.allow(advance, Use.GET, Use.CHANGE, Use.QUERY)
        data.allow_publish(advance)
        self.referral_machine.allow_drive(advance, "REFERRAL_MACHINE_ARN")
        stream = StreamFeed(advance)
        moved = [{"sk": ["META", "TOKEN"]}]
        stream.read(data.cases, events=("INSERT", "MODIFY"), keys=moved, batch=50)
        return advance, stream

    def _keep_lists_up(self) -> None:
        data = self._data
        asked = ["WatchlistChanged", "ListImportApproved", "IndexRequested"]
        self._on(
            "WatchlistChanged",
            self.build_machine,
            data.bus,
            source=events.Match.prefix("offing."),
            detail_type=asked,
        )
        self._on(
            "ListFile",
            self.build_machine,
            None,
            source=["aws.s3"],
            detail_type=["Object Created"],
            detail={
                "bucket": {"name": [data.intake.bucket.bucket_name]},
                "object": {"key": [{"prefix": LIST_FILES}]},
            },
        )
        nightly = events.RuleTargetInput.from_object({"reason": "nightly"})
        events.Rule(
            self,
            "Nightly",
            schedule=events.Schedule.cron(hour="2", minute="20"),
            targets=[self._start(self.build_machine, nightly)],
        )

    def _on(
        self, name: str, machine: HouseMachine, bus: events.IEventBus | None, **pattern: Any
    ) -> None:
        told = events.RuleTargetInput.from_object(
            {
                "reason": events.EventField.from_path("$.detail-type"),
                "detail": events.EventField.from_path("$.detail"),
            }
        )
        events.Rule(
            self,
            name,
            event_bus=bus,
            event_pattern=events.EventPattern(**pattern),
            targets=[self._start(machine, told)],
        )

    def _start(
        self, machine: HouseMachine, told: events.RuleTargetInput
    ) -> targets.SfnStateMachine:
        return targets.SfnStateMachine(
            machine.machine, input=told, dead_letter_queue=self.undelivered
        )
