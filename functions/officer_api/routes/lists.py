"""The lists and their entries: `/lists`, `/lists/{list}`, `/lists/{list}/entries`, `/lists/{list}/entries/{entry}`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query
from pydantic import BaseModel, Field

from functions.officer_api.listing import EDIT, VIEW, announce, edited, seen, visible
from offing.kernel.errors import InvalidInputError, NotFoundError, StaleWriteError
from offing.kernel.names import normalise
from offing.kernel.plain import plain, unpack_plain
from offing.kernel.ports import Item
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import answer, header, revision_seen, routes
from offing.watchlists.bounds import READING, from_row, why
from offing.watchlists.model import Entry
from offing.watchlists.register import LIST_NAME, ListRegister, WatchList, list_view
from offing.watchlists.store import GONE, ListStore, mark_of

router = routes()
ListName = Annotated[str, Path(pattern=LIST_NAME)]
EntryId = Annotated[str, Path(max_length=128)]
Reason = Annotated[str, Field(min_length=10, max_length=2000)]
_PAGES = (
    20  # looked through for a word before the officer is given what there is and a place to go on
)
_PAGE = 200
_WITHDRAWN = "withdrawn-"


class ListBody(BaseModel):
    """What an owner says of a list."""

    purpose: Annotated[str, Field(min_length=3, max_length=500)]
    category: Annotated[str | None, Field(max_length=64)] = None
    severity: Annotated[int, Field(ge=1, le=3)] = 2
    legal_basis: Annotated[str | None, Field(max_length=500)] = None
    retention_days: Annotated[int | None, Field(ge=1, le=36_600)] = None
    seen_by: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=50)] = []
    format: Annotated[str, Field(max_length=16)] = "jsonl"
    columns: Annotated[dict[str, str] | None, Field(max_length=50)] = None
    apply_at_once: bool = False


class EntryBody(BaseModel):
    """An entry with the reason for writing it."""

    entry: dict[str, Any]
    reason: Reason


class ReasonBody(BaseModel):
    """Why."""

    reason: Reason


@router.get("/lists", summary="Watchlists", tags=["Lists"])
def lists() -> dict[str, Any]:
    """The lists that this officer may see."""
    desk = desk_of(router)
    desk.ask(VIEW, desk.own("Watchlist", "register"))
    return {"items": [_shown(desk, at) for at in visible(desk)]}


@router.get("/lists/<listed>", summary="One watchlist", tags=["Lists"])
def one(listed: ListName) -> Response[str]:
    """Whose a list is, what for, and who may see it."""
    desk = desk_of(router)
    return _answered(desk, seen(desk, listed))


@router.put("/lists/<listed>", summary="Describe a watchlist", tags=["Lists"])
def describe(listed: ListName, body: Annotated[ListBody, Body()]) -> Response[str]:
    """Register a list for the officer's agency, or change what is said of it; `If-Match` is the revision seen."""
    desk = desk_of(router)
    known = ListRegister(desk.ports.tables).get(listed)
    if known is None:
        desk.ask(EDIT, desk.own("Watchlist", listed))
        known = WatchList(name=listed, agency=desk.person.agency)
    else:
        known = edited(desk, listed)
    said = {**body.model_dump(), "seen_by": tuple(body.seen_by)}
    new = replace(known, **said)
    register = ListRegister(desk.ports.tables)
    return _answered(desk, register.put(new, _revision(), desk.person.id, desk.now))


