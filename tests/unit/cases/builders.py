"""A case, an assessment and what belongs to them, for tests to change."""

from typing import Any

from offing.cases.model import Case
from offing.records.assessments import (
    Assessment,
    Evidence,
    Match,
    Reason,
    RuleHit,
    Score,
    ScoreLine,
)
from offing.records.movements import Movement
from offing.records.travellers import Traveller

NOW = "2026-11-21T09:00:00Z"
HERE = Movement(
    carrier="XQ",
    number="417",
    origin="FRA",
    destination="QNV",
    departure="2026-11-21T10:05",
    arrival="2026-11-21T14:50",
)
TRAVELLER = Traveller(
    id="trv_1", movement=HERE.id, surname="ARDEN", given_names="P", nationality="DEU"
)


def case(**changes: Any) -> Case:
    """An opened case."""
    return Case(
        **{
            "id": "case_1",
            "reference": "7QK4-M2X9-T",
            "traveller": "trv_1",
            "movement": HERE.id,
            "movement_label": HERE.label,
            "route": "FRA-QNV",
            "name": "ARDEN/P",
            "band": "red",
            "score": 0.4,
            "stream": "passenger",
            "agency": "police",
            "office": "QNV",
            "deadline": "2026-11-21T12:50:00Z",
            "opened_at": NOW,
            **changes,
        }
    )


def match(band: str = "strong", bits: float = 26.0, **changes: Any) -> Match:
    """A match with an entry of the police."""
    return Match(
        **{
            "entity": "WANTED-1",
            "list": "wanted",
            "bits": bits,
            "band": band,
            "evidence": (Evidence(f="name", bits=bits, q="ARDEN", c="ARDEEN"),),
            "name": "ARDEEN",
            "agency": "police",
            **changes,
        }
    )


def hit(rule: str = "broken-travel", agency: str = "customs", **changes: Any) -> RuleHit:
    """A hit of a rule of customs."""
    reason = Reason(
        field="broken_travel", label="Broken travel", operator="is", wanted="yes", value="yes"
    )
    return RuleHit(
        **{
            "rule": rule,
            "version": "1",
            "title": rule.replace("-", " "),
            "weight": 0.03,
            "severity": 2,
            "agency": agency,
            "reasons": (reason,),
            **changes,
        }
    )


def assessment(
    band: str = "red",
    matches: tuple[Match, ...] = (),
    hits: tuple[RuleHit, ...] = (),
    *,
    random: bool = False,
) -> Assessment:
    """An assessment whose score names its parts, matches before rules."""
    lines = (
        ScoreLine(source="base", text="base", points=-6.2),
        *(ScoreLine(source=f"match:{m.list}/{m.entity}", text="", points=5.0) for m in matches),
        *(ScoreLine(source=f"rule:{h.rule}", text="", points=2.0) for h in hits if not h.shadow),
    )
    return Assessment(
        traveller="trv_1",
        movement=HERE.id,
        matches=matches,
        rule_hits=hits,
        score=Score(probability=0.4, points=-0.4, band=band, lines=lines),
        random=random,
        lane="red",
        traveller_version="t1",
        index_version="i1",
        rules_version="r1",
    )
