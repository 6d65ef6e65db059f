"""The work queue and the cases: `/queue`, `/cases/{case}`, `/cases/{case}/{action}`."""

from collections.abc import Iterable
from itertools import chain
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query
from pydantic import BaseModel, Field

from offing.cases.model import Action, Case, Result
from offing.cases.ranking import WAITING, capacities, place_view, placed
from offing.cases.store import CaseStore
from offing.cases.views import case_file
from offing.cases.workflow import ADVANCE, STATES, TRANSITIONS, transition
from offing.kernel.errors import InvalidInputError
from offing.risk.capacity import line_of
from offing.runtime.desk import Desk, desk_of, of_case
from offing.runtime.http import answer, header, revision_seen, routes
from offing.travel.views import queue_view

router = routes()
_MOST_COUNTED = 1000
_PAGES = (
    20  # of cases that are others', before an officer is given an empty page and a place to go on
)

Text = Annotated[str, Field(max_length=64)]


class ResultBody(BaseModel):
    """What an examination found, in codes."""

    outcome: Text
    code: Text = ""
    quantity: Annotated[float | None, Field(ge=0, le=1e9)] = None
    unit: Text | None = None
    note: Annotated[str | None, Field(max_length=2000)] = None
    reason: Text | None = None


class ActionBody(BaseModel):
    """What an officer says with an action."""

    reason: Text = ""
    note: Annotated[str, Field(max_length=2000)] = ""
    office: Text = ""
    result: ResultBody | None = None


@router.get("/queue", summary="The work queue, ranked", tags=["Cases"])
def queue(
    state: Annotated[str, Query(max_length=16)] = "opened",
    office: Annotated[str, Query(max_length=16)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> dict[str, Any]:
    """Cases in a state that this officer may see, highest score first."""
    desk = desk_of(router)
    if state not in STATES:
        raise InvalidInputError(f"state is one of {', '.join(STATES)}", where="query.state")
    desk.ask("case:view", desk.own("Case", f"queue:{state}", state=state), polled=True)
    store = CaseStore(desk.ports.tables)
    waiting = {name: store.queue(name, _MOST_COUNTED)[0] for name in WAITING}
    shown: list[Case] = []
    for _ in range(_PAGES):
        cases, cursor = store.queue(state, limit - len(shown), cursor)
        shown += [c for c in cases if _sees(desk, c) and office in ("", c.office)]
        if cursor is None or len(shown) >= limit:
            break
    mine = {name: [c for c in cases if _sees(desk, c)] for name, cases in waiting.items()}
    view = queue_view(shown, cursor, {name: len(cases) for name, cases in mine.items()})
    return view | _lined(desk, view["items"], chain(*waiting.values()), chain(*mine.values()))


def _lined(
    desk: Desk, rows: list[dict[str, Any]], waiting: Iterable[Case], mine: Iterable[Case]
) -> dict[str, Any]:
    """The rows with their places among all who wait for the same hands, and the line as it concerns one's own."""
    places = placed(waiting, capacities(desk.ports.tables))
    line = line_of(places[case.id] for case in mine)
    return {"items": [row | place_view(places.get(row["id"])) for row in rows], "line": line}


def _sees(desk: Desk, case: Case) -> bool:
    return desk.may("case:view", of_case(case))


def _case(desk: Desk, identity: str, action: str = "case:view") -> Case:
    """A case that the officer may do this with; one that is not theirs does not exist for them."""
    case = CaseStore(desk.ports.tables).get(identity)
    if case is None:
        desk.miss(action, "Case", identity)
    desk.ask(action, of_case(case))
    return case


def _file(desk: Desk, case: Case) -> Response[str]:
    resource = of_case(case)
    wanted = {row.permission for row in TRANSITIONS.values()} - {ADVANCE}
    permitted = {permission for permission in wanted if desk.may(permission, resource)}
    events = CaseStore(desk.ports.tables).events(case.id)
    return answer(200, case_file(case, events, permitted), headers={"ETag": str(case.rev)})


@router.get("/cases/<case>", summary="One case", tags=["Cases"])
def read(case: Annotated[str, Path(max_length=64)]) -> Response[str]:
    """A case with what has happened to it and what this officer may do now."""
    desk = desk_of(router)
    return _file(desk, _case(desk, case))


@router.post("/cases/<case>/<action>", summary="Act on a case", tags=["Cases"])
def act(
    case: Annotated[str, Path(max_length=64)],
    action: Annotated[str, Path(max_length=16)],
    body: Annotated[ActionBody, Body()],
) -> Response[str]:
    """Claim, release, clear, refer, acknowledge, or record the result; `If-Match` is the revision seen."""
    desk = desk_of(router)
    known = _case(desk, case)
    row = transition(known, action)
    if row.permission == ADVANCE:
        raise InvalidInputError("This step is the machine's own", where="path.action")
    desk.ask(row.permission, of_case(known))
    done = Action(
        kind=action,
        actor=desk.person.id,
        at=desk.now,
        reason=body.reason,
        note=body.note,
        office=body.office,
        result=Result(**body.result.model_dump()) if body.result else None,
        rev=revision_seen(header(router.current_event.headers, "if-match")),
    )
    return _file(desk, CaseStore(desk.ports.tables).act(case, done))
