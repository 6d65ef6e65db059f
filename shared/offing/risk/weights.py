"""The weights that people have approved: learned counts, base rate and calibration as they were on one day.

Calibration is always that of the approved version. Learned counts move by themselves, unless they are frozen (EU mode):
then the score uses those of the approved version, and before there is one, the authors' own weights.
"""

from dataclasses import dataclass, replace

from offing.kernel.errors import ConflictError
from offing.kernel.ports import Tables
from offing.risk.calibration import NEUTRAL, Calibration, bins_of, fit
from offing.risk.scoring import BASE_RATE, NO_PRIORS, Priors, priors_of
from offing.risk.statistics import RuleStatistics
from offing.risk.store import Book, StatisticsStore

NONE = "000000"  # the version before any was approved
LIVE = "+live"
_CURRENT, _PROPOSED = "CURRENT", "PROPOSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What results had taught of one rule's version, list and band, or stream of the random arm."""

    rule: str
    version: str
    examined: int
    positive: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One version: who proposed it when and why, who approved it, and what it holds."""

    version: str = NONE
    at: str = ""
    by: str = ""
    reason: str = ""
    approved_by: str = ""
    approved_at: str = ""
    base_rate: float = BASE_RATE
    calibration: Calibration = NEUTRAL
    rules: tuple[Weight, ...] = ()
    rev: int = 0

    def priors(self) -> Priors:
        """What the score makes of it."""
        rows = [
            RuleStatistics(rule=w.rule, version=w.version, examined=w.examined, positive=w.positive)
            for w in self.rules
        ]
        return priors_of(rows, self.calibration, self.version)


class WeightsStore:
    """The version in use, the one proposed, and all before."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._book = Book(tables, "WEIGHTS", Weights)
        self._statistics = StatisticsStore(tables)

    def current(self) -> Weights:
        """The approved version; one without anything learned before the first approval."""
        return self._book.get(_CURRENT) or Weights()

    def proposed(self) -> Weights | None:
        """The version that waits for a second person."""
        found = self._book.get(_PROPOSED)
        return found if found and found.version > self.current().version else None

    def history(self) -> list[Weights]:
        """All approved versions, newest first."""
        kept = self._book.all()
        return [kept[name] for name in sorted(kept, reverse=True) if name.isdigit()]

    def priors(self, *, frozen: bool = False) -> Priors:
        """What the score works with: the approved version alone, or with what results teach since."""
        current = self.current()
        if frozen:
            unlearned = replace(NO_PRIORS, version=NONE)
            return current.priors() if current.version > NONE else unlearned
        return priors_of(self._statistics.rows(), current.calibration, current.version + LIVE)

    def propose(self, by: str, at: str, reason: str) -> Weights:
        """What results teach today, and the calibration that they ask for, as the next version."""
        current, known = self.current(), self._book.get(_PROPOSED)
        learned = [row for row in self._statistics.rows() if row.examined]
        change = fit(bins_of(self._statistics.calibration(current.version)))
        rev = known.rev if known else 0
        proposal = Weights(
            version=f"{int(current.version) + 1:06d}",
            at=at,
            by=by,
            reason=reason,
            base_rate=priors_of(learned).base_rate,
            calibration=(change or NEUTRAL).after(current.calibration),
            rules=tuple(
                Weight(rule=r.rule, version=r.version, examined=r.examined, positive=r.positive)
                for r in learned
            ),
            rev=rev + 1,
        )
        return self._book.put(_PROPOSED, proposal, rev)

    def approve(self, version: str, by: str, at: str) -> Weights:
        """Bring the proposed version into use; refused when it is no longer the one that was looked at."""
        current, proposal = self._book.get(_CURRENT), self.proposed()
        if proposal is None or proposal.version != version:
            raise ConflictError("This proposal no longer stands; look again", where="path.version")
        if proposal.by == by:
            raise ConflictError("Somebody else than who proposed them must approve weights")
        seen = current.rev if current else 0
        approved = replace(proposal, approved_by=by, approved_at=at, rev=seen + 1)
        kept = replace(approved, rev=1)
        self._tables.change(
            [
                self._book.change(_CURRENT, approved, seen),
                self._book.change(version, kept, 0),
                # Whoever proposes anew in this moment makes this approval stale.
                self._book.change(_PROPOSED, replace(proposal, rev=proposal.rev + 1), proposal.rev),
            ]
        )
        return approved