@router.get("/lists/<listed>/entries", summary="Entries of a watchlist", tags=["Lists"])
def entries(
    listed: ListName,
    q: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> dict[str, Any]:
    """The present entries by id; with `q` those that have the words in a name, alias, id or document."""
    desk = desk_of(router)
    at = seen(desk, listed)
    store, words = ListStore(desk.ports.tables), normalise(q)
    found: list[Entry] = []
    for _ in range(_PAGES):
        page, cursor = store.page(at.name, _PAGE if words else limit, cursor)
        found += [entry for entry in page if words in _words(entry)]
        if cursor is None or len(found) >= limit:
            break
    return {"items": [{"entry": plain(e), "digest": mark_of(e)} for e in found], "cursor": cursor}


@router.get("/lists/<listed>/entries/<entry>", summary="One entry", tags=["Lists"])
def entry(listed: ListName, entry: EntryId) -> Response[str]:
    """An entry with everything that it has ever said, by whom, when and why."""
    desk = desk_of(router)
    return _file(desk, seen(desk, listed), entry)


@router.put("/lists/<listed>/entries/<entry>", summary="Write an entry", tags=["Lists"])
def write(listed: ListName, entry: EntryId, body: Annotated[EntryBody, Body()]) -> Response[str]:
    """Add or change an entry, with a written reason; `If-Match` is the digest seen, none for a new one."""
    desk = desk_of(router)
    at = edited(desk, listed)
    try:
        new = from_row({**body.entry, "id": entry}, at)
    except READING as error:
        raise InvalidInputError(why(error), where="body.entry") from None
    store = ListStore(desk.ports.tables)
    store.write(new, _seen_header(), desk.person.id, desk.now, body.reason)
    announce(desk, at)
    return _file(desk, at, entry)


@router.post(
    "/lists/<listed>/entries/<entry>/withdraw", summary="Withdraw an entry", tags=["Lists"]
)
def withdraw(
    listed: ListName, entry: EntryId, body: Annotated[ReasonBody, Body()]
) -> Response[str]:
    """Take an entry off its list, with a written reason; what it said stays."""
    desk = desk_of(router)
    at, store = edited(desk, listed), ListStore(desk.ports.tables)
    present = store.entry(at.name, entry)
    if present is not None:
        if mark_of(present) != _seen_header():
            raise StaleWriteError("Somebody changed this entry; look again", where="If-Match")
        store.withdraw(at.name, [entry], desk.person.id, desk.now, body.reason)
        announce(desk, at)
    return _file(desk, at, entry)


def _shown(desk: Desk, at: WatchList) -> dict[str, Any]:
    agency = desk.person.agency
    may_edit = at.owned_by(agency) and desk.may(EDIT, desk.own("Watchlist", at.name))
    return list_view(at, agency) | {"may_edit": may_edit}


def _answered(desk: Desk, at: WatchList) -> Response[str]:
    return answer(200, _shown(desk, at), headers={"ETag": str(at.rev)})


def _file(desk: Desk, at: WatchList, identity: str) -> Response[str]:
    store = ListStore(desk.ports.tables)
    versions = store.versions(at.name, identity)
    present = store.entry(at.name, identity)
    if present is None and not versions:
        raise NotFoundError("There is no such entry on this list")
    digest = mark_of(present) if present else GONE
    shown = {
        "entry": plain(present),
        "digest": digest,
        "withdrawn": present is None,
        "versions": [_version(item) for item in reversed(versions)],
    }
    return answer(200, shown, headers={"ETag": digest})


def _version(item: Item) -> Mapping[str, Any]:
    mark = str(item["sk"]).rpartition("#")[2]
    gone = mark.startswith(_WITHDRAWN)
    body = item["body"]
    return {
        "digest": GONE if gone else mark,
        "at": item["at"],
        "by": item["author"],
        "reason": item.get("reason", ""),
        "entry": None if gone else unpack_plain(body if isinstance(body, bytes) else b"{}"),
    }


def _words(entry: Entry) -> str:
    numbers = (document.number for document in entry.documents)
    names = (alias.name for alias in entry.aliases)
    return " | ".join(normalise(text) for text in (entry.name, *names, entry.id, *numbers))


def _seen_header() -> str:
    return header(router.current_event.headers, "if-match").strip('W/" ')


def _revision() -> int:
    return revision_seen(_seen_header() or "0")
