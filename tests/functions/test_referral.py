"""referral: the steps of the state machine, each of which may be done twice."""

from typing import Any

import pytest

from functions.referral.handler import STEPS, lambda_handler
from offing.cases.model import Action, Case, Result
from offing.cases.store import CaseStore
from offing.risk.store import StatisticsStore
from offing.runtime.telemetry import WorkFailedError
from tests.functions.calls import CONTEXT
from tests.functions.story import told
from tests.functions.world import World

CASH = Result(outcome="positive", code="cash")


@pytest.fixture
def case(world: World) -> str:
    """A case in the queue."""
    return told(world).case


def step(name: str, case: str, **more: str) -> None:
    lambda_handler({"step": name, "case": case, **more}, CONTEXT)


def now(world: World, case: str) -> Case:
    return CaseStore(world.tables).need(case)


def act(world: World, case: str, kind: str, **more: Any) -> None:
    CaseStore(world.tables).act(case, Action(kind=kind, actor="u1", at=world.now, **more))


def referred(world: World, case: str) -> None:
    act(world, case, "claim")
    act(world, case, "refer", reason="confirmed_match", office="NTC")


def test_await_keeps_the_token_of_the_present_wait(world: World, case: str) -> None:
    step("await", case, awaiting="acknowledgement", token="t2")
    waiting = CaseStore(world.tables).waiting(case)
    assert waiting is not None
    assert (waiting.awaiting, waiting.token) == ("acknowledgement", "t2")


def test_nobody_decided_in_time(world: World, case: str) -> None:
    for _ in range(2):
        step("expire", case, awaiting="decision")
        step("close", case)
    assert (now(world, case).state, now(world, case).decision) == ("closed", "expired")


def test_a_decision_in_the_last_moment_stands(world: World, case: str) -> None:
    referred(world, case)
    step("expire", case, awaiting="decision")
    assert now(world, case).state == "referred"


@pytest.mark.parametrize(
    ("awaiting", "reason"),
    [("acknowledgement", "not_acknowledged_in_time"), ("result", "not_examined_in_time")],
)
def test_no_referral_ends_without_a_coded_reason(
    awaiting: str, reason: str, world: World, case: str
) -> None:
    referred(world, case)
    if awaiting == "result":
        act(world, case, "acknowledge")
    step("expire", case, awaiting=awaiting)
    result = now(world, case).result
    assert result is not None
    assert (result.outcome, result.reason) == ("not_examined", reason)


def test_a_result_teaches_what_opened_the_case_exactly_once(world: World, case: str) -> None:
    referred(world, case)
    act(world, case, "result", result=CASH)
    for _ in range(3):
        step("feedback", case)
        step("close", case)
    (row,) = [r for r in StatisticsStore(world.tables).rows() if r.rule.startswith("match:wanted")]
    assert (row.hits, row.referred, row.examined, row.positive) == (1, 1, 1, 1)
    assert now(world, case).state == "closed"


def test_an_unknown_step_is_an_error() -> None:
    assert set(STEPS) == {"await", "expire", "feedback", "close"}
    with pytest.raises(WorkFailedError, match="KeyError"):
        lambda_handler({"step": "burn"}, CONTEXT)
