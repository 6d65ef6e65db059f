"""A receipt given is never lost: functions are killed at work, everything comes twice, the outcome is the same."""

import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import batched
from pathlib import Path
from typing import Any

import orjson
import pytest

from offing.demo.day import Day, a_day
from offing.demo.outcome import told
from offing.demo.push import Parcel, Pushed
from offing.demo.run import send_watchlist
from offing.local import aws, status
from offing.runtime.wiring import utc_now
from offing.travel.store import MovementStore
from tests.e2e.clean_run import Outcome, clean_run, hits, outcome_of
from tests.e2e.killing import killing
from tests.e2e.listing import index_in_use
from tests.e2e.speaking import World, in_engine, until

pytestmark = [pytest.mark.emulator, pytest.mark.enable_socket]
FLIGHTS, TRAVELLERS = 6, 300
PIPELINE = ("parse", "match", "score", "index")
KILLED = (*PIPELINE, "advance")  # the last has work only once a case is open
KILL_SECONDS = 15
PATIENCE = 120
SEED, DAYS = 4100, 25


@dataclass(frozen=True, slots=True)
class Disturbed:
    """A day that was put through while functions were killed."""

    day: Day
    killed: Counter[str]
    refused: list[str]
    before: dict[str, Any]
    after: dict[str, Any]
    dead: dict[str, int]
    outcome: Outcome
    clean: Outcome


@pytest.fixture(scope="module")
def disturbed(world: World, tmp_path_factory: pytest.TempPathFactory) -> Disturbed:
    """The same day on every fresh stack; on one that is kept the next, as the last run's would all be duplicates."""
    day = _new_day(world)
    send_watchlist(world.place, day)
    index = until(lambda: index_in_use(world), "the index in use rests on all list entries")
    until(lambda: _at_rest(world), "nobody is matched with these entries any more", PATIENCE)
    before, dead, counted = world.counts(), world.dead_letters(), hits(world.tables)
    clean = clean_run(world, day, index, _folder(tmp_path_factory), utc_now())
    refused, killed = _push_while_killing(world, day)
    after = _settled(world, before, day)
    outcome = outcome_of(world.tables, sorted(day.expected.movements))
    steps = Counter(outcome.hits)
    steps.subtract(counted)
    return Disturbed(
        day, killed, refused, before, after, _new(dead, world.dead_letters()),
        replace(outcome, hits={rule: n for rule, n in steps.items() if n}), clean,
    )  # fmt: skip


def _at_rest(world: World) -> bool:
    """Travellers whom a kept stack has stored are matched back first: their hits are not the day's."""
    running = aws.client(world.stack, "stepfunctions").list_executions(
        stateMachineArn=world.stack.output("WatchlistBuildMachine"), statusFilter="RUNNING"
    )
    depths = status.queue_depths(world.stack)
    return not running["executions"] and not any(
        depths[queue] for queue in ("MatchQueue", "ScoreQueue")
    )


def _new_day(world: World) -> Day:
    """The first of the days by seed of which this stack has heard nothing."""
    store = MovementStore(world.tables)
    tomorrow = datetime.now(UTC).date() + timedelta(days=2)
    for n in range(DAYS):
        day = a_day(SEED + n, tomorrow + timedelta(days=n), FLIGHTS, TRAVELLERS)
        if not any(store.head(movement).basis for movement in day.expected.movements):
            return day
    raise RuntimeError("this stack has had all days; take it down and start it afresh")


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("index")


def _new(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: n for name, n in after.items() if n > before.get(name, 0)}


def _push_while_killing(world: World, day: Day) -> tuple[list[str], Counter[str]]:
    """Every file twice; then every body of every queue twice, as queues may do; functions die meanwhile."""
    done: list[Pushed] = []
    began = time.monotonic()
    with killing(world.stack, KILLED) as killed:
        for carrier in sorted({m.carrier for m in day.messages}):
            own = [m for m in day.messages if m.carrier == carrier]
            twice = [Parcel(name=m.name, content=m.content, via=m.via) for m in own for _ in (1, 2)]
            with world.carrier(carrier) as client:
                client.push_all(twice, done.append)
        receipts = [{"message_id": p.receipt, "attempt": 1} for p in done if p.receipt]
        movements = [{"movement": m} for m in day.expected.movements]
        for name, bodies in (("MESSAGES", receipts), ("MATCH", movements), ("SCORE", movements)):
            _send(world, name, bodies)
        while time.monotonic() < began + KILL_SECONDS or not all(killed[f] for f in PIPELINE):
            assert time.monotonic() < began + 3 * KILL_SECONDS, f"killed only {dict(killed)}"
            _send(world, "MATCH", movements)
            time.sleep(1)
    return [p.problem for p in done if p.problem], killed


