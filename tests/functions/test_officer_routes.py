"""officer_api, every route in one table: who may, who may not, and that either is written down.

A route without a row here fails the test.
"""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from functions.officer_api.handler import app, lambda_handler
from offing.kernel.ids import derived_id
from offing.risk.weights import WeightsStore
from offing.travel.store import MovementStore
from offing.watchlists.imports import PREVIEWED, Import, ImportStore
from offing.watchlists.register import ListRegister, WatchList
from offing.watchlists.sources.jsonl import entry_of
from offing.watchlists.store import mark_of
from tests.functions import rule_rows
from tests.functions.calls import Answer, ask, rest
from tests.functions.list_events import question_on
from tests.functions.people import CLAIMS
from tests.functions.story import MOVEMENT, WANTED, Told, told
from tests.functions.world import World

AUTHORISATION = "/lists/<listed>/entries/<entry>/authorisation"


@dataclass(frozen=True, slots=True)
class Row:
    """A route: who may ask it, for which purpose, who may not, what the audit trail then says."""

    method: str
    route: str
    audited: str = ""
    by: str = "targeting_officer"
    purpose: str = "border_control"
    never: str = "admin"
    refusal: int = 403
    query: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    seen: str = "1"


IMPORT = Import(
    id="imp_x",
    list="wanted",
    key="lists/wanted/imp_x",
    format="jsonl",
    at="2026-11-21T02:00:00.000Z",
    by="u-analyst",
    state=PREVIEWED,
    added=1,
)
REASON = {"reason": "As the owner has written"}
LIST_ENTRY = "/lists/<listed>/entries/<entry>"
SEEN_ENTRY = mark_of(entry_of(WANTED, "wanted"))
# What an analyst writes of a list, and who only reads.
WRITES: dict[str, Any] = {
    "audited": "watchlist:edit",
    "by": "analyst",
    "never": "targeting_officer",
}
OPERATES: dict[str, Any] = {
    "audited": "service:operate",
    "by": "admin",
    "never": "supervisor",
    "purpose": "",
}
LISTS = (
    Row("GET", "/lists", "watchlist:view"),
    Row("GET", "/lists/<listed>", "watchlist:view"),
    Row("PUT", "/lists/<listed>", **WRITES, body={"purpose": "Wanted persons"}),
    Row("GET", "/lists/<listed>/entries", "watchlist:view"),
    Row("GET", LIST_ENTRY, "watchlist:view"),
    Row("PUT", LIST_ENTRY, **WRITES, body={"entry": WANTED, **REASON}, seen=SEEN_ENTRY),
    Row("POST", f"{LIST_ENTRY}/withdraw", **WRITES, body=REASON, seen=SEEN_ENTRY),
    Row("POST", "/lists/<listed>/imports", **WRITES, body={"id": "X-1", "name": "X Y"}),
    Row("POST", "/lists/<listed>/uploads", **WRITES),
    Row("GET", "/lists/<listed>/imports", "watchlist:view"),
    Row("GET", "/lists/<listed>/imports/<imported>", "watchlist:view"),
    Row("POST", "/lists/<listed>/imports/<imported>/apply", **WRITES, body=REASON),
    Row("POST", "/names/test", "watchlist:view", body={"name": "DEMOVA, AISHA"}),
    Row("GET", "/adjudications", "watchlist:adjudicate", never="examining_officer"),
    Row(
        "POST",
        "/adjudications/<asked>",
        "watchlist:adjudicate",
        never="examining_officer",
        body={"answer": "unsure"},
    ),
    Row("GET", "/index/publications", **OPERATES),
    Row("POST", "/index/publications/<rev>/use", **OPERATES, body=REASON),
    Row("POST", "/index/release", **OPERATES, body=REASON),
)
ROUTES = (
    Row("GET", "/me", never=""),
    Row("GET", "/codes", never=""),
    Row("GET", "/queue", "case:view"),
    Row("GET", "/cases/<case>", "case:view"),
    Row("POST", "/cases/<case>/<action>", "case:claim", never="analyst", body={}),
    Row("GET", "/travellers/<traveller>", "traveller:view"),
    Row("GET", "/movements", "movement:view", query={"date": "2026-01-13"}),
    Row("GET", "/movements/<movement>", "movement:view"),
    Row("GET", "/board", "carrier:view", never="examining_officer", query={"date": "2026-01-13"}),
    Row("GET", "/carriers", "carrier:view", never="examining_officer"),
    Row("GET", "/carriers/<carrier>", "carrier:view", never="examining_officer"),
    Row("GET", "/carriers/<carrier>/quality", "carrier:view", never="examining_officer"),
    Row("PUT", "/carriers/<carrier>", "carrier:edit", by="supervisor", never="analyst", body={}),
    Row("POST", "/schedules", "carrier:edit", by="supervisor", never="analyst"),
    Row("GET", "/messages", "message:view", never="examining_officer"),
    Row("GET", "/messages/<receipt>", "message:view", never="examining_officer"),
    Row(
        "POST",
        "/messages/<receipt>/resubmit",
        "message:resubmit",
        by="supervisor",
        never="targeting_officer",
    ),
    Row("POST", "/validate", "message:validate", by="analyst", never="targeting_officer", body={}),
    Row("GET", "/messages/<receipt>/answers", "movement:view"),
    Row("GET", "/authorisations", "watchlist:view"),
    Row("GET", AUTHORISATION, "watchlist:view"),
    Row(
        "PUT",
        AUTHORISATION,
        "watchlist:authorise",
        by="supervisor",
        never="targeting_officer",
        body={
            "reason": "A warrant of the court",
            "until": "2027-01-31",
            "digest": mark_of(entry_of(WANTED, "wanted")),
        },
    ),
    Row(
        "POST",
        f"{AUTHORISATION}/withdraw",
        "watchlist:authorise",
        by="supervisor",
        never="analyst",
        body={"reason": "The warrant was lifted"},
    ),
    *LISTS,
    *(Row(method, route, **said) for method, route, said in rule_rows.ROWS),
    Row("GET", "/reconciliation", "statistics:view", never="stranger", refusal=403),
    Row("GET", "/search", "traveller:search", query={"q": "DEMOVA"}),
    Row("GET", "/statistics/rules", "statistics:view", never="stranger"),
    Row("GET", "/statistics/random", "statistics:view", never="stranger"),
    Row("GET", "/statistics/calibration", "statistics:view", never="stranger"),
    Row(
        "GET",
        "/statistics/sample-size",
        "statistics:view",
        never="stranger",
        query={"rate": "0.01", "margin": "0.005"},
    ),
    Row("GET", "/random", "statistics:view", never="stranger"),
    Row(
        "PUT",
        "/random/<stream>/<way>/<office>",
        "draw:edit",
        by="supervisor",
        never="analyst",
        body={"share": 0.01, "reason": "More of the South, as agreed"},
        seen="0",
    ),
    Row("GET", "/capacity", "statistics:view", never="stranger"),
    Row(
        "PUT",
        "/capacity/<office>",
        "capacity:edit",
        by="supervisor",
        never="targeting_officer",
        body={"shifts": [], "quota": 0},
        seen="0",
    ),
    Row("GET", "/weights", "rule:view", never="admin"),
    Row(
        "POST",
        "/weights",
        "rule:write",
        by="analyst",
        never="targeting_officer",
        body={"reason": "A year of results"},
    ),
    Row("POST", "/weights/<version>/approve", "rule:approve", by="supervisor", never="analyst"),
    Row("GET", "/audit", "audit:view", by="auditor", purpose="audit", never="supervisor"),
    Row("GET", "/audit/verify", "audit:verify", by="auditor", purpose="audit", never="analyst"),
)
# Whoever has signed in sees their own name, the coded tables and the figures.
ANYBODY = {"/me", "/codes", "/reconciliation", "/statistics/rules", "/statistics/random"}
ANYBODY |= {"/statistics/calibration", "/statistics/sample-size", "/random", "/capacity"}


