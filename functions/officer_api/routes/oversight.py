"""Who am I, search, codes, audit."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query

from offing.access.audit import fingerprint, verify
from offing.access.policy import Resource
from offing.access.purposes import PURPOSES, purposes_of
from offing.access.trail import everything, newest
from offing.cases import codes
from offing.kernel.errors import InvalidInputError, UnavailableError
from offing.kernel.plain import plain
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import routes

router = routes()
# Kind of record → the action that finding it is, and on what.
_SEARCHED = {
    "travellers": ("traveller:search", "Traveller"),
    "cases": ("traveller:search", "Traveller"),
    "messages": ("message:view", "Message"),
}


@router.get("/me", summary="Who is signed in", tags=["Me"])
def me() -> dict[str, Any]:
    """The officer, with what they may do."""
    desk = desk_of(router)
    person = desk.person
    return {
        "user": person.id,
        "name": person.name,
        "roles": sorted(person.roles),
        "agency": person.agency,
        "office": next(iter(sorted(person.offices)), ""),
        "permissions": desk.permissions(),
    }


@router.get("/codes", summary="The coded tables", tags=["Me"])
def coded() -> dict[str, Any]:
    """Reasons, results, offices and purposes, as the console offers them."""
    mine = purposes_of(desk_of(router).person)
    purposes = [{"code": code, "text": PURPOSES[code].sentence} for code in mine]
    return codes.table() | {"purposes": purposes}


@router.get("/search", summary="Search records", tags=["Search"])
def search(
    q: Annotated[str, Query(min_length=2, max_length=200)],
    kind: Annotated[str, Query(max_length=16)] = "travellers",
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
) -> dict[str, Any]:
    """Records that match the words; says so when the engine is away, since all else works without it."""
    desk = desk_of(router)
    if kind not in _SEARCHED:
        raise InvalidInputError(f"kind is one of {', '.join(_SEARCHED)}", where="query.kind")
    action, on = _SEARCHED[kind]
    desk.ask(action, desk.own(on, f"search:{kind}"), words=fingerprint(q))
    filters = _filters(desk, kind)
    try:
        found = desk.ports.search.find([kind], q, filters, limit)
    except UnavailableError:
        return {"items": [], "total": 0, "available": False}
    items = [_item(document) for document in found.documents]
    return {"items": items, "total": found.total, "available": True}


def _filters(desk: Desk, kind: str) -> Mapping[str, Sequence[str]]:
    """What keeps a search to what the officer may open: another agency's finds are not found."""
    if kind == "cases":
        return desk.row_filter("case:view")
    return {"agency": ("", desk.person.agency)} if kind == "travellers" else {}


def _item(document: dict[str, Any]) -> dict[str, Any]:
    shown = ("movement_label", "nationality", "date_of_birth", "state", "status", "carrier")
    words = [str(document[name]) for name in shown if document.get(name)]
    when = ("departure", "opened_at", "received_at")
    return {
        "id": document["id"],
        "kind": document["index"],
        "title": document.get("name") or document.get("reference") or document["id"],
        "subtitle": " · ".join(words),
        "at": next((document[name] for name in when if document.get(name)), None),
        "highlight": next(iter(document["highlight"]), None),
    }


@router.get("/audit", summary="The audit trail", tags=["Audit"])
def audit(
    actor: Annotated[str, Query(max_length=128)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> dict[str, Any]:
    """Who did what for which purpose, newest first; of one person or of all."""
    desk = desk_of(router)
    desk.ask("audit:view", Resource(type="AuditTrail", id=actor or "all"))
    return {"items": plain(newest(desk.ports.tables, actor, limit, desk.now))}


@router.get("/audit/verify", summary="Verify the audit trail", tags=["Audit"])
def audit_verify() -> dict[str, Any]:
    """Whether every chain of the trail is whole and unchanged."""
    desk = desk_of(router)
    desk.ask("audit:verify", Resource(type="AuditTrail", id="all"))
    return verify(everything(desk.ports.tables)).as_json()