def _send(world: World, queue: str, bodies: list[dict[str, Any]]) -> None:
    for part in batched(bodies, 10, strict=False):
        entries = [
            {"Id": str(n), "MessageBody": orjson.dumps(b).decode()} for n, b in enumerate(part)
        ]
        aws.client(world.stack, "sqs").send_message_batch(
            QueueUrl=world.stack.settings[f"{queue}_QUEUE_URL"], Entries=entries
        )


def _settled(world: World, before: dict[str, Any], day: Day) -> dict[str, Any]:
    """The counts once all queues are empty and nothing waits."""

    def counts() -> dict[str, Any] | None:
        if world.waiting():
            return None
        now = world.counts()
        steps = now["messages"]["received"] - before["messages"]["received"]
        still = now["messages"]["pending"] or not now["balanced"]
        return None if still or steps < day.expected.received else now

    found = until(counts, "all queues are empty and the counts balance", PATIENCE, every=0.5)
    assert found is not None
    return found


def test_every_function_was_killed_at_work(disturbed: Disturbed) -> None:
    assert all(disturbed.killed[f] for f in PIPELINE), disturbed.killed


def test_every_push_had_a_receipt(disturbed: Disturbed) -> None:
    assert disturbed.refused == []


def test_no_message_was_given_up(disturbed: Disturbed) -> None:
    assert disturbed.dead == {}


def test_messages_are_counted_once(disturbed: Disturbed) -> None:
    was, now = disturbed.before["messages"], disturbed.after["messages"]
    expected = disturbed.day.expected
    assert now["received"] - was["received"] == expected.received
    assert now["rejected"] - was["rejected"] == expected.rejected
    assert now["parsed"] - was["parsed"] == expected.received - expected.rejected
    assert now["pending"] == 0


def test_each_movement_has_everybody_whom_messages_name(disturbed: Disturbed) -> None:
    rows = {row["id"]: row for row in disturbed.after["movements"]}
    for movement, count in disturbed.day.expected.movements.items():
        assert rows[movement]["travellers"] == rows[movement]["assessed"] == count.named


def test_the_manifests_are_those_of_a_clean_run(disturbed: Disturbed) -> None:
    assert disturbed.outcome.manifests == disturbed.clean.manifests


def test_the_cases_are_those_of_a_clean_run(disturbed: Disturbed) -> None:
    assert disturbed.outcome.cases == disturbed.clean.cases
    assert disturbed.outcome.cases


def test_hits_are_counted_once(disturbed: Disturbed) -> None:
    assert disturbed.outcome.hits == disturbed.clean.hits


def test_the_stories_come_out_as_they_should(disturbed: Disturbed) -> None:
    cases = sorted(disturbed.outcome.cases.values(), key=lambda c: -c["score"])
    wrong = [check for check in told(disturbed.day.stories, cases) if not check.holds]
    assert wrong == []


def test_every_case_has_its_workflow(world: World, disturbed: Disturbed) -> None:
    machine = world.stack.settings["REFERRAL_MACHINE_ARN"]

    def missing() -> set[str]:
        running = aws.pages(
            world.stack, "stepfunctions", "list_executions", "executions", stateMachineArn=machine
        )
        return set(disturbed.outcome.filed) - {e["name"] for e in running}

    until(lambda: not missing(), "every case has its workflow", PATIENCE)


@pytest.mark.engine
def test_everybody_can_be_searched_for(world: World, disturbed: Disturbed) -> None:
    wanted = {m: count.named for m, count in disturbed.day.expected.movements.items()}

    def projected() -> bool:
        return all(in_engine(world, movement) == n for movement, n in wanted.items())

    until(projected, "search has every traveller", PATIENCE)
