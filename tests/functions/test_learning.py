"""What results teach, from the case to the figures: counts, capacity, shares, weights that a second person approves."""

import json
from typing import Any

import pytest

from functions.officer_api.handler import lambda_handler
from offing.cases.store import CaseStore
from offing.risk.random_draw import commitment, stratum_named
from offing.risk.store import count
from offing.risk.weights import WeightsStore
from tests.functions.calls import Answer, ask, rest
from tests.functions.flow import pump
from tests.functions.people import CLAIMS
from tests.functions.story import Told, told
from tests.functions.world import World

REASON = {"reason": "A month of results"}
SHIFT = {
    "team": "A", "shift": "all", "since": "00:00", "until": "23:59",
    "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "examinations": 0,
}  # fmt: skip


@pytest.fixture
def story(world: World) -> Told:
    """A flight with a case on it."""
    return told(world)


def officer(method: str, path: str, body: Any = None, *, by: str, rev: int | None = None) -> Answer:
    headers = {"Offing-Purpose": "border_control"}
    headers |= {} if rev is None else {"If-Match": str(rev)}
    text = json.dumps(body) if body is not None else None
    return ask(lambda_handler, rest(method, path, claims=CLAIMS[by], headers=headers, body=text))


def examined(world: World, story: Told) -> None:
    """The case claimed, referred, and something found."""
    path = f"/cases/{story.case}"
    result = {"result": {"outcome": "positive", "code": "cash", "quantity": 5, "unit": "kg"}}
    refer = {"reason": "confirmed_match", "office": "NTC"}
    for rev, (step, body) in enumerate((("claim", {}), ("refer", refer)), start=1):
        assert (
            officer("POST", f"{path}/{step}", body, by="targeting_officer", rev=rev).status == 200
        )
    assert officer("POST", f"{path}/result", result, by="examining_officer", rev=3).status == 200
    pump(world)


def test_a_result_reaches_every_figure_once(world: World, story: Told) -> None:
    stratum = CaseStore(world.tables).need(story.case).stratum
    examined(world, story)
    rows = officer("GET", "/statistics/rules", by="analyst").body
    (row,) = [r for r in rows if r["rule"].startswith("match:wanted")]
    assert (row["kind"], row["examined"], row["positive"], row["decided"]) == ("match", 1, 1, 1)
    assert row["decision_minutes"] == 0
    random = officer("GET", "/statistics/random", by="auditor").body
    (kept,) = [r for r in random["strata"] if r["period"] == stratum_named(stratum).period]
    assert (kept["population"], kept["drawn"]) == (3, 0)
    assert random["streams"][0]["targeted"]["positive"] == 1
    assert all(key["key"] is None and len(key["commitment"]) == 64 for key in random["keys"])
    assert random["keys"][0]["commitment"] != commitment(world.secrets["DRAW_KEY_ARN"].encode())
    calibration = officer("GET", "/statistics/calibration", by="analyst").body
    assert [(b["examined"], b["positive"]) for b in calibration["bins"]] == [(1, 1)]


def test_the_queue_shows_what_falls_below_the_line(story: Told) -> None:
    queue = officer("GET", "/queue", by="targeting_officer").body
    (row,) = queue["items"]
    assert (row["place"]["line"], queue["line"]["unlimited"]) == ("unlimited", 1)
    body = {"shifts": [SHIFT]}
    put = officer("PUT", f"/capacity/{row['office']}", body, by="supervisor", rev=0)
    assert (put.status, put.body["rev"], put.headers["etag"]) == (200, 1, "1")
    queue = officer("GET", "/queue", by="targeting_officer").body
    assert queue["items"][0]["place"]["line"] == "below"
    assert queue["line"]["expected_loss"] == queue["items"][0]["value"] > 0
    capacity = officer("GET", "/capacity", by="supervisor").body["items"]
    assert [i["line"]["below"] for i in capacity if i["office"] == row["office"]] == [1]
    assert officer("PUT", f"/capacity/{row['office']}", body, by="supervisor", rev=0).status == 409
    assert officer("PUT", "/capacity/XXX", body, by="supervisor", rev=0).status == 400
    assert story.case == row["id"]


def test_a_share_is_set_for_days_to_come(story: Told) -> None:
    body = {"share": 0.05, "reason": "More of the crews, as agreed"}
    kept = officer("PUT", "/random/crew/*/*", body, by="supervisor", rev=0)
    assert kept.status == 200
    assert kept.body["changes"][0]["from"] == "2026-11-25"
    assert kept.body["now"] is None
    early = officer(
        "PUT", "/random/crew/*/*", {**body, "from": "2026-11-22"}, by="supervisor", rev=1
    )
    assert (early.status, early.body["where"]) == (400, "body.from")
    assert officer("PUT", "/random/nobody/*/*", body, by="supervisor", rev=0).status == 400
    assert (
        officer("GET", "/random", by="analyst").body["items"][0]["changes"] == kept.body["changes"]
    )
    assert story.case


def test_weights_need_a_second_person_and_stay_frozen_until_then(world: World, story: Told) -> None:
    unlearned = WeightsStore(world.tables).priors(frozen=True)
    examined(world, story)
    store = WeightsStore(world.tables)
    assert store.priors(frozen=True) == unlearned
    assert store.priors().learned != unlearned.learned
    made = officer("POST", "/weights", REASON, by="analyst")
    assert (made.status, made.body["proposed"]["version"]) == (201, "000001")
    assert store.priors(frozen=True) == unlearned
    assert officer("POST", "/weights/000001/approve", by="analyst").status == 403
    assert officer("POST", "/weights/000002/approve", by="supervisor").status == 409
    used = officer("POST", "/weights/000001/approve", by="supervisor")
    assert used.body["current"]["approved_by"] == "u-supervisor"
    assert officer("POST", "/weights/000001/approve", by="supervisor").status == 409
    frozen = store.priors(frozen=True)
    assert frozen.version == "000001"
    assert any(row.positive for row in frozen.learned.values())
    shown = officer("GET", "/weights", by="analyst").body
    assert (shown["frozen"], shown["proposed"], len(shown["history"])) == (False, None, 1)


def test_weights_of_another_agencys_rules_are_not_told(world: World) -> None:
    world.tables.change([count("broken-travel", "1", {"examined": 5, "positive": 1})])
    officer("POST", "/weights", REASON, by="analyst")
    told_to = {by: officer("GET", "/weights", by=by).body for by in ("analyst", "other_agency")}
    rules = {by: [r["rule"] for r in body["proposed"]["rules"]] for by, body in told_to.items()}
    assert rules == {"analyst": ["broken-travel"], "other_agency": []}


def test_nobody_approves_what_they_proposed(world: World, story: Told) -> None:
    both = {**CLAIMS["supervisor"], "cognito:groups": "analyst,supervisor"}
    WeightsStore(world.tables).propose("u-supervisor", world.now, "A month of results")
    event = rest("POST", "/weights/000001/approve", claims=both, headers={})
    assert ask(lambda_handler, event).status == 403
    assert WeightsStore(world.tables).current().version == "000000"
    assert story.case
