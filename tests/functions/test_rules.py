"""The officers' rule routes: faults at their nodes, second persons, other agencies, going back, bundles."""

import json
from typing import Any

import pytest

from functions.rules.handler import lambda_handler as rules
from offing.risk.bundles import bundled, signature
from offing.risk.register import RuleRegister, shipped_files
from offing.risk.rule_file import Step, row
from offing.risk.rules import shipped
from offing.risk.runs import RunStore
from offing.runtime.rulebooks import CURRENT, RulesRefused, current_rules, publish
from tests.functions.calls import CONTEXT
from tests.functions.people import CLAIMS
from tests.functions.rule_work import (
    CRITERIA,
    RULE,
    SUBMIT,
    WHY,
    analyst,
    done,
    put_live,
    step,
    tried,
    work,
    written,
)
from tests.functions.test_officer_api import officer
from tests.functions.world import PARTNER_SECRET, World

DAY = "2026-11-20"
REASON = {"reason": "As it was agreed"}


def in_use(world: World) -> set[str]:
    return {rule.id for rule in current_rules(world.blobs).rules}


def test_a_fresh_place_has_the_rules_that_ship_with_the_product(world: World) -> None:
    items = officer("GET", "/rules").body["items"]
    assert [item["id"] for item in items] == sorted(rule.id for rule in shipped().rules)
    assert {(item["state"], item["live"], item["rev"]) for item in items} == {("live", 1, 0)}
    assert in_use(world) == {item["id"] for item in items}
    assert officer("GET", "/rules/broken-travel").body["lacks"] == []


def test_the_editor_has_its_tables(world: World) -> None:
    tables = officer("GET", "/rules/fields").body
    assert len(tables["fields"]) > 200
    (alone,) = [f for f in tables["fields"] if f["name"] == "alone"]
    assert (alone["type"], alone["of"]) == ("boolean", ["traveller"])
    fitting = {o["name"] for o in tables["operators"] if "boolean" in o["types"]}
    assert fitting == {"=", "!=", "null", "notNull"}


