"""Lists at the officer's desk: written by their owners with a reason, unseen by others, nothing applied unseen."""

import json
from typing import Any

import pytest

from functions.lists.handler import lambda_handler as lists
from functions.officer_api.handler import lambda_handler as officer_api
from offing.watchlists.model import Query
from offing.watchlists.store import ListStore
from tests.functions.calls import CONTEXT, Answer, ask, rest
from tests.functions.flow import publish_changes
from tests.functions.people import CLAIMS
from tests.functions.test_lists import found
from tests.functions.test_lists_story import REASON, analyst, applied, registered, sent
from tests.functions.test_officer_api import officer
from tests.functions.world import World

ROW = {"name": "OKONKWO-LIND, PETRA", "dob": ["1977-03-09"], "nationality": ["NOR"]}
ASKED = Query(names=("PETRA OKONKWO LIND",), births=("1977-03-09",))
PATH = "/lists/own/entries/P-1"


@pytest.fixture(autouse=True)
def own(world: World) -> None:
    """A list of border control."""
    registered("own", purpose="Persons to be told to the centre", format="jsonl", category="fraud")


def write(rev: str | None = None, reason: str = REASON, **change: Any) -> Answer:
    return analyst("PUT", PATH, {"entry": {**ROW, **change}, "reason": reason}, rev=rev)


def stranger(method: str, path: str, body: Any = None, **more: Any) -> Answer:
    """An analyst of customs."""
    claims = {**CLAIMS["analyst"], "custom:agency": "customs", "cognito:username": "u-cu"}
    headers = {"Offing-Purpose": "analysis", "If-Match": str(more.pop("rev", ""))}
    text = json.dumps(body) if body is not None else None
    event = rest(method, path, claims=claims, headers=headers, body=text, query=more)
    return ask(officer_api, event)


def test_an_entry_is_written_changed_and_withdrawn_with_reasons(world: World) -> None:
    first = write()
    assert first.status == 200
    entry = first.body["entry"]
    assert (entry["agency"], entry["category"], entry["severity"]) == ("border", "fraud", 3)
    assert write(first.headers["etag"], name="OKONKWO, PETRA").status == 200
    seen = analyst("GET", PATH)
    gone = analyst("POST", f"{PATH}/withdraw", {"reason": REASON}, rev=seen.headers["etag"]).body
    assert (gone["withdrawn"], gone["entry"]) == (True, None)
    told = [(v["entry"] and v["entry"]["name"], v["by"], v["reason"]) for v in gone["versions"]]
    names = {name for name, by, reason in told if (by, reason) == ("u-analyst", REASON)}
    assert names == {None, "OKONKWO, PETRA", "OKONKWO-LIND, PETRA"}
    said = {"list": "own", "partner": "", "accepted": 1}
    assert world.bus.events == [("offing.watchlists", "WatchlistChanged", said)] * 3


def test_what_is_written_is_live(world: World) -> None:
    write()
    publish_changes()
    assert found(world, ASKED) == ["P-1"]


STALE = {"a new one that there is": "", "another version": "abc", "a number": "1"}


@pytest.mark.parametrize("why", STALE)
def test_an_entry_that_changed_meanwhile_is_not_overwritten(why: str) -> None:
    write()
    assert write(STALE[why], name="SOMEBODY ELSE").status == 409
    assert analyst("POST", f"{PATH}/withdraw", {"reason": REASON}, rev=STALE[why]).status == 409
    assert analyst("GET", PATH).body["entry"]["name"] == "OKONKWO-LIND, PETRA"


BAD: dict[str, tuple[dict[str, Any], int]] = {
    "no reason": ({"entry": ROW}, 422),
    "a reason of one word": ({"entry": ROW, "reason": "because"}, 422),
    "no name": ({"entry": {"dob": ["1977"]}, "reason": REASON}, 400),
    "an unknown kind": ({"entry": {**ROW, "kind": "ghost"}, "reason": REASON}, 400),
    "too grave": ({"entry": {**ROW, "severity": 9}, "reason": REASON}, 400),
}


@pytest.mark.parametrize("why", BAD)
def test_a_bad_entry_is_refused_and_not_repeated(why: str) -> None:
    body, status = BAD[why]
    answer = analyst("PUT", PATH, body)
    assert answer.status == status
    assert "OKONKWO" not in json.dumps(answer.body)


def test_entries_are_paged_and_found_by_words(world: World) -> None:
    for n in range(5):
        analyst("PUT", f"/lists/own/entries/P-{n}", {"entry": ROW, "reason": REASON})
    analyst(
        "PUT", "/lists/own/entries/Q-1", {"entry": {**ROW, "name": "Łukasz Żak"}, "reason": REASON}
    )
    first = analyst("GET", "/lists/own/entries", limit="4").body
    rest_ = analyst("GET", "/lists/own/entries", limit="4", cursor=first["cursor"]).body
    ids = [row["entry"]["id"] for row in first["items"] + rest_["items"]]
    assert ids == ["P-0", "P-1", "P-2", "P-3", "P-4", "Q-1"]
    (row,) = analyst("GET", "/lists/own/entries", q="zak").body["items"]
    assert row["entry"]["id"] == "Q-1"


