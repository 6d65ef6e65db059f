"""Everything that the officers' list routes announce, announced once."""

from dataclasses import replace

from offing.cases.adjudication import AdjudicationStore, asked
from offing.cases.store import CaseStore
from offing.travel.store import MovementStore
from tests.functions.rule_work import every_rule_event
from tests.functions.test_lists_story import REASON, UN, analyst, registered, sent
from tests.functions.test_officer_api import officer
from tests.functions.world import World


def every_list_event(world: World, case: str) -> None:
    """An import approved, an index asked for, a question about the case's match answered."""
    registered()
    made = sent(UN.encode())
    analyst("POST", f"/lists/un/imports/{made['id']}/apply", {"reason": REASON})
    officer("POST", "/index/release", {"reason": REASON}, by="admin")
    every_rule_event()
    question = question_on(world, case, "customs")
    answer = {"answer": "unsure"}
    officer("POST", f"/adjudications/{question}", answer, by="other_agency", rev=1)


def question_on(world: World, case: str, agency: str) -> str:
    """A question to an agency about a case's match, as if the entry were theirs; its id."""
    known = CaseStore(world.tables).need(case)
    person = MovementStore(world.tables).person(known.traveller)
    movement = MovementStore(world.tables).head(known.movement).described.movement
    assert person is not None
    assert movement is not None
    theirs = [replace(match, agency=agency, band="strong") for match in person.matches]
    (question,) = asked(theirs, person.traveller, movement, case=case, case_agency="", at=world.now)
    AdjudicationStore(world.tables).ask(question)
    return question.id
