"""The board through all functions: due, late, missing, received; each told once, counted once, signed out."""

import json
from typing import Any

import pytest

from functions.carrier_api.handler import lambda_handler as carrier_api
from functions.notify import handler as notify
from functions.officer_api.handler import lambda_handler as officer_api
from offing.carriers.profile import Profile
from offing.carriers.store import ProfileStore
from offing.cases.store import CaseStore
from offing.notices.store import NoticeStore
from offing.notices.subscriptions import Subscription
from offing.runtime import wiring
from offing.travel.intake import Intake, receive
from offing.travel.log import MessageLog
from offing.travel.store import MovementStore
from tests.functions.calls import CONTEXT, ask, rest, sqs
from tests.functions.expected import AGREED, FLIGHT, HEADER, promised, upload, watched
from tests.functions.flow import list_entries, pump
from tests.functions.people import CLAIMS
from tests.functions.story import LIST, MOVEMENT, WANTED
from tests.functions.world import PARTNER_SECRET, World

PART = LIST.with_name("synth_02_05B_part1_of_3.edi")


def push(world: World, content: bytes | None = None) -> str:
    ports = wiring.ports()
    intake = Intake(ports.tables, ports.blobs, ports.queues, ports.bus)
    receipt = receive(intake, "XQ", content or LIST.read_bytes(), "https", world.now).record.id
    pump(world)
    return receipt


def officer(path: str, **query: str) -> Any:
    claims = CLAIMS["analyst"]
    return ask(officer_api, rest("GET", path, claims=claims, query=query)).body


def row(number: str = "417") -> dict[str, Any]:
    rows = officer("/board", date="2026-01-13")["items"]
    (found,) = [r for r in rows if r["number"] == number]
    return dict(found)


def states(number: str = "417") -> dict[str, str]:
    return {t["kind"]: t["state"] for t in row(number)["types"]}


def told(world: World) -> list[tuple[str, str]]:
    """Events of the watch on the bus: name and kind of message."""
    events = [(name, d["kind"]) for source, name, d in world.bus.events if "carriers" in source]
    world.bus.events.clear()
    return events


def test_what_is_late_becomes_received_and_what_never_comes_is_missing(world: World) -> None:
    promised(world)
    assert watched(world, "10:20") == {}
    assert states() == {"api_passengers": "due", "api_crew": "due"}
    assert watched(world, "10:50") == {"late": 2}
    assert states() == {"api_passengers": "late", "api_crew": "late"}
    push(world)
    assert states() == {"api_passengers": "received", "api_crew": "late"}
    (passengers,) = [t for t in row()["types"] if t["kind"] == "api_passengers"]
    assert (passengers["late_minutes"], passengers["named"]) == (20, 3)
    assert watched(world, "11:40") == {"missing": 1}
    assert row()["state"] == "missing"
    assert told(world) == [
        ("MessageLate", "api_crew"),
        ("MessageLate", "api_passengers"),
        ("MessageMissing", "api_crew"),
    ]
    assert states("999") == {"api_passengers": "due", "api_crew": "due"}


def test_each_thing_is_said_once_however_often_the_watch_runs(world: World) -> None:
    promised(world)
    assert [watched(world, at) for at in ("10:50", "10:50", "10:55")] == [{"late": 2}, {}, {}]
    push(world)
    assert [watched(world, at) for at in ("11:00", "11:05")] == [{}, {}]
    total = officer("/carriers/XQ/quality")["total"]
    assert (total["due"], total["late"], total["absent"]) == (2, 2, 0)


def test_a_run_that_dies_before_it_writes_is_made_good_by_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    promised(world)
    change = world.tables.change
    monkeypatch.setattr(world.tables, "change", _dies)
    with pytest.raises(Exception, match="RuntimeError"):
        watched(world, "10:50")
    monkeypatch.setattr(world.tables, "change", change)
    assert watched(world, "10:50") == {"late": 2}
    said = {d["notice"] for _, _, d in world.bus.events}
    assert len(said) == 2, "told twice under the same ids"