PLACES = ("/lists/own", "/lists/own/entries", PATH, "/lists/own/imports", "/lists/nowhere")


@pytest.mark.parametrize("path", PLACES)
def test_anothers_list_does_not_exist_and_the_try_is_written_down(path: str, world: World) -> None:
    write()
    world.audited()
    assert stranger("GET", path).status == 404
    assert stranger("PUT", PATH, {"entry": ROW, "reason": REASON}).status == 404
    assert all(b"refused" in e or b'"found":"no"' in e for e in map(_body, world.audited()))
    assert "own" not in [at["name"] for at in stranger("GET", "/lists").body["items"]]


def _body(item: dict[str, Any]) -> bytes:
    return bytes(item["body"])


def test_who_is_let_see_a_list_sees_it_and_writes_nothing(world: World) -> None:
    write()
    (at,) = [at for at in analyst("GET", "/lists").body["items"] if at["name"] == "own"]
    body = {"purpose": at["purpose"], "seen_by": ["customs"]}
    assert analyst("PUT", "/lists/own", body, rev=at["rev"]).status == 200
    assert stranger("GET", PATH).body["entry"]["id"] == "P-1"
    (shown,) = stranger("GET", "/lists").body["items"]
    assert (shown["mine"], shown["may_edit"]) == (False, False)
    assert stranger("PUT", PATH, {"entry": ROW, "reason": REASON}).status == 404


def test_a_list_that_changed_meanwhile_is_not_overwritten() -> None:
    assert analyst("PUT", "/lists/own", {"purpose": "Something else"}, rev=0).status == 409


def test_who_may_not_write_is_told_so() -> None:
    body = {"entry": ROW, "reason": REASON}
    assert officer("PUT", PATH, body, by="targeting_officer").status == 403
    assert officer("GET", "/lists", by="admin").status == 403


