"""One story by HTTP as people live it: a list, a flight, a wanted man, two officers, a partner who is told."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from offing.access.audit import AuditEntry, verify_against
from offing.access.trail import everything
from offing.demo.push import Parcel, Pushed
from offing.kernel.plain import from_json
from offing.local import aws
from offing.local.people import credentials
from offing.notices.signing import verify
from offing.notices.store import NoticeStore
from offing.notices.subscriptions import subscription
from tests.e2e.listing import index_in_use
from tests.e2e.made_up import MISSPELT, MadeUp, made_up
from tests.e2e.speaking import World, until
from tests.e2e.subscriber import Subscriber, subscriber

pytestmark = [pytest.mark.emulator, pytest.mark.engine, pytest.mark.enable_socket]
OFFICE = "QNV"


@dataclass(slots=True)
class Told:
    """What has happened so far; each fixture below adds its part."""

    story: MadeUp
    pushed: list[Pushed] = field(default_factory=list)
    statistics: dict[str, dict[str, int]] = field(default_factory=dict)
    opened: dict[str, Any] = field(default_factory=dict)
    dossier: dict[str, Any] = field(default_factory=dict)
    closed: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="module")
def partner(world: World) -> Iterator[Subscriber]:
    """The police and the financial intelligence unit listen; each is told of its own lists only."""
    now = datetime.now(UTC).isoformat()
    store = NoticeStore(world.tables)
    with subscriber() as at:
        for name, lists in (("police", ("wanted", "stolen-documents")), ("fiu", ("sanctions",))):
            events = ("referral.closed",)
            store.save(subscription(name, f"{at.url}/{name}", events, lists, now))
        yield at
        for name in ("police", "fiu"):
            store.save(subscription(name, f"{at.url}/gone", (), (), now))


@pytest.fixture(scope="module")
def listed(world: World) -> Told:
    """The police have sent their entries, and the index in use has them."""
    told = Told(made_up())
    answer = world.send_list("police", "wanted", list(told.story.entries))
    assert answer.status_code == 202, answer.text
    assert answer.json()["accepted"] == len(told.story.entries)
    until(lambda: index_in_use(world), "the index in use rests on all list entries")
    return told


@pytest.fixture(scope="module")
def pushed(world: World, listed: Told) -> Told:
    """The carrier has sent bookings and lists, one of them through the upload form, and all are read."""
    listed.statistics = _statistics(world)
    drafts = listed.story.drafts
    with world.carrier("XQ") as carrier:
        for number, draft in enumerate(drafts):
            via = "s3" if number == len(drafts) - 1 else "https"
            sent = carrier.push(Parcel(name=draft.name, content=draft.content, via=via))
            assert sent.receipt, sent.problem
            listed.pushed.append(carrier.wait(sent))
    until(lambda: _movement(world, listed.story)["balanced"], "everybody on the flight is assessed")
    return listed


@pytest.fixture(scope="module")
def seen(world: World, pushed: Told) -> Told:
    """The targeting officer has looked at the queue and at the traveller."""
    tilda = world.officer("tilda")
    queue = tilda.see("/queue?state=opened&limit=200")["items"]
    # Other flights of the stack may have raised graver cases: this is the first of its own.
    pushed.opened = next(c for c in queue if c["movement"] == pushed.story.flight.movement)
    scores = [c["score"] for c in queue]
    assert scores == sorted(scores, reverse=True), "the gravest case is at the top"
    case = tilda.see(f"/cases/{pushed.opened['id']}")
    pushed.dossier = tilda.see(f"/travellers/{case['traveller']}")
    return pushed


@pytest.fixture(scope="module")
def closed(world: World, seen: Told, partner: Subscriber) -> Told:
    """The case was claimed, referred, acknowledged, examined; the machine has closed it."""
    tilda, pia = world.officer("tilda"), world.officer("pia")
    case = tilda.act(seen.opened, "claim")
    assert "refer" in case["actions"]
    case = tilda.act(
        case, "refer", reason="possible_match", office=OFFICE, note="Ask for the other passport."
    )
    assert case["id"] in {c["id"] for c in pia.see("/queue?state=referred&limit=200")["items"]}
    case = pia.act(case, "acknowledge")
    pia.act(case, "result", result={"outcome": "positive", "code": "wanted_person"})
    path = f"/cases/{case['id']}"
    until(lambda: tilda.see(path)["state"] == "closed", "the case closes by itself")
    seen.closed = tilda.see(path)
    return seen


def _movement(world: World, story: MadeUp) -> dict[str, Any]:
    """The row of the story's flight on the board."""
    rows = world.officer("tilda").see(f"/movements?date={story.flight.departure:%Y-%m-%d}")["items"]
    found = (row for row in rows if row["id"] == story.flight.movement)
    return next(found, {"balanced": False})


