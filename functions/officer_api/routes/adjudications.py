"""Questions to the keepers of list entries: `/adjudications`, `/adjudications/{id}`."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query
from pydantic import BaseModel, Field

from offing.access.policy import Resource
from offing.cases.adjudication import (
    ANSWERED,
    OPEN,
    Adjudication,
    AdjudicationStore,
    answered,
)
from offing.cases.model import Action
from offing.cases.store import CaseStore
from offing.cases.views import entry_view
from offing.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from offing.kernel.plain import plain
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import answer, header, revision_seen, routes
from offing.travel.judging import keep
from offing.travel.store import MovementStore
from offing.watchlists.judgements import DIFFERENT, SAME
from offing.watchlists.store import ListStore

router = routes()
_ACTION = "watchlist:adjudicate"
_JUDGED = {SAME, DIFFERENT}
_KEEPER = "another agency"


class AnswerBody(BaseModel):
    """Whether the traveller is the person on the list."""

    answer: Annotated[str, Field(max_length=16)]
    reason: Annotated[str, Field(max_length=64)] = ""
    note: Annotated[str, Field(max_length=2000)] = ""


@router.get("/adjudications", summary="Questions to the own agency", tags=["Lists"])
def queue(
    state: Annotated[str, Query(max_length=16)] = OPEN,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> dict[str, Any]:
    """Travellers who resemble entries of the officer's agency, the most pressing first."""
    desk = desk_of(router)
    if state not in (OPEN, ANSWERED):
        raise InvalidInputError(f"state is {OPEN} or {ANSWERED}", where="query.state")
    desk.ask(_ACTION, desk.own("Watchlist", f"adjudications:{state}"), polled=True)
    store = AdjudicationStore(desk.ports.tables)
    found, following = store.queue(desk.person.agency, state, limit, cursor)
    return {"items": [_view(desk, one) for one in found], "cursor": following}


@router.post("/adjudications/<asked>", summary="Answer a question", tags=["Lists"])
def say(
    asked: Annotated[str, Path(max_length=64)], body: Annotated[AnswerBody, Body()]
) -> Response[str]:
    """Say whether a traveller is the person on the list; `If-Match` is the revision seen."""
    desk = desk_of(router)
    store = AdjudicationStore(desk.ports.tables)
    try:
        known = store.need(asked)
    except NotFoundError:
        desk.miss(_ACTION, "Watchlist", asked)
    desk.ask(_ACTION, Resource(type="Watchlist", id=known.id, agency=known.agency))
    new = answered(
        known,
        body.answer,
        seen=revision_seen(header(router.current_event.headers, "if-match")),
        by=desk.person.id,
        at=desk.now,
        reason=body.reason,
        note=body.note,
    )
    store.answer(new, known)
    # What follows is repeated without harm when an answer is sent again.
    _follow(desk, new)
    return answer(200, _view(desk, new), headers={"ETag": str(new.rev)})


def _follow(desk: Desk, of: Adjudication) -> None:
    """Remember the answer, tell it on the case, and have the movement matched with it."""
    tables, said = desk.ports.tables, of.answer or ""
    person = MovementStore(tables).person(of.traveller)
    if person is not None and said in _JUDGED:
        keep(tables, person, of.match, said, by=of.by, at=of.at, reason="adjudicated", case=of.case)
        desk.ports.queues.send("match", [{"movement": of.movement}])
    detail = {"question": of.id, "list": of.list, "answer": said}
    desk.ports.bus.publish("offing.watchlists", "MatchAdjudicated", detail)
    if of.case:
        _tell(CaseStore(tables), of)


def _tell(store: CaseStore, of: Adjudication) -> None:
    """Put the answer on the originator's case."""
    if any(e["who"] == _KEEPER and e["at"] == of.at for e in store.events(of.case)):
        return
    try:
        # Whose list it is stays with its owner.
        store.act(
            of.case, Action(kind="adjudicate", actor=_KEEPER, at=of.at, reason=of.answer or "")
        )
    except ConflictError:
        return  # decided or closed meanwhile: the answer stays with the question


def _view(desk: Desk, of: Adjudication) -> dict[str, Any]:
    entry = ListStore(desk.ports.tables).entry(of.list, of.entry)
    hidden = {"case", "traveller", "agency"}
    shown = {name: value for name, value in plain(of).items() if name not in hidden}
    return {**shown, "entry_view": entry_view(entry) if entry else None}
