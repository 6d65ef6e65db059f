"""What results have taught, kept in the `statistics` table; every count happens once."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from offing.kernel.errors import StaleWriteError
from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Change, Condition, Item, Tables, Value
from offing.risk.scoring import Priors, priors_of
from offing.risk.statistics import RuleStatistics

TABLE = "statistics"
_ALL, _PAIRS, _STRATA, _CALIBRATION = "RULES", "PAIRS", "STRATA", "CALIBRATION"
_COUNTS = ("hits", "referred", "examined", "positive", "alone", "decided", "waited")
_EXAMINED, _POSITIVE = "n@", "k@"  # before a month
_WITH_EXAMINED, _WITH_POSITIVE = "n:", "k:"  # before the other rule's name


class StatisticsStore:
    """Counts of hits, referrals, examinations and finds."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def rows(self) -> list[RuleStatistics]:
        """All counts: of rules by version, of matches by list and band, of the random arm by stream."""
        return [_row(item) for item in self._tables.query(TABLE, _ALL).items]

    def priors(self) -> Priors:
        """What the counts teach the score, without calibration."""
        return priors_of(self.rows())

    def pairs(self) -> dict[str, dict[str, tuple[int, int]]]:
        """By rule and version, with which others it was examined how often, and how often something was found."""
        return {str(item["sk"]): _pairs(item) for item in self._tables.query(TABLE, _PAIRS).items}

    def strata(self, period: str = "") -> dict[str, dict[str, int]]:
        """Counts by stratum of the random arm; of one period or of all."""
        prefix = f"{period}/" if period else ""
        return self._counts(_STRATA, prefix)

    def calibration(self, version: str) -> Mapping[str, int]:
        """Examinations by bin of the score under one version of weights."""
        item = self._tables.get(TABLE, _CALIBRATION, version)
        return _numbers(item) if item else {}

    def left(self, office: str) -> dict[str, dict[str, int]]:
        """By month, what an office had no hands for."""
        return self._counts(f"LEFT#{office}", "")

    def _counts(self, pk: str, prefix: str) -> dict[str, dict[str, int]]:
        items = self._tables.query(TABLE, pk, prefix).items
        return {str(item["sk"]): _numbers(item) for item in items}

    def apply_once(self, case: str, kind: str, counts: Iterable[Change]) -> bool:
        """Make the counts of one case's event, unless they have been made."""
        marker = Change(
            TABLE, f"DONE#{case}", kind, set={"done": True}, condition=Condition(absent=True)
        )
        try:
            self._tables.change([marker, *counts])
        except StaleWriteError:
            return False
        return True


def _numbers(item: Item) -> dict[str, int]:
    return {n: int(v) for n, v in item.items() if n not in ("pk", "sk") and isinstance(v, int)}


def _row(item: Item) -> RuleStatistics:
    name, _, version = str(item["sk"]).rpartition("#")
    found = _numbers(item)
    months = sorted(n.removeprefix(_EXAMINED) for n in found if n.startswith(_EXAMINED))
    return RuleStatistics(
        rule=name,
        version=version,
        months=tuple((m, found[_EXAMINED + m], found.get(_POSITIVE + m, 0)) for m in months),
        **{kind: found.get(kind, 0) for kind in _COUNTS},
    )


def _pairs(item: Item) -> dict[str, tuple[int, int]]:
    found = _numbers(item)
    others = [n.removeprefix(_WITH_EXAMINED) for n in found if n.startswith(_WITH_EXAMINED)]
    return {
        other: (found[_WITH_EXAMINED + other], found.get(_WITH_POSITIVE + other, 0))
        for other in others
    }


def _add(pk: str, sk: str, steps: Mapping[str, int]) -> Change:
    return Change(TABLE, pk, sk, add={kind: step for kind, step in steps.items() if step})


def count(rule: str, version: str, steps: Mapping[str, int]) -> Change:
    """A change of the counts of a rule's version; matches and the random arm have names of their own and no version."""
    return _add(_ALL, f"{rule}#{version}", steps)


def month_counts(month: str, steps: Mapping[str, int]) -> dict[str, int]:
    """The steps of an examination once more, as those of a month."""
    return {
        _EXAMINED + month: steps.get("examined", 0),
        _POSITIVE + month: steps.get("positive", 0),
    }


def count_pairs(name: str, others: Iterable[str], *, positive: bool) -> Change:
    """A change of how often a rule's version was examined together with others."""
    steps: dict[str, int] = {}
    for other in others:
        steps |= {_WITH_EXAMINED + other: 1, _WITH_POSITIVE + other: int(positive)}
    return _add(_PAIRS, name, steps)


def count_stratum(stratum: str, steps: Mapping[str, int]) -> Change:
    """A change of the counts of a stratum of the random arm."""
    return _add(_STRATA, stratum, steps)


def count_calibration(version: str, steps: Mapping[str, int]) -> Change:
    """A change of the examinations by bin of the score."""
    return _add(_CALIBRATION, version, steps)


def count_left(office: str, month: str, steps: Mapping[str, int]) -> Change:
    """A change of what an office had no hands for."""
    return _add(f"LEFT#{office}", month, steps)


class Revised(Protocol):
    """A record that is changed under its revision."""

    @property
    def rev(self) -> int:
        """Which revision it is; the first is 1."""
        ...


class Book[T: Revised]:
    """Records of one kind that people change, each under the revision that they saw."""

    def __init__(self, tables: Tables, pk: str, kind: type[T]) -> None:
        self._tables, self._pk, self._kind = tables, pk, kind

    def get(self, sk: str) -> T | None:
        """One record."""
        item = self._tables.get(TABLE, self._pk, sk)
        return self._read(item) if item else None

    def all(self) -> dict[str, T]:
        """All records by name."""
        items = self._tables.query(TABLE, self._pk).items
        return {str(item["sk"]): self._read(item) for item in items}

    def change(self, sk: str, record: T, seen: int, **more: Value) -> Change:
        """The change that keeps a record in the place of the revision seen, 0 where there was none."""
        condition = Condition(equals={"rev": seen}) if seen else Condition(absent=True)
        values: dict[str, Value] = {"rev": record.rev, "body": pack(record), **more}
        return Change(TABLE, self._pk, sk, set=values, condition=condition)

    def put(self, sk: str, record: T, seen: int) -> T:
        """Keep a record; StaleWriteError when somebody was first."""
        self._tables.change([self.change(sk, record, seen)])
        return record

    def _read(self, item: Item) -> T:
        body: Any = item["body"]
        return unpack(self._kind, body if isinstance(body, bytes) else str(body).encode())
