"""Schedules in the `travel` table: one present version for each carrier and season, old ones kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from offing.carriers.schedules.draft import Draft, season
from offing.carriers.schedules.legs import Leg
from offing.kernel.errors import InvalidInputError
from offing.kernel.ids import digest
from offing.kernel.plain import pack, to_json, unpack
from offing.kernel.ports import Change, Condition, Item, Tables

TABLE = "travel"
_REGISTER = "SCHEDULES"
_LEGS = tuple[Leg, ...]
_PART = 300_000
_MOST_SHOWN = 200  # legs named in a list of changes, of each kind
_MOST_KEPT = 256
_MOST_SEASONS = 100  # of one file: what a transaction takes

# Digest → legs: what a digest names never changes.
_known: dict[str, tuple[Leg, ...]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A carrier's schedule of one season as it is in force; `version` counts its uploads, 0 is none."""

    carrier: str
    season: str
    version: int = 0
    digest: str = ""
    legs: int = 0
    first: str = ""
    last: str = ""
    at: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an upload does to one season."""

    season: Season
    legs: tuple[Leg, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


class ScheduleStore:
    """Seasons of all carriers; their legs are read when a day is looked at."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def seasons(self) -> tuple[Season, ...]:
        """Every season in force, by carrier."""
        return tuple(_season(item) for item in self._tables.query(TABLE, _REGISTER).items)

    def season(self, carrier: str, name: str) -> Season:
        """One season of a carrier; version 0 where nothing was uploaded."""
        item = self._tables.get(TABLE, _REGISTER, f"{carrier}#{name}")
        return _season(item) if item else Season(carrier=carrier, season=name)

    def legs(self, of: Season) -> tuple[Leg, ...]:
        """The legs of a season; this process reads each version once."""
        if not of.digest:
            return ()
        if of.digest not in _known:
            page = self._tables.query(TABLE, _partition(of), f"{of.season}#{of.digest}#")
            if len(_known) >= _MOST_KEPT:
                _known.clear()
            _known[of.digest] = unpack(_LEGS, b"".join(_bytes(item) for item in page.items))
        return _known[of.digest]

    def legs_between(self, first: str, last: str) -> tuple[Leg, ...]:
        """Legs of all carriers whose seasons touch these days."""
        touched = (s for s in self.seasons() if s.first <= last and first <= s.last)
        return tuple(leg for each in touched for leg in self.legs(each))

    def plan(self, draft: Draft) -> tuple[Changes, ...]:
        """What a draft would change, season by season; what it does not name stays as it is."""
        by_season: dict[tuple[str, str], list[Leg]] = {}
        for leg in draft.legs:
            by_season.setdefault((leg.carrier, season(leg.first)), []).append(leg)
        return tuple(
            self._changes(self.season(*key), legs) for key, legs in sorted(by_season.items())
        )

    def _changes(self, present: Season, legs: Sequence[Leg]) -> Changes:
        old, new = _keyed(self.legs(present)), _keyed(legs)
        both = old.keys() & new.keys()
        changed = sorted(new[key].flight for key in both if old[key] != new[key])
        return Changes(
            season=present,
            legs=tuple(new.values()),
            added=tuple(sorted(new[key].flight for key in new.keys() - both)),
            changed=tuple(changed),
            removed=tuple(sorted(old[key].flight for key in old.keys() - both)),
            unchanged=len(both) - len(changed),
        )

    def apply(self, draft: Draft, by: str, now: str) -> tuple[Changes, ...]:
        """Put a draft in force, every season of it; one with problems is refused whole."""
        if draft.problems:
            raise InvalidInputError(
                f"{len(draft.problems)} lines cannot be used; nothing was applied. Mend them and send the file again",
                where=f"line {draft.problems[0].line}",
            )
        planned = self.plan(draft)
        news = [c for c in planned if c.added or c.changed or c.removed]
        if len(news) > _MOST_SEASONS:
            raise InvalidInputError(
                f"A file changes at most {_MOST_SEASONS} seasons of carriers; send it in parts"
            )
        # Legs lie under the hash of their content; only the register, in one transaction, puts them in force.
        if entries := [self._kept(changes, by, now) for changes in news]:
            self._tables.change(entries)
        return planned

    def _kept(self, changes: Changes, by: str, now: str) -> Change:
        of, legs = changes.season, changes.legs
        named = digest(to_json(legs))
        whole = pack(legs)
        for n, start in enumerate(range(0, len(whole), _PART)):
            part = {"body": whole[start : start + _PART]}
            sk = f"{of.season}#{named}#{n:02d}"
            self._tables.change([Change(TABLE, _partition(of), sk, set=part)])
        after = Season(
            carrier=of.carrier,
            season=of.season,
            digest=named,
            legs=len(legs),
            first=min(leg.first for leg in legs),
            last=max(leg.last for leg in legs),
            at=now,
            by=by,
        )
        return _entry(after, of.version)


def changes_view(draft: Draft, planned: Iterable[Changes], *, applied: bool) -> dict[str, Any]:
    """What an upload comes to, as people and programs see it."""
    shown = ("format", "codeshares", "elsewhere")
    return {
        "applied": applied,
        **{name: getattr(draft, name) for name in shown},
        "legs": len(draft.legs),
        "problems": [{"line": p.line, "why": p.why} for p in draft.problems],
        "seasons": [_season_view(changes) for changes in planned],
    }


def _season_view(changes: Changes) -> dict[str, Any]:
    of = changes.season
    named = {kind: getattr(changes, kind) for kind in ("added", "changed", "removed")}
    return {
        "carrier": of.carrier,
        "season": of.season,
        "version": of.version,
        **{kind: list(flights[:_MOST_SHOWN]) for kind, flights in named.items()},
        "counts": {kind: len(flights) for kind, flights in named.items()}
        | {"unchanged": changes.unchanged},
    }


def _keyed(legs: Iterable[Leg]) -> dict[tuple[str, ...], Leg]:
    """Legs by what stays when only a time changes."""
    return {
        (leg.number, leg.suffix or "", leg.origin, leg.destination, leg.first, leg.days): leg
        for leg in legs
    }


def _entry(of: Season, version: int) -> Change:
    condition = Condition(equals={"version": version}) if version else Condition(absent=True)
    return Change(
        TABLE,
        _REGISTER,
        f"{of.carrier}#{of.season}",
        set={"body": pack(of)},
        add={"version": 1},
        condition=condition,
    )


def _season(item: Item) -> Season:
    return replace(unpack(Season, _bytes(item)), version=int(item["version"]))


def _partition(of: Season) -> str:
    return f"SCHEDULE#{of.carrier}"


def _bytes(item: Item) -> bytes:
    body = item["body"]
    return body if isinstance(body, bytes) else str(body).encode()
