"""From assessments to cases: opened, brought up to date, or cancelled when the traveller is gone."""

from collections.abc import Callable

from offing.cases.model import Action, Case
from offing.cases.opening import case_id, open_case
from offing.cases.store import CaseStore
from offing.cases.workflow import TRANSITIONS
from offing.kernel.errors import ConflictError
from offing.travel.scoring import Assessed


def opener(store: CaseStore, now: str) -> Callable[[Assessed], bool]:
    """What scoring calls for each assessed traveller; says whether a case stands on them."""

    def opens(a: Assessed) -> bool:
        fresh = open_case(a.assessment, a.traveller, a.movement, at=now)
        if fresh is None and not a.traveller.removed:
            return False
        known = _known(store, a)
        if fresh is None:
            return _cancelled(store, known, now)
        if known is None:
            store.open(fresh)
        else:
            store.reassess(known, fresh)
        return True

    return opens


def _known(store: CaseStore, a: Assessed) -> Case | None:
    """The case on this traveller, under this id or one they had before their reports were joined."""
    ids = (a.traveller.id, *a.traveller.formerly)
    return next((case for i in ids if (case := store.get(case_id(i)))), None)


def _cancelled(store: CaseStore, known: Case | None, now: str) -> bool:
    """Cancel the open case of somebody who is no longer on the movement."""
    if known is None:
        return False
    if (known.state, "cancel") in TRANSITIONS:
        action = Action(kind="cancel", actor="offing", at=now, rev=known.rev)
        try:
            store.act(known.id, action)
        except ConflictError:
            # An officer acted at this moment; the next scoring of the movement looks again.
            return True
    return True
