"""The life of a case: rows of the table, and no way out of it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.cases import codes
from offing.cases.limits import limits, waiting_times
from offing.cases.model import Action, Case, Result
from offing.cases.workflow import (
    ADVANCE,
    AWAITED,
    STATES,
    TRANSITIONS,
    actions_for,
    apply,
    diagram,
    event_of,
)
from offing.kernel.errors import ConflictError, InvalidInputError, StaleWriteError
from tests.unit.cases.builders import NOW, case

FOUND = Result(outcome="positive", code="drugs", quantity=1.2, unit="kg")
NOTHING = Result(outcome="negative", code="nothing_found")


def act(kind: str, actor: str = "ana", at: str = NOW, **more: Any) -> Action:
    return Action(kind=kind, actor=actor, at=at, **more)


def run(start: Case, *actions: Action) -> Case:
    for action in actions:
        start = apply(start, action)
    return start


REFERRED = (act("claim"), act("refer", reason="risk_indicators"))


def test_from_the_queue_to_a_result() -> None:
    done = run(
        case(),
        *REFERRED,
        act("acknowledge", "bo"),
        act("result", "bo", result=FOUND),
        act("close", "machine"),
    )
    assert (done.state, done.decision, done.result, done.rev) == ("closed", "referred", FOUND, 6)
    assert (done.decided_by, done.closed_at, done.holder) == ("ana", NOW, None)


def test_cleared_with_a_reason() -> None:
    done = run(
        case(), act("claim"), act("clear", reason="different_person"), act("close", "machine")
    )
    assert (done.state, done.decision, done.reason) == ("closed", "cleared", "different_person")


EXPIRIES: list[tuple[tuple[Action, ...], str, str | None, str | None]] = [
    ((), "expired", "no_decision_in_time", None),
    ((act("claim"),), "expired", "no_decision_in_time", None),
    (REFERRED, "result", "risk_indicators", "not_acknowledged_in_time"),
    ((*REFERRED, act("acknowledge")), "result", "risk_indicators", "not_examined_in_time"),
]


@pytest.mark.parametrize(("before", "state", "reason", "unexamined"), EXPIRIES)
def test_time_limits_leave_a_coded_reason(
    before: tuple[Action, ...], state: str, reason: str, unexamined: str | None
) -> None:
    done = run(case(), *before, act("expire", "machine"))
    assert (done.state, done.reason) == (state, reason)
    assert (done.result.reason if done.result else None) == unexamined
    assert run(done, act("close", "machine")).state == "closed"


def test_a_traveller_who_is_removed_ends_the_case() -> None:
    assert run(case(), act("cancel", "machine")).decision == "cancelled"
    done = run(case(), *REFERRED, act("cancel", "machine"))
    assert done.result == Result(
        outcome="not_examined", code="not_examined", reason="traveller_removed"
    )


REFUSED: list[tuple[tuple[Action, ...], Action, type[Exception], str]] = [
    ((), act("clear", reason="explained"), ConflictError, "possible: claim"),
    ((act("claim"),), act("clear"), InvalidInputError, "needs a coded reason"),
    ((act("claim"),), act("clear", reason="bored"), InvalidInputError, "different_person"),
    ((act("claim"),), act("refer", reason="document_check", office="MOON"), InvalidInputError, "no such office"),
    ((act("claim"),), act("clear", "bo", reason="explained"), ConflictError, "another officer"),
    ((act("claim"),), act("release", "bo"), ConflictError, "another officer"),
    ((act("claim"),), act("claim", "bo"), ConflictError, "works on it until"),
    ((act("claim"),), act("clear", reason="explained", rev=1), StaleWriteError, "revision"),
    (REFERRED, act("result"), InvalidInputError, "outcome"),
    (REFERRED, act("result", result=Result(outcome="positive", code="nothing_found")), InvalidInputError, "drugs"),
    (REFERRED, act("result", result=Result(outcome="not_examined")), InvalidInputError, "no_capacity"),
    (REFERRED, act("result", result=replace(FOUND, unit=None)), InvalidInputError, "unit"),
    (REFERRED, act("result", result=replace(FOUND, quantity=-1)), InvalidInputError, "not negative"),
    (REFERRED, act("close"), ConflictError, "does not allow"),
    (REFERRED, act("not_examined", reason="lunch"), InvalidInputError, "no_capacity"),
    ((), act("teleport"), ConflictError, "does not allow"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "action", "error", "text"), REFUSED)
def test_what_is_refused(
    before: tuple[Action, ...], action: Action, error: type[Exception], text: str
) -> None:
    with pytest.raises(error, match=text):
        apply(run(case(), *before), action)


def test_a_claim_runs_out_after_fifteen_minutes() -> None:
    held = apply(case(), act("claim"))
    assert held.held_until == "2026-11-21T09:15:00Z"
    with pytest.raises(ConflictError):
        apply(held, act("claim", "bo", "2026-11-21T09:14:59Z"))
    assert apply(held, act("claim", "bo", "2026-11-21T09:15:00Z")).holder == "bo"
    assert apply(held, act("claim", at="2026-11-21T09:10:00Z")).held_until == "2026-11-21T09:25:00Z"
    assert apply(held, act("release")).holder is None


def test_what_the_machine_has_drawn_cannot_be_cleared() -> None:
    held = apply(case(random=True), act("claim"))
    with pytest.raises(ConflictError, match="drawn"):
        apply(held, act("clear", reason="explained"))
    assert "clear" not in actions_for(held, {"case:decide", "case:claim"})
    assert apply(held, act("refer", reason="random_draw")).state == "referred"


def test_not_examined_may_bring_its_reason_either_way() -> None:
    unexamined = Result(outcome="not_examined")
    by_action = run(case(), *REFERRED, act("result", reason="no_capacity", result=unexamined))
    by_result = run(
        case(), *REFERRED, act("result", result=replace(unexamined, reason="no_capacity"))
    )
    own_kind = run(case(), *REFERRED, act("not_examined", reason="no_capacity"))
    assert by_action.result == by_result.result == own_kind.result


def test_actions_follow_state_and_permission() -> None:
    assert actions_for(case(), {"case:claim"}) == ("claim",)
    held = apply(case(), act("claim"))
    assert actions_for(held, {"case:claim", "case:decide"}) == (
        "claim",
        "release",
        "clear",
        "refer",
    )
    assert actions_for(held, {"case:result"}) == ()
    assert actions_for(run(case(), *REFERRED), {"case:acknowledge", "case:result"}) == (
        "acknowledge",
        "result",
        "not_examined",
    )


def test_events_of_changes() -> None:
    opened = case()
    held = apply(opened, act("claim"))
    referred = apply(held, act("refer", reason="risk_indicators"))
    recorded = apply(referred, act("result", result=NOTHING))
    closed = apply(recorded, act("close", "machine"))
    steps = [
        (None, opened),
        (opened, held),
        (held, referred),
        (referred, recorded),
        (recorded, closed),
    ]
    assert [event_of(a, b) for a, b in steps] == [
        "CaseOpened",
        "",
        "ReferralOpened",
        "",
        "ReferralClosed",
    ]


def test_the_table_is_whole() -> None:
    assert {state for state, _kind in TRANSITIONS} | {
        row.to for row in TRANSITIONS.values()
    } == set(STATES)
    assert all(state != "closed" for state, _kind in TRANSITIONS)
    assert {
        row.permission
        for (_s, kind), row in TRANSITIONS.items()
        if kind in ("expire", "cancel", "close")
    } == {ADVANCE}
    text = diagram()
    assert text.startswith("stateDiagram-v2")
    assert "in_review --> cleared: clear" in text
    assert all(state in text for state in STATES)


actions = st.builds(
    Action,
    kind=st.sampled_from(sorted({kind for _state, kind in TRANSITIONS})),
    actor=st.sampled_from(["ana", "bo"]),
    at=st.integers(0, 59).map(lambda minute: f"2026-11-21T09:{minute:02d}:00Z"),
    reason=st.sampled_from(["", "explained", "risk_indicators", "no_capacity", "nonsense"]),
    office=st.sampled_from(["", "QNS", "MOON"]),
    result=st.sampled_from(
        [None, FOUND, NOTHING, Result(outcome="not_examined"), Result(outcome="odd")]
    ),
)


@given(st.booleans(), st.lists(actions, max_size=40))
def test_no_sequence_of_actions_leaves_the_table(random: bool, some: list[Action]) -> None:
    now = case(random=random)
    for action in some:
        try:
            after = apply(now, action)
        except (ConflictError, InvalidInputError):
            continue
        assert after.state == TRANSITIONS[now.state, action.kind].to
        assert after.rev == now.rev + 1
        now = after
    if now.decision == "cleared":
        assert not random
        assert codes.is_reason("clear", now.reason)
    if now.decision == "referred" and now.state in ("result", "closed"):
        assert now.result is not None
        assert codes.RESULT_OUTCOME[now.result.code] == now.result.outcome
        assert now.result.outcome != "not_examined" or codes.is_reason(
            "not_examined", now.result.reason
        )
    if now.state == "closed":
        assert now.decision in ("cleared", "referred", "expired", "cancelled")


@pytest.mark.parametrize("state", AWAITED)
def test_the_machine_can_always_end_a_wait(state: str) -> None:
    after = apply(case(state=state), act("expire", "machine"))
    assert apply(after, act("close", "machine")).state == "closed"


def test_waiting_times() -> None:
    assert waiting_times(case(), NOW)["decision"] == 13_800
    assert waiting_times(case(), "2026-11-22T09:00:00Z")["decision"] == limits().decision_floor
    assert waiting_times(case(), NOW, "local")["decision"] == limits("local").decision_floor
    assert limits("prod") == limits("somewhere")
