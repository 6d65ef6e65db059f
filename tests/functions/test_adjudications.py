"""Who keeps an entry is asked about travellers on others' cases; of silent entries only they ever hear."""

from typing import Any

import pytest

from functions.notify.handler import _happening
from offing.cases.store import CaseStore
from offing.notices.payloads import EVENTS
from offing.runtime import wiring
from offing.travel.intake import Intake, receive
from offing.travel.store import MovementStore
from tests.functions.calls import Answer
from tests.functions.flow import list_entries, pump
from tests.functions.story import LIST, MOVEMENT, WANTED
from tests.functions.test_officer_api import officer
from tests.functions.world import World

OURS = {**WANTED, "severity": 3}
THEIRS = {**WANTED, "id": "CUSTOMS-7", "list": "couriers", "agency": "customs", "severity": 1}
SILENT = {**THEIRS, "actions": ["silent"]}


def pushed(world: World, *rows: dict[str, Any]) -> None:
    list_entries(world, rows)
    ports = wiring.ports()
    receive(
        Intake(ports.tables, ports.blobs, ports.queues, ports.bus),
        "XQ",
        LIST.read_bytes(),
        "https",
        world.now,
    )
    pump(world)


def asked(by: str = "other_agency", state: str = "open") -> list[dict[str, Any]]:
    return list(officer("GET", "/adjudications", by=by, state=state).body["items"])


def answered(said: str, rev: int = 1, by: str = "other_agency") -> Answer:
    (task,) = [*asked(), *asked(state="answered")]
    return officer("POST", f"/adjudications/{task['id']}", {"answer": said}, by=by, rev=rev)


@pytest.fixture
def shared(world: World) -> World:
    """A traveller on a list of border control and on one of customs; border control has the case."""
    pushed(world, OURS, THEIRS)
    return world


def the_case(world: World) -> str:
    (case,) = CaseStore(world.tables).queue("opened", 10)[0]
    return case.id


def matches(world: World) -> dict[str, str]:
    people = MovementStore(world.tables).travellers(MOVEMENT)
    return {m.entity: m.band for person in people for m in person.matches}


def test_the_keeper_of_an_entry_is_asked_and_sees_what_to_compare(shared: World) -> None:
    (task,) = asked()
    assert (task["list"], task["entry"], task["silent"]) == ("couriers", "CUSTOMS-7", False)
    assert task["person"]["name"].startswith("DEMOVA")
    assert task["entry_view"]["name"] == "DEMOVA, AISHA"
    assert {"case", "traveller", "agency"}.isdisjoint(task)
    assert asked(by="targeting_officer") == [], "whose own case it is needs no asking"


def test_the_originator_is_told_and_not_whose_list_it_was(shared: World) -> None:
    case = the_case(shared)
    assert answered("same").status == 200
    pump(shared)
    told = officer("GET", f"/cases/{case}").body["events"]
    assert [(e["action"], e["reason"], e["who"]) for e in told][-1] == (
        "adjudicate",
        "same",
        "another agency",
    )
    assert asked() == []
    assert asked(state="answered")[0]["answer"] == "same"


def test_a_denied_pair_is_an_alert_no_more_and_a_confirmed_one_is_surer(shared: World) -> None:
    assert matches(shared) == {"WANTED-0001": "strong", "CUSTOMS-7": "strong"}
    answered("different")
    pump(shared)
    assert matches(shared) == {"WANTED-0001": "strong", "CUSTOMS-7": "weak"}


def test_unsure_changes_nothing_and_may_be_answered_later(shared: World) -> None:
    assert answered("unsure").status == 200
    pump(shared)
    assert matches(shared)["CUSTOMS-7"] == "strong"
    assert answered("different", rev=2).status == 200
    pump(shared)
    assert matches(shared)["CUSTOMS-7"] == "weak"


def test_an_answer_sent_twice_is_one_and_another_is_refused(shared: World) -> None:
    case = the_case(shared)
    assert answered("same").status == answered("same").status == 200
    pump(shared)
    events = officer("GET", f"/cases/{case}").body["events"]
    assert [e["action"] for e in events].count("adjudicate") == 1
    assert answered("different", rev=2).status == 409


def test_the_partner_whose_list_it_is_is_told_without_a_name(shared: World) -> None:
    answered("same")
    (detail,) = [d for _, name, d in shared.bus.events if name == "MatchAdjudicated"]
    told = _happening(shared.tables, "match.adjudicated", detail)
    assert told.lists == {"couriers"}
    payload = EVENTS[told.event](told.subject, ["couriers"])
    assert payload["data"]["answer"] == "same"
    assert (payload["data"]["list"], payload["data"]["entry"]) == ("couriers", "CUSTOMS-7")
    assert "DEMOVA" not in str(payload)


WRONG = {"another word": ("maybe", 1, 400), "an old revision": ("same", 7, 409)}


@pytest.mark.parametrize("why", WRONG)
def test_what_cannot_be_an_answer_is_refused(why: str, shared: World) -> None:
    said, rev, status = WRONG[why]
    assert answered(said, rev).status == status


def test_other_agencies_questions_do_not_exist(shared: World) -> None:
    (task,) = asked()
    path = f"/adjudications/{task['id']}"
    assert officer("POST", path, {"answer": "same"}, by="targeting_officer", rev=1).status == 404
    assert officer("POST", "/adjudications/adj_x", {"answer": "same"}, rev=1).status == 404


def test_asked_once_however_often_it_is_scored(shared: World) -> None:
    before = shared.tables.all_items("cases")
    shared.queues.send("score", [{"movement": MOVEMENT}])
    pump(shared)
    assert shared.tables.all_items("cases") == before


@pytest.fixture
def silent(world: World) -> World:
    """A traveller on a silent list of customs, and on no other."""
    pushed(world, SILENT)
    return world


def test_of_a_silent_entry_nobody_hears_but_its_owner(silent: World) -> None:
    assert CaseStore(silent.tables).queue("opened", 10)[0] == []
    (task,) = asked()
    assert task["silent"]
    (row,) = [
        r
        for r in officer("GET", f"/movements/{MOVEMENT}").body["travellers"]
        if r["name"].startswith("DEMOVA")
    ]
    assert (row["matches"], row["band"]) == (0, "green")
    seen = officer("GET", f"/travellers/{row['id']}").body["assessment"]
    assert seen["matches"] == []
    assert [line["source"] for line in seen["score"]["lines"]] == ["base"]
    assert officer("GET", "/search", q="demova").body["items"][0]["id"] == row["id"]
    own = officer("GET", f"/travellers/{row['id']}", by="other_agency").body["assessment"]
    assert [m["entity"] for m in own["matches"]] == ["CUSTOMS-7"]


def test_a_silent_entry_adds_nothing_to_anothers_case(world: World) -> None:
    pushed(world, OURS, {**SILENT, "severity": 3})
    (case,) = CaseStore(world.tables).queue("opened", 10)[0]
    assert case.agency == "border"
    assert [(e.list, e.entry) for e in case.entries] == [("wanted", "WANTED-0001")]
    assert case.summary == "1 match"