def named(value: Row) -> str:
    return f"{value.method} {value.route}"


@pytest.fixture
def story(world: World) -> Told:
    """A flight with a case on it, its list registered, an import and a question waiting."""
    story = told(world)
    kept = WatchList(name="wanted", agency="border", purpose="Wanted persons")
    ListRegister(world.tables).put(kept, 0, "test", world.now)
    ImportStore(world.tables).save(IMPORT, None)
    question_on(world, story.case, "border")
    WeightsStore(world.tables).propose("u-other", world.now, "A year of results")
    rule_rows.set_out(world)
    return story


def fill(route: str, story: Told) -> str:
    values = {
        "case": story.case,
        "action": "claim",
        "traveller": story.traveller,
        "movement": MOVEMENT,
        "receipt": story.receipt,
        "carrier": "XQ",
        "listed": "wanted",
        "entry": "WANTED-0001",
        "imported": IMPORT.id,
        "asked": derived_id("adj", story.traveller, "wanted", "WANTED-0001"),
        "rev": "1",
        "stream": "crew",
        "way": "*",
        "office": "QNS",
        "version": "000001",
        **rule_rows.VALUES,
    }
    for name, value in values.items():
        route = route.replace(f"<{name}>", value)
    return route


def call(row: Row, story: Told, claims: dict[str, str] | None, purpose: str = "") -> Answer:
    headers = {"Offing-Purpose": purpose or row.purpose, "If-Match": row.seen}
    body = json.dumps(row.body) if row.body is not None else None
    if body:
        headers["Content-Type"] = "application/json"
    sent = {"claims": claims, "headers": headers, "query": row.query, "body": body}
    return ask(lambda_handler, rest(row.method, fill(row.route, story), **sent))  # type: ignore[arg-type]