BAD = {
    "an unknown field": ({"field": "alon", "operator": "=", "value": True}, "field"),
    "an unfit operator": ({"field": "alone", "operator": "between", "value": [1, 2]}, "operator"),
    "a wrong type": ({"field": "lead_hours", "operator": "<", "value": "soon"}, "value"),
    "a costly pattern": ({"field": "surname", "operator": "matches", "value": "(a+)+$"}, "value"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_tree_is_told_node_by_node(what: str, world: World) -> None:
    leaf, key = BAD[what]
    good = {"field": "alone", "operator": "=", "value": True}
    tree = {"combinator": "and", "rules": [good, leaf]}
    answer = analyst("PUT", f"/rules/{RULE}", CRITERIA | {"when": tree}, rev=0)
    assert (answer.status, answer.body["code"]) == (400, "invalid-rule")
    assert [e["where"] for e in answer.body["errors"]] == [f"when.rules[1].{key}"]
    assert RuleRegister(world.tables).get(RULE) is None


def deep(times: int) -> Any:
    return {"combinator": "and", "rules": [deep(times - 1)]} if times else CRITERIA["when"]


@pytest.mark.parametrize("value", [2**70, "\ud800", deep(300)], ids=["number", "text", "depth"])
def test_what_no_table_could_keep_is_refused(value: Any, world: World) -> None:
    leaf = {"field": "lead_hours", "operator": "<", "value": value}
    tree = {"combinator": "and", "rules": [leaf]}
    answer = analyst("PUT", f"/rules/{RULE}", CRITERIA | {"when": tree}, rev=0)
    assert (answer.status, answer.body["where"]) == (400, "body")


def test_the_history_names_the_version_that_a_step_was_about(world: World) -> None:
    written()
    done(step("justify", {"justification": WHY, "number": 99}))
    put_live(world, DAY, DAY)
    rev = analyst("GET", f"/rules/{RULE}").body["rev"]
    done(analyst("PUT", f"/rules/{RULE}", CRITERIA | {"weight": 0.3}, rev=rev))
    done(step("retire", REASON, by="supervisor"))
    told = [(e["step"], e["number"], e["state"]) for e in RuleRegister(world.tables).events(RULE)]
    assert told[:3] == [("retire", 1, "retired"), ("edit", 2, "draft"), ("publish", 1, "live")]
    assert {number for kind, number, _ in told if kind == "justify"} == {1}


@pytest.mark.parametrize(
    ("word", "status"), [("fields", 400), ("release", 400), ("A", 422), ("x" * 64, 422)]
)
def test_a_word_that_is_no_id_is_refused(word: str, status: int, world: World) -> None:
    assert analyst("PUT", f"/rules/{word}", CRITERIA, rev=0).status == status


def test_a_rule_that_is_too_large_is_refused(world: World) -> None:
    rows = [{"values": {"name": "X" * 2000}, "hit": False}] * 60
    assert analyst("PUT", f"/rules/{RULE}", CRITERIA | {"tests": rows}, rev=0).status == 413


def test_who_comes_late_is_told_so(world: World) -> None:
    written()
    assert analyst("PUT", f"/rules/{RULE}", CRITERIA, rev=0).status == 409
    answer = analyst("POST", f"/rules/{RULE}/justify", {"justification": WHY}, rev=0)
    assert (answer.status, answer.body["code"]) == (409, "stale-write")


def test_steps_are_offered_to_whom_they_are_for(world: World) -> None:
    written()
    shown = {by: officer("GET", f"/rules/{RULE}", by=by).body for by in ("analyst", "supervisor")}
    assert shown["analyst"]["steps"] == ["edit", "justify"]
    assert shown["supervisor"]["steps"] == []
    assert len(shown["analyst"]["lacks"]) == 4


def submitted(world: World) -> None:
    written()
    done(step("justify", {"justification": WHY}))
    run = tried(world, DAY, DAY)
    done(step("test", {"run": run["id"]}))
    done(step("submit", SUBMIT))


def test_the_author_does_not_approve_whatever_roles_they_have(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(world)
    both = {**CLAIMS["analyst"], "cognito:groups": "analyst,supervisor"}
    monkeypatch.setitem(CLAIMS, "analyst", both)
    answer = step("approve")
    assert (answer.status, "Somebody else" in answer.body["detail"]) == (403, True)


def test_a_run_of_another_rule_is_none_of_this_one(world: World) -> None:
    written()
    done(step("justify", {"justification": WHY}))
    other = done(analyst("POST", "/rules/broken-travel/runs", {"first": DAY, "last": DAY}))
    assert step("test", {"run": other["id"]}).status == 404
    mine = done(analyst("POST", f"/rules/{RULE}/runs", {"first": DAY, "last": DAY}))
    answer = step("test", {"run": mine["id"]})
    assert (answer.status, "waiting" in answer.body["detail"]) == (409, True)


@pytest.mark.parametrize(
    ("first", "last"), [("2026-11-20", "2026-11-19"), ("2024-01-01", "2026-01-01"), ("2026-02-30", "2026-03-01")]
)  # fmt: skip
def test_a_run_over_no_days_is_refused(first: str, last: str, world: World) -> None:
    written()
    assert analyst("POST", f"/rules/{RULE}/runs", {"first": first, "last": last}).status == 400


def test_a_day_that_is_counted_twice_counts_once(world: World) -> None:
    written()
    run = done(analyst("POST", f"/rules/{RULE}/runs", {"first": DAY, "last": "2026-11-21"}))
    plan = rules({"step": "plan", "detail": {"run": run["id"]}}, CONTEXT)
    for day in (*plan["days"], *plan["days"]):
        rules(day, CONTEXT)
    path = f"/rules/{RULE}/runs/{run['id']}"
    shown = analyst("GET", path).body
    assert (shown["state"], shown["done"], shown["total"]) == ("running", 2, 2)
    rules({"step": "fail", "run": run["id"]}, CONTEXT)
    assert analyst("GET", path).body["state"] == "failed"


def test_another_agencys_rule_does_not_exist(world: World) -> None:
    written()
    assert RULE in {i["id"] for i in officer("GET", "/rules").body["items"]}
    assert officer("GET", "/rules", by="other_agency").body["items"] == []
    for path in (f"/rules/{RULE}", f"/rules/{RULE}/runs"):
        assert officer("GET", path, by="other_agency").status == 404


def test_a_run_does_not_tell_of_another_agencys_rules(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    written()
    run = tried(world, DAY, DAY)
    says = shipped_files()["broken-travel"].now.says
    edit = Step(kind="edit", by="u-police", at=world.now, says=says)
    RuleRegister(world.tables).take("of-the-police", edit, 0, "police")
    both = [{"rule": "of-the-police"}, {"rule": "broken-travel"}]
    monkeypatch.setattr(RunStore, "outlook", lambda *_: {"overlap": both})
    shown = analyst("GET", f"/rules/{RULE}/runs/{run['id']}").body
    assert shown["outlook"]["overlap"] == [{"rule": "broken-travel"}]


def test_one_can_go_back_to_an_earlier_rulebook_and_come_out_again(world: World) -> None:
    put_live_of_world(world)
    first = officer("GET", "/rules/publications").body["items"][0]
    done(step("retire", REASON, by="supervisor"))
    work(world)
    assert RULE not in in_use(world)
    path = f"/rules/publications/{first['rev']}/use"
    assert officer("POST", path, REASON, by="supervisor").status == 202
    work(world)
    assert RULE in in_use(world)
    answer = officer("POST", "/rules/broken-travel/retire", REASON, by="supervisor", rev=0)
    assert answer.status == 200
    work(world)
    assert "broken-travel" in in_use(world)  # changes wait
    assert officer("POST", "/rules/release", REASON, by="supervisor").status == 202
    work(world)
    assert in_use(world).isdisjoint({RULE, "broken-travel"})
    assert officer("POST", "/rules/release", REASON, by="supervisor").status == 409
    revs = [i["rev"] for i in officer("GET", "/rules/publications").body["items"]]
    assert revs == sorted(revs, reverse=True)


def put_live_of_world(world: World) -> None:
    written()
    put_live(world, DAY, DAY)
    assert RULE in in_use(world)


def test_a_rulebook_that_contradicts_its_rows_is_refused_and_the_old_one_stays(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_live_of_world(world)
    before = world.blobs.get("artefacts", CURRENT)
    monkeypatch.setattr("offing.runtime.rulebooks.failing_examples", lambda found: [(found[0], 1)])
    with pytest.raises(RulesRefused, match="tests"):
        publish(world.tables, world.blobs, world.now, "test")
    assert world.blobs.get("artefacts", CURRENT) == before


def test_before_anything_is_published_the_shipped_rules_count(world: World) -> None:
    assert current_rules(world.blobs).version == shipped().version


def exported() -> dict[str, Any]:
    body = {"rules": ["broken-travel", "unusual-bags"], "partner": "police"}
    return done(officer("POST", "/rules/bundles", body, by="supervisor"))


def test_a_bundle_names_nobody_and_counts_nothing(world: World) -> None:
    told = json.loads(exported()["bundle"])
    assert [rule["id"] for rule in told["rules"]] == ["broken-travel", "unusual-bags"]
    assert {"author", "approver", "expires", "agency", "hits"}.isdisjoint(told["rules"][0])


def test_what_is_taken_over_is_a_draft_that_says_where_it_is_from(world: World) -> None:
    file = shipped_files()["broken-travel"]
    foreign = {**row(file, file.now), "id": "of-the-neighbours"}
    text = bundled([foreign, {**foreign, "id": "odd", "when": {"rules": 1}}], "police", world.now)
    body = {"bundle": text, "partner": "police", "signature": signature(text, PARTNER_SECRET)}
    answer = analyst("POST", "/rules/bundles/import", body)
    assert answer.status == 201, answer.body
    assert answer.body["imported"] == [{"rule": "of-the-neighbours", "number": 1}]
    assert [refused["rule"] for refused in answer.body["refused"]] == ["odd"]
    rule = analyst("GET", "/rules/of-the-neighbours").body
    assert (rule["state"], rule["live"], rule["author"]) == ("justified", None, "u-analyst")
    assert (rule["provenance"]["from"], rule["provenance"]["version"]) == ("police", "1")
    assert rule["justification"] == foreign["justification"]
    assert "of-the-neighbours" not in in_use(world)


def test_a_rule_that_is_refused_leaves_nothing_behind(world: World) -> None:
    file = shipped_files()["broken-travel"]
    short = {**row(file, file.now), "id": "too-short", "justification": "Because."}
    text = bundled([short], "police", world.now)
    body = {"bundle": text, "partner": "police", "signature": signature(text, PARTNER_SECRET)}
    assert [r["rule"] for r in analyst("POST", "/rules/bundles/import", body).body["refused"]] == [
        "too-short"
    ]
    assert RuleRegister(world.tables).get("too-short") is None


def test_taking_a_rule_over_again_makes_its_next_version(world: World) -> None:
    answer = analyst("POST", "/rules/bundles/import", exported())
    assert {(i["rule"], i["number"]) for i in answer.body["imported"]} == {
        ("broken-travel", 2),
        ("unusual-bags", 2),
    }
    rule = analyst("GET", "/rules/broken-travel").body
    assert (rule["state"], rule["live"], rule["number"]) == ("justified", 1, 2)


@pytest.mark.parametrize("what", ["bundle", "signature", "partner"])
def test_a_bundle_that_was_changed_is_refused(what: str, world: World) -> None:
    body = exported()
    changed = {"bundle": body["bundle"].replace("0.0", "0.9"), "signature": "0" * 64, "partner": "nobody"}  # fmt: skip
    answer = analyst("POST", "/rules/bundles/import", body | {what: changed[what]})
    assert answer.status in (400, 401)
    assert analyst("GET", "/rules/broken-travel").body["number"] == 1