def jsonl(*rows: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def names(world: World) -> dict[str, str]:
    return {entry.id: entry.name for entry in ListStore(world.tables).entries("own")}


def test_an_import_is_shown_and_changes_nothing_until_it_is_applied(world: World) -> None:
    write()
    analyst("PUT", "/lists/own/entries/OLD", {"entry": ROW, "reason": REASON})
    made = sent(jsonl({**ROW, "id": "P-1", "name": "ANOTHER, NAME"}, {**ROW, "id": "NEW"}), "own")
    counts = {n: made[n] for n in ("added", "changed", "removed", "unchanged", "rejected")}
    assert counts == {"added": 1, "changed": 1, "removed": 1, "unchanged": 0, "rejected": 0}
    assert made["examples"] == {"added": ["NEW"], "changed": ["P-1"], "removed": ["OLD"]}
    assert set(names(world)) == {"OLD", "P-1"}
    assert applied(made, world)["state"] == "applied"
    assert names(world) == {"P-1": "ANOTHER, NAME", "NEW": ROW["name"]}
    assert found(world, ASKED) == ["NEW"]


def test_a_file_with_rejected_lines_takes_nothing_off(world: World) -> None:
    write()
    made = sent(jsonl({**ROW, "id": "NEW"}) + b"{broken\n", "own")
    assert (made["rejected"], made["kept"], made["removed"]) == (1, True, 0)
    assert made["lines"][0]["line"] == 2
    applied(made, world)
    assert set(names(world)) == {"P-1", "NEW"}


def test_a_partial_file_takes_nothing_off(world: World) -> None:
    write()
    applied(sent(jsonl({**ROW, "id": "NEW"}), "own", partial="true"), world)
    assert set(names(world)) == {"P-1", "NEW"}


def test_a_file_in_which_nothing_can_be_read_cannot_be_applied(world: World) -> None:
    write()
    made = sent(b"\xff\xfe not a list", "own")
    assert made["rejected"] == 1
    path = f"/lists/own/imports/{made['id']}/apply"
    assert analyst("POST", path, {"reason": REASON}).status == 409
    assert set(names(world)) == {"P-1"}


def test_applying_twice_is_applying_once(world: World) -> None:
    made = sent(jsonl({**ROW, "id": "NEW"}), "own")
    applied(made, world)
    before = world.tables.all_items("watchlists")
    detail = {"list": "own", "imported": made["id"]}
    lists({"step": "apply", "detail": detail}, CONTEXT)
    assert world.tables.all_items("watchlists") == before


def test_what_others_wrote_after_an_import_was_shown_stays(world: World) -> None:
    first = write()
    analyst("PUT", "/lists/own/entries/OLD", {"entry": ROW, "reason": REASON})
    made = sent(jsonl({**ROW, "id": "NEW"}, {**ROW, "id": "P-1", "name": "FROM, FILE"}), "own")
    assert made["examples"]["removed"] == ["OLD"]
    world.now = "2026-11-21T03:05:00.000Z"
    analyst("PUT", "/lists/own/entries/LATE", {"entry": ROW, "reason": REASON})
    assert write(first.headers["etag"], name="BY, HAND").status == 200
    done = applied(made, world)
    assert names(world) == {"NEW": ROW["name"], "LATE": ROW["name"], "P-1": "BY, HAND"}
    assert (done["state"], done["why"][:15]) == ("applied", "2 written after")


def test_a_larger_file_comes_by_upload(world: World) -> None:
    form = analyst("POST", "/lists/own/uploads", format="jsonl").body
    assert form["import"]["state"] == "awaited"
    world.blobs.put("intake", form["key"], jsonl({**ROW, "id": "NEW"}))
    lists({"step": "import", "detail": {"object": {"key": form["key"]}}}, CONTEXT)
    (made,) = analyst("GET", "/lists/own/imports").body["items"]
    assert (made["state"], made["added"]) == ("previewed", 1)


def test_a_file_that_was_exchanged_after_it_was_shown_is_not_applied(world: World) -> None:
    made = sent(jsonl({**ROW, "id": "NEW"}), "own")
    world.blobs.put("intake", made["key"], jsonl({**ROW, "id": "EVIL"}))
    assert applied(made, world)["state"] == "failed"
    assert names(world) == {}


@pytest.mark.parametrize("broken", [False, True])
def test_a_feed_is_applied_at_once_where_its_list_says_so(broken: bool, world: World) -> None:
    said = {"purpose": "A feed", "apply_at_once": True}
    assert analyst("PUT", "/lists/own", said, rev=1).status == 200
    content = jsonl({**ROW, "id": "NEW"}) + (b"{" if broken else b"")
    world.blobs.put("intake", "lists/own/today.jsonl", content)
    for _ in range(2):
        event = {"step": "import", "detail": {"object": {"key": "lists/own/today.jsonl"}}}
        answer = lists(event, CONTEXT)
    assert answer["changed"] is not broken
    assert set(names(world)) == (set() if broken else {"NEW"})


def test_a_file_for_no_list_is_left_alone(world: World) -> None:
    event = {"step": "import", "detail": {"object": {"key": "lists/nowhere/file"}}}
    assert lists(event, CONTEXT)["changed"] is False


def test_a_name_is_tested_against_what_the_officer_may_see(world: World) -> None:
    write()
    theirs = {"entry": {**ROW, "name": "OKONKWO LIND, PETRA"}, "reason": REASON}
    stranger("PUT", "/lists/theirs", {"purpose": "Of customs"}, rev=0)
    assert stranger("PUT", "/lists/theirs/entries/C-1", theirs).status == 200
    publish_changes()
    world.audited()
    asked = {"name": "Petra Okonkwo-Lind", "dob": "1977-03-09", "nationality": "NOR"}
    told = officer("POST", "/names/test", asked).body
    (candidate,) = told["items"]
    assert (candidate["list"], candidate["entry"]["id"]) == ("own", "P-1")
    assert sum(line["bits"] for line in candidate["evidence"]) == candidate["bits"]
    assert candidate["bits"] >= told["threshold"] > 0
    assert told["index"]["lists"] == {"own": 1}
    kept = b"".join(map(_body, world.audited()))
    assert b"names:test" in kept
    assert b"etra" not in kept
    (other,) = stranger("POST", "/names/test", asked).body["items"]
    assert other["list"] == "theirs"


def test_a_name_is_tested_for_a_purpose_only() -> None:
    claims = CLAIMS["targeting_officer"]
    event = rest("POST", "/names/test", claims=claims, body=json.dumps({"name": "X Y"}))
    assert ask(officer_api, event).status == 403


def test_an_operator_goes_back_to_an_earlier_index(world: World) -> None:
    publish_changes()
    write()
    publish_changes()
    rows = officer("GET", "/index/publications", by="admin").body["items"]
    assert [row["rev"] for row in rows] == [2, 1]
    assert (
        officer("POST", "/index/publications/1/use", {"reason": REASON}, by="analyst").status == 403
    )
    answer = officer("POST", "/index/publications/1/use", {"reason": REASON}, by="admin")
    assert answer.status == 202
    lists({"step": "use", "detail": world.bus.events[-1][2]}, CONTEXT)
    assert found(world, ASKED) == []
    (now, *_) = officer("GET", "/index/publications", by="admin").body["items"]
    assert (now["pinned"], now["by"], now["reason"]) == (True, "u-admin", REASON)
    assert (
        officer("POST", "/index/publications/99/use", {"reason": REASON}, by="admin").status == 404
    )
