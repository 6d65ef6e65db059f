"""One day in memory: carriers' bytes in, an officer's referral, a port's result, and what the machine learns of it."""

import json
from typing import Any

import pytest

from functions.carrier_api.handler import lambda_handler as carrier_api
from functions.officer_api.handler import lambda_handler as officer_api
from offing.demo.day import Day
from tests.functions.calls import Answer, ask, rest
from tests.functions.flow import list_entries, pump
from tests.functions.people import CLAIMS
from tests.functions.world import World


def push(world: World, day: Day) -> None:
    """Every message as its carrier sends it."""
    for carrier in {m.carrier for m in day.messages}:
        item = {"pk": f"CLIENT#c-{carrier}", "sk": "META", "carrier": carrier}
        world.tables.put_many("notices", [dict(item)])
    for message in day.messages:
        claims = {
            "client_id": f"c-{message.carrier}",
            "scope": "offing.carrier/push offing.carrier/read",
        }
        headers = {"Content-Type": "application/edifact"}
        sent = {"claims": claims, "body": message.content, "headers": headers}
        answer = ask(carrier_api, rest("POST", "/messages", **sent))  # type: ignore[arg-type]
        assert answer.status == 202
        assert answer.body["duplicate"] is (message.becomes == "duplicate")


def officer(by: str, method: str, path: str, **more: Any) -> Answer:
    headers = {"Offing-Purpose": "border_control", **more.pop("headers", {})}
    return ask(officer_api, rest(method, path, claims=_claims(by), headers=headers, **more))


def _claims(by: str) -> dict[str, str]:
    """Officers of the demo's country: both offices are theirs."""
    return {**CLAIMS[by], "custom:office": "QNV,QNS,NTC"}


def act(by: str, case: dict[str, Any], action: str, **body: Any) -> dict[str, Any]:
    sent = {"body": json.dumps(body), "headers": {"If-Match": str(case["rev"])}}
    answer = officer(by, "POST", f"/cases/{case['id']}/{action}", **sent)
    assert answer.status == 200, answer.body
    done: dict[str, Any] = answer.body
    return done


@pytest.fixture
def assessed(world: World, day: Day) -> World:
    """The day received, read, matched, scored; cases opened, workflows waiting, search filled."""
    world.now = "2026-11-22T20:00:00.000Z"
    list_entries(world, day.watchlist)
    push(world, day)
    pump(world)
    return world


def test_everybody_named_is_assessed(assessed: World, day: Day) -> None:
    """Promise 3, against counts that the generator works out and the pipeline never sees."""
    found = officer("targeting_officer", "GET", "/reconciliation").body
    expected = day.expected
    assert found["balanced"] is True
    assert found["messages"]["received"] == expected.received
    assert found["messages"]["rejected"] == expected.rejected
    assert found["travellers"]["received"] == found["travellers"]["assessed"] == expected.named
    by_movement = {m["id"]: m["assessed"] for m in found["movements"]}
    assert by_movement == {m: count.named for m, count in expected.movements.items()}


def test_every_story_is_found(assessed: World, day: Day) -> None:
    why = {
        line["code"]
        for agency in ("border", "customs")
        for row in _queue(agency)
        for line in row["why"]
    }
    for story in day.stories:
        wanted = {story.outcome.match} if story.outcome.match else set(story.outcome.rules)
        if story.outcome.queued and wanted:
            assert any(code.endswith(str(w)) for w in wanted for code in why), story.code


def _queue(agency: str) -> list[dict[str, Any]]:
    claims = {**CLAIMS["targeting_officer"], "custom:agency": agency}
    event = rest("GET", "/queue", claims=claims, headers={"Offing-Purpose": "border_control"})
    rows: list[dict[str, Any]] = ask(officer_api, event).body["items"]
    return rows


def test_from_bytes_to_what_a_result_teaches(assessed: World) -> None:
    case = next(r for r in _queue("border") if any(w["kind"] == "match" for w in r["why"]))
    before = _taught(case)
    claimed = act("targeting_officer", case, "claim")
    referred = act("targeting_officer", claimed, "refer", reason="confirmed_match")
    pump(assessed)
    received = act("examining_officer", referred, "acknowledge")
    pump(assessed)
    act("examining_officer", received, "result", result={"outcome": "positive", "code": "cash"})
    pump(assessed)
    final = officer("targeting_officer", "GET", f"/cases/{case['id']}").body
    assert final["state"] == "closed"
    assert [e["action"] for e in final["events"]] == [
        "open", "claim", "refer", "acknowledge", "result", "close",
    ]  # fmt: skip
    assert [name for _, name, detail in assessed.bus.events if detail.get("case") == case["id"]] == [
        "CaseOpened", "ReferralOpened", "ReferralClosed",
    ]  # fmt: skip
    after = _taught(case)
    assert after == {name: count + 1 for name, count in before.items()}
    assert officer("auditor", "GET", "/audit/verify").body["intact"] is True


def _taught(case: dict[str, Any]) -> dict[str, int]:
    """Referred, examined and positive of the list whose match opened the case."""
    listed = next(w["code"].split("/")[0] for w in case["why"] if w["kind"] == "match")
    rows = officer("targeting_officer", "GET", "/statistics/rules").body
    row = next(r for r in rows if r["rule"] == f"match:{listed}:strong")
    return {name: row[name] for name in ("referred", "examined", "positive")}


def test_no_name_leaves_by_the_bus_the_queues_or_the_workflows(assessed: World, day: Day) -> None:
    said = json.dumps(
        [assessed.bus.events, [str(s) for s in assessed.machines.started.items()]]
    ).upper()
    names = {p.name.surname for plan in day.plans for b in plan.bookings for p in b.people}
    assert not [n for n in names if len(n) > 3 and f'"{n}' in said]


def test_search_finds_whom_the_messages_named(assessed: World, day: Day) -> None:
    person = next(p for story in day.stories for p in story.people)
    found = officer("targeting_officer", "GET", "/search", query={"q": person.document.number}).body
    assert found["total"] >= 1