def entries(world: World) -> list[dict[str, Any]]:
    return [json.loads(bytes(e["body"])) for e in world.audited()]  # type: ignore[arg-type]


def test_every_route_has_a_row() -> None:
    routes = {
        (method, path.replace("{", "<").replace("}", ">"))
        for path, item in app.get_openapi_schema().model_dump(by_alias=True)["paths"].items()
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        if item.get(method.lower())
    }
    assert routes == {(row.method, row.route) for row in ROUTES}


@pytest.mark.parametrize("row", ROUTES, ids=named)
def test_nobody_is_answered_without_a_token(row: Row, story: Told, world: World) -> None:
    world.audited()
    for claims in (None, {}):
        answer = call(row, story, claims)
        assert answer.status == 401
        assert answer.headers["content-type"] == "application/problem+json"
    assert entries(world) == []


@pytest.mark.parametrize("row", ROUTES, ids=named)
def test_who_may_is_answered_and_it_is_written_down(row: Row, story: Told, world: World) -> None:
    world.audited()
    answer = call(row, story, CLAIMS[row.by])
    assert answer.status in (200, 201, 202), answer.body
    assert answer.headers["cache-control"] == "no-store"
    written = entries(world)
    assert [e["action"] for e in written][-1:] == ([row.audited] if row.audited else [])
    for entry in written:
        assert (entry["actor"], entry["decision"]) == (f"u-{row.by}", "allowed")
        assert entry["purpose"] == row.purpose


@pytest.mark.parametrize("row", [r for r in ROUTES if r.route not in ANYBODY], ids=named)
def test_who_may_not_is_refused_and_it_is_written_down(row: Row, story: Told, world: World) -> None:
    for role in (row.never, "stranger"):
        world.audited()
        answer = call(row, story, CLAIMS[role])
        assert answer.status == row.refusal, answer.body
        assert answer.headers["content-type"] == "application/problem+json"
        last = entries(world)[-1]
        assert last["decision"] == "refused"
        assert "DEMOVA" not in json.dumps(answer.body)


PERSONAL = [r for r in ROUTES if r.audited.split(":")[0] in ("case", "traveller", "movement")]


@pytest.mark.parametrize("row", PERSONAL, ids=named)
@pytest.mark.parametrize("purpose", ["none", "audit"])
def test_personal_data_need_a_purpose_of_ones_own(row: Row, purpose: str, story: Told) -> None:
    answer = call(row, story, CLAIMS[row.by], purpose)
    assert answer.status == 403
    assert "Offing-Purpose" in answer.body["detail"]
    assert "border_control" in answer.body["detail"]


@pytest.mark.parametrize(
    "path",
    ["/cases/case_0", "/travellers/trv_0", "/movements/air-X1-20260101-A-B", "/messages/msg_0"],
)
def test_what_does_not_exist_is_not_found(path: str, story: Told) -> None:
    headers = {"Offing-Purpose": "border_control"}
    event = rest("GET", path, claims=CLAIMS["targeting_officer"], headers=headers)
    assert ask(lambda_handler, event).status == 404


def test_the_traveller_of_the_story_is_there(story: Told, world: World) -> None:
    assert MovementStore(world.tables).whereabouts(story.traveller) == (MOVEMENT, story.traveller)
