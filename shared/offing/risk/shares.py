"""Shares of the random arm by stratum, and the keys of its periods: what is set beforehand and shown afterwards.

A changed share holds for departures from a later day on: nobody who has been assessed is drawn or left by the change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from offing.kernel.errors import InvalidInputError, StaleWriteError
from offing.kernel.ports import Change, Condition, Tables, Value
from offing.risk.lanes import ANY
from offing.risk.random_draw import (
    UNDATED,
    Stratum,
    commitment,
    committed,
    draw_number,
    may_be_shown,
    period_key,
)
from offing.risk.store import TABLE, Book

NOTICE = timedelta(days=4)  # lists come up to three days before departure
_SHARES, _DRAW = "SHARES", "DRAW"
_MOST_CHANGES = 500
_ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChange:
    """From which day of departure on a share holds, who set it when, and why."""

    since: str
    share: float
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The share of a stream, a way and an office (`*` each: all others), with every change, oldest first."""

    stream: str
    way: str
    office: str
    changes: tuple[ShareChange, ...] = ()
    rev: int = 0

    @property
    def name(self) -> str:
        """Its place in the table."""
        return _name(self.stream, self.way, self.office)

    def on(self, day: str) -> float | None:
        """The share for departures of a day; None where nothing had been set."""
        held = [c.share for c in self.changes if c.since <= day]
        return held[-1] if held else None


def _name(*parts: str) -> str:
    return "#".join(parts)


def share_of(shares: Mapping[str, Share], stratum: Stratum, day: str, default: float) -> float:
    """The share of a stratum on a day of departure: the office's own before the way's before the stream's."""
    for office in (stratum.office, ANY):
        for way in (stratum.way, ANY):
            for stream in (stratum.stream, ANY):
                row = shares.get(_name(stream, way, office))
                if row and (found := row.on(day)) is not None:
                    return found
    return default


def is_drawn(master: bytes, stratum: Stratum, subject: str, share: float) -> bool:
    """Whether a subject is drawn: their lot of the period against their stratum's share.

    The lot is theirs alone: who moves to another stratum by a later message takes it with them.
    """
    return lot(period_key(master, stratum.period), subject) < share


def lot(key: bytes, subject: str) -> float:
    """The lot of a subject under the key of a period; what an auditor repeats."""
    return draw_number(key, subject, _ALL)


class ShareStore:
    """Shares as people set them."""

    def __init__(self, tables: Tables) -> None:
        self._book = Book(tables, _SHARES, Share)

    def all(self) -> dict[str, Share]:
        """All shares by name."""
        return self._book.all()

    def set(self, at: Share, change: ShareChange, seen: int) -> Share:
        """Add a change to a share; refused where it reaches back to whom may have been assessed already."""
        earliest = (date.fromisoformat(change.at[:10]) + NOTICE).isoformat()
        if change.since < earliest:
            raise InvalidInputError(
                f"A share holds from {earliest} on at the earliest: lists of earlier departures may have come",
                where="body.from",
            )
        known = self._book.get(at.name)
        changes = known.changes if known else ()
        if changes and changes[-1].since > change.since:
            raise InvalidInputError(
                f"There is a later change already, from {changes[-1].since} on; name that day or a later one",
                where="body.from",
            )
        if len(changes) >= _MOST_CHANGES:
            raise InvalidInputError("This share has been changed too often to keep them all")
        kept = replace(at, changes=(*changes, change), rev=seen + 1)
        return self._book.put(at.name, kept, seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodKey:
    """What is public of a period's key: its hash beforehand, the key itself afterwards."""

    period: str
    commitment: str
    key: str | None = None


class KeyBook:
    """Commitments and shown keys of the draw."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def all(self) -> list[PeriodKey]:
        """By period, oldest first."""
        return [
            PeriodKey(
                period=str(item["sk"]),
                commitment=str(item["commitment"]),
                key=str(item["key"]) if "key" in item else None,
            )
            for item in self._tables.query(TABLE, _DRAW).items
        ]

    def publish(self, master: bytes, today: date) -> None:
        """Commit to the keys of this month and the next ones, and show those of months that are over."""
        known = {row.period: row for row in self.all()}
        for period in committed(today):
            if period not in known:
                sealed: dict[str, Value] = {"commitment": commitment(period_key(master, period))}
                self._write(period, sealed, Condition(absent=True))
        for row in known.values():
            if row.key is None and row.period != UNDATED and may_be_shown(row.period, today):
                key = period_key(master, row.period)
                # A key that does not fit its commitment (the master was exchanged) is never shown as if it did.
                if commitment(key) == row.commitment:
                    self._write(row.period, {"key": key.hex()}, Condition(present=True))

    def _write(self, period: str, values: dict[str, Value], condition: Condition) -> None:
        try:
            self._tables.change([Change(TABLE, _DRAW, period, set=values, condition=condition)])
        except StaleWriteError:
            return  # another worker was first, with the same
