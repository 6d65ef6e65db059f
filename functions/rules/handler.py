"""Steps of the state machine of rules: putting rulebooks into use, and trying rules on the past."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.risk.runs import FAILED, RUNNING, RunStore
from offing.runtime import wiring
from offing.runtime.rulebooks import RulesRefused, publish
from offing.runtime.telemetry import discreet, logger, metrics
from offing.travel.back_matching import UNDATED, Stretch, movements_from
from offing.travel.past import try_on
from offing.travel.store import MovementStore

_AHEAD = 30
_AT_ONCE = 1_000  # movements queued in one step
_OVER = {"first": "", "last": "", "cursor": ""}


def put_into_use(event: dict[str, Any]) -> dict[str, Any]:
    """Put the rules that count into use; say on which days movements are still to come."""
    ports = wiring.ports()
    book = publish(ports.tables, ports.blobs, ports.now(), str(event.get("reason", "manual")))
    detail = {"version": book.version, "rules": book.rules, "rev": book.rev}
    ports.bus.publish("offing.rules", "RulebookPublished", detail)
    metrics.add_metric(name="RulebooksPublished", unit="Count", value=1)
    yesterday = date.fromisoformat(ports.now()[:10]) - timedelta(1)  # local days begin earlier
    days = [str(yesterday + timedelta(n)) for n in range(_AHEAD + 1)]
    return {"version": book.version, "days": [_day("queue", "", day) for day in (UNDATED, *days)]}


def queue(event: dict[str, Any]) -> dict[str, Any]:
    """Queue movements of a day to be scored by the rules in use; what is left of the day."""
    ports = wiring.ports()
    stretch, left = _stretch(event), None
    bodies = []
    for seen, (movement, day) in enumerate(movements_from(MovementStore(ports.tables), stretch)):
        if seen == _AT_ONCE:
            left = Stretch(day, stretch.last, movement)
            break
        bodies.append({"movement": movement})
    ports.queues.send("score", bodies)
    return {**event, **(asdict(left) if left else _OVER)}


def plan(event: dict[str, Any]) -> dict[str, Any]:
    """Begin a run: one piece of work for each day."""
    store = RunStore(wiring.ports().tables)
    run = store.need(event["detail"]["run"])
    store.set_state(run.id, RUNNING)
    first = date.fromisoformat(run.first)
    days = [str(first + timedelta(n)) for n in range(run.total)]
    return {"run": run.id, "days": [_day("count", run.id, day) for day in days]}


def count(event: dict[str, Any]) -> dict[str, Any]:
    """Try the rule of a run on a part of a day; what is left of the day."""
    tables = wiring.ports().tables
    store, stretch = RunStore(tables), _stretch(event)
    counted = try_on(tables, store.need(event["run"]).rules(), stretch)
    place = f"{stretch.first}#{stretch.cursor}"
    store.keep(event["run"], place, counted.part, days=0 if counted.left else 1)
    metrics.add_metric(name="SubjectsTried", unit="Count", value=counted.part.subjects)
    return {**event, **(asdict(counted.left) if counted.left else _OVER)}


def finish(event: dict[str, Any]) -> dict[str, Any]:
    """Tell what a run has found."""
    run = RunStore(wiring.ports().tables).finish(event["run"])
    return {"run": run.id, "subjects": run.subjects, "hits": run.hits}


def fail(event: dict[str, Any]) -> dict[str, Any]:
    """Say that a run could not be finished."""
    RunStore(wiring.ports().tables).set_state(event["run"], FAILED)
    return {"run": event["run"]}


STEPS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "publish": put_into_use,
    "queue": queue,
    "plan": plan,
    "count": count,
    "finish": finish,
    "fail": fail,
}


def _day(step: str, run: str, day: str) -> dict[str, str]:
    return {"step": step, "run": run, "first": day, "last": day, "cursor": ""}


def _stretch(event: dict[str, Any]) -> Stretch:
    return Stretch(event["first"], event["last"], event["cursor"])


@logger.inject_lambda_context
@metrics.log_metrics
@discreet(RulesRefused)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Do the step that the state machine names; an unknown one is an error."""
    return STEPS[event["step"]](event)
