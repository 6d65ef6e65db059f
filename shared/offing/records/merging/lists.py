"""Lists: the reports of a movement put together as they were sent, oldest first, and what each is worth."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from offing.records.reports import Report

# Parts of one list leave the carrier together; the same common reference later the same day is a new list.
_TOGETHER = timedelta(minutes=30)


class Effect(StrEnum):
    """What it means for a traveller to be named in a message."""

    WHOLE = "whole"  # the list of all: who is not in a later one is gone
    NAMED = "named"  # names people, says nothing of others
    GONE = "gone"  # the named do not travel
    ABOARD = "aboard"  # the named are on board, others are not
    ASHORE = "ashore"  # the named are not on board, others are
    CANCELLED = "cancelled"  # the movement does not take place


# Source, function (BGM 1001 or MSG 1225), subfunction (BGM 1004) → kind of list, effect. None is any.
EFFECTS: dict[tuple[str, str, str | None], tuple[str, Effect]] = {
    ("API", "745", None): ("passengers", Effect.WHOLE),
    ("API", "745", "CP"): ("passengers", Effect.NAMED),
    ("API", "745", "XR"): ("passengers", Effect.GONE),
    ("API", "745", "RP"): ("passengers", Effect.GONE),
    ("API", "250", None): ("crew", Effect.WHOLE),
    ("API", "250", "CP"): ("crew", Effect.NAMED),
    ("API", "250", "XR"): ("crew", Effect.GONE),
    ("API", "336", None): ("master_crew", Effect.NAMED),
    ("API", "336", "H"): ("master_crew", Effect.GONE),
    ("API", "266", "CL"): ("close", Effect.ABOARD),
    ("API", "266", "CLOB"): ("close", Effect.ABOARD),
    ("API", "266", "CLNB"): ("close", Effect.ASHORE),
    ("API", "266", "XF"): ("close", Effect.CANCELLED),
    # CF tells of the flight as it is now, mostly its new times. It does not say which flight it was, so nobody comes
    # off another by it: the next whole list or close-out of that one says so.
    ("API", "266", "CF"): ("passengers", Effect.NAMED),
    ("PNR", "22", None): ("bookings", Effect.WHOLE),
    ("PNR", "141", None): ("bookings", Effect.NAMED),
}
CLOSING = frozenset({Effect.ABOARD, Effect.ASHORE, Effect.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """One list as sent, in one message or several parts; `order` counts from the oldest list of the movement."""

    order: int
    source: str
    kind: str
    effect: Effect
    sent_at: str | None
    complete: bool
    named: int
    announced: int | None
    parts: int
    messages: tuple[str, ...]
    reports: tuple[Report, ...]


def lists_of(reports: Iterable[Report]) -> tuple[List, ...]:
    """The lists that a set of reports makes up, oldest first, whatever the order and number of deliveries."""
    whole = sorted(_rejoined(reports), key=_when)
    rounds = sorted(_rounds(whole), key=lambda members: _when(members[-1]))
    return tuple(_list(order, members) for order, members in enumerate(rounds))


def effect_of(report: Report) -> tuple[str, Effect]:
    """Kind of list and effect of a message; an unknown one names people and takes nobody away."""
    key = (report.source, report.function or "")
    row = EFFECTS.get((*key, report.subfunction)) or EFFECTS.get((*key, None))
    if row and row[1] is Effect.WHOLE and report.interactive:
        return row[0], Effect.NAMED
    return row or (f"{report.source} {report.function or report.format}", Effect.NAMED)


def _when(report: Report) -> tuple[str, ...]:
    part = f"{report.part[0]:06d}" if report.part else ""
    return (
        report.sent_at or "",
        report.common_reference or "",
        part,
        report.reference or "",
        report.message,
        report.function or "",
        report.subfunction or "",
    )


def _rejoined(reports: Iterable[Report]) -> Iterable[Report]:
    """Each message once and whole: stores keep a long report in pieces, and deliver some twice."""
    pieces: dict[Report, list[Report]] = {}
    for report in reports:
        same = pieces.setdefault(replace(report, travellers=(), bookings=()), [])
        if report not in same:
            same.append(report)
    for head, same in pieces.items():
        if len(same) == 1:
            yield same[0]
        elif sum(1 for piece in same if piece.bookings) <= 1:
            yield _joined(head, sorted(same, key=_place))
        else:  # two messages that their sender gave one reference
            yield from sorted(same, key=_place)


def _joined(head: Report, pieces: list[Report]) -> Report:
    return replace(
        head,
        travellers=tuple(t for piece in pieces for t in piece.travellers),
        bookings=tuple(b for piece in pieces for b in piece.bookings),
    )


def _place(piece: Report) -> tuple[int, str]:
    first = piece.travellers[0].position if piece.travellers else None
    return (-1 if first is None else first, repr(piece))


def _rounds(ordered: list[Report]) -> list[list[Report]]:
    """Reports that are one list: parts by their common reference, else messages of one kind in one file."""
    rounds: dict[tuple[str | None, ...], list[list[Report]]] = {}
    for report in ordered:
        split = report.part is not None and report.part != (1, True)
        key = (
            report.common_reference or "" if split else report.message,
            "parts" if split else "",
            report.source,
            report.function,
            report.subfunction,
        )
        same = rounds.setdefault(key, [])
        if same and _goes_on(same[-1], report, split):
            same[-1].append(report)
        else:
            same.append([report])
    return [members for same in rounds.values() for members in same]


def _goes_on(members: list[Report], report: Report, split: bool) -> bool:
    if not split:
        return True
    if any(m.part and report.part and m.part[0] == report.part[0] for m in members):
        return False
    return _time(report) - _time(members[0]) <= _TOGETHER


def _time(report: Report) -> datetime:
    try:
        return datetime.fromisoformat(report.sent_at or "").replace(tzinfo=None)
    except ValueError:
        return datetime.min  # noqa: DTZ901  # only compared with its like


def _list(order: int, members: list[Report]) -> List:
    kind, effect = effect_of(members[0])
    counted = sum(_counted(m) for m in members)
    announced = max((m.announced for m in members if m.announced is not None), default=None)
    whole = all(m.complete for m in members) and _all_parts(members)
    return List(
        order=order,
        source=members[0].source,
        kind=kind,
        effect=effect,
        sent_at=members[-1].sent_at,
        complete=whole and (announced is None or counted >= announced),
        named=sum(len(m.travellers) for m in members),
        announced=announced,
        parts=len(members),
        messages=tuple(sorted({m.message for m in members})),
        reports=tuple(members),
    )


def _counted(report: Report) -> int:
    held = report.bookings if report.source == "PNR" else report.travellers
    return len(held) if report.counted is None else report.counted


def _all_parts(members: list[Report]) -> bool:
    parts = [m.part for m in members if m.part is not None]
    last = max((number for number, final in parts if final), default=None)
    if not parts:
        return True
    return last is not None and {number for number, _ in parts} == set(range(1, last + 1))
