"""Cases that newer data take back."""

from dataclasses import replace

from offing.adapters.memory import MemoryTables
from offing.cases.model import Action, Case
from offing.cases.opening import case_id
from offing.cases.store import CaseStore
from offing.travel.cases import opener
from offing.travel.scoring import Assessed
from tests.unit.cases.builders import HERE, TRAVELLER, assessment, match

NOW, LATER = "2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z"
LISTED = replace(assessment(), traveller=TRAVELLER.id, matches=(match(),))
NOTHING = replace(LISTED, matches=(), rule_hits=(), random=False)
NOTHING = replace(NOTHING, score=replace(NOTHING.score, band="green", probability=0.002))


def seen(now: str, store: CaseStore, after: Assessed) -> Case:
    opener(store, now)(after)
    return store.need(case_id(TRAVELLER.id))


def of(new: object, before: object = None, removed: bool = False) -> Assessed:
    traveller = replace(TRAVELLER, removed=removed)
    return Assessed(traveller=traveller, movement=HERE, bookings=(), assessment=new, before=before)  # type: ignore[arg-type]


def test_a_case_that_nobody_has_taken_up_goes_with_its_indication() -> None:
    store = CaseStore(MemoryTables())
    assert seen(NOW, store, of(LISTED)).state == "opened"
    gone = seen(LATER, store, of(NOTHING, LISTED))
    assert (gone.state, gone.reason) == ("cancelled", "no_longer_indicated")


def test_a_case_in_an_officers_hands_stays_theirs() -> None:
    store = CaseStore(MemoryTables())
    case = seen(NOW, store, of(LISTED))
    store.act(case.id, Action(kind="claim", actor="tilda", at=NOW))
    assert seen(LATER, store, of(NOTHING, LISTED)).state == "in_review"


def test_who_left_the_movement_takes_their_case_along() -> None:
    store = CaseStore(MemoryTables())
    case = seen(NOW, store, of(LISTED))
    store.act(case.id, Action(kind="claim", actor="tilda", at=NOW))
    gone = seen(LATER, store, of(LISTED, LISTED, removed=True))
    assert (gone.state, gone.reason) == ("cancelled", "traveller_removed")


def test_an_indication_that_comes_back_opens_another_case() -> None:
    store = CaseStore(MemoryTables())
    seen(NOW, store, of(LISTED))
    seen(LATER, store, of(NOTHING, LISTED))
    opener(store, LATER)(of(LISTED, NOTHING))
    newest, count = store.of_traveller(TRAVELLER.id)
    assert count == 2
    assert newest is not None
    assert newest.state == "opened"


def test_nobody_is_looked_up_who_never_warranted_a_case() -> None:
    tables = MemoryTables()
    opener(CaseStore(tables), NOW)(of(NOTHING, NOTHING, removed=True))
    assert tables.requests == 0
