"""A list is imported, a listed person flies under another spelling, is cleared, flies back, and the entry changes."""

from typing import Any

import pytest

from functions.lists.handler import lambda_handler as lists
from functions.officer_api.handler import lambda_handler as officer_api
from functions.referral.handler import lambda_handler as referral
from offing.cases.store import CaseStore
from offing.runtime import wiring
from offing.travel.intake import Intake, receive
from tests.functions.calls import CONTEXT, Answer, ask, rest
from tests.functions.flow import publish_changes, pump
from tests.functions.people import CLAIMS
from tests.functions.story import LIST
from tests.functions.test_officer_api import officer
from tests.functions.world import World

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST><INDIVIDUALS>
<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>Ayisha</FIRST_NAME><SECOND_NAME>Demmova</SECOND_NAME>
<UN_LIST_TYPE>Made up</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>
<NATIONALITY><VALUE>Egypt</VALUE></NATIONALITY><GENDER>Female</GENDER>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>2001-04-02</DATE></INDIVIDUAL_DATE_OF_BIRTH>
</INDIVIDUAL>
<INDIVIDUAL><DATAID>2</DATAID><FIRST_NAME>Petra</FIRST_NAME><SECOND_NAME>Okonkwo-Lind</SECOND_NAME>
<REFERENCE_NUMBER>XXi.002</REFERENCE_NUMBER>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1977-03-09</DATE></INDIVIDUAL_DATE_OF_BIRTH>
</INDIVIDUAL>
</INDIVIDUALS></CONSOLIDATED_LIST>
"""
REASON = "The consolidated list of this week"
OUT = LIST.read_bytes()
# The same people fly back: another message, another flight.
BACK = (
    OUT.replace(b"XQ0417", b"XQ0418")
    .replace(b"LOC+125+LHR", b"LOC+125+NBO")
    .replace(b"LOC+87+NBO", b"LOC+87+LHR")
    .replace(b":260113", b":260120")
    .replace(b"533678783", b"533678799")
)


def analyst(method: str, path: str, body: Any = None, **more: Any) -> Answer:
    return officer(method, path, body, by="analyst", **more)


def registered(name: str = "un", **said: Any) -> None:
    body = {"purpose": "Sanctions of the United Nations", "format": "un-xml", "severity": 3, **said}
    assert analyst("PUT", f"/lists/{name}", body, rev=0).status == 200


def sent(content: bytes, name: str = "un", **query: str) -> dict[str, Any]:
    headers = {"Offing-Purpose": "analysis", "Content-Type": "application/xml"}
    event = rest(
        "POST",
        f"/lists/{name}/imports",
        claims=CLAIMS["analyst"],
        headers=headers,
        body=content,
        query=query,
    )
    answer = ask(officer_api, event)
    assert answer.status == 201, answer.body
    lists({"step": "import", "detail": {"object": {"key": answer.body["key"]}}}, CONTEXT)
    return dict(analyst("GET", f"/lists/{name}/imports/{answer.body['id']}").body)


def applied(made: dict[str, Any], world: World) -> dict[str, Any]:
    path = f"/lists/{made['list']}/imports/{made['id']}"
    assert analyst("POST", f"{path}/apply", {"reason": REASON}).status == 202
    ((_, name, detail),) = world.bus.events[-1:]
    assert name == "ListImportApproved"
    lists({"step": "apply", "detail": detail}, CONTEXT)
    publish_changes()
    return dict(analyst("GET", path).body)


def pushed(world: World, message: bytes) -> list[str]:
    """The cases that are open after a message."""
    ports = wiring.ports()
    receive(
        Intake(ports.tables, ports.blobs, ports.queues, ports.bus),
        "XQ",
        message,
        "https",
        world.now,
    )
    pump(world)
    return opened(world)


def opened(world: World) -> list[str]:
    return [case.id for case in CaseStore(world.tables).queue("opened", 10)[0]]


def cleared(case: str, world: World, reason: str = "different_person") -> None:
    rev = officer("POST", f"/cases/{case}/claim", {}, rev=1).body["rev"]
    answer = officer("POST", f"/cases/{case}/clear", {"reason": reason}, rev=rev)
    assert answer.status == 200
    pump(world)


@pytest.fixture
def outbound(world: World) -> str:
    """A list imported, a flight with a listed person under another spelling: the case."""
    registered()
    made = sent(UN.encode())
    assert (made["state"], made["added"], made["rejected"]) == ("previewed", 2, 0)
    assert applied(made, world)["state"] == "applied"
    (case,) = pushed(world, OUT)
    return case


def changed_entry(world: World, **change: Any) -> None:
    path = "/lists/un/entries/UN-XXi.001"
    seen = analyst("GET", path).body
    body = {"entry": {**seen["entry"], **change}, "reason": "The list has a new spelling"}
    assert analyst("PUT", path, body, rev=seen["digest"]).status == 200
    publish_changes()
    pump(world)


def dossier_matches(case: str) -> list[dict[str, Any]]:
    traveller = officer("GET", f"/cases/{case}").body["traveller"]
    return list(officer("GET", f"/travellers/{traveller}").body["assessment"]["matches"])


def test_a_listed_person_is_in_the_queue_with_evidence(world: World, outbound: str) -> None:
    (row,) = officer("GET", "/queue").body["items"]
    assert row["id"] == outbound
    assert [why["code"] for why in row["why"] if why["kind"] == "match"] == ["un/UN-XXi.001"]
    (match,) = dossier_matches(outbound)
    assert match["band"] == "strong"
    assert sum(line["bits"] for line in match["evidence"]) == match["bits"]
    assert match["entry"]["name"] == "Ayisha Demmova"


def test_the_return_flight_of_who_was_cleared_raises_nothing(world: World, outbound: str) -> None:
    cleared(outbound, world)
    assert pushed(world, BACK) == []
    traveller = next(
        row
        for row in officer("GET", "/movements/air-XQ418-20260120-NBO-LHR").body["travellers"]
        if row["name"].startswith("DEMOVA")
    )
    (match,) = officer("GET", f"/travellers/{traveller['id']}").body["assessment"]["matches"]
    assert (match["band"], match["judgement"]["verdict"]) == ("weak", "different")
    assert match["judgement"]["by"] == "u-targeting_officer"
    assert any(line["f"] == "cleared" for line in match["evidence"])


def test_without_clearing_the_return_flight_alerts(world: World, outbound: str) -> None:
    assert len(pushed(world, BACK)) == 2


def test_another_reason_clears_the_case_and_not_the_pair(world: World, outbound: str) -> None:
    cleared(outbound, world, "low_value")
    assert len(pushed(world, BACK)) == 1


def test_a_changed_entry_alerts_again_though_it_was_cleared(world: World, outbound: str) -> None:
    cleared(outbound, world)
    pushed(world, BACK)
    changed_entry(world, aliases=[{"name": "DEMOVA, AISHA"}])
    (again,) = opened(world)
    assert again != outbound
    assert officer("GET", f"/cases/{again}").body["movement"] == "air-XQ418-20260120-NBO-LHR"


def test_a_remark_on_the_entry_does_not(world: World, outbound: str) -> None:
    cleared(outbound, world)
    pushed(world, BACK)
    changed_entry(world, category="Another heading")
    assert opened(world) == []


NEWS = {
    "another birth date": (b"DTM+329:010402", b"DTM+329:010403"),
    "another passport": (b"TG6215686", b"TG6215699"),
    "another name": (b"DEMOVA:AISHA", b"DEMOVA:AYISHA"),
}


@pytest.mark.parametrize("what", NEWS)
def test_a_traveller_of_whom_something_new_is_known_alerts_again(
    what: str, world: World, outbound: str
) -> None:
    cleared(outbound, world)
    assert len(pushed(world, BACK.replace(*NEWS[what]))) == 1


def test_told_twice_nothing_is_different(world: World, outbound: str) -> None:
    cleared(outbound, world)
    before = world.tables.all_items("watchlists")
    referral({"step": "feedback", "case": outbound}, CONTEXT)
    assert world.tables.all_items("watchlists") == before
    assert pushed(world, BACK) == pushed(world, BACK) == []


def test_who_was_found_to_be_the_person_is_known_by_the_passport(
    world: World, outbound: str
) -> None:
    case = officer("POST", f"/cases/{outbound}/claim", {}, rev=1).body
    refer = {"reason": "confirmed_match", "office": "NTC"}
    case = officer("POST", f"/cases/{outbound}/refer", refer, rev=case["rev"]).body
    found = {"result": {"outcome": "positive", "code": "wanted_person"}}
    officer("POST", f"/cases/{outbound}/result", found, rev=case["rev"], by="examining_officer")
    pump(world)
    (again,) = pushed(world, BACK)
    (match,) = dossier_matches(again)
    assert [line["bits"] for line in match["evidence"] if line["f"] == "confirmed"] == [10.0]
    assert match["judgement"]["verdict"] == "same"
