"""A rule on a running stack: written, tried on the past, approved by another officer; it hits, is proven, learns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import orjson
import pytest

from offing.demo.flights import Flight
from offing.demo.push import Parcel
from offing.local import aws
from tests.e2e.listed_people import Known, Party, party
from tests.e2e.speaking import Officer, World, until

pytestmark = [pytest.mark.emulator, pytest.mark.enable_socket]
WHY = "Passports of this stock were stolen; whoever holds one is to be looked at."
SLOW = 120


@dataclass(slots=True)
class Told:
    """What has happened so far."""

    party: Party
    rule: str
    run: dict[str, Any] = field(default_factory=dict)
    case: dict[str, Any] = field(default_factory=dict)
    before: float = 0.0

    @property
    def criteria(self) -> dict[str, Any]:
        """The rule: two passports of the party, which nobody else on the stack has."""
        numbers = [k.person.document.number for k in (self.party.wanted, self.party.stored)]
        condition = {"field": "document_number", "operator": "in", "value": numbers}
        return {
            "title": "Passports of a stolen stock",
            "words": "The number of the passport is one of those stolen.",
            "streams": ["passenger"],
            "weight": 0.7,
            "severity": 3,
            "when": {"combinator": "and", "rules": [condition]},
            "tests": [
                {"values": {"document_number": numbers[0]}, "hit": True},
                {"values": {"document_number": "XT0000000"}, "hit": False},
            ],
        }


def push(world: World, told: Told, flight: Flight) -> None:
    """Send the list of a flight and wait until everybody on it is assessed."""
    content = told.party.message(flight)
    with world.carrier("XQ") as carrier:
        assert carrier.push(Parcel(name="list.edi", content=content)).receipt
    rows, everybody = f"/movements?date={flight.departure:%Y-%m-%d}", len(told.party.people)

    def assessed() -> bool:
        found = (r for r in world.officer("tilda").see(rows)["items"] if r["id"] == flight.movement)
        return next((r["assessed"] for r in found), 0) == everybody

    until(assessed, "everybody on the flight is assessed")


def step(officer: Officer, told: Told, kind: str, **body: Any) -> dict[str, Any]:
    """A step with the rule as it is now."""
    path = f"/rules/{told.rule}"
    seen = {"if-match": str(officer.see(path)["rev"])}
    answer = officer.ask("POST", f"{path}/{kind}", body, **seen)
    assert answer.status_code == 200, f"{kind}: {answer.status_code} {answer.text[:300]}"
    return dict(answer.json())


def hit(world: World, told: Told, known: Known) -> float | None:
    """The probability of one of the party on the way back, where the rule has hit them."""
    flight = told.party.back
    people = world.officer("tilda").see(f"/movements/{flight.movement}")["travellers"]
    (row,) = [p for p in people if p["name"].startswith(known.person.name.surname)]
    assessed = world.officer("tilda").see(f"/travellers/{row['id']}")["assessment"]
    rules = {one["rule"] for one in assessed["rule_hits"]}
    return float(assessed["score"]["probability"]) if told.rule in rules else None


def statistics(world: World, told: Told) -> dict[str, Any]:
    """The row of the rule."""
    rows = world.officer("sven").see("/statistics/rules")
    return dict(next((row for row in rows if row["rule"] == told.rule), {}))


def newest(officer: Officer) -> int:
    """The newest set of live rules; scoring functions take it up within seconds."""
    return max((int(row["rev"]) for row in officer.see("/rules/publications")["items"]), default=0)


@pytest.fixture(scope="module")
def live(world: World) -> Iterator[Told]:
    """The rule led from its first word into use; retired when the tests are over."""
    made = party()
    told, ana, sven = (
        Told(made, f"stock-{made.list[3:]}"),
        world.officer("ana"),
        world.officer("sven"),
    )
    push(world, told, made.out)
    path, day = f"/rules/{told.rule}", made.out.departure.date().isoformat()
    written = ana.ask("PUT", path, told.criteria, **{"if-match": "0"})
    assert written.status_code == 200, written.text
    assert step(ana, told, "justify", justification=WHY)["state"] == "justified"
    asked = ana.ask("POST", f"{path}/runs", {"first": day, "last": day})
    assert asked.status_code == 202, asked.text
    run = f"{path}/runs/{asked.json()['id']}"
    until(lambda: ana.see(run)["state"] in ("done", "failed"), "the run is over", SLOW)
    told.run = ana.see(run)
    step(ana, told, "test", run=told.run["id"])
    ends = made.out.departure.date() + timedelta(days=200)
    step(ana, told, "submit", expires=ends.isoformat())
    own = ana.ask("POST", f"{path}/approve", {}, **{"if-match": str(ana.see(path)["rev"])})
    assert own.status_code in (403, 409), "nobody approves what they wrote"
    step(sven, told, "approve")
    before = newest(sven)
    step(sven, told, "publish")
    until(lambda: newest(sven) != before, "a set of rules with it is published", SLOW)
    yield told
    step(sven, told, "retire", reason="The test is over")


@pytest.fixture(scope="module")
def proven(world: World, live: Told) -> Told:
    """All fly back; one of the two whom the rule hits is referred, and found to be what the rule says."""
    push(world, live, live.party.back)
    until(lambda: hit(world, live, live.party.wanted), "the rule is in use and hits", SLOW)
    live.before = until(lambda: hit(world, live, live.party.stored), "and the other", SLOW)
    tilda, pia, surname = (
        world.officer("tilda"),
        world.officer("pia"),
        live.party.wanted.person.name.surname,
    )

    def opened() -> dict[str, Any] | None:
        rows = tilda.see("/queue?state=opened&limit=200")["items"]
        here = (r for r in rows if r["movement"] == live.party.back.movement)
        return next((r for r in here if r["name"].startswith(surname)), None)

    case = until(opened, "a case is opened")
    live.case = case
    case = tilda.act(tilda.act(case, "claim"), "refer", reason="risk_indicators", office="QNV")
    case = pia.act(case, "acknowledge")
    pia.act(case, "result", result={"outcome": "positive", "code": "documents"})
    until(lambda: tilda.see(f"/cases/{case['id']}")["state"] == "closed", "the case closes")
    return live


def test_the_run_on_the_past_tells_whom_it_would_have_hit(live: Told) -> None:
    assert (live.run["state"], live.run["done"], live.run["total"]) == ("done", 1, 1)
    assert live.run["outlook"]["hits"] == 2
    assert live.run["outlook"]["subjects"] >= len(live.party.people)


def test_the_case_names_the_rule(proven: Told) -> None:
    assert ("rule", proven.rule) in {(w["kind"], w["code"]) for w in proven.case["why"]}


def test_the_result_is_the_rules_precision(world: World, proven: Told) -> None:
    until(lambda: statistics(world, proven).get("examined"), "the result is counted")
    learned = statistics(world, proven)
    assert (learned["examined"], learned["positive"], learned["precision"]) == (1, 1, 1.0)


def test_the_next_score_has_learned(world: World, proven: Told) -> None:
    body = orjson.dumps({"movement": proven.party.back.movement}).decode()
    queue = world.stack.settings["SCORE_QUEUE_URL"]
    aws.client(world.stack, "sqs").send_message(QueueUrl=queue, MessageBody=body)
    stored = proven.party.stored
    until(lambda: (hit(world, proven, stored) or 0) > proven.before, "the score has grown")
