"""What offices can examine: `/capacity`, `/capacity/{office}`."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path
from pydantic import BaseModel, Field

from offing.cases.offices import OFFICES
from offing.cases.ranking import WAITING, capacities, capacity_book, placed
from offing.cases.store import CaseStore
from offing.kernel.errors import InvalidInputError
from offing.kernel.plain import plain
from offing.risk.capacity import DAYS, MOST_EXAMINATIONS, MOST_SHIFTS, Capacity, Shift, line_of
from offing.risk.store import StatisticsStore
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import answer, header, revision_seen, routes

router = routes()
_MOST_RANKED = 1000
_CAUSE, _MICRO = "cause:", 1_000_000
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Day = Annotated[str, Field(pattern=f"^({'|'.join(DAYS)})$")]
Name = Annotated[str, Field(min_length=1, max_length=40)]


class ShiftBody(BaseModel):
    """A team's hours at an office and how many examinations it can do in them."""

    team: Name
    shift: Name
    since: Clock
    until: Clock
    days: Annotated[list[Day], Field(min_length=1, max_length=7)]
    examinations: Annotated[int, Field(ge=0, le=MOST_EXAMINATIONS)]


class CapacityBody(BaseModel):
    """What an office can examine."""

    shifts: Annotated[list[ShiftBody], Field(max_length=MOST_SHIFTS)]
    quota: Annotated[int, Field(ge=0, le=MOST_EXAMINATIONS)] = 0


@router.get("/capacity", summary="What offices can examine", tags=["Capacity"])
def all_capacities() -> dict[str, Any]:
    """Teams and shifts of each office, what of the queue is within them, and what was left for want of hands."""
    desk = desk_of(router)
    desk.ask("statistics:view", desk.own("Statistics", "capacity"))
    known, store = capacities(desk.ports.tables), CaseStore(desk.ports.tables)
    waiting = [c for state in WAITING for c in store.queue(state, _MOST_RANKED)[0]]
    office_of = {case.id: case.office for case in waiting}
    places = placed(waiting, known)
    return {
        "items": [
            plain(known.get(office.code) or Capacity(office=office.code))
            | {
                "name": office.name,
                "line": line_of(p for p in places.values() if office_of[p.case] == office.code),
                "left": _left(desk, office.code),
            }
            for office in OFFICES
        ]
    }


def _left(desk: Desk, office: str) -> list[dict[str, Any]]:
    months = StatisticsStore(desk.ports.tables).left(office)
    return [
        {
            "month": month,
            "cases": counts.get("cases", 0),
            "expected_loss": counts.get("expected", 0) / _MICRO,
            "reasons": {
                n.removeprefix(_CAUSE): c for n, c in counts.items() if n.startswith(_CAUSE)
            },
        }
        for month, counts in sorted(months.items(), reverse=True)
    ]


@router.put("/capacity/<office>", summary="Set what an office can examine", tags=["Capacity"])
def set_capacity(
    office: Annotated[str, Path(max_length=16)], body: Annotated[CapacityBody, Body()]
) -> Response[str]:
    """Keep the teams and shifts of an office over the revision in `If-Match`, 0 for the first."""
    desk = desk_of(router)
    desk.ask("capacity:edit", desk.own("Statistics", f"capacity:{office}"))
    if office not in {o.code for o in OFFICES}:
        known = ", ".join(o.code for o in OFFICES)
        raise InvalidInputError(f"There is no such office; known: {known}", where="path.office")
    seen = revision_seen(header(router.current_event.headers, "if-match"))
    kept = Capacity(
        office=office,
        shifts=tuple(Shift(**{**s.model_dump(), "days": tuple(s.days)}) for s in body.shifts),
        quota=body.quota,
        by=desk.person.id,
        at=desk.now,
        rev=seen + 1,
    )
    capacity_book(desk.ports.tables).put(office, kept, seen)
    return answer(200, plain(kept), headers={"ETag": str(kept.rev)})
