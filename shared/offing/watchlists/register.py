"""The register of lists: whose each is, what it is for, on what law it rests, who may see it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from offing.kernel.errors import InvalidInputError, StaleWriteError
from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Change, Condition, Item, Tables, Value
from offing.watchlists.sources import FORMATS
from offing.watchlists.store import TABLE

LIST_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
_NAME = re.compile(LIST_NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchList:
    """A named list. Entries that do not say otherwise have its category, severity and legal basis.

    `agency` owns it (none: nobody's, common to all), `partner` sends it by webhook, the agencies in `seen_by` see it
    too. Files in `format` arrive by upload; with `apply_at_once` they are applied without a person where no line was
    rejected.
    """

    name: str
    agency: str = ""
    partner: str = ""
    category: str | None = None
    severity: int = 2
    legal_basis: str | None = None
    retention_days: int | None = None
    seen_by: tuple[str, ...] = ()
    purpose: str = ""
    format: str = "jsonl"
    columns: Mapping[str, str] | None = None
    apply_at_once: bool = False
    changed_by: str = ""
    changed_at: str = ""
    rev: int = 0

    def owned_by(self, agency: str) -> bool:
        """Whether it is the agency's to write."""
        return bool(agency) and self.agency == agency

    def seen_from(self, agency: str) -> bool:
        """Whether officers of an agency may see it."""
        return self.agency in ("", agency) or agency in self.seen_by


class ListRegister:
    """What is known of lists, changed under their `rev`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, name: str) -> WatchList | None:
        """A list by its name; one that has entries and that nobody has described is common to all."""
        if not _NAME.match(name):
            return None
        item = self._tables.get(TABLE, f"LIST#{name}", "META")
        if item is None and self._tables.get(TABLE, "LISTS", name) is None:
            return None
        return _list_of(name, item or {})

    def all(self) -> list[WatchList]:
        """Every list, by name; one that nobody has described is common to all."""
        names = [str(item["sk"]) for item in self._tables.query(TABLE, "LISTS").items]
        items = self._tables.get_many(TABLE, ((f"LIST#{name}", "META") for name in names))
        known = {str(i["pk"]).removeprefix("LIST#"): i for i in items}
        return [_list_of(name, known.get(name, {})) for name in names]

    def put(self, of: WatchList, seen: int, by: str, now: str) -> WatchList:
        """Keep a list over the revision that was `seen` (0: a new one); StaleWriteError when it is another."""
        checked(of)
        new = replace(of, rev=seen + 1, changed_by=by, changed_at=now)
        known = self._tables.get(TABLE, f"LIST#{of.name}", "META")
        if (int(known.get("rev", 0)) if known else 0) != seen:
            raise StaleWriteError(
                "Somebody changed this list while you looked at it", where="If-Match"
            )
        told = known is not None and "rev" in known
        only = Condition(equals={"rev": seen}) if told else Condition(absent=known is None)
        values: dict[str, Value] = {
            "rev": new.rev, "agency": new.agency, "partner": new.partner, "body": pack(new),
        }  # fmt: skip
        self._tables.change(
            [
                Change(TABLE, f"LIST#{of.name}", "META", set=values, condition=only),
                Change(TABLE, "LISTS", of.name, set={"agency": new.agency}),
            ]
        )
        return new


def checked(of: WatchList) -> None:
    """Refuse what cannot be a list."""
    wrong = (
        (not _NAME.match(of.name), "name", "letters, digits, dots and hyphens, at most 64"),
        (of.format not in FORMATS, "format", f"one of {', '.join(FORMATS)}"),
        (not 1 <= of.severity <= 3, "severity", "1 (note), 2 or 3 (act now)"),
        (not of.purpose.strip(), "purpose", "say what the list is for"),
    )
    for is_wrong, where, words in wrong:
        if is_wrong:
            raise InvalidInputError(f"{where}: {words}", where=f"body.{where}")


def list_view(of: WatchList, agency: str) -> dict[str, Any]:
    """A list as the API shows it to officers of an agency."""
    shown = (
        "name", "agency", "partner", "category", "severity", "legal_basis", "retention_days", "purpose", "format",
        "columns", "apply_at_once", "changed_by", "changed_at", "rev",
    )  # fmt: skip
    return {
        **{name: getattr(of, name) for name in shown},
        "seen_by": list(of.seen_by),
        "mine": of.owned_by(agency),
    }


def _list_of(name: str, item: Item) -> WatchList:
    body = item.get("body")
    if isinstance(body, bytes):
        return unpack(WatchList, body)
    # Written before the register: whose it is, no more.
    agency = str(item.get("agency") or item.get("partner") or "")
    return WatchList(name=name, agency=agency, partner=str(item.get("partner") or ""))