def _dies(changes: Any) -> None:
    raise RuntimeError


def test_what_came_too_late_is_no_longer_absent(world: World) -> None:
    promised(world)
    watched(world, "10:50")
    watched(world, "11:40")
    total = officer("/carriers/XQ/quality")["total"]
    assert (total["late"], total["absent"]) == (2, 2)
    push(world)
    watched(world, "11:45")
    total = officer("/carriers/XQ/quality")["total"]
    assert (total["late"], total["absent"]) == (2, 1)


def test_parts_that_stay_away_are_marked_and_told(world: World) -> None:
    promised(world)
    world.now = "2026-01-13T09:00:00.000Z"
    push(world, PART.read_bytes())
    assert states()["api_passengers"] == "due"
    assert watched(world, "09:30") == {"incomplete": 1}
    (part,) = row()["incomplete"]
    assert (part["kind"], part["parts"], part["named"]) == ("api_passengers", 1, 12)
    for n in ("2", "3"):
        push(world, PART.with_name(PART.name.replace("part1", f"part{n}")).read_bytes())
    assert (states()["api_passengers"], row()["incomplete"]) == ("received", [])


def test_what_nobody_promised_is_shown_as_such(world: World) -> None:
    promised(world)
    world.now = "2026-01-13T09:00:00.000Z"
    push(world, LIST.read_bytes().replace(b"XQ0417", b"XQ0555"))
    seen = row("555")
    assert (seen["expected"], seen["heard"], seen["travellers"]) == (False, True, 3)
    assert watched(world, "12:00") == {"missing": 2}, "only what was promised is missed"
    counts = officer("/board", date="2026-01-13")["counts"]
    assert (counts["expected"], counts["heard"], counts["unexpected"]) == (2, 1, 1)


def test_beyond_the_horizon_nothing_is_promised(world: World) -> None:
    promised(world)
    world.now = "2025-12-01T00:00:00.000Z"
    board = officer("/board", date="2026-01-13")
    assert (board["beyond"], board["items"]) == (True, [])


def test_a_carrier_reads_its_own_notices_page_by_page(world: World) -> None:
    promised(world)
    watched(world, "10:50")
    for code in ("XQ", "ZY"):
        world.tables.put_many("notices", [{"pk": f"CLIENT#{code}", "sk": "META", "carrier": code}])
    scope = {"scope": "offing.carrier/read"}

    def page(carrier: str, **query: str) -> Any:
        sent = rest("GET", "/notices", claims={"client_id": carrier, **scope}, query=query)
        return ask(carrier_api, sent).body

    first = page("XQ", limit="1")
    rest_of = page("XQ", cursor=first["cursor"])
    kinds = [n["kind"] for n in (*first["items"], *rest_of["items"])]
    assert sorted(kinds) == ["api_crew", "api_passengers"]
    assert {n["movement"] for n in first["items"]} == {MOVEMENT}
    assert page("ZY")["items"] == []


def test_the_carriers_subscription_hears_of_it_signed_and_others_do_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, Any]] = []

    def post(url: str, body: bytes, headers: dict[str, str], *, local: bool) -> int:
        assert headers["webhook-signature"]
        sent.append((url, json.loads(body)))
        return 204

    monkeypatch.setattr(notify, "post", post)
    world.secrets["PARTNER_SECRETS_ARN"] = json.dumps(
        dict.fromkeys(("xq", "zy", "deaf"), PARTNER_SECRET)
    )
    for partner, carrier, events in (
        ("xq", "XQ", ("message.late",)),
        ("zy", "ZY", ("message.late",)),
        ("deaf", "XQ", ("message.missing",)),
    ):
        url = f"https://{partner}.example"
        NoticeStore(world.tables).save(
            Subscription(partner=partner, url=url, events=events, carrier=carrier)
        )
    promised(world)
    watched(world, "10:50")
    bodies = [{"detail-type": name, "detail": detail} for _, name, detail in world.bus.events]
    for _ in range(2):
        answer = notify.lambda_handler(sqs(*bodies), CONTEXT)
        assert answer["batchItemFailures"] == []
    assert [url for url, _ in sent] == ["https://xq.example"] * 2
    assert {b["type"] for _, b in sent} == {"message.late"}
    assert {b["data"]["kind"] for _, b in sent} == {"api_passengers", "api_crew"}
    assert sent[0][1]["data"]["movement"] == MOVEMENT


