"""From assessments to cases: opened, brought up to date, or cancelled when the traveller is gone."""

from collections.abc import Callable

from offing.cases.model import Action, Case
from offing.cases.opening import follow_up, open_case
from offing.cases.store import CaseStore
from offing.cases.workflow import AWAITED, TRANSITIONS
from offing.kernel.errors import ConflictError
from offing.travel.scoring import Assessed


def opener(store: CaseStore, now: str) -> Callable[[Assessed], bool]:
    """What scoring calls for each assessed traveller; says whether a case stands on them."""

    def opens(a: Assessed) -> bool:
        fresh = open_case(a.assessment, a.traveller, a.movement, at=now)
        if fresh is None and not a.traveller.removed:
            return False
        # Under the present id or one that they had before their reports were joined.
        known, count = store.of_traveller(a.traveller.id, *a.traveller.formerly)
        if fresh is None:
            return _cancelled(store, known, now)
        if known is None:
            store.open(fresh)
        elif known.state in AWAITED:
            store.reassess(known, fresh)
        elif (more := follow_up(known, fresh, count + 1)) is not None:
            store.open(more)
        return True

    return opens


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
