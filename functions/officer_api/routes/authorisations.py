"""Who may be kept from boarding: `/authorisations`, those of single entries, and what carriers were told."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body, Path
from pydantic import BaseModel, Field

from functions.officer_api.listing import VIEW, of_list, seen, visible
from offing.access.policy import Resource
from offing.kernel.plain import plain
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import routes
from offing.travel.interactive_store import AnswerRecord, AnswerStore
from offing.watchlists.authorisations import ACTION, Authorisation, AuthorisationStore, authorise
from offing.watchlists.model import Entry
from offing.watchlists.register import LIST_NAME, ListRegister, WatchList
from offing.watchlists.store import ListStore, mark_of

router = routes()
_AUTHORISE = "watchlist:authorise"
_ENTRY = "/lists/<listed>/entries/<entry>/authorisation"
ListName = Annotated[str, Path(pattern=LIST_NAME)]
EntryId = Annotated[str, Path(max_length=128)]
Reason = Annotated[str, Field(min_length=10, max_length=2000)]


class AuthorisationBody(BaseModel):
    """Why an entry may keep a person from boarding, until which day, and in which wording: the digest that was seen."""

    reason: Reason
    until: Annotated[str, Field(max_length=10)]
    digest: Annotated[str, Field(max_length=64)]


class WithdrawalBody(BaseModel):
    """Why it may no more."""

    reason: Reason


@router.get("/authorisations", summary="Entries that keep from boarding", tags=["Lists"])
def standing() -> dict[str, Any]:
    """All that stand, of the lists that this officer may see; `covers` is false once the entry has changed."""
    desk = desk_of(router)
    desk.ask(VIEW, desk.own("Watchlist", "authorisations"))
    names = {at.name for at in visible(desk)}
    store = AuthorisationStore(desk.ports.tables)
    found = {pair: a for pair, a in store.standing(desk.now).items() if pair[0] in names}
    present = {(e.list, e.id): e for e in ListStore(desk.ports.tables).these(found)}
    return {"items": [_shown(a, present.get(pair), desk.now) for pair, a in sorted(found.items())]}


@router.get(_ENTRY, summary="Whether an entry keeps from boarding", tags=["Lists"])
def one(listed: ListName, entry: EntryId) -> dict[str, Any]:
    """An entry as it reads now, who wrote it, and its authorisation."""
    desk = desk_of(router)
    at = seen(desk, listed)
    return _file(desk, at, _present(desk, at, entry))


@router.put(_ENTRY, summary="Authorise an entry to keep from boarding", tags=["Lists"])
def give(
    listed: ListName, entry: EntryId, body: Annotated[AuthorisationBody, Body()]
) -> dict[str, Any]:
    """Agree, as a second person beside the entry's author, that carriers are told not to board whom it names."""
    desk = desk_of(router)
    at = seen(desk, listed)
    present = _present(desk, at, entry)
    desk.ask(_AUTHORISE, _of_entry(desk, at, present))
    store = AuthorisationStore(desk.ports.tables)
    known = store.get(at.name, present.id)
    new = authorise(
        present, seen=body.digest, by=desk.person.id, now=desk.now, reason=body.reason, until=body.until
    )  # fmt: skip
    store.give(new, known)
    return _file(desk, at, present)


@router.post(f"{_ENTRY}/withdraw", summary="Withdraw an authorisation", tags=["Lists"])
def withdraw(
    listed: ListName, entry: EntryId, body: Annotated[WithdrawalBody, Body()]
) -> dict[str, Any]:
    """From now on nobody is kept from boarding for this entry; once more changes nothing."""
    desk = desk_of(router)
    at = seen(desk, listed)
    present = _present(desk, at, entry)
    # Whoever wrote the entry may take the authorisation away, as that keeps nobody from anything.
    desk.ask(_AUTHORISE, Resource(type="Watchlist", id=at.name, agency=at.agency))
    store = AuthorisationStore(desk.ports.tables)
    known = store.get(at.name, present.id)
    if known and not known.withdrawn_at:
        store.withdraw(known, by=desk.person.id, now=desk.now, reason=body.reason)
    return _file(desk, at, present)


@router.get("/messages/<receipt>/answers", summary="What a carrier was told", tags=["Messages"])
def answers(receipt: Annotated[str, Path(max_length=64)]) -> dict[str, Any]:
    """What was told of each traveller of a message while the carrier waited, and for which entry."""
    desk = desk_of(router)
    desk.ask("movement:view", desk.own("Movement", receipt))
    found = AnswerStore(desk.ports.tables).of_message(receipt)
    return {"items": [_answer(desk, record) for record in found]}


def _present(desk: Desk, at: WatchList, identity: str) -> Entry:
    found = ListStore(desk.ports.tables).entry(at.name, identity)
    if found is None:
        desk.miss(VIEW, "Watchlist", identity)
    return found


def _author(desk: Desk, entry: Entry) -> str:
    """Who wrote the entry as it reads now."""
    versions = ListStore(desk.ports.tables).versions(entry.list, entry.id)
    now = f"VERSION#{entry.id}#{mark_of(entry)}"
    return next((str(item["author"]) for item in versions if item["sk"] == now), "")


def _of_entry(desk: Desk, at: WatchList, entry: Entry) -> Resource:
    author = {"author": _author(desk, entry)}
    return Resource(type="Watchlist", id=at.name, agency=at.agency, attributes=author)


def _file(desk: Desk, at: WatchList, entry: Entry) -> dict[str, Any]:
    known = AuthorisationStore(desk.ports.tables).get(at.name, entry.id)
    resource = _of_entry(desk, at, entry)
    return {
        "entry": plain(entry),
        "digest": mark_of(entry),
        "author": resource.attributes["author"],
        "asks": ACTION in entry.actions,
        "may": desk.may(_AUTHORISE, resource),
        "authorisation": _shown(known, entry, desk.now) if known else None,
    }


def _shown(authorisation: Authorisation, entry: Entry | None, now: str) -> dict[str, Any]:
    told: dict[str, Any] = plain(authorisation)
    return {
        **told,
        "name": entry.name if entry else None,
        "stands": authorisation.stands(now),
        "covers": authorisation.covers(entry, now),
    }


def _answer(desk: Desk, record: AnswerRecord) -> dict[str, Any]:
    """An answer without the entries that it resembled; the one that barred somebody where its list may be seen."""
    names = ("position", "reference", "movement", "code", "at", "step", "index_version", "rules_version")  # fmt: skip
    told = {name: getattr(record, name) for name in names}
    barred = record.barred
    if barred:
        at = ListRegister(desk.ports.tables).get(barred.list)
        if at is None or not desk.may(VIEW, of_list(at, desk.person.agency)):
            barred = None
    return {**told, "outcome": record.outcome.value, "barred": plain(barred)}
