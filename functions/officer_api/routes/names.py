"""Test a name: what the lists in use would say of somebody, with all evidence: `/names/test`."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body
from pydantic import BaseModel, Field

from functions.officer_api.listing import VIEW, visible
from offing.access.audit import fingerprint
from offing.cases.views import entry_view
from offing.kernel.plain import plain
from offing.records.assessments import Match
from offing.runtime.desk import desk_of
from offing.runtime.http import routes
from offing.watchlists.model import KINDS, ListedDocument, Query

router = routes()
_MOST = 20
# Looked at before those of lists that the officer may not see are left out.
_AMONG = 100
_ALERTS_PER_1000 = 1.0
Text = Annotated[str, Field(max_length=200)]


class DocumentBody(BaseModel):
    """A document number."""

    number: Annotated[str, Field(min_length=1, max_length=64)]
    type: Annotated[str | None, Field(max_length=8)] = None
    issuer: Annotated[str | None, Field(max_length=3)] = None


class NameBody(BaseModel):
    """Whom to look for; everything but a name or a document may be missing."""

    name: Text = ""
    dob: Annotated[str, Field(max_length=16)] = ""
    nationality: Annotated[str, Field(max_length=64)] = ""
    gender: Annotated[str, Field(max_length=1)] = ""
    documents: Annotated[list[DocumentBody], Field(max_length=10)] = []
    kind: Annotated[str, Field(pattern=f"^({'|'.join(KINDS)})$")] = "person"


@router.post("/names/test", summary="Test a name", tags=["Lists"])
def test_name(body: Annotated[NameBody, Body()]) -> dict[str, Any]:
    """Candidates with their evidence, best first, among the lists that this officer may see; nothing is kept."""
    # Only this route needs the index and its libraries: every other cold start goes without them.
    from offing.runtime.artefacts import current_index  # noqa: PLC0415
    from offing.watchlists.index.explain import threshold  # noqa: PLC0415
    from offing.watchlists.weights import STRONG_ABOVE  # noqa: PLC0415

    desk = desk_of(router)
    said = body.model_dump_json()
    desk.ask(VIEW, desk.own("Watchlist", "names:test"), words=fingerprint(said))
    lists = {at.name for at in visible(desk)}
    index = current_index(desk.ports.blobs)
    found = [m for m in index.match(_query(body), limit=_AMONG) if m.list in lists][:_MOST]
    manifest = getattr(index, "manifest", None)
    at = threshold(manifest, _ALERTS_PER_1000) if manifest else 0.0
    return {
        "items": [_candidate(match, index) for match in found],
        "threshold": at,
        "strong_from": at + STRONG_ABOVE,
        "alerts_per_1000": _ALERTS_PER_1000,
        "index": {
            "version": index.version,
            "lists": {n: c for n, c in (manifest.lists if manifest else {}).items() if n in lists},
        },
    }


def _query(body: NameBody) -> Query:
    return Query(
        names=(body.name,) if body.name else (),
        kind=body.kind,
        births=(body.dob,) if body.dob else (),
        nationalities=(body.nationality,) if body.nationality else (),
        gender=body.gender if body.gender in ("M", "F") else None,
        documents=tuple(ListedDocument(**d.model_dump()) for d in body.documents),
    )


def _candidate(match: Match, index: Any) -> dict[str, Any]:
    entry = index.listed((match.list, match.entity))
    return {**plain(match), "entry": entry_view(entry) if entry else None}
