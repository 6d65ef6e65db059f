"""index, advance, audit_archive: what follows from changes of the tables."""

import json
from typing import Any

import pytest

from functions.advance.handler import lambda_handler as advance
from functions.audit_archive.handler import lambda_handler as audit_archive
from functions.index.handler import lambda_handler as index
from functions.referral.handler import lambda_handler as referral
from offing.access.trail import AuditTrail
from offing.adapters.search_templates import FIELDS
from offing.cases.model import Action
from offing.cases.store import CaseStore
from offing.kernel.errors import UnavailableError
from offing.kernel.ports import Item
from tests.functions.calls import CONTEXT, failed, stream
from tests.functions.story import MOVEMENT, told
from tests.functions.world import World

OFFICER = "u-officer"


@pytest.fixture
def case(world: World) -> str:
    """A case that was opened and whose workflow awaits the decision."""
    return told(world).case


def act(world: World, case: str, kind: str, **more: Any) -> tuple[Item | None, Item | None]:
    """An officer's action; the change that the stream tells of."""
    action = Action(kind=kind, actor=OFFICER, at=world.now, **more)
    CaseStore(world.tables).act(case, action)
    return next(c for c in world.tables.take("cases") if c[1] and c[1]["sk"] == "META")


def meta(world: World, case: str) -> Item:
    found = world.tables.get("cases", f"CASE#{case}", "META")
    assert found is not None
    return found


def events(world: World) -> list[str]:
    return [name for _, name, _ in world.bus.events]


def test_everything_people_search_is_projected_with_known_fields(world: World, case: str) -> None:
    kinds: dict[str, int] = {}
    for (kind, _), (_, document) in world.search.documents.items():
        kinds[kind] = kinds.get(kind, 0) + 1
        assert set(document or {}) <= set(FIELDS[kind])
    assert kinds == {"travellers": 3, "messages": 1, "cases": 1}


def test_a_removed_item_leaves_the_search(world: World, case: str) -> None:
    gone = meta(world, case)
    assert failed(index(stream((gone, None)), CONTEXT)) == 0
    assert world.search.documents["cases", case][1] is None


def test_an_older_change_that_comes_late_does_not_win(world: World, case: str) -> None:
    old = meta(world, case)
    change = act(world, case, "claim")
    index(stream(change), CONTEXT)
    index(stream((None, old)), CONTEXT)
    document = world.search.documents["cases", case][1]
    assert (document or {})["state"] == "in_review"


def test_while_the_engine_is_away_the_stream_waits(world: World, case: str) -> None:
    world.search.away = True
    with pytest.raises(UnavailableError):
        index(stream((None, meta(world, case))), CONTEXT)


def test_items_that_nobody_searches_are_passed_over(world: World, case: str) -> None:
    world.search.away = False
    before = dict(world.search.documents)
    head = world.tables.get("travel", f"MOV#{MOVEMENT}", "HEAD")
    assert failed(index(stream((None, head)), CONTEXT)) == 0
    assert world.search.documents == before


def test_a_new_case_starts_its_workflow_once_and_is_announced(world: World, case: str) -> None:
    world.machines.started.clear()
    world.bus.events.clear()
    for _ in range(2):
        assert failed(advance(stream((None, meta(world, case))), CONTEXT)) == 0
    ((machine, name),) = world.machines.started
    assert (machine, name) == ("referral", case)
    assert set(world.machines.started[machine, name]["limits"]) == {
        "decision",
        "acknowledgement",
        "result",
    }
    assert set(events(world)) == {"CaseOpened"}


def test_a_decision_releases_the_workflow_that_awaits_it(world: World, case: str) -> None:
    advance(stream(act(world, case, "claim")), CONTEXT)
    assert world.machines.released == {}, "a claim is no decision"
    advance(stream(act(world, case, "clear", reason="explained")), CONTEXT)
    assert world.machines.released == {f"{case}:decision": {"state": "cleared"}}


def test_a_decision_made_before_the_token_was_kept_releases_too(world: World, case: str) -> None:
    world.tables.delete_many("cases", [(f"CASE#{case}", "TOKEN")])
    act(world, case, "claim")
    advance(stream(act(world, case, "clear", reason="explained")), CONTEXT)
    assert world.machines.released == {}
    referral(_awaits(case, "decision", "late-token"), CONTEXT)
    (change,) = world.tables.take("cases")
    advance(stream(change), CONTEXT)
    assert world.machines.released == {"late-token": {"state": "cleared"}}


def _awaits(case: str, awaiting: str, token: str) -> dict[str, Any]:
    return {"step": "await", "awaiting": awaiting, "case": case, "token": token}


def test_a_referral_is_announced_when_it_opens_and_when_it_closes(world: World, case: str) -> None:
    world.bus.events.clear()
    for kind, more in (
        ("claim", {}),
        ("refer", {"reason": "confirmed_match", "office": "NTC"}),
        ("not_examined", {"reason": "no_capacity"}),
        ("close", {}),
    ):
        advance(stream(act(world, case, kind, **more)), CONTEXT)
    assert events(world) == ["ReferralOpened", "ReferralClosed"]


def test_the_first_change_that_fails_and_all_after_it_come_again(world: World, case: str) -> None:
    good = (None, meta(world, case))
    batch = stream(good, (None, {"pk": "CASE#x", "sk": "META", "body": b"no case"}), good)
    answer = advance(batch, CONTEXT)
    number = batch["Records"][1]["dynamodb"]["SequenceNumber"]
    assert answer["batchItemFailures"] == [{"itemIdentifier": number}]


def test_audit_entries_are_copied_word_for_word_and_twice_is_once(world: World) -> None:
    trail = AuditTrail()
    for resource in ("Case/a", "Case/b"):
        trail.write(world.tables, at=world.now, actor="u1", action="case:view", resource=resource)
    changes = world.tables.take("audit")
    for _ in range(2):
        assert failed(audit_archive(stream(*changes), CONTEXT)) == 0
    ((bucket, key),) = world.blobs.objects
    assert (bucket, key) == ("audit", "2026-11-21/u1-0000000001-2.jsonl")
    lines = world.blobs.objects[bucket, key].splitlines()
    assert [json.loads(line)["resource"] for line in lines] == ["Case/a", "Case/b"]
    kept = [bytes(i["body"]) for i in world.tables.all_items("audit") if "body" in i]  # type: ignore[arg-type]
    assert lines == kept
