"""notify: a closed referral to the partners whose lists it concerns, signed, once, and without personal data."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from functions.notify import handler
from functions.notify.handler import lambda_handler
from offing.cases.model import Action, Result
from offing.cases.store import CaseStore
from offing.kernel.errors import InvalidInputError
from offing.notices.signing import verify
from offing.notices.store import NoticeStore
from offing.notices.subscriptions import Subscription
from tests.functions.calls import CONTEXT, failed, sqs
from tests.functions.story import told
from tests.functions.world import NOW, PARTNER_SECRET, World

SECONDS = int(datetime.fromisoformat(NOW).timestamp())


@dataclass
class Partners:
    """The outside: what each address answers, and what it was sent."""

    answers: dict[str, int | Exception | None] = field(default_factory=dict)
    sent: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)

    def post(self, url: str, body: bytes, headers: dict[str, str], *, local: bool) -> int | None:
        self.sent.append((url, body, headers))
        answer = self.answers.get(url, 204)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def partners(world: World, monkeypatch: pytest.MonkeyPatch) -> Partners:
    """The police and the financial intelligence unit have subscribed, the first for the list of the story."""
    outside = Partners()
    monkeypatch.setattr(handler, "post", outside.post)
    return outside


def subscribe(world: World, partner: str, *lists: str) -> str:
    url = f"https://{partner}.example/hooks"
    NoticeStore(world.tables).save(Subscription(partner=partner, url=url, lists=lists))
    return url


def closed(world: World) -> dict[str, Any]:
    """The story's case closed with a find, as the bus tells of it."""
    case = told(world).case
    store = CaseStore(world.tables)
    found = Result(outcome="positive", code="cash", note="in the lining")
    for kind, more in (
        ("claim", {}),
        ("refer", {"reason": "confirmed_match", "office": "NTC"}),
        ("result", {"result": found}),
        ("close", {}),
    ):
        store.act(case, Action(kind=kind, actor="u1", at=world.now, **more))  # type: ignore[arg-type]
    return {"detail-type": "ReferralClosed", "detail": {"case": case}}


def deliver(event: dict[str, Any]) -> int:
    return failed(lambda_handler(sqs(event), CONTEXT))


def test_the_owner_of_the_list_is_told_signed_and_without_names(
    world: World, partners: Partners
) -> None:
    event = closed(world)
    url = subscribe(world, "police", "wanted")
    subscribe(world, "fiu", "sanctions")
    assert deliver(event) == 0
    ((to, body, headers),) = partners.sent
    assert to == url
    verify(headers, body, [PARTNER_SECRET], SECONDS)
    told_of = json.loads(body)
    assert told_of["type"] == "referral.closed"
    assert (told_of["data"]["outcome"], told_of["data"]["code"]) == ("positive", "cash")
    assert told_of["data"]["list_entries"] == [{"list": "wanted", "entry": "WANTED-0001"}]
    assert b"DEMOVA" not in body
    assert b"lining" not in body


def test_a_second_delivery_is_not_sent_again(world: World, partners: Partners) -> None:
    event = closed(world)
    subscribe(world, "police", "wanted")
    assert deliver(event) == deliver(event) == 0
    assert len(partners.sent) == 1


@pytest.mark.parametrize("answer", [500, 302, None, InvalidInputError("not public", where="url")])
def test_what_is_not_taken_comes_again_with_the_same_id(
    answer: int | Exception | None, world: World, partners: Partners
) -> None:
    event = closed(world)
    url = subscribe(world, "police", "wanted")
    partners.answers[url] = answer
    assert deliver(event) == 1
    partners.answers.clear()
    assert deliver(event) == 0
    ids = {headers["webhook-id"] for _, _, headers in partners.sent}
    assert (len(partners.sent), len(ids)) == (2, 1)


def test_gone_ends_the_subscription(world: World, partners: Partners) -> None:
    event = closed(world)
    partners.answers[subscribe(world, "police", "wanted")] = 410
    assert deliver(event) == deliver(event) == 0
    (subscription,) = NoticeStore(world.tables).subscriptions()
    assert subscription.active is False
    assert len(partners.sent) == 1


@pytest.mark.parametrize("trouble", ["no secret", "refused address", "no answer"])
def test_trouble_with_one_partner_holds_up_no_other(
    trouble: str, world: World, partners: Partners
) -> None:
    event = closed(world)
    bad = subscribe(world, "badly", "wanted")
    good = subscribe(world, "police", "wanted")
    if trouble != "no secret":
        secrets = {"police": PARTNER_SECRET, "badly": PARTNER_SECRET}
        world.secrets["PARTNER_SECRETS_ARN"] = json.dumps(secrets)
    if trouble == "refused address":
        partners.answers[bad] = InvalidInputError("not public", where="url")
    if trouble == "no answer":
        partners.answers[bad] = None
    assert deliver(event) == 1
    assert deliver(event) == 1
    assert [url for url, _, _ in partners.sent].count(good) == 1


def test_after_the_last_try_nobody_is_asked_any_more(world: World, partners: Partners) -> None:
    event = closed(world)
    partners.answers[subscribe(world, "police", "wanted")] = 500
    outcomes = [deliver(event) for _ in range(10)]
    assert outcomes[:7] == [1] * 7
    assert outcomes[8:] == [0, 0]
