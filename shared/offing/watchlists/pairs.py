"""Pairs of names: a score in log-odds that both name the same, and a decision by one threshold for all schemata.

The weights are estimates: logistic regression on hand-labelled pairs (weight 6) and on pairs of aliases from public
sanction lists (weight 1), rounded. Features and tables were chosen with the same pairs in view: figures on those pairs
are figures of the fit; cross-validation on them gave F1 .84 for persons and .93 for companies before rounding.
"""

import csv
import io
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from offing.kernel.errors import InvalidInputError
from offing.kernel.names import tokens
from offing.kernel.scripts import romanisations
from offing.watchlists.compare import Compared, company_bits, compare
from offing.watchlists.legal_forms import CompanyName, company_words, vessel_words

THRESHOLD = 0.0
COLUMNS = ("schema", "name1", "name2")

# Persons.
P_BASE = 1.45
P_SAME = 1.05  # the same words, whatever their order
P_SPELLING, P_SPELLING_CAP = (
    0.4,
    8.0,
)  # a bit: namesakes share words exactly, one person's aliases vary in spelling
P_CONFLICT = -0.02  # a bit of words left over on both sides
P_CONFLICTS, P_ANY_CONFLICT = -0.3, -2.1  # each such pair; that there is one at all
P_EXTRA, P_EXTRAS = -0.02, -0.05  # a bit and a word on one side alone
P_ONE_WORD = -0.3
P_WORST, P_WORST_FROM, P_WORST_TO = (
    -8.0,
    0.2,
    0.6,
)  # letters that differ in the worst pair of words
P_ROOTED, P_ROOTED_TO = -1.7, 2  # a consonant that differs on both sides

# Companies and things.
C_BASE = 2.7
C_SAME = 2.86  # the same letters once the legal form is off
C_CONFLICT, C_CONFLICT_CAP = -0.168, 12.0
C_LETTERS, C_LETTERS_CAP = -10.57, 0.5  # share of letters that differ
C_FORM = -1.09  # legal forms of different kinds
C_NUMBERS = -0.23  # numbers differ; labellers hold this less against a pair than one would think
C_ACRONYM = 1.0  # one name is the initials of the other


@dataclass(frozen=True, slots=True)
class Scored:
    """Log-odds that two names are of one, and the decision."""

    score: float

    @property
    def decision(self) -> str:
        """`match` or `no-match`."""
        return "match" if self.score >= THRESHOLD else "no-match"


_NO_NAME = -100.0  # nothing is like a name that is not there


def score(schema: str, left: str, right: str) -> Scored:
    """Compares two names of a schema: Person, or Company, Organization, LegalEntity, Vessel."""
    if not (left.strip() and right.strip()):
        return Scored(_NO_NAME)
    if schema == "Person":
        return Scored(_persons(left, right))
    apart = vessel_words if schema == "Vessel" else company_words
    return Scored(_companies(apart(left), apart(right)))


def _persons(left: str, right: str) -> float:
    """The best over all romanisations of either name."""
    return max(
        _person_score(compare(tokens(a), tokens(b)))
        for a in romanisations(left)
        for b in romanisations(right)
    )


def _person_score(seen: Compared) -> float:
    worst = min(seen.worst, P_WORST_TO) - P_WORST_FROM
    return (
        P_BASE
        + P_SAME * seen.same
        + P_SPELLING * min(seen.spelling, P_SPELLING_CAP)
        + P_CONFLICT * seen.conflict
        + P_CONFLICTS * seen.conflicts
        + P_ANY_CONFLICT * (seen.conflicts > 0)
        + P_EXTRA * min(seen.extra, 40.0)
        + P_EXTRAS * seen.extras
        + P_ONE_WORD * (seen.fewest <= 1)
        + P_WORST * max(0.0, worst)
        + P_ROOTED * min(seen.rooted, P_ROOTED_TO)
    )


def _companies(mine: CompanyName, theirs: CompanyName) -> float:
    if _acronym(mine, theirs) or _acronym(theirs, mine):
        return C_ACRONYM
    seen = compare(mine.words, theirs.words, company_bits)
    letters = _letters_apart(mine.words, theirs.words)
    forms = mine.form is not None and theirs.form is not None and mine.form != theirs.form
    return (
        C_BASE
        + C_SAME * (letters == 0.0)
        + C_CONFLICT * min(seen.conflict, C_CONFLICT_CAP)
        + C_LETTERS * min(letters, C_LETTERS_CAP)
        + C_FORM * forms
        + C_NUMBERS * (mine.numbers != theirs.numbers)
    )


def _letters_apart(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Share of letters that differ, in the order given or in alphabetical order of the words."""
    forms = (("".join(left), "".join(right)), ("".join(sorted(left)), "".join(sorted(right))))
    return min(OSA.distance(a, b) / max(len(a), len(b), 1) for a, b in forms)


def _acronym(short: CompanyName, full: CompanyName) -> bool:
    word = short.words[0] if len(short.words) == 1 else ""
    return 3 <= len(word) == len(full.words) and word == "".join(w[0] for w in full.words)


def scored_csv(text: str) -> str:
    """The CSV of pairs back in its order with the columns `score` and `decision`."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if missing := [column for column in COLUMNS if column not in (rows.fieldnames or ())]:
        raise InvalidInputError(
            f"The column {missing[0]} is missing: the first line must name schema, name1, name2."
        )
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, "score", "decision"))
    for row in rows:
        given = tuple(row[column] or "" for column in COLUMNS)
        scored = score(*given)
        writer.writerow((*given, repr(scored.score), scored.decision))
    return out.getvalue()
