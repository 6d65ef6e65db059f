"""The cloud between the handlers, in a loop: queues, streams, the bus and the state machines, in memory."""

from collections.abc import Iterable, Mapping
from typing import Any

from functions.advance.handler import lambda_handler as advance
from functions.audit_archive.handler import lambda_handler as audit_archive
from functions.back_match.handler import lambda_handler as back_match
from functions.index.handler import lambda_handler as index
from functions.lists.handler import lambda_handler as lists
from functions.match.handler import lambda_handler as match
from functions.parse.handler import lambda_handler as parse
from functions.referral.handler import lambda_handler as referral
from functions.score.handler import lambda_handler as score
from offing.kernel.ports import Item
from offing.watchlists.sources.jsonl import entry_of
from offing.watchlists.store import ListStore
from tests.functions.calls import CONTEXT, failed, sqs, stream
from tests.functions.world import World

WORKERS = {"messages": parse, "match": match, "score": score}
BUILD = ("read", "build", "validate", "publish")
# Awaited → the states of the case that lead on to the next wait, as infra's state machine has them.
_LEADS_ON = {
    "decision": ("acknowledgement", ("referred", "acknowledged", "result")),
    "acknowledgement": ("result", ("acknowledged", "result")),
}


def build_lists() -> dict[str, Any]:
    """Build the index in full; what the last step answered."""
    event: dict[str, Any] = {"reason": "manual"}
    for step in BUILD:
        event = lists({**event, "step": step}, CONTEXT)
    return back_matched(event)


def publish_changes() -> dict[str, Any]:
    """What the state machine does when a list has changed; a full build where one is due."""
    answer = lists({"step": "changes", "reason": "WatchlistChanged"}, CONTEXT)
    answer = back_matched(answer)
    return build_lists() if answer["rebuild"] else answer


def back_matched(answer: dict[str, Any]) -> dict[str, Any]:
    """Every stretch of days looked through, as the machine's map does it, and noted."""
    for stretch in answer["stretches"]:
        left = stretch
        while left["first"]:
            left = back_match(left, CONTEXT)
    return lists({**answer, "step": "spread"}, CONTEXT)


def list_entries(world: World, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put entries on their lists and publish an index of them."""
    entries = [entry_of(dict(row), str(row["list"])) for row in rows]
    ListStore(world.tables).upsert(entries, "test", world.now)
    build_lists()
    world.queues.take("match")


def deliver(world: World, queue: str) -> None:
    """Give a worker what waits; what fails waits again."""
    for body in world.queues.take(queue):
        if failed(WORKERS[queue](sqs(body), CONTEXT)):
            world.queues.send(queue, [body])


def pump(world: World) -> None:
    """Deliver everything until nothing moves any more."""
    steps = Machines(world)
    while any(world.queues.depth(queue) for queue in WORKERS) or world.tables.changes:
        for queue in WORKERS:
            deliver(world, queue)
        stream_out(world)
        steps.go_on()


def stream_out(world: World) -> None:
    """Give the changes of the tables to the functions that read their streams."""
    travel, cases, audit = (world.tables.take(name) for name in ("travel", "cases", "audit"))
    world.tables.changes.clear()
    for worker, changes in (
        (index, [c for c in travel if _is(c, "ASM#", "META")]),
        (index, [c for c in cases if _is(c, "META")]),
        (advance, [c for c in cases if _is(c, "META", "TOKEN")]),
        (audit_archive, audit),
    ):
        if changes and failed(worker(stream(*changes), CONTEXT)):
            raise AssertionError(f"{worker.__module__} did not take its changes")


def _is(change: tuple[Item | None, Item | None], *prefixes: str) -> bool:
    item = change[1] or change[0] or {}
    return str(item["sk"]).startswith(prefixes)


class Machines:
    """The referral machine, as the states language has it: three waits, then feedback and close."""

    def __init__(self, world: World) -> None:
        self._world = world

    def go_on(self) -> None:
        """Start what was started, go on where a token was released."""
        machines = self._world.machines
        for _, case in list(machines.started):
            if case not in self._world.waits:
                self._await(case, "decision")
        for token, answer in list(machines.released.items()):
            case, awaited = token.split(":")
            if self._world.waits.get(case) == awaited:
                self._after(case, awaited, answer["state"])

    def _await(self, case: str, awaited: str) -> None:
        self._world.waits[case] = awaited
        token = f"{case}:{awaited}"
        referral({"step": "await", "awaiting": awaited, "case": case, "token": token}, CONTEXT)

    def _after(self, case: str, awaited: str, state: str) -> None:
        following, states = _LEADS_ON.get(awaited, ("", ()))
        if state in states:
            self._await(case, following)
            return
        self._world.waits[case] = "over"
        for step in ("feedback", "close"):
            referral({"step": step, "case": case}, CONTEXT)
