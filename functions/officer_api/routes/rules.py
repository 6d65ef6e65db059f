"""Rules and their life: `/rules`, `/rules/fields`, `/rules/{rule}`, `/rules/{rule}/runs`, `/rules/{rule}/{step}`."""

from datetime import date
from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path
from pydantic import BaseModel, Field

from functions.officer_api.routes.statistics import of_others
from functions.officer_api.ruling import VIEW, of_rule, seen, shown, taken
from offing.kernel.errors import ConflictError, InvalidInputError, NotFoundError, TooLargeError
from offing.kernel.plain import to_json
from offing.risk.life_cycle import WRITE
from offing.risk.register import RULE_ID, RuleRegister, begun
from offing.risk.rule_file import Criteria, RuleFile, Step, Trial
from offing.risk.rule_views import editor_tables, row_view, run_view
from offing.risk.runs import DONE, MOST_DAYS, Run, RunStore, asked
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import answer, header, revision_seen, routes

router = routes()
_MOST_BYTES = 100_000
RuleId = Annotated[str, Path(pattern=RULE_ID)]
RunId = Annotated[str, Path(pattern=r"^[a-z2-7]{26}$")]
Text = Annotated[str, Field(max_length=2000)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Stepped = Literal[
    "justify", "test", "submit", "approve", "reject", "publish", "shadow", "retire", "rollback"
]


class CriteriaBody(BaseModel):
    """What a rule says."""

    title: Annotated[str, Field(min_length=3, max_length=200)]
    words: Annotated[str, Field(min_length=3, max_length=2000)]
    streams: Annotated[
        list[Annotated[str, Field(max_length=32)]], Field(min_length=1, max_length=16)
    ]
    weight: Annotated[float, Field(gt=0, lt=1)]
    severity: Annotated[int, Field(ge=1, le=3)]
    when: dict[str, Any]
    tests: Annotated[list[dict[str, Any]], Field(max_length=100)] = []
    scenario: Annotated[str, Field(max_length=200)] = ""
    source: Annotated[str, Field(max_length=500)] = ""


class StepBody(BaseModel):
    """What a step brings; which of these it needs stands in the table of the contract."""

    justification: Text = ""
    reason: Text = ""
    expires: Day | Literal[""] = ""
    review: Day | Literal[""] = ""
    run: Annotated[str, Field(max_length=64)] = ""
    number: Annotated[int, Field(ge=0, le=9999)] = 0


class RunBody(BaseModel):
    """Days of departure, both included."""

    first: Day
    last: Day


@router.get("/rules", summary="Rules", tags=["Rules"])
def rules() -> dict[str, Any]:
    """The rules that this officer may see."""
    desk = desk_of(router)
    desk.ask(VIEW, desk.own("Rule", "register"))
    today, person = desk.now[:10], desk.person
    visible = (
        f for f in RuleRegister(desk.ports.tables).all() if desk.may(VIEW, of_rule(f, person.id))
    )
    return {"items": [row_view(file, today, person.agency) for file in visible]}


@router.get("/rules/fields", summary="What rules may ask", tags=["Rules"])
def fields() -> dict[str, Any]:
    """Fields, operators, streams, lists and steps: the tables of the rule editor."""
    desk = desk_of(router)
    desk.ask(VIEW, desk.own("Rule", "fields"))
    return editor_tables()


@router.get("/rules/<rule>", summary="One rule", tags=["Rules"])
def one(rule: RuleId) -> Response[str]:
    """A rule with its papers, its versions and what was done to it."""
    desk = desk_of(router)
    return shown(desk, seen(desk, rule))


@router.put("/rules/<rule>", summary="Write a rule", tags=["Rules"])
def write(rule: RuleId, body: Annotated[CriteriaBody, Body()]) -> Response[str]:
    """Begin a rule of the officer's agency, or say anew what it says; `If-Match` is the revision seen, 0 for a new one.

    A version that is live goes on counting while the new one is a draft.
    """
    desk = desk_of(router)
    if _bytes(body) > _MOST_BYTES:
        raise TooLargeError(f"A rule has at most {_MOST_BYTES:,} bytes", where="body")
    step = Step(kind="edit", by=desk.person.id, at=desk.now, says=criteria(body))
    register = RuleRegister(desk.ports.tables)
    if register.get(rule) is None:
        file = begun(rule, desk.person.agency)
        desk.ask(WRITE, of_rule(file, desk.person.id), step=step.kind)
        return shown(desk, register.take(rule, step, _revision("0"), desk.person.agency))
    return shown(desk, taken(desk, seen(desk, rule), step, _revision("")))


@router.post("/rules/<rule>/runs", summary="Try a rule on the past", tags=["Rules"])
def try_out(rule: RuleId, body: Annotated[RunBody, Body()]) -> Response[str]:
    """Ask for a run of the working version over days of departure; it is counted by many workers."""
    desk = desk_of(router)
    file = seen(desk, rule)
    desk.ask(WRITE, of_rule(file, desk.person.id), step="run")
    days = _days(body)
    run = asked(file, body.first, body.last, days, desk.person.id, desk.now)
    RunStore(desk.ports.tables).add(run)
    desk.ports.bus.publish("offing.rules", "RuleRunRequested", {"run": run.id})
    return answer(202, run_view(run))


@router.get("/rules/<rule>/runs", summary="Runs of a rule", tags=["Rules"])
def runs(rule: RuleId) -> dict[str, Any]:
    """The newest fifty runs of a rule on the past."""
    desk = desk_of(router)
    file = seen(desk, rule)
    return {"items": [run_view(run) for run in RunStore(desk.ports.tables).of_rule(file.id)]}


@router.get("/rules/<rule>/runs/<run>", summary="One run", tags=["Rules"])
def run_of(rule: RuleId, run: RunId) -> dict[str, Any]:
    """How far a run is, and once it is done what it tells."""
    desk = desk_of(router)
    found = _run(desk, seen(desk, rule), run)
    told, hidden = RunStore(desk.ports.tables).outlook(run), of_others(desk)
    if told is not None:
        told["overlap"] = [row for row in told["overlap"] if not hidden(row["rule"])]
    return run_view(found, told)


@router.post("/rules/<rule>/<step>", summary="Take a step with a rule", tags=["Rules"])
def take(
    rule: RuleId, step: Annotated[Stepped, Path()], body: Annotated[StepBody, Body()]
) -> Response[str]:
    """Move a rule on in its life; `If-Match` is the revision seen. What each step brings stands in the contract."""
    desk = desk_of(router)
    file = seen(desk, rule, *filter(None, (body.number,)))
    wanted = Step(
        kind=step,
        by=desk.person.id,
        at=desk.now,
        reason=body.reason,
        justification=body.justification,
        expires=body.expires,
        review=body.review,
        number=body.number,
        trial=_trial(desk, file, body.run) if step == "test" else None,
    )
    return shown(desk, taken(desk, file, wanted, _revision("")))


def _bytes(body: CriteriaBody) -> int:
    try:
        return len(to_json(body.model_dump()))
    except TypeError:
        raise InvalidInputError(
            "This cannot be kept: write numbers of ordinary size and whole characters, and nest less deep",
            where="body",
        ) from None


def criteria(body: CriteriaBody) -> Criteria:
    """What a rule says, as the register keeps it."""
    said = body.model_dump()
    return Criteria(**{**said, "streams": tuple(body.streams), "tests": tuple(body.tests)})


def _days(body: RunBody) -> int:
    try:
        days = (date.fromisoformat(body.last) - date.fromisoformat(body.first)).days + 1
    except ValueError:
        raise InvalidInputError("Give days as YYYY-MM-DD", where="body.first") from None
    if not 1 <= days <= MOST_DAYS:
        raise InvalidInputError(f"A run covers 1 to {MOST_DAYS} days", where="body.last")
    return days


def _run(desk: Desk, of: RuleFile, run: str) -> Run:
    found = RunStore(desk.ports.tables).need(run)
    if found.rule != of.id:
        raise NotFoundError("There is no such run")
    return found


def _trial(desk: Desk, of: RuleFile, run: str) -> Trial | None:
    if not run:
        return None
    found = _run(desk, of, run)
    if found.state != DONE:
        raise ConflictError(f"This run is {found.state}: wait until it is done", where="body.run")
    return found.trial()


def _revision(absent: str) -> int:
    sent = header(router.current_event.headers, "if-match").strip('W/" ')
    return revision_seen(sent or absent)
