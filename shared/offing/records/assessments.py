"""Assessments: the machine's view of one traveller at one time, with every reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One line of a match: field `f`, what was asked `q`, what the list has `c`, `bits` for or against, why."""

    f: str
    bits: float
    q: str | None = None
    c: str | None = None
    sim: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A traveller or party against a list entry; `bits` is the sum of the evidence; `band` strong, review or weak."""

    entity: str
    list: str
    bits: float
    band: str
    evidence: tuple[Evidence, ...]
    name: str = ""
    text: str = ""
    index_version: str = ""
    agency: str | None = None
    category: str | None = None
    severity: int = 2

    @property
    def silent(self) -> bool:
        """Whether the entry's owner alone is to know."""
        allowed = (line.c or "" for line in self.evidence if line.f == "actions")
        return any("silent" in actions.split(", ") for actions in allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One condition of a rule with the value that met it."""

    field: str
    label: str
    operator: str
    wanted: str
    value: str
    met: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleHit:
    """A rule that holds for a traveller, with the conditions and values that made it hold."""

    rule: str
    version: str
    title: str
    weight: float
    severity: int
    agency: str
    reasons: tuple[Reason, ...]
    shadow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One line of a score: where it comes from (`match:…`, `rule:…`, `base`), its words, its log-odds points.

    `probability` is what the sign says by itself, `version` the rule's, `examined` how many results have taught it.
    """

    source: str
    text: str
    points: float
    probability: float | None = None
    version: str = ""
    examined: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`probability` of a positive result; `points` are log-odds and equal the sum of the lines'.

    `weights` is the approved version of weights and calibration, with `+live` where results since then count too.
    """

    probability: float
    points: float
    band: str
    lines: tuple[ScoreLine, ...]
    weights: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Matches, rule hits and score of one traveller, with the versions of all that was used.

    `stratum` is that of the random arm to which they belong, `chance` the share with which it is drawn.
    """

    traveller: str
    movement: str
    matches: tuple[Match, ...]
    rule_hits: tuple[RuleHit, ...]
    score: Score
    random: bool
    lane: str
    traveller_version: str
    index_version: str
    rules_version: str
    stratum: str = ""
    chance: float = 0.0
