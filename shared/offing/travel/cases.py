"""From assessments to cases: opened, brought up to date, or cancelled when the traveller is gone."""

from collections.abc import Callable

from offing.cases.adjudication import AdjudicationStore, asked
from offing.cases.codes import GONE, NOT_INDICATED
from offing.cases.model import Action, Case
from offing.cases.opening import follow_up, open_case, warrants_case
from offing.cases.store import CaseStore
from offing.cases.workflow import AWAITED, TRANSITIONS
from offing.kernel.errors import ConflictError
from offing.travel.scoring import Assessed


def opener(
    store: CaseStore, now: str, questions: AdjudicationStore | None = None
) -> Callable[[Assessed], bool]:
    """What scoring calls for each assessed traveller; says whether a case stands on them.

    Whoever keeps an entry that raises an alert on another's case is asked whether it is the person: `questions`.
    """

    def opens(a: Assessed) -> bool:
        stands = opens_case(a)
        if questions is not None:
            _ask(questions, store, a, now)
        return stands

    def opens_case(a: Assessed) -> bool:
        fresh = open_case(a.assessment, a.traveller, a.movement, at=now)
        # Most travellers never warrant a case: only for those who do, or did, is one looked for.
        if fresh is None and not (a.before and warrants_case(a.before)):
            return False
        # Under the present id or one that they had before their reports were joined.
        known, count = store.of_traveller(a.traveller.id, *a.traveller.formerly)
        if fresh is None:
            return known is not None and _withdrawn(store, known, a.traveller.removed, now)
        if known is None:
            store.open(fresh)
        elif known.state in AWAITED:
            store.reassess(known, fresh)
        elif (more := follow_up(known, fresh, count + 1)) is not None:
            store.open(more)
        return True

    return opens


def _ask(questions: AdjudicationStore, store: CaseStore, a: Assessed, now: str) -> None:
    """Ask the owners of entries that are alerts now and were none before."""
    before = a.before.matches if a.before else ()
    known = {(m.list, m.entity) for m in before if m.band != "weak"}
    news = [m for m in a.assessment.matches if (m.list, m.entity) not in known]
    if not any(m.band != "weak" for m in news):
        return
    case, _ = store.of_traveller(a.traveller.id, *a.traveller.formerly)
    for one in asked(
        news,
        a.traveller,
        a.movement,
        case=case.id if case else "",
        case_agency=case.agency if case else "",
        at=now,
    ):
        questions.ask(one)


def _withdrawn(store: CaseStore, known: Case, removed: bool, now: str) -> bool:
    """Cancel the case of somebody who is gone, or one that nobody has taken up and that newer data take back."""
    reason = GONE if removed else NOT_INDICATED
    if (known.state, "cancel") in TRANSITIONS and (removed or known.state == "opened"):
        action = Action(kind="cancel", actor="offing", at=now, reason=reason, rev=known.rev)
        try:
            store.act(known.id, action)
        except ConflictError:
            # An officer acted at this moment: the case is theirs now.
            return True
    return True
