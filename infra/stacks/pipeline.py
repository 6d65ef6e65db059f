"""The asynchronous flow: received bytes to assessed travellers, to the search engine, to partners."""

from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs import bucket
from infra.constructs.layers import Layers
from infra.constructs.outputs import publish
from infra.constructs.queue import WorkQueue, dead_letters
from infra.constructs.service_function import ServiceFunction
from infra.constructs.stream import StreamFeed
from infra.constructs.table import Use
from infra.environments import Environment
from infra.stacks.data import Data

UPLOADS = "upload/"
# What goes out to partners; everything else on the bus stays inside.
NOTIFIED = (
    "ReferralClosed",
    "MatchAdjudicated",
    "MessageLate",
    "MessageMissing",
    "MessageIncomplete",
)
_WATCH_EVERY = Duration.minutes(5)
_EVERY = ("INSERT", "MODIFY", "REMOVE")


class Pipeline(Stack):
    """Queues, the functions that they feed, and the projections of the tables' streams."""

    def __init__(
        self, scope: Construct, name: str, *, environment: Environment, data: Data, **kwargs: Any
    ) -> None:
        super().__init__(scope, name, **kwargs)
        self._environment, self._data = environment, data
        self._layers = Layers(self, environment)
        self.messages = self._queue("messages", worker="parse")
        self.match_queue = self._queue("match", worker="match")
        self.score_queue = self._queue("score", worker="score")
        self.notices = self._queue("notices", worker="notify")
        self.queues = (self.messages, self.match_queue, self.score_queue, self.notices)
        self.undelivered = dead_letters(self, "Undelivered")
        self._rules()
        self.functions = (self._parse(), self._match(), self._score(), self._notify())
        self.board = self._board()
        self.index, self.index_stream = self._index()
        self.audit_archive, self.audit_stream = self._audit_archive()
        publish(
            self,
            {
                construct.name.capitalize() + "Queue": construct.queue.queue_url
                for construct in self.queues
            }
            | {
                construct.name.capitalize() + "DeadLetters": construct.dead_letters.queue_url
                for construct in self.queues
            },
        )

    def _queue(self, name: str, worker: str) -> WorkQueue:
        return WorkQueue(self, name, environment=self._environment, worker=worker)

    def _function(self, name: str, *wheels: str) -> ServiceFunction:
        return ServiceFunction(
            self, name, environment=self._environment, layers=self._layers, wheels=wheels
        )

    def _rules(self) -> None:
        # A rule here, not a notification on the bucket: `data` must not come to depend on `pipeline`.
        self._rule(
            "Uploaded",
            self.messages.queue,
            source=["aws.s3"],
            detail_type=["Object Created"],
            detail={
                "bucket": {"name": [self._data.intake.bucket.bucket_name]},
                "object": {"key": [{"prefix": UPLOADS}]},
            },
        )
        self._rule(
            "Notified",
            self.notices.queue,
            bus=self._data.bus,
            source=events.Match.prefix("offing."),
            detail_type=list(NOTIFIED),
        )

    def _rule(
        self, name: str, queue: sqs.IQueue, *, bus: events.IEventBus | None = None, **pattern: Any
    ) -> None:
        target = targets.SqsQueue(queue, dead_letter_queue=self.undelivered)
        events.Rule(
            self,
            name,
            event_bus=bus,
            event_pattern=events.EventPattern(**pattern),
            targets=[target],
        )

    def _parse(self) -> ServiceFunction:
        data, parse = self._data, self._function("parse")
        data.travel.allow(parse, Use.GET, Use.QUERY, Use.APPEND, Use.CHANGE, Use.REMOVE)
        data.idempotency.allow(parse, Use.GET, Use.APPEND, Use.CHANGE, Use.REMOVE)
        data.statistics.allow(parse, Use.CHANGE)
        data.intake.allow(parse, bucket.Use.GET, bucket.Use.DELETE, bucket.Use.LIST)
        data.archive.allow(parse, bucket.Use.GET, bucket.Use.PUT, bucket.Use.LIST)
        data.allow_publish(parse)
        self.messages.allow_send(parse)
        self.match_queue.allow_send(parse)
        self.messages.feed(parse, batch=5)
        return parse

    def _match(self) -> ServiceFunction:
        data, match = self._data, self._function("match", "match")
        data.travel.allow(match, Use.GET, Use.QUERY, Use.CHANGE, Use.WRITE_MANY)
        data.watchlists.allow(match, Use.GET_MANY)
        data.artefacts.allow(match, bucket.Use.GET, bucket.Use.LIST)
        self.score_queue.allow_send(match)
        self.match_queue.feed(match, batch=5)
        return match

    def _score(self) -> ServiceFunction:
        data, score = self._data, self._function("score")
        data.travel.allow(score, Use.GET, Use.GET_MANY, Use.QUERY, Use.CHANGE, Use.WRITE_MANY)
        data.cases.allow(score, Use.GET, Use.APPEND, Use.CHANGE)
        data.statistics.allow(score, Use.GET, Use.QUERY, Use.APPEND, Use.CHANGE)
        for name, value in self._environment.learning.items():
            score.tell(name, value)
        data.artefacts.allow(score, bucket.Use.GET, bucket.Use.LIST)
        data.draw_key.allow_read(score)
        self.score_queue.feed(score, batch=5)
        return score

    def _notify(self) -> ServiceFunction:
        data, notify = self._data, self._function("notify")
        data.notices.allow(notify, Use.GET, Use.QUERY, Use.CHANGE)
        data.cases.allow(notify, Use.GET)
        data.partner_secrets.allow_read(notify)
        self.notices.feed(notify, batch=1)
        return notify

    def _board(self) -> ServiceFunction:
        data, board = self._data, self._function("board")
        data.travel.allow(board, Use.QUERY, Use.QUERY_INDEX)
        data.notices.allow(board, Use.QUERY, Use.CHANGE)
        data.statistics.allow(board, Use.CHANGE)
        data.allow_publish(board)
        target = targets.LambdaFunction(board.function, dead_letter_queue=self.undelivered)
        events.Rule(
            self, "WatchWhatIsDue", schedule=events.Schedule.rate(_WATCH_EVERY), targets=[target]
        )
        return board

    def _index(self) -> tuple[ServiceFunction, StreamFeed]:
        index = self._function("index")
        self._data.search.allow(index, write=True)
        stream = StreamFeed(index)
        # The engine may be away for hours; a document that does not fit never comes again (see the handler).
        shown = [{"sk": [{"prefix": "ASM#"}]}, {"pk": [{"prefix": "MSG#"}]}]
        stream.read(
            self._data.travel, events=_EVERY, keys=shown, batch=200, parallel=2, attempts=None
        )
        stream.read(self._data.cases, events=_EVERY, keys=[{"sk": ["META"]}], attempts=None)
        return index, stream

    def _audit_archive(self) -> tuple[ServiceFunction, StreamFeed]:
        audit_archive = self._function("audit_archive")
        self._data.audit_archive.allow(audit_archive, bucket.Use.PUT)
        stream = StreamFeed(audit_archive)
        stream.read(self._data.audit, events=["INSERT"])
        return audit_archive, stream
