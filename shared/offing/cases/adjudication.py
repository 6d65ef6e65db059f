"""Adjudication: who keeps an entry says whether a traveller on another agency's case, or on none, is who they list.

A task shows the owner what there is to compare and no more: neither the case nor what others have found. A silent
entry makes no case; its owner's task is all that is told of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from offing.cases.codes import REASONS
from offing.cases.offices import posting
from offing.kernel.errors import ConflictError, InvalidInputError, NotFoundError, StaleWriteError
from offing.kernel.ids import derived_id
from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Change, Condition, Item, Tables, Value
from offing.records.assessments import Match
from offing.records.movements import Movement
from offing.records.travellers import Document, Traveller

TABLE = "cases"
OPEN, ANSWERED = "open", "answered"
ANSWERS = tuple(code.code for code in REASONS["adjudicate"])
# A silent entry of a list that is nobody's: the agency that controls the border is told.
_NOBODYS = "border"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the owner may see of the traveller."""

    name: str
    date_of_birth: str | None
    sex: str | None
    nationality: str | None
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudication:
    """One question to the owner of an entry, and the answer."""

    id: str
    agency: str
    list: str
    entry: str
    traveller: str
    movement: str
    movement_label: str
    departure: str | None
    person: Compared
    match: Match
    asked_at: str
    deadline: str
    case: str = ""
    silent: bool = False
    state: str = OPEN
    answer: str | None = None
    reason: str = ""
    note: str = ""
    by: str = ""
    at: str = ""
    rev: int = 1


def asked(
    matches: Iterable[Match],
    traveller: Traveller,
    movement: Movement,
    *,
    case: str,
    case_agency: str,
    at: str,
) -> list[Adjudication]:
    """The questions that an assessment raises: alerts on others' lists, and all on silent entries."""
    if traveller.removed:
        return []
    deadline = posting(movement, at).deadline
    return [
        Adjudication(
            id=derived_id("adj", traveller.id, m.list, m.entity),
            agency=m.agency or _NOBODYS,
            list=m.list,
            entry=m.entity,
            traveller=traveller.id,
            movement=movement.id,
            movement_label=movement.label,
            departure=movement.departure,
            person=_compared(traveller),
            match=m,
            asked_at=at,
            deadline=deadline,
            case=case,
            silent=m.silent,
        )
        for m in matches
        if m.band != "weak" and (m.silent or (case and m.agency not in (None, "", case_agency)))
    ]


def _compared(traveller: Traveller) -> Compared:
    return Compared(
        name=traveller.name,
        date_of_birth=traveller.date_of_birth,
        sex=traveller.sex,
        nationality=traveller.nationality,
        documents=traveller.documents,
    )


def answered(
    of: Adjudication, answer: str, *, seen: int, by: str, at: str, reason: str, note: str
) -> Adjudication:
    """The question with its answer; one that the same person gave in the same words already stands."""
    if answer not in ANSWERS:
        raise InvalidInputError(f"answer is one of {', '.join(ANSWERS)}", where="body.answer")
    if of.state == ANSWERED and (of.answer, of.by) == (answer, by):
        return of
    if of.state == ANSWERED and of.answer != "unsure":
        raise ConflictError(f"This was answered by {of.by} at {of.at}: {of.answer}")
    if seen != of.rev:
        raise StaleWriteError("Somebody answered while you looked at it", where="If-Match")
    return replace(
        of,
        state=ANSWERED,
        rev=of.rev + 1,
        answer=answer,
        by=by,
        at=at,
        reason=reason,
        note=note,
    )


class AdjudicationStore:
    """Questions by id, and by whom they are for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def need(self, identity: str) -> Adjudication:
        """One question; raises NotFoundError."""
        item = self._tables.get(TABLE, f"ADJ#{identity}", "ASKED")
        if item is None:
            raise NotFoundError("There is no such question")
        return _adjudication(item)

    def ask(self, of: Adjudication) -> bool:
        """Put a question; False where it has been put before."""
        try:
            self._tables.change([_change(of, Condition(absent=True))])
        except StaleWriteError:
            return False
        return True

    def answer(self, new: Adjudication, before: Adjudication) -> None:
        """Keep an answer; StaleWriteError when another was faster."""
        if new != before:
            self._tables.change([_change(new, Condition(equals={"rev": before.rev}))])

    def queue(
        self, agency: str, state: str, limit: int, cursor: str | None = None
    ) -> tuple[list[Adjudication], str | None]:
        """Questions for an agency, the most pressing first."""
        page = self._tables.query_index(
            TABLE, f"ADJUDICATIONS#{agency}#{state}", limit=limit, cursor=cursor
        )
        return [_adjudication(item) for item in page.items], page.cursor


def _change(of: Adjudication, only: Condition) -> Change:
    values: dict[str, Value] = {
        "rev": of.rev,
        "body": pack(of),
        "gsi1pk": f"ADJUDICATIONS#{of.agency}#{of.state}",
        "gsi1sk": f"{of.deadline}#{of.id}",
    }
    return Change(TABLE, f"ADJ#{of.id}", "ASKED", set=values, condition=only)


def _adjudication(item: Item) -> Adjudication:
    body = item["body"]
    return unpack(Adjudication, body if isinstance(body, bytes) else str(body).encode())