def test_a_carrier_on_trial_is_answered_and_touches_nothing(world: World) -> None:
    list_entries(world, [WANTED])
    ProfileStore(world.tables).put(Profile(carrier="XQ", live=False), 0)
    world.now = "2026-01-13T09:00:00.000Z"
    receipt = push(world)
    record = MessageLog(world.tables).get(receipt)
    assert record is not None
    assert (record.test, record.status, record.counts["travellers"]) == (True, "parsed", 3)
    assert MovementStore(world.tables).head(MOVEMENT).basis == 0
    assert CaseStore(world.tables).queue("opened", 10)[0] == []
    assert officer("/carriers/XQ/quality")["total"]["travellers"] == 3


def test_what_was_not_agreed_stands_in_the_receipt(world: World) -> None:
    ProfileStore(world.tables).put(Profile(carrier="XQ", senders=("SOMEBODY",)), 0)
    record = MessageLog(world.tables).get(push(world))
    assert record is not None
    assert "sender-not-agreed" in {f.code for f in record.findings}
    (found,) = [
        f
        for f in officer("/carriers/XQ/quality", days="366")["total"]["findings"]
        if f["code"] == "sender-not-agreed"
    ]
    assert found["examples"] == [record.id]


def test_an_upload_is_tried_before_it_is_applied(world: World) -> None:
    tried = upload(f"{HEADER}\n{FLIGHT}\n", apply=False)
    (season,) = tried.body["seasons"]
    assert (tried.body["applied"], season["counts"]["added"], season["version"]) == (False, 1, 0)
    assert officer("/board", date="2026-01-13")["items"] == []
    broken = f"{HEADER}\n{FLIGHT}\n{FLIGHT.replace('LHR', 'LONDON')}\n"
    assert upload(broken, apply=False).body["problems"][0]["line"] == 3
    refused = upload(broken)
    assert (refused.status, refused.body["where"]) == (400, "line 3")


def test_a_profile_is_changed_under_its_revision(world: World) -> None:
    def put(rev: str, body: dict[str, Any]) -> Any:
        headers = {"If-Match": rev}
        claims = CLAIMS["admin"]
        sent = rest("PUT", "/carriers/XQ", claims=claims, headers=headers, body=json.dumps(body))
        return ask(officer_api, sent)

    made = put("0", {"name": "Halyard", "clients": ["c1"]})
    assert (made.status, made.headers["etag"], made.body["rev"]) == (200, "1", 1)
    assert put("0", {"name": "Other"}).status == 409
    assert put("1", {"name": "Halyard", "clients": ["c2"], "answers": "edifact"}).status == 200
    assert world.tables.get("notices", "CLIENT#c1", "META") is None
    named = world.tables.get("notices", "CLIENT#c2", "META") or {}
    assert named["carrier"] == "XQ"
    refused = put("2", {"expectations": [{"kind": "smoke signal"}]})
    assert (refused.status, refused.body["where"]) == (400, "body.expectations.0.kind")
    assert put("2", {"nmae": "Halyard"}).status == 400
    ProfileStore(world.tables).put(AGREED.__class__(carrier="ZY", clients=("c3",)), 0)
    assert put("2", {"clients": ["c3"]}).status == 409
    known = officer("/carriers/XQ")
    assert (known["answers"], known["rev"], known["notices"]) == ("edifact", 2, [])
