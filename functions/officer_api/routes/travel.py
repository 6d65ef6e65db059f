"""Travellers and movements: `/travellers/{id}`, `/movements`, `/movements/{id}`."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from functions.officer_api.listing import visible
from offing.cases.store import CaseStore
from offing.kernel.errors import NotFoundError
from offing.runtime.desk import desk_of, of_case, of_traveller
from offing.runtime.http import routes
from offing.travel.judging import with_judgements
from offing.travel.store import MovementStore
from offing.travel.views import (
    dossier_view,
    entries_needed,
    formerly,
    manifest_view,
    movement_row,
    opened_on,
)
from offing.watchlists.model import Entry
from offing.watchlists.store import ListStore

router = routes()
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2}|undated)$")]


@router.get("/travellers/<traveller>", summary="One traveller's dossier", tags=["Travellers"])
def dossier(traveller: Annotated[str, Path(max_length=64)]) -> dict[str, Any]:
    """All of one traveller on one movement, with every reason and every source."""
    desk = desk_of(router)
    store = MovementStore(desk.ports.tables)
    where = store.whereabouts(traveller)
    if where is None:
        desk.miss("traveller:view", "Traveller", traveller)
    movement, identity = where
    manifest = store.manifest(movement)
    ids = (identity, *formerly(manifest, identity))
    case, _ = CaseStore(desk.ports.tables).of_traveller(*ids)
    desk.ask("traveller:view", of_traveller(identity, case))
    lists = ListStore(desk.ports.tables)
    entries: dict[str, Entry] = {}
    agencies = ("", desk.person.agency)
    seen_too = {at.name for at in visible(desk)}
    for listed, entry in entries_needed(manifest, identity, agencies, seen_too):
        if found := lists.entry(listed, entry):
            entries[f"{listed}/{entry}"] = found
    shown = dossier_view(manifest, identity, entries, case, agencies, seen_too)
    if shown is None:
        raise NotFoundError("There is no such traveller")
    return with_judgements(desk.ports.tables, shown, manifest.travellers[identity])


@router.get("/movements", summary="Movements of a day", tags=["Movements"])
def movements(
    date: Day, cursor: Annotated[str | None, Query(max_length=1024)] = None
) -> dict[str, Any]:
    """Movements that depart on a local date, with their counts."""
    desk = desk_of(router)
    desk.ask("movement:view", desk.own("Movement", f"day:{date}"))
    heads, following = MovementStore(desk.ports.tables).on_day(date, cursor=cursor)
    return {"items": [movement_row(head) for head in heads], "cursor": following}


@router.get("/movements/<movement>", summary="One movement's manifest", tags=["Movements"])
def manifest(movement: Annotated[str, Path(max_length=80)]) -> dict[str, Any]:
    """Everybody on a movement, the messages that told of them, and the counts."""
    desk = desk_of(router)
    desk.ask("movement:view", desk.own("Movement", movement))
    found = MovementStore(desk.ports.tables).manifest(movement)
    if found.head.basis == 0:
        raise NotFoundError("There is no such movement")
    cases = CaseStore(desk.ports.tables)
    known = {
        identity: case
        for identity in opened_on(found)
        if (case := cases.of_traveller(identity, *formerly(found, identity))[0])
    }
    hidden = {i for i, case in known.items() if not desk.may("case:view", of_case(case))}
    return manifest_view(found, {i: case.id for i, case in known.items()}, hidden)
