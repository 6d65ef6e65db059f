"""Carriers: the board, profiles, data quality, schedules: `/board`, `/carriers…`, `/schedules`."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from offing.carriers.board_view import Asked
from offing.carriers.notices import NoticeBook
from offing.carriers.profile import Profile, profile_of
from offing.carriers.quality import days_of, quality, score, total
from offing.carriers.schedules.reading import read_schedule
from offing.carriers.schedules.store import ScheduleStore, changes_view
from offing.carriers.store import ProfileStore
from offing.kernel.errors import InvalidInputError
from offing.kernel.plain import plain
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import answer, header, revision_seen, routes
from offing.travel.board import board_of

router = routes()
Code = Annotated[str, Path(pattern=r"^[A-Z0-9]{2,3}$")]
_NOTICES = 50
_SCORED_DAYS = 28


@router.get("/board", summary="Movements expected and heard of", tags=["Carriers"])
def expected_board(
    date: Annotated[str, Query(pattern=r"^\d{4}-\d{2}-\d{2}$")],
    carrier: Annotated[str, Query(pattern=r"^([A-Z0-9]{2,3})?$")] = "",
    state: Annotated[str, Query(max_length=16)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 500,
    cursor: Annotated[str, Query(max_length=80)] = "",
) -> dict[str, Any]:
    """Movements of a local day that were expected or heard of, and where each message due for them stands.

    The counts are those of the whole day, whatever part of it is asked for.
    """
    desk = desk_of(router)
    desk.ask("carrier:view", desk.own("Carrier", f"board:{date}"), polled=True)
    board = board_of(desk.ports.tables, _day(date), _now(desk))
    return board.view(desk.now, Asked(carrier, state, limit, cursor))


@router.get("/carriers", summary="All carriers", tags=["Carriers"])
def carriers() -> dict[str, Any]:
    """Profiles of all carriers, each with its score of the last four weeks."""
    desk = desk_of(router)
    desk.ask("carrier:view", desk.own("Carrier", "all"))
    profiles = ProfileStore(desk.ports.tables).all()
    return {"items": [plain(p) | {"score": _score(desk, p)} for p in profiles]}


@router.get("/carriers/<carrier>", summary="One carrier", tags=["Carriers"])
def one(carrier: Code) -> Response[str]:
    """The profile of a carrier with its newest notices and the schedules in force."""
    desk = desk_of(router)
    desk.ask("carrier:view", desk.own("Carrier", carrier))
    tables = desk.ports.tables
    profile = ProfileStore(tables).get(carrier)
    if profile is None:
        desk.miss("carrier:view", "Carrier", carrier)
    notices, _ = NoticeBook(tables).of_carrier(carrier, _NOTICES)
    seasons = [s for s in ScheduleStore(tables).seasons() if s.carrier in profile.codes]
    return _file(profile, {"notices": notices, "schedules": plain(seasons)})


@router.put("/carriers/<carrier>", summary="Change a carrier's profile", tags=["Carriers"])
def change(carrier: Code, body: Annotated[dict[str, Any], Body()]) -> Response[str]:
    """Keep a profile over the revision in `If-Match`, 0 for a new carrier."""
    desk = desk_of(router)
    desk.ask("carrier:edit", desk.own("Carrier", carrier))
    seen = revision_seen(header(router.current_event.headers, "if-match"))
    kept = ProfileStore(desk.ports.tables).put(profile_of(carrier, body), seen)
    return _file(kept, {})


@router.get("/carriers/<carrier>/quality", summary="A carrier's data quality", tags=["Carriers"])
def data_quality(
    carrier: Code, days: Annotated[int, Query(ge=1, le=366)] = _SCORED_DAYS
) -> dict[str, Any]:
    """Scores by day and week, and the findings behind them, of the last days with today."""
    desk = desk_of(router)
    desk.ask("carrier:view", desk.own("Carrier", carrier))
    last = _now(desk).date()
    first = last - timedelta(days=days - 1)
    return quality(carrier, days_of(desk.ports.tables, carrier, first, last))


@router.post("/schedules", summary="Upload a schedule", tags=["Carriers"])
def schedule(
    apply: Annotated[bool, Query()] = False,
    ports: Annotated[str, Query(max_length=400, pattern=r"^([A-Z]{3}(,[A-Z]{3})*)?$")] = "",
) -> dict[str, Any]:
    """What an SSIM or CSV file changes in the seasons that it names; put in force only with `apply`.

    With `ports`, only legs that touch one of them are taken.
    """
    desk = desk_of(router)
    desk.ask("carrier:edit", desk.own("Carrier", "schedules"), apply=str(apply).lower())
    draft = read_schedule((router.current_event.decoded_body or "").encode())
    draft.keep_ports(port for port in ports.split(",") if port)
    store = ScheduleStore(desk.ports.tables)
    planned = store.apply(draft, desk.person.id, desk.now) if apply else store.plan(draft)
    return changes_view(draft, planned, applied=apply)


def _file(profile: Profile, more: dict[str, Any]) -> Response[str]:
    return answer(200, plain(profile) | more, headers={"ETag": str(profile.rev)})


def _score(desk: Desk, profile: Profile) -> int | None:
    last = _now(desk).date()
    first = last - timedelta(days=_SCORED_DAYS - 1)
    return score(total(days_of(desk.ports.tables, profile.carrier, first, last)))


def _now(desk: Desk) -> datetime:
    return datetime.fromisoformat(desk.now)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInputError("There is no such day", where="query.date") from None
