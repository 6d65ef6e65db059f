"""What results have taught, kept in the `statistics` table; every count happens once."""

from collections.abc import Iterable, Mapping

from offing.kernel.errors import StaleWriteError
from offing.kernel.ports import Change, Condition, Tables
from offing.risk.scoring import Priors, priors_of
from offing.risk.statistics import RuleStatistics

TABLE = "statistics"
_ALL = "RULES"
_COUNTS = ("hits", "referred", "examined", "positive")


class StatisticsStore:
    """Counts of hits, referrals, examinations and finds."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def rows(self) -> list[RuleStatistics]:
        """All counts: of rules by version, of matches by list and band, of the random arm by stream."""
        found = []
        for item in self._tables.query(TABLE, _ALL).items:
            name, _, version = str(item["sk"]).rpartition("#")
            counts = {kind: int(item.get(kind, 0)) for kind in _COUNTS}
            found.append(RuleStatistics(rule=name, version=version, **counts))
        return found

    def priors(self) -> Priors:
        """What the counts teach the score."""
        return priors_of(self.rows())

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


def count(rule: str, version: str, steps: Mapping[str, int]) -> Change:
    """A change of the counts of a rule's version; matches and the random arm have names of their own and no version."""
    add = {kind: step for kind, step in steps.items() if step}
    return Change(TABLE, _ALL, f"{rule}#{version}", add=add)
