"""Payloads, subscriptions and retries."""

import json

import pytest

from offing.kernel.errors import InvalidInputError
from offing.notices.payloads import EVENTS, delivery_id, referral_closed
from offing.notices.retries import SCHEDULE, Outcome, next_step
from offing.notices.subscriptions import after, concerns, subscription

CASE = {
    "id": "case_1",
    "reference": "7QK4-M2X9-T",
    "traveller": "trv_1",
    "name": "TESTER/AHMED",
    "nationality": "DEU",
    "movement": "air-XQ417-20260113-LHR-NBO",
    "closed_at": "2026-01-13T22:00:00Z",
    "result": {"outcome": "positive", "code": "drugs", "note": "in the shoes of TESTER"},
    "entries": [
        {"list": "police", "entry": "e1"},
        {"list": "tax", "entry": "e2", "name": "TESTER"},
    ],
}


def test_referral_closed_has_the_shape_of_the_contract() -> None:
    assert referral_closed(CASE) == {
        "type": "referral.closed",
        "timestamp": "2026-01-13T22:00:00Z",
        "data": {
            "case": "case_1",
            "reference": "7QK4-M2X9-T",
            "movement": "air-XQ417-20260113-LHR-NBO",
            "outcome": "positive",
            "code": "drugs",
            "list_entries": [{"list": "police", "entry": "e1"}, {"list": "tax", "entry": "e2"}],
        },
    }


def test_a_payload_tells_no_personal_data() -> None:
    sent = json.dumps(referral_closed(CASE))
    for personal in ("TESTER", "AHMED", "DEU", "trv_1", "shoes"):
        assert personal not in sent


def test_a_partner_hears_of_its_own_lists_only() -> None:
    assert referral_closed(CASE, ["police"])["data"]["list_entries"] == [
        {"list": "police", "entry": "e1"}
    ]


def test_a_case_that_was_not_examined() -> None:
    closed = CASE | {"result": {"outcome": "not_examined", "reason": "no_capacity"}}
    data = referral_closed(closed)["data"]
    assert (data["outcome"], data["code"]) == ("not_examined", "no_capacity")
    assert referral_closed(CASE | {"result": None})["data"]["outcome"] == "not_examined"


def test_an_event_has_one_id_for_each_partner() -> None:
    payload = referral_closed(CASE)
    assert (
        delivery_id(payload, "a")
        == delivery_id(referral_closed(CASE), "a")
        != delivery_id(payload, "b")
    )


STEPS = [
    (200, 1, Outcome.DELIVERED, 0),
    (204, 3, Outcome.DELIVERED, 0),
    (410, 1, Outcome.DISABLE, 0),
    (500, 1, Outcome.RETRY, 5),
    (None, 2, Outcome.RETRY, 300),
    (302, 3, Outcome.RETRY, 1800),
    (404, 4, Outcome.RETRY, 7200),
    (429, 5, Outcome.RETRY, 18000),
    (503, 6, Outcome.RETRY, 36000),
    (503, 7, Outcome.RETRY, 50400),
    (503, 8, Outcome.FAILED, 0),
]


@pytest.mark.parametrize(("status", "tries", "outcome", "seconds"), STEPS)
def test_next_step(status, tries, outcome, seconds) -> None:
    step = next_step(status, tries)
    assert (step.outcome, step.after) == (outcome, seconds)


def test_we_keep_trying_for_more_than_a_day() -> None:
    assert sum(SCHEDULE) > 24 * 3600


def test_subscription_life() -> None:
    mine = subscription(
        "police", "https://police.example/", ("referral.closed",), ("police",), "t0"
    )
    assert concerns(mine, "referral.closed", {"police", "tax"})
    assert not concerns(mine, "referral.closed", {"tax"})
    assert not concerns(mine, "case.opened", {"police"})
    gone = after(mine, next_step(410, 1), "t1")
    assert (gone.active, gone.disabled_because, gone.changed_at) == (False, "410", "t1")
    assert not concerns(gone, "referral.closed", {"police"})
    assert after(mine, next_step(500, 1), "t1") == mine


def test_an_unknown_event_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidInputError, match=next(iter(EVENTS))):
        subscription("police", "https://police.example/", ("traveller.seen",), (), "t0")
