"""partner_api: signed entries in; who is not who they say, or sends another's list, gets nothing done."""

import json
from datetime import datetime
from typing import Any

import pytest

from functions.partner_api.handler import lambda_handler
from offing.notices.signing import sign
from offing.watchlists.store import ListStore
from tests.functions.calls import Answer, ask, rest
from tests.functions.world import NOW, PARTNER_SECRET, World

SECONDS = int(datetime.fromisoformat(NOW).timestamp())
OTHER_SECRET = "whsec_" + "b3RoZXIh" * 5
GOOD = {"id": "E1", "name": "ARDEEN, PAUL", "dob": ["1980-01-02"], "nationality": ["DEU"]}


@pytest.fixture(autouse=True)
def listed(world: World) -> None:
    """A list of the police and one of the financial intelligence unit."""
    for name, partner in (("wanted", "police"), ("sanctions", "fiu")):
        world.tables.put_many(
            "watchlists", [{"pk": f"LIST#{name}", "sk": "META", "partner": partner}]
        )


def signed(body: bytes, secret: str = PARTNER_SECRET, seconds: int = SECONDS) -> dict[str, str]:
    return {"offing-partner": "police", **sign("msg-1", seconds, body, [secret])}


def send(
    content: Any, listed: str = "wanted", headers: dict[str, str] | None = None, **change: Any
) -> Answer:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    sent = {**(headers or signed(body)), **change}
    return ask(lambda_handler, rest("POST", f"/lists/{listed}/entries", body=body, headers=sent))


def ids(world: World, listed: str = "wanted") -> list[str]:
    return [entry.id for entry in ListStore(world.tables).entries(listed)]


def test_signed_entries_are_taken_in_and_announced(world: World) -> None:
    answer = send({"entries": [GOOD, {**GOOD, "id": "E2"}]})
    assert answer.status == 202
    assert (answer.body["accepted"], answer.body["rejected"]) == (2, [])
    assert answer.body["build"]
    assert ids(world) == ["E1", "E2"]
    detail = {"list": "wanted", "partner": "police", "accepted": 2}
    assert world.bus.events == [("offing.watchlists", "WatchlistChanged", detail)]


def test_the_same_webhook_again_changes_nothing(world: World) -> None:
    assert send({"entries": [GOOD]}).body == send({"entries": [GOOD]}).body
    assert len(ListStore(world.tables).versions("wanted", "E1")) == 1


def test_withdrawn_entries_leave_the_list_and_keep_their_versions(world: World) -> None:
    send({"entries": [GOOD]})
    answer = send({"entries": [{"id": "E1"}], "mode": "withdraw"})
    assert answer.body["accepted"] == 1
    assert ids(world) == []
    assert len(ListStore(world.tables).versions("wanted", "E1")) == 2


BAD: dict[str, dict[str, Any]] = {
    "no name": {"id": "E9"},
    "no id": {"name": "NOBODY"},
    "unknown kind": {**GOOD, "id": "E9", "kind": "ghost"},
    "aliases no list": {**GOOD, "id": "E9", "aliases": 5},
    "category no text": {**GOOD, "id": "E9", "category": ["x"]},
    "id too long": {**GOOD, "id": "E" * 129},
    "id that would cut a key": {**GOOD, "id": "a#b"},
    "name too long": {**GOOD, "id": "E9", "name": "A" * 501},
    "severity out of range": {**GOOD, "id": "E9", "severity": 10**30},
    "too much": {**GOOD, "id": "E9", "addresses": ["x" * 300_000]},
    "document no number": {**GOOD, "id": "E9", "documents": [{"type": "P"}]},
}


@pytest.mark.parametrize("why", BAD)
def test_a_bad_entry_costs_itself_and_is_named_by_its_place(why: str, world: World) -> None:
    answer = send({"entries": [GOOD, BAD[why], {**GOOD, "id": "E3"}]})
    assert answer.status == 202
    assert answer.body["accepted"] == 2
    assert [row["index"] for row in answer.body["rejected"]] == [1]
    assert answer.body["rejected"][0]["why"]
    assert ids(world) == ["E1", "E3"], "and whoever builds the index can read the others"


def test_an_entry_sent_twice_in_one_call_holds_as_it_was_sent_last(world: World) -> None:
    answer = send({"entries": [GOOD, {**GOOD, "name": "ARDEEN, PAULA"}]})
    assert answer.body["accepted"] == 2
    (entry,) = ListStore(world.tables).entries("wanted")
    assert entry.name == "ARDEEN, PAULA"


def test_only_bad_entries_announce_nothing(world: World) -> None:
    assert send({"entries": [{"id": "E9"}]}).body["accepted"] == 0
    assert world.bus.events == []


BODY = json.dumps({"entries": [GOOD]}).encode()
UNSIGNED = {
    "no partner": {n: v for n, v in signed(BODY).items() if n != "offing-partner"},
    "unknown partner": {**signed(BODY), "offing-partner": "nobody"},
    "another's secret": signed(BODY, OTHER_SECRET),
    "another body": signed(BODY + b" "),
    "stale": signed(BODY, seconds=SECONDS - 600),
    "from the future": signed(BODY, seconds=SECONDS + 600),
    **{
        f"no {name}": {n: v for n, v in signed(BODY).items() if n != name}
        for name in ("webhook-id", "webhook-timestamp", "webhook-signature")
    },
}


@pytest.mark.parametrize("why", UNSIGNED)
def test_what_is_not_rightly_signed_is_refused(why: str, world: World) -> None:
    answer = send(BODY, headers=UNSIGNED[why])
    assert answer.status == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.body["where"]
    assert ids(world) == []


@pytest.mark.parametrize("listed", ["sanctions", "nowhere"])
def test_lists_of_others_do_not_exist_and_the_try_is_written_down(
    listed: str, world: World
) -> None:
    assert send({"entries": [GOOD]}, listed).status == 404
    assert ids(world, listed) == []
    (entry,) = world.audited()
    assert b'"decision":"refused"' in bytes(entry["body"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", {"entries": []}, {"entries": [GOOD], "mode": "burn"}, {"entries": ["ARDEEN"]}],
)
def test_a_body_of_another_form_is_told_the_form(content: Any) -> None:
    answer = send(content)
    assert answer.status == 400
    assert "entries" in answer.body["detail"]
    assert "ARDEEN" not in json.dumps(answer.body)


def test_a_partner_may_have_two_secrets_while_changing_them(world: World) -> None:
    both = json.dumps({"police": [PARTNER_SECRET, OTHER_SECRET]})
    world.secrets["PARTNER_SECRETS_ARN"] = both
    assert send(BODY, headers=signed(BODY, OTHER_SECRET)).status == 202
