"""The board on a running stack: a schedule is promised, one list comes, one is late, one never comes; told once."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import SystemRandom
from typing import Any

import orjson
import pytest

from offing.demo.desk import Desk
from offing.demo.flights import BY_CODE, MAIN, Flight, leg
from offing.demo.push import Parcel
from offing.demo.schedule import as_csv
from offing.local import aws
from tests.e2e.listed_people import Party, party
from tests.e2e.speaking import World, until

pytestmark = [pytest.mark.emulator, pytest.mark.enable_socket]
CARRIER, FROM = "7Z", "IST"
# Due at departure, late ten minutes after it, given up two hours later.
PROMISE = {"kind": "api_passengers", "hours": 0, "grace": 10, "patience": 120}
# How long ago each departed, when the test begins.
FLIGHTS = {"missing": 240, "late": 60, "received": -180}


@dataclass(frozen=True, slots=True)
class Promised:
    """The flights of a schedule by what the board should say of them."""

    flights: dict[str, Flight]
    party: Party

    def row(self, world: World, state: str) -> dict[str, Any]:
        """The board's row of one of them."""
        flight = self.flights[state]
        path = f"/board?date={flight.departure:%Y-%m-%d}&carrier={CARRIER}"
        rows = world.officer("tilda").see(path)["items"]
        return dict(next(row for row in rows if row["id"] == flight.movement))

    def push(self, world: World, state: str) -> None:
        """The carrier sends the list of one of them."""
        flight = self.flights[state]
        people = self.party.others
        with world.carrier(CARRIER) as carrier:
            content = self.party.message(flight, people)
            sent = carrier.wait(carrier.push(Parcel(name="list.edi", content=content)))
        assert sent.status == "parsed", sent
        until(
            lambda: self.row(world, state)["assessed"] == len(people),
            "everybody on the flight is assessed",
        )


@pytest.fixture(scope="module")
def promised(world: World) -> Promised:
    """A profile says what is due when, a schedule what flies; the list of one flight has come."""
    first, now = SystemRandom().randrange(1000, 9990), datetime.now(UTC)
    clock = timedelta(hours=BY_CODE[FROM].offset)
    flights = {}
    for n, (state, minutes) in enumerate(FLIGHTS.items()):
        local = (now + clock - timedelta(minutes=minutes)).replace(
            second=0, microsecond=0, tzinfo=None
        )
        flights[state] = leg(CARRIER, first + n, FROM, MAIN, local)
    desk = Desk(world.place.officer_api, world.place.officer_token("sven"))
    known = {p["carrier"]: p["rev"] for p in desk.get("/carriers")["items"]}
    profile = {"name": "Albatross International", "expectations": [PROMISE]}
    desk.put(f"/carriers/{CARRIER}", profile, rev=known.get(CARRIER, 0))
    text = as_csv(flights.values())
    assert not desk.post("/schedules", text)["applied"], "a file is shown before it is put in force"
    taken = desk.post("/schedules", text, apply="true")
    assert (taken["applied"], taken["legs"], taken["problems"]) == (True, len(flights), [])
    found = Promised(flights, party())
    found.push(world, "received")
    return found


def watch(world: World) -> None:
    """Have the watch look now, as its schedule would within five minutes."""
    answer = aws.client(world.stack, "lambda").invoke(
        FunctionName=world.stack.functions["board"], Payload=b"{}"
    )
    told = orjson.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, told


def notices(world: World, promised: Promised) -> Counter[tuple[str, str]]:
    """What the carrier was told of these flights: flight and state."""
    with world.carrier(CARRIER) as carrier:
        headers = {"authorization": f"Bearer {carrier.token(False)}"}
        answer = carrier.http.get(f"{carrier.base_url}/notices?limit=200", headers=headers)
    assert answer.status_code == 200, answer.text
    names = {flight.movement: state for state, flight in promised.flights.items()}
    told = [(names.get(n["movement"], ""), n["state"]) for n in answer.json()["items"]]
    return Counter(one for one in told if one[0])


@pytest.mark.parametrize("state", FLIGHTS)
def test_the_board_says_of_each_flight_where_its_list_is(
    world: World, promised: Promised, state: str
) -> None:
    row = promised.row(world, state)
    assert (row["state"], row["expected"], row["heard"]) == (state, True, state == "received")
    assert [t["state"] for t in row["types"]] == [state]


def test_the_watch_has_a_schedule_of_its_own(world: World) -> None:
    events = aws.client(world.stack, "events")
    every = [r for r in events.list_rules()["Rules"] if r.get("ScheduleExpression")]
    arns = {
        target["Arn"].rpartition(":")[2]: (rule["ScheduleExpression"], rule["State"])
        for rule in every
        for target in events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
    }
    assert arns[world.stack.functions["board"]] == ("rate(5 minutes)", "ENABLED")


def test_what_is_late_is_told_once_however_often_somebody_looks(
    world: World, promised: Promised
) -> None:
    for _ in range(3):
        watch(world)
    once = {("late", "late"): 1, ("missing", "missing"): 1}
    assert dict(notices(world, promised)) == once
    promised.push(world, "late")
    row = promised.row(world, "late")
    assert row["state"] == "received"
    assert row["types"][0]["late_minutes"] >= FLIGHTS["late"]
    watch(world)
    assert dict(notices(world, promised)) == once
