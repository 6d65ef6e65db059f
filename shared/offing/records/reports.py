"""Reports: what one message says of one movement, the unit in which the past of a movement is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from offing.records.bookings import Booking
from offing.records.messages import ParsedMessage
from offing.records.movements import Movement
from offing.records.travellers import ReportedTraveller

# Answers and requests name people whom other messages have reported; they report nobody themselves.
NOT_REPORTS = frozenset({"CUSRES", "ACKRES", "GOVREQ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one message says of one movement; indices of travellers and bookings are those of the report.

    `message` is the receipt, `movement` as this message describes it, `reference` names the message
    within its file, `common_reference` the split list. `received_at` is when we had it, on our own clock.
    `announced` is how many the message claims to name (travellers, or bookings in a PNR push), over all parts;
    `counted` is how many the whole message holds, of which the report has those on the movement.
    `interactive` messages ask about those whom they name and are never the list of all.
    """

    message: str
    movement: Movement | None = None
    source: str = "API"
    format: str = "PAXLST"
    function: str | None = None
    subfunction: str | None = None
    sent_at: str | None = None
    received_at: str | None = None
    reference: str | None = None
    common_reference: str | None = None
    part: tuple[int, bool] | None = None
    complete: bool = True
    interactive: bool = False
    carrier: str = ""
    travellers: tuple[ReportedTraveller, ...] = ()
    bookings: tuple[Booking, ...] = ()
    announced: int | None = None
    counted: int | None = None


def reports_of(parsed: ParsedMessage, message_id: str) -> dict[str, Report]:
    """The report on each movement of a message, by movement id; an answer or a request gives none."""
    if parsed.format in NOT_REPORTS:
        return {}
    owners = _owners(parsed)
    return {
        movement.id: _report(parsed, message_id, index, movement.carrier, owners)
        for index, movement in enumerate(parsed.movements)
    }


def _report(
    parsed: ParsedMessage,
    message_id: str,
    index: int,
    carrier: str,
    owners: tuple[int | None, ...],
) -> Report:
    aboard = [i for i, t in enumerate(parsed.travellers) if not t.movements or index in t.movements]
    kept = _bookings_on(parsed, aboard, owners)
    new_traveller = {old: new for new, old in enumerate(aboard)}
    new_booking: dict[int | None, int] = {old: new for new, old in enumerate(kept)}
    party: dict[int | None, list[int]] = {}
    for i in aboard:
        party.setdefault(owners[i], []).append(new_traveller[i])
    return Report(
        message=message_id,
        movement=parsed.movements[index],
        source=parsed.source,
        format=parsed.format,
        function=parsed.function,
        subfunction=parsed.subfunction,
        sent_at=parsed.sent_at,
        reference=f"{parsed.reference or ''}/{parsed.message_reference or ''}",
        common_reference=parsed.common_reference,
        part=parsed.part,
        complete=parsed.complete,
        carrier=carrier,
        travellers=tuple(_moved(parsed.travellers[i], new_booking.get(owners[i])) for i in aboard),
        bookings=tuple(
            replace(parsed.bookings[b], travellers=tuple(party.get(b, ()))) for b in kept
        ),
        announced=parsed.announced,
        counted=len(parsed.bookings if parsed.source == "PNR" else parsed.travellers),
    )


def _owners(parsed: ParsedMessage) -> tuple[int | None, ...]:
    """The booking of each traveller, said by either side."""
    named = {i: b for b, booking in enumerate(parsed.bookings) for i in booking.travellers}
    last = len(parsed.bookings) - 1
    said = (t.booking if t.booking is not None else named.get(i) for i, t in _each(parsed))
    return tuple(b if b is not None and 0 <= b <= last else None for b in said)


def _each(parsed: ParsedMessage) -> Iterable[tuple[int, ReportedTraveller]]:
    return enumerate(parsed.travellers)


def _bookings_on(
    parsed: ParsedMessage, aboard: list[int], owners: tuple[int | None, ...]
) -> list[int]:
    """Bookings with a traveller aboard, and those that name nobody: cancellations and groups."""
    with_people = {b for b in owners if b is not None}
    here = {owners[i] for i in aboard}
    return [b for b in range(len(parsed.bookings)) if b in here or b not in with_people]


def _moved(traveller: ReportedTraveller, booking: int | None) -> ReportedTraveller:
    if traveller.booking == booking and not traveller.movements:
        return traveller
    return replace(traveller, booking=booking, movements=())
