"""parse, match, score: what each worker makes of its queue, once or twice, well or ill."""

from typing import Any

import pytest

from functions.match.handler import lambda_handler as match
from functions.parse.handler import lambda_handler as parse
from functions.score.handler import lambda_handler as score
from offing.cases.store import CaseStore
from offing.records.messages import ParsedMessage
from offing.records.reports import Report, reports_of
from offing.runtime import wiring
from offing.travel import intake
from offing.travel.intake import Intake, receive, resubmit
from offing.travel.log import MessageLog
from offing.travel.model import MessageRecord
from offing.travel.store import MovementStore
from tests.functions.calls import CONTEXT, failed, sqs
from tests.functions.flow import list_entries, pump
from tests.functions.story import LIST, MOVEMENT, WANTED
from tests.functions.world import World

OTHER = LIST.read_bytes().replace(b"XQ0417", b"XQ0999")


def at() -> Intake:
    ports = wiring.ports()
    return Intake(ports.tables, ports.blobs, ports.queues, ports.bus)


def received(world: World, content: bytes | None = None) -> str:
    return receive(at(), "XQ", content or LIST.read_bytes(), "https", world.now).record.id


def uploaded(key: str) -> dict[str, Any]:
    return {"detail-type": "Object Created", "detail": {"object": {"key": key}}}


def record(world: World, receipt: str) -> MessageRecord:
    found = MessageLog(world.tables).get(receipt)
    assert found is not None
    return found


def test_parse_leaves_reports_a_finished_log_and_work_for_match(world: World) -> None:
    receipt = received(world)
    assert failed(parse(sqs(*world.queues.take("messages")), CONTEXT)) == 0
    assert record(world, receipt).status == "parsed"
    assert record(world, receipt).counts["travellers"] == 3
    assert world.queues.take("match") == [{"movement": MOVEMENT}]
    detail = {"message": receipt, "carrier": "XQ", "movements": [MOVEMENT]}
    assert world.bus.events == [("offing.travel", "MessageParsed", detail)]


def test_a_message_delivered_twice_is_read_once(world: World) -> None:
    received(world)
    bodies = world.queues.take("messages")
    for batch in (sqs(*bodies, *bodies), sqs(*bodies)):
        assert failed(parse(batch, CONTEXT)) == 0
    assert len(world.bus.events) == 1
    assert MovementStore(world.tables).head(MOVEMENT).basis == 1


def test_bytes_that_are_no_message_are_rejected_with_words(world: World) -> None:
    receipt = received(world, b"<html>502 Bad gateway</html>")
    parse(sqs(*world.queues.take("messages")), CONTEXT)
    assert record(world, receipt).status == "rejected"
    assert record(world, receipt).findings[0].text
    assert world.bus.events[0][1] == "MessageRejected"
    assert MessageLog(world.tables).counts(["2026-11-21"])["rejected"] == 1


def test_bytes_that_are_gone_are_said_to_be_gone(world: World) -> None:
    receipt = received(world)
    world.blobs.objects.clear()
    parse(sqs(*world.queues.take("messages")), CONTEXT)
    assert record(world, receipt).status == "rejected"
    assert record(world, receipt).findings[0].code == "archive-missing"


# EventBridge gives keys as they are, S3's own notifications encode them.
@pytest.mark.parametrize(
    ("key", "told"),
    [("a file", "a+file"), ("a+b", "a+b"), ("50%41", "50%41"), ("50%41", "50%2541")],
)
def test_an_upload_is_archived_before_it_is_read_and_then_removed(
    world: World, key: str, told: str
) -> None:
    world.blobs.put("intake", f"upload/XQ/{key}", LIST.read_bytes())
    event = uploaded(f"upload/XQ/{told}")
    assert failed(parse(sqs(event), CONTEXT)) == 0
    (body,) = world.queues.take("messages")
    assert record(world, body["message_id"]).channel == "s3"
    assert record(world, body["message_id"]).received_at == world.now
    assert [bucket for bucket, _ in world.blobs.objects] == ["archive"]
    assert failed(parse(sqs(event), CONTEXT)) == 0, "a second notice of the same upload is none"


def test_a_message_nobody_received_comes_again_alone(world: World) -> None:
    received(world)
    bodies = [*world.queues.take("messages"), {"message_id": "msg_unknown", "attempt": 1}]
    assert failed(parse(sqs(*bodies), CONTEXT)) == 1


def test_reading_again_takes_back_what_is_no_longer_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mended parser may put a message on another movement than before."""
    receipt = received(world)
    pump(world)
    monkeypatch.setattr(intake, "reports_of", _elsewhere)
    resubmit(at(), receipt)
    pump(world)
    store = MovementStore(world.tables)
    assert store.manifest(MOVEMENT).travellers == {}
    assert record(world, receipt).movements == ("air-XQ418-20260113-NBO-LHR",)


def _elsewhere(parsed: ParsedMessage, message: str) -> dict[str, Report]:
    (report,) = reports_of(parsed, message).values()
    return {"air-XQ418-20260113-NBO-LHR": report}


def test_match_works_once_for_a_movement_named_ten_times_in_a_batch(world: World) -> None:
    received(world)
    parse(sqs(*world.queues.take("messages")), CONTEXT)
    assert failed(match(sqs(*[{"movement": MOVEMENT}] * 10), CONTEXT)) == 0
    assert world.queues.take("score") == [{"movement": MOVEMENT}]


def test_match_holds_against_the_newest_index(world: World) -> None:
    received(world)
    pump(world)
    before = MovementStore(world.tables).manifest(MOVEMENT)
    assert {m.index_version for m in before.travellers.values()} == {"none"}
    list_entries(world, [WANTED])
    match(sqs({"movement": MOVEMENT}), CONTEXT)
    after = MovementStore(world.tables).manifest(MOVEMENT).travellers.values()
    assert [m.matches[0].entity for m in after if m.matches] == ["WANTED-0001"]


def test_one_movement_that_fails_does_not_hold_up_the_others(world: World) -> None:
    received(world)
    received(world, OTHER)
    parse(sqs(*world.queues.take("messages")), CONTEXT)
    bodies = world.queues.take("match")
    assert len(bodies) == 2
    spoilt = {"pk": f"MOV#{MOVEMENT}", "sk": "REP#bad#00", "body": b"not a report"}
    world.tables.put_many("travel", [dict(spoilt)])
    assert failed(match(sqs(*bodies), CONTEXT)) == 1
    done = {body["movement"] for body in world.queues.take("score")}
    assert done == {b["movement"] for b in bodies} - {MOVEMENT}


def test_score_assesses_everybody_and_opens_a_case_for_the_listed(world: World) -> None:
    list_entries(world, [WANTED])
    received(world)
    pump(world)
    manifest = MovementStore(world.tables).manifest(MOVEMENT)
    assert set(manifest.assessments) == set(manifest.travellers)
    (case,) = CaseStore(world.tables).queue("opened", 10)[0]
    assert case.name == "DEMOVA/AISHA"
    assert failed(score(sqs({"movement": MOVEMENT}), CONTEXT)) == 0
    assert CaseStore(world.tables).need(case.id).rev == 1, "scoring again is no news"


def test_the_random_arm_is_drawn_at_the_share_that_is_set(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RANDOM_SHARE", "1")
    received(world)
    pump(world)
    cases = CaseStore(world.tables).queue("opened", 10)[0]
    assert [c.random for c in cases] == [True] * 3