def _statistics(world: World) -> dict[str, dict[str, int]]:
    rows = world.officer("sven").see("/statistics/rules")
    counted = ("hits", "referred", "examined", "positive")
    return {row["rule"]: {name: row[name] for name in counted} for row in rows}


def test_every_message_was_read_and_says_so(pushed: Told) -> None:
    assert {p.status for p in pushed.pushed} == {"parsed"}
    errors = [f for p in pushed.pushed for f in p.findings if f["severity"] in ("error", "fatal")]
    assert not errors


def test_a_receipt_tells_counts_to_its_carrier_alone(world: World, pushed: Told) -> None:
    receipt = pushed.pushed[0].receipt
    with world.carrier("XQ") as own, world.carrier("ZY") as other:
        found = own.status(str(receipt))
        assert other.status(str(receipt)) is None
    assert found is not None
    assert found["counts"]["messages"] == 1
    assert found["counts"]["movements"] == 1


def test_the_same_file_again_has_the_same_receipt(world: World, pushed: Told) -> None:
    draft = pushed.story.drafts[0]
    with world.carrier("XQ") as carrier:
        again = carrier.push(Parcel(name=draft.name, content=draft.content))
    assert again.duplicate
    assert again.receipt == pushed.pushed[0].receipt


def test_all_travellers_are_there_and_assessed(world: World, pushed: Told) -> None:
    row = _movement(world, pushed.story)
    assert row["travellers"] == row["assessed"] == pushed.story.travellers
    assert row["missing"] == []


def test_the_case_names_the_match_and_the_rule(seen: Told) -> None:
    why = {(w["kind"], w["code"]) for w in seen.opened["why"]}
    entry = seen.story.entries[0]
    assert any(kind == "match" and entry["id"] in code for kind, code in why), why
    assert any(kind == "rule" and "cash-one-way-haste" in code for kind, code in why), why
    assert seen.opened["band"] == "red"
    assert seen.opened["office"] == OFFICE


def test_the_dossier_shows_the_entry_beside_the_traveller(seen: Told) -> None:
    best = seen.dossier["assessment"]["matches"][0]
    assert best["entry"]["id"] == seen.story.entries[0]["id"]
    assert best["entry"]["name"] == seen.story.entries[0]["name"]
    assert best["bits"] == pytest.approx(sum(e["bits"] for e in best["evidence"]), abs=0.05)
    assert {m["id"] for m in seen.dossier["messages"]} <= {p.receipt for p in seen.pushed}
    assert {m["source"] for m in seen.dossier["messages"]} == {"API", "PNR"}


def test_the_lines_of_the_score_add_up(seen: Told) -> None:
    score = seen.dossier["assessment"]["score"]
    assert score["points"] == pytest.approx(
        sum(line["points"] for line in score["lines"]), abs=1e-6
    )
    assert score["probability"] == seen.opened["score"]


def test_the_case_has_its_whole_story(closed: Told) -> None:
    actions = [event["action"] for event in closed.closed["events"]]
    assert actions[0] == "open"
    assert [a for a in actions if a not in ("open", "reassess")] == [
        "claim", "refer", "acknowledge", "result", "close",
    ]  # fmt: skip
    assert closed.closed["result"]["code"] == "wanted_person"
    assert closed.closed["actions"] == []


