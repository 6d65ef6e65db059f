"""What results have taught, kept in the `statistics` table; every count happens once."""

from collections.abc import Iterable, Mapping

from offing.kernel.errors import StaleWriteError
from offing.kernel.ports import Change, Condition, Tables
from offing.risk.scoring import Priors
from offing.risk.statistics import RuleStatistics

TABLE = "statistics"
_COUNTS = ("hits", "referred", "examined", "positive")


class StatisticsStore:
    """Counts by rule and version, and by list and band of matches."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def rows(self, kind: str = "RULES") -> list[RuleStatistics]:
        """All counts of a kind, `RULES` or `MATCHES`."""
        found = []
        for item in self._tables.query(TABLE, kind).items:
            name, _, version = str(item["sk"]).partition("#")
            counts = {name_: int(item.get(name_, 0)) for name_ in _COUNTS}
            found.append(RuleStatistics(rule=name, version=version, **counts))
        return found

    def priors(self, versions: Mapping[str, str]) -> Priors:
        """The priors for scoring, with the counts of the rule versions in use."""
        rules = {r.rule: r for r in self.rows() if versions.get(r.rule) == r.version}
        return Priors(rules=rules, matches={m.rule: m for m in self.rows("MATCHES")})

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


def count(kind: str, name: str, steps: Mapping[str, int]) -> Change:
    """A change of counts: `name` is `<rule>#<version>` of `RULES`, or `<list>:<band>` of `MATCHES`."""
    return Change(TABLE, kind, name, add={n: step for n, step in steps.items() if step})
