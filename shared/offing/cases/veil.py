"""Other agencies' list entries: that there is a match counts, whose and with whom is not shown."""

from collections.abc import Collection
from dataclasses import replace

from offing.records.assessments import Assessment, Match, ScoreLine

OTHERS = "An entry of another agency's list"


def veiled(
    assessment: Assessment, agencies: Collection[str], lists: Collection[str] = ()
) -> Assessment:
    """The assessment as officers of `agencies` (`""` for common lists) may see it; points and sums stay.

    `lists` are those that their owners let them see. Of a silent entry not even a veil is shown: it has no points.
    """
    hidden = [m for m in assessment.matches if not shown(m, agencies, lists)]
    if not hidden:
        return assessment
    sources = {f"match:{m.list}/{m.entity}" for m in hidden}
    return replace(
        assessment,
        matches=tuple(
            _veiled(m) if m in hidden else m
            for m in assessment.matches
            if not (m.silent and m in hidden)
        ),
        score=replace(
            assessment.score,
            lines=tuple(_line(x) if x.source in sources else x for x in assessment.score.lines),
        ),
    )


def shown(match: Match, agencies: Collection[str], lists: Collection[str]) -> bool:
    """Whether a match is of these agencies' entries, or of a list that its owner lets them see."""
    return (match.agency or "") in agencies or (match.list in lists and not match.silent)


def _veiled(match: Match) -> Match:
    return replace(
        match, entity="", list="", evidence=(), name=OTHERS, text=OTHERS, agency=None, category=None
    )


def _line(line: ScoreLine) -> ScoreLine:
    return replace(line, source="match:other-agency", text=OTHERS)
