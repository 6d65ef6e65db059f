"""Files for lists: sent, shown what they would do, applied: `/lists/{list}/imports`, `/lists/{list}/uploads`."""

from dataclasses import replace
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Path, Query

from functions.officer_api.listing import edited, seen
from functions.officer_api.routes.lists import ListName, ReasonBody
from offing.kernel.errors import InvalidInputError
from offing.kernel.ids import derived_id, digest
from offing.kernel.plain import plain
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import answer, routes, sent_bytes
from offing.watchlists.imports import Import, ImportStore
from offing.watchlists.register import WatchList
from offing.watchlists.sources import FORMATS
from offing.watchlists.sources.formats import MOST_BYTES

router = routes()
_INLINE = 4_000_000
_MINUTES = 30
TYPES = frozenset(
    {
        "application/json", "application/x-ndjson", "application/xml", "text/xml", "text/csv", "text/plain",
        "application/octet-stream", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)  # fmt: skip
Format = Annotated[str, Query(max_length=16)]
Partial = Annotated[bool, Query()]
ImportId = Annotated[str, Path(max_length=64)]


@router.post("/lists/<listed>/imports", summary="Send a file for a list", tags=["Lists"])
def send(listed: ListName, format: Format = "", partial: Partial = False) -> Response[str]:  # noqa: A002
    """Take a file in, to be read and shown; with `partial` nothing is taken off the list for not being in it."""
    desk = desk_of(router)
    at = edited(desk, listed)
    content = sent_bytes(router.current_event, TYPES, _INLINE, "use POST /lists/{list}/uploads")
    made = _made(desk, at, format, content, partial=partial)
    kept = ImportStore(desk.ports.tables).save(made, None)
    desk.ports.blobs.put("intake", kept.key, content)
    return answer(201, plain(kept))


@router.post("/lists/<listed>/uploads", summary="Ask for an upload form", tags=["Lists"])
def upload(listed: ListName, format: Format = "", partial: Partial = False) -> Response[str]:  # noqa: A002
    """A form to post one larger file with; its import is `awaited` until the file is there."""
    desk = desk_of(router)
    at = edited(desk, listed)
    made = _made(desk, at, format, desk.now.encode(), partial=partial)
    kept = ImportStore(desk.ports.tables).save(made, None)
    form = desk.ports.blobs.upload_form("intake", kept.key, MOST_BYTES, _MINUTES * 60)
    sent = {"key": kept.key, "expires_in": _MINUTES * 60, "max_bytes": MOST_BYTES}
    return answer(201, {**form, **sent, "import": plain(kept)})


@router.get("/lists/<listed>/imports", summary="Imports of a list", tags=["Lists"])
def imports(listed: ListName) -> dict[str, Any]:
    """What files a list has been sent, newest first."""
    desk = desk_of(router)
    at = seen(desk, listed)
    found = ImportStore(desk.ports.tables).newest(at.name)
    return {"items": [plain(replace(one, lines=())) for one in found]}


@router.get("/lists/<listed>/imports/<imported>", summary="One import", tags=["Lists"])
def one(listed: ListName, imported: ImportId) -> dict[str, Any]:
    """What a file would add, change and take off, and the lines that could not be read."""
    desk = desk_of(router)
    at = seen(desk, listed)
    shown: dict[str, Any] = plain(ImportStore(desk.ports.tables).need(at.name, imported))
    return shown


@router.post("/lists/<listed>/imports/<imported>/apply", summary="Apply an import", tags=["Lists"])
def apply(
    listed: ListName, imported: ImportId, body: Annotated[ReasonBody, Body()]
) -> Response[str]:
    """Have a file that was shown applied, with a written reason."""
    desk = desk_of(router)
    at, store = edited(desk, listed), ImportStore(desk.ports.tables)
    approved = store.approve(store.need(at.name, imported), desk.person.id, body.reason)
    detail = {"list": at.name, "imported": approved.id}
    desk.ports.bus.publish("offing.watchlists", "ListImportApproved", detail)
    return answer(202, plain(approved))


def _made(desk: Desk, at: WatchList, form: str, content: bytes, *, partial: bool) -> Import:
    form = form or at.format
    if form not in FORMATS:
        raise InvalidInputError(f"format is one of {', '.join(FORMATS)}", where="query.format")
    identity = derived_id("imp", at.name, form, desk.person.id, desk.now, digest(content))
    return Import(
        id=identity,
        list=at.name,
        key=f"lists/{at.name}/{identity}",
        format=form,
        at=desk.now,
        by=desk.person.id,
        partial=partial,
    )