def test_what_was_found_is_counted_once(world: World, closed: Told) -> None:
    after = until(lambda: _counted(world, closed), "the result is in the statistics")
    for name in ("cash-one-way-haste", "match:wanted:strong"):
        before = closed.statistics.get(name, {})
        steps = {kind: n - before.get(kind, 0) for kind, n in after[name].items()}
        assert {k: steps[k] for k in ("referred", "examined", "positive")} == {
            "referred": 1, "examined": 1, "positive": 1,
        }, name  # fmt: skip


def _counted(world: World, told: Told) -> dict[str, dict[str, int]] | None:
    now = _statistics(world)
    before = told.statistics.get("cash-one-way-haste", {}).get("positive", 0)
    return now if now.get("cash-one-way-haste", {}).get("positive", 0) > before else None


def test_the_partner_is_told_without_personal_data(
    world: World, closed: Told, partner: Subscriber
) -> None:
    heard = until(lambda: partner.heard[:], "the police are told", 90)[0]
    secret = credentials(world.stack)["partners"]["police"]
    verify(heard.headers, heard.body, [str(secret)], int(time.time()))
    told = json.loads(heard.body)
    entry = closed.story.entries[0]
    assert told["type"] == "referral.closed"
    assert told["data"] == {
        "case": closed.closed["id"],
        "reference": closed.closed["reference"],
        "movement": closed.story.flight.movement,
        "outcome": "positive",
        "code": "wanted_person",
        "list_entries": [{"list": "wanted", "entry": entry["id"]}],
    }
    person = closed.story.wanted
    for private in (
        person.name.surname,
        person.name.given,
        person.document.number,
        str(person.born),
    ):
        assert private not in heard.body.decode()
    assert partner.refused[0].headers["webhook-id"] == heard.headers["webhook-id"]
    assert {h.path for h in (*partner.heard, *partner.refused)} == {"/police"}


def test_search_finds_the_traveller_by_a_misspelt_name(world: World, seen: Told) -> None:
    identity = seen.dossier["traveller"]["id"]

    def found() -> bool:
        answer = world.officer("tilda").see(f"/search?q={MISSPELT}&limit=100")
        assert answer["available"]
        return identity in {item["id"] for item in answer["items"]}

    until(found, "search knows the traveller")


def test_the_views_are_in_the_audit_trail_and_it_holds(world: World, closed: Told) -> None:
    vera = world.officer("vera")
    trail = vera.see("/audit?actor=tilda&limit=500")["items"]
    kept = {(e["action"], e["resource"], e["purpose"]) for e in trail}
    assert (
        "traveller:view",
        f"Traveller/{closed.dossier['traveller']['id']}",
        "border_control",
    ) in kept
    assert ("case:decide", f"Case/{closed.closed['id']}", "border_control") in kept
    assert not any(closed.story.wanted.name.surname in json.dumps(e) for e in trail)
    verdict = vera.see("/audit/verify")
    assert verdict["intact"], verdict["broken"]
    assert verdict["entries"] >= len(trail)


def test_the_archived_trail_is_the_trail(world: World, closed: Told) -> None:
    # What is in the table by now; more may follow while the archive is read.
    kept = list(everything(world.tables))
    wanted = {(e.chain, e.seq): e.hash for e in kept}
    until(lambda: wanted.items() <= _archived(world).items(), "every entry is in the archive")
    archive = _archived_entries(world)
    assert verify_against(everything(world.tables), archive).intact


def _archived(world: World) -> dict[tuple[str, int], str]:
    return {(e.chain, e.seq): e.hash for e in _archived_entries(world)}


def _archived_entries(world: World) -> list[AuditEntry]:
    bucket = world.stack.settings["AUDIT_BUCKET"]
    keys = [
        o["Key"] for o in aws.pages(world.stack, "s3", "list_objects_v2", "Contents", Bucket=bucket)
    ]
    lines = [line for key in keys for line in (world.blobs.get("audit", key) or b"").splitlines()]
    return [from_json(AuditEntry, line) for line in lines]
