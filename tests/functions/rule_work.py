"""The state machine of rules, as infra has it: rulebooks put into use, runs counted day by day; and a rule to write."""

from datetime import date
from functools import cache
from typing import Any

from functions.rules.handler import lambda_handler as rules
from infra.stacks.rule_steps import REASONS
from offing.demo.day import FEWEST_A_FLIGHT, Day, a_day
from offing.kernel.errors import OffingError
from offing.runtime import wiring
from offing.travel.intake import Intake, receive
from tests.functions.calls import CONTEXT, Answer
from tests.functions.flow import pump
from tests.functions.test_officer_api import officer
from tests.functions.world import World

RULE = "travels-alone"
WHY = "Couriers on these routes travel alone and meet nobody on the way."
CRITERIA: dict[str, Any] = {
    "title": "Travels alone",
    "words": "Nobody else stands in the booking.",
    "streams": ["passenger"],
    "weight": 0.6,
    "severity": 2,
    "when": {"combinator": "and", "rules": [{"field": "alone", "operator": "=", "value": True}]},
    "tests": [{"values": {"alone": True}, "hit": True}, {"values": {"alone": False}, "hit": False}],
}
SUBMIT = {"expires": "2027-06-30"}
FIVE = 5  # flights: the fewest that the demo's stories need


def work(world: World) -> None:
    """Do what the bus asks the machine for, until it asks for nothing more."""
    asked = [e for e in world.bus.events if e[0] == "offing.rules" and e[1] in REASONS]
    world.bus.events = [e for e in world.bus.events if e not in asked]
    for _, reason, detail in asked:
        event = {"reason": reason, "detail": detail, "step": REASONS[reason]}
        answer = rules(event, CONTEXT)
        each_day(answer["days"])
        if reason == "RuleRunRequested":
            rules({**answer, "step": "finish"}, CONTEXT)
    pump(world)


def each_day(days: list[dict[str, Any]]) -> None:
    """The machine's map: every day until nothing of it is left."""
    for day in days:
        left = day
        while left["first"]:
            left = rules(left, CONTEXT)


@cache
def demo(seed: int, day: str) -> Day:
    """A small day of the demo."""
    travellers = FIVE * FEWEST_A_FLIGHT
    return a_day(seed, date.fromisoformat(day), flights=FIVE, travellers=travellers)


def flown(world: World, day: Day) -> None:
    """All messages of a day received and worked off; the demo's broken ones are none of these tests' business."""
    ports = wiring.ports()
    intake = Intake(ports.tables, ports.blobs, ports.queues, ports.bus)
    for message in day.messages:
        if message.becomes == "parsed":
            receive(intake, message.carrier, message.content, "https", world.now)
    pump(world)


def analyst(method: str, path: str, body: Any = None, **more: Any) -> Answer:
    """What an analyst asks."""
    return officer(method, path, body, by="analyst", **more)


def step(kind: str, body: dict[str, Any] | None = None, by: str = "analyst") -> Answer:
    """A step with the rule as it is now."""
    rev = officer("GET", f"/rules/{RULE}", by=by).body["rev"]
    return officer("POST", f"/rules/{RULE}/{kind}", body or {}, by=by, rev=rev)


def done(answer: Answer) -> dict[str, Any]:
    """The body of an answer that is no refusal."""
    if answer.status >= 300:
        raise OffingError(str(answer.body))
    return dict(answer.body)


def tried(world: World, first: str, last: str) -> dict[str, Any]:
    """A run over days, worked off."""
    run = done(analyst("POST", f"/rules/{RULE}/runs", {"first": first, "last": last}))
    work(world)
    return done(analyst("GET", f"/rules/{RULE}/runs/{run['id']}"))


def written(**other: Any) -> dict[str, Any]:
    """The rule as a draft."""
    return done(analyst("PUT", f"/rules/{RULE}", CRITERIA | other, rev=0))


def put_live(world: World, first: str = "2026-11-24", last: str = "2026-11-24") -> dict[str, Any]:
    """The rule led from its draft into use."""
    done(step("justify", {"justification": WHY}))
    run = tried(world, first, last)
    done(step("test", {"run": run["id"]}))
    done(step("submit", SUBMIT))
    for kind in ("approve", "publish"):
        rule = done(step(kind, by="supervisor"))
    work(world)
    return rule


def every_rule_event() -> None:
    """A rule taken out, a run asked for, a rulebook put into use."""
    reason, day = {"reason": "It found nothing in a year"}, "2026-01-13"
    done(officer("POST", "/rules/broken-travel/retire", reason, by="supervisor", rev=0))
    done(analyst("POST", "/rules/unusual-bags/runs", {"first": day, "last": day}))
    rules({"step": "publish", "reason": "RulesChanged"}, CONTEXT)
