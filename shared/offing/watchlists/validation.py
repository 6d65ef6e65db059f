"""What an index must do before it goes live: find its own entries, those at least that say enough to be found by."""

from collections.abc import Sequence

from offing.watchlists.index import Index
from offing.watchlists.model import Entry, Query

_SAMPLE = 200
_SHOWN = 5


def refusals(index: Index, entries: Sequence[Entry], sample: int = _SAMPLE) -> list[str]:
    """Why an index may not go live, by entry id; empty when a spread sample of its entries is found."""
    telling = [entry for entry in entries if _tells(entry)]
    step = max(1, len(telling) // sample)
    lost = [e.id for e in telling[::step] if not _found(index, e)]
    return [f"entry {identity} is not found by its own particulars" for identity in lost[:_SHOWN]]


def _tells(entry: Entry) -> bool:
    """Whether an entry says enough to be found by: one bare word is nobody, and its owner's affair."""
    named = len(entry.name.split()) > 1 and bool(entry.births or entry.nationalities)
    return named or bool(entry.documents or entry.phones or entry.emails)


def _found(index: Index, entry: Entry) -> bool:
    query = Query(
        names=(entry.name,),
        kind=entry.kind,
        births=entry.births[:1],
        nationalities=entry.nationalities,
        gender=entry.gender,
        documents=entry.documents,
        phones=entry.phones,
        emails=entry.emails,
    )
    return any(match.entity == entry.id for match in index.match(query))
